"""The home page: what this is, what is new, what keeps coming back, and what did not hold."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis, Verdict, VerdictKind
from mkdocs_postmortems.analysis.trends import Direction
from mkdocs_postmortems.pages.page import Page

NEWEST = 6

_WAYS = (Direction.RISING, Direction.FALLING)


def pages(analysis: Analysis) -> Iterator[Page]:
    if analysis.archive.settings.home:
        yield Page(
            address="",
            title="Home",
            template="home.md.jinja",
            context={
                "archive": analysis.archive,
                "patterns": analysis.patterns,
                "newest": analysis.archive.postmortems[: -NEWEST - 1 : -1],
                "busiest": analysis.patterns.recurring[:NEWEST],
                "met_before": analysis.measures.repeat_share.total.part,
                "could_repeat": analysis.measures.repeat_share.total.counted,
                "failed": _newest_failures(analysis),
                "moved": [(way, found) for way in _WAYS if (found := analysis.trends.moved(way)[:NEWEST])],
                "overdue": analysis.actions.overdue,
            },
            in_nav=True,
            description="What failed, and whether it failed again",
        )


def _newest_failures(analysis: Analysis) -> list[Verdict]:
    """Fixes that did not hold, by the day the condition came back, each action once."""
    by_action: dict[tuple[str, str], Verdict] = {}
    for verdict in analysis.fixes.of(VerdictKind.DID_NOT_HOLD):
        by_action.setdefault((verdict.postmortem.id, verdict.action.id), verdict)
    return list(by_action.values())[:NEWEST]
