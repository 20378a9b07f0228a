"""A page for every postmortem, the list of all, and one for each year."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mkdocs_postmortems.analysis import Analysis, Disposition, Met, Verdict, VerdictKind
from mkdocs_postmortems.archive import Archive, Group, Occurrence, Year
from mkdocs_postmortems.archive.groups import largest_first
from mkdocs_postmortems.model import ActionItem, Layer, Postmortem, Severity
from mkdocs_postmortems.model.template import ACTION_ITEMS, CONTRIBUTING_FACTORS, RECURRENCE
from mkdocs_postmortems.pages import charts, description, results
from mkdocs_postmortems.pages.addresses import Addresses
from mkdocs_postmortems.pages.listing import list_pages, listings
from mkdocs_postmortems.pages.page import Page
from mkdocs_postmortems.pages.render import writers_markdown
from mkdocs_postmortems.source import Section
from mkdocs_postmortems.words import count, day_and_month

RECENT = 15
"""How many postmortems the page about all shows before it sends the reader to a list."""

NAMED = 24
"""How many services and organizations it names, those with the most postmortems."""

FACTORS, ACTIONS = "factors", "actions"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the writer's text and what the front matter adds after it; with a heading where the writer has
    none."""

    text: Markup
    then: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class CitedFactor:
    """A factor as a postmortem's page shows it: how often the archive has it, what was decided, how often it had been
    met before."""

    occurrence: Occurrence
    count: int
    disposition: Disposition
    met_before: int


def pages(analysis: Analysis, addresses: Addresses) -> Iterator[Page]:
    archive = analysis.archive
    yield Page(
        address="postmortems",
        title="Postmortems",
        template="postmortems.md.jinja",
        context={
            "archive": archive,
            "recent": archive.postmortems[: -RECENT - 1 : -1],
            "named": [
                (plural, word, largest_first(groups)[:NAMED], len(groups))
                for plural, word, groups in (
                    ("services", "service", archive.services),
                    ("organizations", "organization", archive.organizations),
                )
            ],
        },
        crumbs=(("Postmortems", None),),
        in_nav=True,
        description=description.of_postmortems(archive.postmortems, " by year, severity, service and organization"),
    )
    for year in archive.years:
        yield from _year_pages(analysis, year)
    for grade in archive.grades:
        title = f"{grade.name} incidents" if grade.postmortems[0].severity else f"Incidents {grade.name.lower()}"
        yield from _list_pages(archive, grade, title, severity=grade.postmortems[0].severity or grade.slug)
    for kind in archive.kinds:
        yield from _list_pages(archive, kind, kind.name, kind=kind.postmortems[0].kind)
    for i, postmortem in enumerate(archive.postmortems):
        earlier = archive.postmortems[i - 1] if i else None
        later = archive.postmortems[i + 1] if i + 1 < len(archive.postmortems) else None
        yield _postmortem_page(analysis, addresses, postmortem, earlier, later)


def _year_pages(analysis: Analysis, year: Year) -> Iterator[Page]:
    address, title = f"postmortems/{year.slug}", f"Postmortems of {year.name}"
    lists = listings(analysis.archive, address, year.postmortems, year=year.name)
    yield Page(
        address=address,
        title=title,
        template="year.md.jinja",
        context={
            "archive": analysis.archive,
            "year": year,
            "severities": _by_severity(year.postmortems),
            "listing": lists[0],
        },
        crumbs=(("Postmortems", "postmortems"), (year.name, None)),
        description=description.of_postmortems(year.postmortems, f" of {year.name}"),
    )
    crumbs = (("Postmortems", "postmortems"), (year.name, address))
    yield from list_pages(lists[1:], title, crumbs)


def _list_pages(archive: Archive, group: Group, title: str, **facet: str) -> Iterator[Page]:
    address = f"postmortems/{group.slug}"
    crumbs = (("Postmortems", "postmortems"), (group.name, address))
    return list_pages(listings(archive, address, group.postmortems, **facet), title, crumbs)


def _postmortem_page(
    analysis: Analysis,
    addresses: Addresses,
    postmortem: Postmortem,
    earlier: Postmortem | None,
    later: Postmortem | None,
) -> Page:
    before = analysis.recurrence.before(postmortem)
    return Page(
        address=addresses.of(postmortem),
        title=postmortem.title,
        template="postmortem.md.jinja",
        context={
            "archive": analysis.archive,
            "postmortem": postmortem,
            "services": _groups(analysis, postmortem),
            "phases": charts.phases(postmortem),
            "phase_chart": charts.phase_chart,
            "segments": _segments(analysis, postmortem),
            "strata": _strata(analysis, postmortem, before),
            "verdicts": _verdicts_by_action(analysis, postmortem),
            "action_columns": _columns(postmortem.action_items),
            "known": _known(before),
            "before": before,
            "after": _again(analysis.recurrence.after(postmortem)),
            "related": lambda: analysis.related.of(postmortem),  # asked for by whoever renders the blocks
            "earlier": earlier,
            "later": later,
        },
        crumbs=(
            ("Postmortems", "postmortems"),
            (str(postmortem.date.year), f"postmortems/{postmortem.date.year}"),
            (day_and_month(postmortem.date), None),
        ),
        description=description.of_postmortem(postmortem),
        source=postmortem.path,
        searched=_searched(analysis, postmortem),
        result=results.of_postmortem(analysis.archive, postmortem),
        mentions=analysis.archive.links.named_in(postmortem),
        is_draft=postmortem.is_draft,
    )


def _groups(analysis: Analysis, postmortem: Postmortem) -> dict[str, object]:
    """The pages of its services and its organization, by name."""
    return {
        "services": [s for name in postmortem.services if (s := analysis.archive.service(name))],
        "organization": analysis.archive.organization(postmortem.organization) if postmortem.organization else None,
    }


