"""The patterns: every factor, and a page for each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle

from mkdocs_postmortems.analysis import Analysis, Pattern, VerdictKind
from mkdocs_postmortems.analysis.actions import Actions
from mkdocs_postmortems.analysis.combinations import LEAST
from mkdocs_postmortems.analysis.trends import Trend
from mkdocs_postmortems.archive import Occurrence
from mkdocs_postmortems.archive.groups import Group
from mkdocs_postmortems.model import ContributingFactor, Layer, Postmortem, Severity
from mkdocs_postmortems.pages import description, results
from mkdocs_postmortems.pages.addresses import Addresses
from mkdocs_postmortems.pages.lanes import Time, mark
from mkdocs_postmortems.pages.page import Page
from mkdocs_postmortems.pages.render import writers_markdown

TOLD = 40
"""How many occurrences a pattern's page tells in full."""

OLDER = 200
"""How many older ones it lists; the data files have all."""

MARKS = 60
"""How many occurrences are drawn on one line, the newest."""

ROWS = 150
"""How many patterns the list tells in full, the most frequent; the others are named."""

IN_LAYER = 12
"""How many patterns are named for a layer."""

LANES = 24
"""How many places have a line of their own on it."""

WITH = 8
"""How many factors that it appears with are told."""

LISTED = 40
"""How many pairs the page of combinations lists."""


def pages(analysis: Analysis, addresses: Addresses) -> Iterator[Page]:
    patterns = analysis.patterns
    yield Page(
        address="patterns",
        title="Patterns",
        template="patterns.md.jinja",
        context={
            "archive": analysis.archive,
            "patterns": patterns,
            "trends": analysis.trends,
            "rows": [_row(analysis, pattern) for pattern in patterns.recurring[:ROWS]],
            "places": analysis.archive.organizations or analysis.archive.services,
            "by_layer": _by_layer(patterns.recurring),
            "top": _tallest_year(patterns.recurring),
        },
        crumbs=(("Patterns", None),),
        in_nav=True,
        is_wide=True,
        description="Conditions that keep coming back: how often, where, since when, and whether fixes held",
    )
    for pattern in (*patterns.all, *patterns.pointers):
        yield _factor_page(analysis, addresses, pattern)
    yield _combinations_page(analysis)


@dataclass(frozen=True, slots=True)
class Row:
    """A pattern as the list tells it. `places` are the organizations that met it, or the services where it was met."""

    pattern: Pattern
    trend: Trend
    actions: Actions
    verdicts: list[tuple[VerdictKind, int]]
    places: list[Group]


def _row(analysis: Analysis, pattern: Pattern) -> Row:
    places = {group.slug: group for p in pattern.postmortems for group in _groups_of(analysis, p)}
    return Row(
        pattern,
        analysis.trends.of(pattern),
        analysis.actions.on(pattern.factor),
        _verdict_counts(analysis, pattern),
        [places[slug] for slug in sorted(places)],
    )


def _by_layer(patterns: Iterable[Pattern]) -> list[tuple[Layer, list[tuple[Pattern, int]]]]:
    """The patterns of each layer with how often they lie there, the most frequent first."""
    found = [
        (layer, sorted(((p, p.by_layer[layer]) for p in patterns if p.by_layer.get(layer)), key=lambda pair: -pair[1]))
        for layer in Layer
    ]
    return [(layer, met[:IN_LAYER]) for layer, met in found if met]


def _combinations_page(analysis: Analysis) -> Page:
    found = analysis.combinations
    return Page(
        address="patterns/combinations",
        title="Combinations",
        template="combinations.md.jinja",
        context={
            "patterns": analysis.patterns,
            "combinations": found,
            "listed": found.met[:LISTED],
            "meetings": [met for met in found.meetings if met.times >= LEAST],
            "most": _round_up(max((max(m.pairs, m.expected) for m in found.meetings[LEAST:]), default=0)),
            "layers": Layer,
        },
        crumbs=(("Patterns", "patterns"), ("Combinations", None)),
        in_nav=True,
        description="Which conditions line up in one incident more often than chance would bring them together",
    )


def _round_up(value: float) -> int:
    """The end of an axis of five equal steps, in round numbers."""
    end = 5
    for factor in cycle((2, 2.5, 2)):
        if end >= value:
            return end
        end = int(end * factor)
    return end


