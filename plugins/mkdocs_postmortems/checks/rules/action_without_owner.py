"""PM501 action-without-owner."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import ActionStatus, Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    for i, item in enumerate(postmortem.action_items):
        if not item.owner and item.status is not ActionStatus.UNKNOWN:
            yield Problem(
                f'action item "{item.action}" has no owner',
                "name the team or role that will see it through",
                at=("action_items", i),
            )


RULE = Rule(
    id="PM501",
    name="action-without-owner",
    level=Level.ERROR,
    rationale="""
        An action item that belongs to everyone is finished by no one. The owner is a team or a role, not a person:
        people move on. An action in somebody else's report (`status: unknown`) is left alone.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        action_items:
          - action: Page on replication lag
            due: 2026-04-01
            factors: [monitoring-gap]
    """,
    good="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            due: 2026-04-01
            factors: [monitoring-gap]
    """,
    looks_at=Postmortem,
    check=check,
)
