"""Ready-made searches, which stay current: the site's own, or those that its archive suggests."""

from collections.abc import Iterator
from urllib.parse import urlencode

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive.groups import largest_first
from mkdocs_postmortems.model.vocabulary import Priority
from mkdocs_postmortems.searches import as_of

PATTERNS = 2
"""How many of the most frequent patterns are suggested."""


def canned(analysis: Analysis) -> tuple[tuple[str, str], ...]:
    """The title and the query string of each; none where there is no search to ask."""
    settings = analysis.archive.settings
    if settings.search != "pagefind":
        return ()
    searches = _suggested(analysis) if settings.searches is None else settings.searches.items()
    return tuple((title, as_of(query, settings.today)) for title, query in searches)


def _suggested(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """What is owed, what nearly happened, the worst, and where the most was met; nothing that would find nothing."""
    archive, actions = analysis.archive, analysis.actions
    if any(action.item.priority is Priority.P0 for action in actions.open):
        yield "Open P0 actions", "actions=open-p0"
    if actions.overdue:
        yield "Overdue actions", "actions=overdue"
    if archive.near_misses and archive.near_misses[-1].date.year == archive.settings.today.year:
        yield "Near misses this year", "kind=near-miss&year={this_year}"
    elif archive.near_misses:
        yield "Near misses", "kind=near-miss&sort=newest"
    worst = next(iter(archive.grades), None)
    if worst and worst.postmortems[0].severity and len(worst.postmortems) > 1:
        yield f"{worst.name}, newest first", f"severity={worst.name}&sort=newest"
    for pattern in analysis.patterns.recurring[:PATTERNS]:
        yield pattern.factor.title, urlencode({"factor": pattern.factor.slug})
    service = next(iter(largest_first(archive.services)), None)
    if service and len(service.postmortems) > 1:
        yield service.name, urlencode({"service": service.slug})
