"""PM502 action-without-due-date."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    for i, item in enumerate(postmortem.action_items):
        if item.is_open and item.due is None:
            yield Problem(
                f'action item "{item.action}" is open and has no due date',
                "add `due:` with the day by which it will be done",
                at=("action_items", i),
            )


RULE = Rule(
    id="PM502",
    name="action-without-due-date",
    level=Level.WARNING,
    rationale="""
        Without a date an action item can never be late, and so nobody is ever asked why it is not done. What is
        done, dropped or unknown needs none.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
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
