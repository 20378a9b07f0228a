"""PM223 timeline-outside-incident."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    began, ended = filed.postmortem.started_at, filed.postmortem.resolved_at
    events = filed.timeline.events if filed.timeline else ()
    timed = [event for event in events if event.at is not None]
    if began is None or ended is None or not timed or len(timed) < len(events):
        return
    if not any(event.at and began - _MINUTE < event.at < ended + _MINUTE for event in timed):
        yield Problem(
            f"no line of the timeline lies between started_at ({clock(began)}) and resolved_at ({clock(ended)})",
            "compare day and zone of both",
            line=timed[0].line,
        )


_MINUTE = timedelta(minutes=1)


def clock(moment: datetime) -> str:
    """A moment as timelines have it."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


RULE = Rule(
    id="PM223",
    name="timeline-outside-incident",
    level=Level.WARNING,
    rationale="""
        What led to an incident may begin days before it, and what follows may take weeks. But some line of the
        timeline lies between the start and the end of the incident itself; when none does, the two are in different
        zones, or one of them has a wrong day.
    """,
    citation=Citation("RFC 3339: Date and time on the Internet", "https://www.rfc-editor.org/rfc/rfc3339"),
    bad="""
        ## Timeline

        | Time (UTC) | Event |
        | --- | --- |
        | 2026-03-14 17:12 | The old leader comes back. |
        | 2026-03-14 17:43 | The team fences it. |
    """,
    good="""
        ## Timeline

        | Time (UTC) | Event |
        | --- | --- |
        | 2026-03-14 09:12 | The old leader comes back. |
        | 2026-03-14 09:43 | The team fences it. |
    """,
    looks_at=Filed,
    check=check,
)
