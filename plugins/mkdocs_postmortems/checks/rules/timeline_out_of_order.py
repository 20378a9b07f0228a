"""PM221 timeline-out-of-order."""

from collections.abc import Iterator
from itertools import pairwise

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule


def check(filed: Filed) -> Iterator[Problem]:
    events = filed.timeline.events if filed.timeline else ()
    for above, event in pairwise(events):
        if event.is_before(above):
            yield Problem(
                f'"{event.written}" stands below "{above.written}" and is earlier',
                "put it in its place, or compare hour, day and zone of both",
                line=event.line,
            )


RULE = Rule(
    id="PM221",
    name="timeline-out-of-order",
    level=Level.WARNING,
    rationale="""
        A timeline is read downwards, as those who were there lived it. A time that goes back is a slip in the hour,
        the day or the zone, or a fact put where it was not known yet. Times that are not certain are not compared.
    """,
    citation=Citation("PagerDuty, Postmortem documentation", "https://postmortems.pagerduty.com/how_to_write/writing/"),
    bad="""
        ## Timeline

        | Time (UTC) | Event |
        | --- | --- |
        | 2026-03-14 09:43 | The team fences the old leader. |
        | 2026-03-14 09:20 | The alert fires. |
    """,
    good="""
        ## Timeline

        | Time (UTC) | Event |
        | --- | --- |
        | 2026-03-14 09:20 | The alert fires. |
        | 2026-03-14 09:43 | The team fences the old leader. |
    """,
    looks_at=Filed,
    check=check,
)
