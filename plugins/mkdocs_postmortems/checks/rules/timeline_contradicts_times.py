"""PM224 timeline-contradicts-times."""

import re
from collections.abc import Iterator
from datetime import timedelta

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.checks.rules.timeline_outside_incident import clock


def check(filed: Filed) -> Iterator[Problem]:
    events = filed.timeline.events if filed.timeline else ()
    for key, words in _PHASES.items():
        stated = getattr(filed.postmortem, key)
        told = [event for event in events if event.at is not None and words.match(event.text)]
        if stated and told and not any(event.at and abs(event.at - stated) < _CLOSE for event in told):
            yield Problem(
                f'"{told[0].text}" is at {told[0].written}, and {key} says {clock(stated)}',
                f"correct the line or `{key}`",
                line=told[0].line,
            )


_CLOSE = timedelta(minutes=2)
_THE_INCIDENT = r"(?:the )?(?:incident|outage|disruption|issue|problem)"
_END = r"[\s.!*_]*(?:$|[;:,(])"
_PHASES = {
    "started_at": re.compile(rf"{_THE_INCIDENT} (?:starts|started|begins|began){_END}", re.IGNORECASE),
    "detected_at": re.compile(rf"(?:{_THE_INCIDENT} (?:is |was )?)?detected{_END}", re.IGNORECASE),
    "mitigated_at": re.compile(rf"(?:{_THE_INCIDENT} (?:is |was )?)?mitigated{_END}", re.IGNORECASE),
    "resolved_at": re.compile(rf"(?:{_THE_INCIDENT} (?:is |was )?)?(?:fully )?resolved{_END}", re.IGNORECASE),
}
"""What a line says that is about nothing but the phase."""


RULE = Rule(
    id="PM224",
    name="timeline-contradicts-times",
    level=Level.WARNING,
    rationale="""
        The page draws the phases of an incident from the front matter, and the measures are counted from it; readers
        believe the timeline. Where a line says in so many words that the incident was detected, mitigated or resolved,
        both say the same time.
    """,
    citation=Citation("RFC 3339: Date and time on the Internet", "https://www.rfc-editor.org/rfc/rfc3339"),
    bad="""
        ## Timeline

        | Time (UTC) | Event |
        | --- | --- |
        | 2026-03-14 09:12 | The old leader comes back. |
        | 2026-03-14 11:05 | Resolved |
    """,
    good="""
        ## Timeline

        | Time (UTC) | Event |
        | --- | --- |
        | 2026-03-14 09:12 | The old leader comes back. |
        | 2026-03-14 10:30 | Resolved |
    """,
    looks_at=Filed,
    check=check,
)