def _factor_page(analysis: Analysis, addresses: Addresses, pattern: Pattern) -> Page:
    factor = pattern.factor
    lanes = _lanes(analysis, pattern)
    return Page(
        address=addresses.of(factor),
        title=factor.title,
        template="pattern.md.jinja",
        context={
            "archive": analysis.archive,
            "pattern": pattern,
            "factor": factor,
            "excludes": [_with_factors(analysis, text) for text in factor.excludes],
            "target": analysis.archive.vocabulary.resolve(factor.merged_into) if factor.merged_into else None,
            "broader": analysis.archive.vocabulary.broader(factor),
            "body": writers_markdown(factor.source.body_text),
            "patterns": analysis.patterns,
            "newest": pattern.occurrences[: -TOLD - 1 : -1],
            "older": pattern.occurrences[: max(0, pattern.count - TOLD)][: -OLDER - 1 : -1],
            "oldest": max(0, pattern.count - TOLD - OLDER),
            "marks": MARKS,
            "trend": analysis.trends.of(pattern),
            "since": analysis.trends.since,
            "lanes": lanes[:LANES],
            "more_lanes": len(lanes[LANES:]),
            "time": Time(analysis.patterns.span) if pattern.count else None,
            "shapes": _shapes(pattern),
            "is_linked": pattern.count <= TOLD,
            "met_again": sum(len(found) > 1 for place, found in lanes if place),
            "tried": _tried(analysis, pattern),
            "verdict_counts": _verdict_counts(analysis, pattern),
            "combinations": analysis.combinations,
            "with_others": analysis.combinations.of(factor.slug)[:WITH],
            "services": analysis.patterns.services(pattern),
        },
        crumbs=(("Patterns", "patterns"), (factor.title, None)),
        description=description.of_factor(pattern),
        source=factor.path or None,
        searched=(factor.definition or "", *factor.ask, *factor.controls),
        also_called=tuple(name.replace("-", " ") for name in analysis.archive.vocabulary.names(factor)),
        result=results.of_factor(pattern) if factor.is_live else None,
        mentions=analysis.archive.links.named_in(factor),
    )


def _with_factors(analysis: Analysis, text: str) -> list[tuple[str, ContributingFactor | None]]:
    """A sentence in pieces, those that are the name of a factor with the factor; its first letter small."""
    pieces = re.split(r"(\b[a-z0-9]+(?:-[a-z0-9]+)+\b)", text[:1].lower() + text[1:])
    return [(piece, analysis.archive.vocabulary.resolve(piece) if i % 2 else None) for i, piece in enumerate(pieces)]


Lane = tuple[Group | None, list[Occurrence]]


def _lanes(analysis: Analysis, pattern: Pattern) -> list[Lane]:
    """Its occurrences by organization, or by service in an archive of one organization; those that met it most often
    first. None stands for what names neither."""
    lanes: dict[str, Lane] = {}
    for occurrence in pattern.occurrences:
        groups: list[Group | None] = [*_groups_of(analysis, occurrence.postmortem)]
        for group in groups or [None]:
            lanes.setdefault(group.slug if group else "", (group, []))[1].append(occurrence)
    return [lane for _, lane in sorted(lanes.items(), key=lambda item: (-len(item[1][1]), not item[0], item[0]))]


def _groups_of(analysis: Analysis, postmortem: Postmortem) -> list[Group]:
    archive = analysis.archive
    if archive.organizations:
        found = archive.organization(postmortem.organization or "")
        return [found] if found else []
    by_slug = {service.slug: service for name in postmortem.services if (service := archive.service(name))}
    return list(by_slug.values())


def _shapes(pattern: Pattern) -> list[tuple[str, str]]:
    """The shapes on its line of time, each with what it stands for."""
    seen = {mark(postmortem) for postmortem in pattern.postmortems}
    names = {**{s.value.lower(): s.label for s in Severity}, "ungraded": "not graded", "near": "near miss"}
    return [(name, words) for name, words in names.items() if name in seen]


def _verdict_counts(analysis: Analysis, pattern: Pattern) -> list[tuple[VerdictKind, int]]:
    """What became of the actions on it."""
    return [(kind, n) for kind, n in analysis.recurrence.counts(pattern.factor.slug).items() if n]


def _tried(analysis: Analysis, pattern: Pattern) -> list[dict[str, object]]:
    """Every action on the factor with what became of it, newest first."""
    verdicts = analysis.recurrence.of_factor(pattern.factor.slug)
    by_action: dict[tuple[str, str], list[object]] = {}
    for verdict in verdicts:
        by_action.setdefault((verdict.postmortem.id, verdict.action.id), []).append(verdict)
    tried = []
    for occurrence in reversed(pattern.occurrences):
        for action in analysis.archive.actions_on(occurrence.postmortem).get(pattern.factor.slug, ()):
            found = by_action.get((occurrence.postmortem.id, action.id), [])
            tried.append({"postmortem": occurrence.postmortem, "action": action, "verdicts": found})
    return tried[:TOLD]


def _tallest_year(patterns: tuple[Pattern, ...]) -> int:
    """The most occurrences any pattern has in one year: the scale all sparklines share."""
    return max((count for pattern in patterns for count in pattern.by_year.values()), default=1)
