"""PM222 timeline-without-zone."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model.timeline import says_zone


def check(filed: Filed) -> Iterator[Problem]:
    timeline = filed.timeline
    if timeline and not timeline.has_zone and not _is_said_elsewhere(filed.postmortem.source.body_text):
        timed = next((event for event in timeline.events if event.has_clock), None)
        if timed is not None:
            yield Problem(
                f'"{timed.written}" has no zone, and nothing in the timeline says which is meant',
                'head the column "Time (UTC)", or write "All times are UTC" above',
                line=timed.line,
            )


def _is_said_elsewhere(text: str) -> bool:
    """Whether a sentence above or below the timeline says in which zone times are told."""
    return any(says_zone(found.group()) for found in _ABOUT_TIMES.finditer(text))


_ABOUT_TIMES = re.compile(r"\b(?:times|timestamps|time ?zone)\b.{0,80}", re.IGNORECASE)


RULE = Rule(
    id="PM222",
    name="timeline-without-zone",
    level=Level.WARNING,
    rationale="""
        09:12 is a different moment in each office. Readers elsewhere, and every comparison with a graph or a log, need
        the zone; UTC, said once over the column, will do.
    """,
    citation=Citation("RFC 3339: Date and time on the Internet", "https://www.rfc-editor.org/rfc/rfc3339"),
    bad="""
        ## Timeline

        | Time | Event |
        | --- | --- |
        | 2026-03-14 09:12 | The old leader comes back. |
    """,
    good="""
        ## Timeline

        | Time (UTC) | Event |
        | --- | --- |
        | 2026-03-14 09:12 | The old leader comes back. |
    """,
    looks_at=Filed,
    check=check,
)
