"""PM203 times-out-of-order."""

from collections.abc import Iterator
from itertools import pairwise

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem

MOMENTS = ("started_at", "detected_at", "mitigated_at", "resolved_at")


def check(postmortem: Postmortem) -> Iterator[Problem]:
    known = [(key, moment) for key in MOMENTS if (moment := getattr(postmortem, key)) is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            yield Problem(
                f"{later} is before {earlier}, by {first - second}",
                "compare both with the timeline, and their zones with each other",
                at=(later,),
            )


RULE = Rule(
    id="PM203",
    name="times-out-of-order",
    level=Level.ERROR,
    rationale="""
        An incident starts, is detected, is mitigated and is resolved in that order. Times that say otherwise are
        most often in two zones, and every measure built on them is wrong without anybody noticing.
    """,
    citation=Citation("RFC 3339: Date and time on the Internet", "https://www.rfc-editor.org/rfc/rfc3339"),
    bad="""
        started_at: 2026-03-14T09:12:00Z
        resolved_at: 2026-03-14T08:43:00Z
    """,
    good="""
        started_at: 2026-03-14T09:12:00Z
        resolved_at: 2026-03-14T09:43:00Z
    """,
    looks_at=Postmortem,
    check=check,
)
