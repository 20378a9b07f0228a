"""PM502 action-without-due-date."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Option, Problem, Rule
from mkdocs_postmortems.model import ActionItem, Postmortem
from mkdocs_postmortems.model.vocabulary import Priority


def check(postmortem: Postmortem, from_priority: str) -> Iterator[Problem]:
    for i, item in enumerate(postmortem.action_items):
        if item.is_open and item.due is None and _is_urgent(item, from_priority):
            yield Problem(
                f'action item "{item.action}" is open and has no due date',
                "add `due:` with the day by which it will be done",
                at=("action_items", i),
            )


def _is_urgent(item: ActionItem, from_priority: str) -> bool:
    """P0 comes first; one without a priority may be as urgent as any."""
    return item.priority is None or item.priority <= Priority(from_priority)


RULE = Rule(
    id="PM502",
    name="action-without-due-date",
    level=Level.WARNING,
    rationale="""
        Without a date an action item can never be late, and so nobody is ever asked why it is not done. What is
        done, dropped or unknown needs none. A site that plans its lesser work by priority alone asks for dates only
        `from_priority` upwards; an action without a priority is asked for one always.
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
    options={
        "from_priority": Option("P3", "The least urgent priority at which a date is asked for.", tuple(Priority)),
    },
)
