"""PM505 vague-owner."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis.owners import names_nobody
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import ActionStatus, Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    for i, item in enumerate(postmortem.action_items):
        if item.owner and item.status is not ActionStatus.UNKNOWN and names_nobody(item.owner):
            yield Problem(
                f'"{item.owner}" names nobody who will see action item "{item.action}" through',
                "name the one team or role that is asked about it when it is late",
                at=("action_items", i, "owner"),
            )


RULE = Rule(
    id="PM505",
    name="vague-owner",
    level=Level.ERROR,
    rationale="""
        "We" and "the team" own every action item of every postmortem, and so are asked about none of them. What
        belongs to somebody still to be found is found by nobody: the meeting in which the action was agreed is the
        last in which all who could take it are in one room. A team or a role is a name; a placeholder hides that the
        owner is missing.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        action_items:
          - action: Page on replication lag
            owner: TBD (storage)
            priority: P1
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
