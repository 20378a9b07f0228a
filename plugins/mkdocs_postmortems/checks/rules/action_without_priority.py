"""PM506 action-without-priority."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    for i, item in enumerate(postmortem.action_items):
        if item.is_open and item.priority is None:
            yield Problem(
                f'action item "{item.action}" is open and has no priority',
                "add `priority:`, from P0 for what cannot wait to P3 for what can",
                at=("action_items", i),
            )


RULE = Rule(
    id="PM506",
    name="action-without-priority",
    level=Level.WARNING,
    rationale="""
        Where everything is equally urgent, what is easiest is done first, and the action that would have prevented
        the incident waits. A date says when something is wanted, a priority what may be put off for it. What is
        done, dropped or unknown competes for nobody's time and needs none.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            due: 2026-04-01
            factors: [monitoring-gap]
    """,
    good="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            priority: P1
            due: 2026-04-01
            factors: [monitoring-gap]
    """,
    looks_at=Postmortem,
    check=check,
)