def _segments(analysis: Analysis, postmortem: Postmortem) -> list[Segment]:
    """The body, cut where the page shows what the front matter says of factors and actions.

    A heading that repeats the title is left out. Where a writer has no such section, it is made before the
    recurrence answer.
    """
    spec = analysis.archive.templates.spec
    body = postmortem.source.body
    factors = postmortem.section(*spec(CONTRIBUTING_FACTORS.title).titles)
    actions = postmortem.section(*spec(ACTION_ITEMS.title).titles)
    answer = postmortem.section(*spec(RECURRENCE.title).titles)
    lines = body.lines
    last = body.first_line + len(lines)
    before_answer = answer.line if answer else last

    cuts = []
    if postmortem.contributing_factors:
        cuts.append(_cut(factors, before_answer, 0, FACTORS, CONTRIBUTING_FACTORS.title))
    if postmortem.action_items:
        cuts.append(_cut(actions, before_answer, 1, ACTIONS, ACTION_ITEMS.title))

    title = next(iter(body.headings), None)
    start = title.end if title and title.level == 1 else body.first_line
    segments = []
    if start != body.first_line and title:  # text above the title, if any, keeps its place
        segments.append(Segment(_text(lines[: title.line - body.first_line])))
    for line, _, then, heading in sorted(cuts):
        segments.append(Segment(_text(lines[start - body.first_line : line - body.first_line]), then, heading))
        start = max(line, start)
    segments.append(Segment(_text(lines[start - body.first_line :])))
    return segments


def _cut(section: Section | None, otherwise: int, rank: int, then: str, heading: str) -> tuple[int, int, str, str]:
    return (section.end, rank, then, "") if section else (otherwise, rank, then, heading)


def _text(lines: Sequence[str]) -> Markup:
    return writers_markdown("\n".join(lines))


def _strata(
    analysis: Analysis, postmortem: Postmortem, before: tuple[Met, ...]
) -> list[tuple[Layer, list[CitedFactor]]]:
    """Its factors by layer, from what set it off to what lies underneath."""
    met_before = {met.occurrence.factor.slug: met.count for met in before}
    cited = [
        CitedFactor(
            occurrence,
            len(analysis.archive.by_factor[occurrence.factor.slug]),
            analysis.dispositions.of(occurrence),
            met_before.get(occurrence.factor.slug, 0),
        )
        for occurrence in analysis.archive.occurrences(postmortem)
    ]
    layers = ((layer, [c for c in cited if c.occurrence.citation.layer is layer]) for layer in Layer)
    return [(layer, found) for layer, found in layers if found]


def _verdicts_by_action(analysis: Analysis, postmortem: Postmortem) -> dict[str, list[Verdict]]:
    """One verdict of each kind for an action, however many factors it answers."""
    found: dict[str, dict[tuple[VerdictKind, str], Verdict]] = {}
    for verdict in analysis.recurrence.verdicts(postmortem):
        key = (verdict.kind, verdict.again.id if verdict.again else "")
        found.setdefault(verdict.action.id, {}).setdefault(key, verdict)
    return {action_id: list(verdicts.values()) for action_id, verdicts in found.items()}


def _columns(items: Sequence[ActionItem]) -> dict[str, bool]:
    """Which facts about actions are given at all; a column without a value is left out."""
    return {name: any(getattr(item, name) for item in items) for name in ("owner", "priority", "due")}


def _known(before: tuple[Met, ...]) -> list[tuple[Met, Verdict]]:
    """The plainest cases of a condition that was known: a fix that did not hold, then one still open, then one seen
    again."""
    order = [VerdictKind.DID_NOT_HOLD, VerdictKind.KNOWN_AND_OPEN, VerdictKind.SEEN_AGAIN]
    cases = [(met, min(met.tried, key=lambda v: (order.index(v.kind), v.days))) for met in before if met.tried]
    cases.sort(key=lambda case: (order.index(case[1].kind), case[1].days))
    by_action = {(verdict.postmortem.id, verdict.action.id): (met, verdict) for met, verdict in reversed(cases)}
    plainest = [case for case in reversed(by_action.values()) if case[1].kind is cases[0][1].kind]
    return plainest[:2]


def _again(after: tuple[Met, ...]) -> list[tuple[Postmortem, list[Occurrence]]]:
    """Later postmortems that met its factors again, soonest first, with the factors."""
    found: dict[str, tuple[Postmortem, list[Occurrence]]] = {}
    for met in after:
        for occurrence in met.occurrences:
            found.setdefault(occurrence.postmortem.id, (occurrence.postmortem, []))[1].append(occurrence)
    return sorted(found.values(), key=lambda case: (case[0].date, case[0].id))


def _searched(analysis: Analysis, postmortem: Postmortem) -> tuple[str, ...]:
    """What front matter says of it, and the names of its factors."""
    occurrences = analysis.archive.occurrences(postmortem)
    facts = (postmortem.id, postmortem.organization, *postmortem.services, postmortem.trigger, *postmortem.impact)
    told = (text for o in occurrences for text in (o.factor.title, o.citation.how))
    return tuple(text for text in (*facts, *told, *(item.action for item in postmortem.action_items)) if text)


def _by_severity(postmortems: Sequence[Postmortem]) -> list[str]:
    """How many of each severity, worst first, with the ungraded and near misses last."""
    graded = Counter(p.severity for p in postmortems if not p.is_near_miss)
    near_misses = sum(postmortem.is_near_miss for postmortem in postmortems)
    told = [f"{graded[severity]:,} {severity.label}" for severity in Severity if graded[severity]]
    told += [f"{graded[None]:,} not graded"] if graded[None] else []
    return [*told, *([count(near_misses, "near miss", "near misses")] if near_misses else [])]
