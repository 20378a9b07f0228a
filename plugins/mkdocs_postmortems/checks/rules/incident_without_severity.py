"""PM205 incident-without-severity."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    stated = postmortem.source.fields.get("severity")  # a wrong one is another rule's
    if stated is None and not postmortem.is_near_miss and postmortem.source.has_front_matter:
        yield Problem(
            "this incident has no severity",
            "add `severity: SEV1` to SEV5; a near miss (`kind: near-miss`) needs none",
        )


RULE = Rule(
    id="PM205",
    name="incident-without-severity",
    level=Level.WARNING,
    rationale="""
        Whether every serious incident has its postmortem can only be answered when postmortems say how serious
        theirs was. It grades the incident, never the people in it.
    """,
    citation=Citation("PagerDuty, Severity levels", "https://response.pagerduty.com/before/severity_levels/"),
    bad="""
        severity: null
    """,
    good="""
        severity: SEV3
    """,
    looks_at=Postmortem,
    check=check,
)
