"""The services: all of them, and a page for each."""

from collections import Counter
from collections.abc import Iterator, Sequence

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Occurrence, Service
from mkdocs_postmortems.archive.groups import Group, largest_first
from mkdocs_postmortems.model import ContributingFactor, Postmortem
from mkdocs_postmortems.pages import description, results
from mkdocs_postmortems.pages.addresses import Addresses
from mkdocs_postmortems.pages.listing import list_pages, listings
from mkdocs_postmortems.pages.page import Page

TOLD = 200
"""How many services have a row of their own in the list of all; the others are named there."""

LISTED = 30
"""How many factors the page of a service lists; the pages of patterns have all."""


def pages(analysis: Analysis, addresses: Addresses) -> Iterator[Page]:
    yield from group_pages(analysis, addresses, analysis.archive.services, "services", "Services", "service")


def group_pages(
    analysis: Analysis, addresses: Addresses, groups: Sequence[Group], address: str, title: str, word: str
) -> Iterator[Page]:
    """The list of groups of one kind and a page for each; services and organizations are told alike."""
    yield Page(
        address=address,
        title=title,
        template="groups.md.jinja",
        context={
            "archive": analysis.archive,
            "groups": largest_first(groups)[:TOLD],
            "others": sorted(largest_first(groups)[TOLD:], key=lambda group: group.slug),
            "word": word,
            "years": analysis.patterns.span,
            "by_year": {group.slug: Counter(p.date.year for p in group.postmortems) for group in groups},
        },
        crumbs=((title, None),),
        in_nav=bool(groups),  # an archive of one organization names none, and needs no entry for them
        description=f"The {title.lower()} of this archive, each with its postmortems and the conditions met there",
    )
    for group in groups:
        lists = listings(analysis.archive, addresses.of(group), group.postmortems, **{word: group.slug})
        factors = _factors(analysis, group.postmortems)
        yield Page(
            address=addresses.of(group),
            title=group.name,
            template="group.md.jinja",
            context={
                "archive": analysis.archive,
                "group": group,
                "word": word,
                "listing": lists[0],
                "listed": LISTED,
                "factors": factors,
                "open_actions": analysis.actions.of(group.postmortems).open,
                "others": _others(group, word),
                "not_here_yet": lambda group=group: (
                    analysis.not_here_yet.at(group) if isinstance(group, Service) else ()
                ),
            },
            crumbs=((title, address), (group.name, None)),
            description=description.of_group(group, (factor for factor, _ in factors)),
            also_called=(group.name.replace("-", " "),),
            result=results.of_group(word, group),
        )
        crumbs = ((title, address), (group.name, addresses.of(group)))
        yield from list_pages(lists[1:], f"Postmortems about {group.name}", crumbs)


def _factors(
    analysis: Analysis, postmortems: Sequence[Postmortem]
) -> list[tuple[ContributingFactor, list[Occurrence]]]:
    """What was met there, the most frequent first."""
    met: dict[str, list[Occurrence]] = {}
    for postmortem in postmortems:
        for occurrence in analysis.archive.occurrences(postmortem):
            met.setdefault(occurrence.factor.slug, []).append(occurrence)
    ranked = sorted(met.values(), key=lambda found: (-len(found), found[0].factor.slug))
    return [(found[0].factor, found) for found in ranked]


def _others(group: Group, word: str) -> Counter[str]:
    """Organizations met at a service, or services met at an organization."""
    if word == "service":
        return Counter(p.organization for p in group.postmortems if p.organization)
    return Counter(name for p in group.postmortems for name in p.services)
