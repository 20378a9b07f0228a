"""The home page: what this is, what is new, what keeps coming back, and what did not hold."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis, Verdict, VerdictKind
from mkdocs_postmortems.analysis.trends import Direction
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.pages.canned import canned
from mkdocs_postmortems.pages.history import History
from mkdocs_postmortems.pages.page import Page

NEWEST = 6
"""How many entries the longest lists have."""

FEW = 3
"""How many the lists have that stand below another."""


def pages(analysis: Analysis) -> Iterator[Page]:
    archive = analysis.archive
    if archive.settings.home:
        yield Page(
            address="",
            title="Home",
            template="home.md.jinja",
            context={
                "archive": archive,
                "patterns": analysis.patterns,
                "searches": canned(analysis),
                "history": History.of(analysis),
                "repeats": analysis.measures.repeat_share.total,
                "knew": _who_knew(archive),
                "newest": archive.postmortems[: -NEWEST - 1 : -1],
                "busiest": analysis.patterns.recurring[:FEW],
                "trends": analysis.trends,
                "moved": [p for way in (Direction.RISING, Direction.FALLING) for p in analysis.trends.moved(way)][:FEW],
                "combinations": analysis.combinations,
                "failed": _newest_failures(analysis),
                "judged": analysis.fixes.judged,
                "open": analysis.actions.open,
                "overdue": analysis.actions.overdue,
                "listed": FEW,
            },
            in_nav=True,
            description="Blameless postmortems: what failed, what lay behind it, and whether it failed again",
        )


def _who_knew(archive: Archive) -> str:
    """Whose earlier postmortems a repeat is told by; see `recurrence_scope`."""
    if archive.settings.recurrence_scope == "service":
        return "an earlier postmortem of the same service"
    if archive.settings.recurrence_scope == "organization" and archive.organizations:
        return "their own organization"
    return "this archive"


def _newest_failures(analysis: Analysis) -> list[Verdict]:
    """Fixes that did not hold, by the day the condition came back, each action once."""
    by_action: dict[tuple[str, str], Verdict] = {}
    for verdict in analysis.fixes.of(VerdictKind.DID_NOT_HOLD):
        by_action.setdefault((verdict.postmortem.id, verdict.action.id), verdict)
    return list(by_action.values())[:NEWEST]
