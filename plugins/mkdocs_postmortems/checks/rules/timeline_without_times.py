"""PM220 timeline-without-times."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model.template import TIMELINE


def check(filed: Filed) -> Iterator[Problem]:
    section = filed.answer(TIMELINE)
    if section is None:
        return
    if not (filed.timeline and filed.timeline.events) and not _ELAPSED.search(section.text):
        yield Problem(
            f'the section "{section.title}" holds no time that can be read',
            "begin each row or item with its time, such as 2026-03-14 09:12 UTC",
            line=section.line,
        )


_ELAPSED = re.compile(r"^[\s|>*_`-]{0,20}(?:T\s?[+-]\s?\d|\+\s?\d{1,3}\s?(?::\d\d|[smhd]))", re.MULTILINE)
"""Times told from the start of the incident: T+5 min, +01:30."""


RULE = Rule(
    id="PM220",
    name="timeline-without-times",
    level=Level.WARNING,
    rationale="""
        A timeline without times is a story. When things happened, and how long nothing happened, is what shows where
        detection and recovery were slow.
    """,
    citation=Citation("PagerDuty, Postmortem documentation", "https://postmortems.pagerduty.com/how_to_write/writing/"),
    bad="""
        ## Timeline

        The old leader came back, the alert fired, and the team fenced it.
    """,
    good="""
        ## Timeline

        - 2026-03-14 09:12 UTC: the old leader comes back
        - 2026-03-14 09:43 UTC: the team fences it
    """,
    looks_at=Filed,
    check=check,
)
