"""PM504 duplicate-action-id."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for i, item in enumerate(postmortem.action_items):
        if item.id in first:
            line = postmortem.place(("action_items", first[item.id])).line
            yield Problem(
                f"the id {item.id} belongs to the action item on line {line} already",
                "give every action item an id of its own, or none to any: they are then counted through",
                at=("action_items", i),
            )
        first.setdefault(item.id, i)


RULE = Rule(
    id="PM504",
    name="duplicate-action-id",
    level=Level.ERROR,
    rationale="""
        Action items are cited by id, in the answer to recurrence and by other postmortems (`covered_by`). Of two with
        one id only the first is ever meant.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture", "https://sre.google/workbook/postmortem-culture/"
    ),
    bad="""
        action_items:
          - {id: A1, action: Page on replication lag, owner: storage-team, due: 2026-04-01, factors: [monitoring-gap]}
          - {id: A1, action: Refuse writes of old terms, owner: storage-team, due: 2026-05-01}
    """,
    good="""
        action_items:
          - {id: A1, action: Page on replication lag, owner: storage-team, due: 2026-04-01, factors: [monitoring-gap]}
          - {id: A2, action: Refuse writes of old terms, owner: storage-team, due: 2026-05-01}
    """,
    looks_at=Postmortem,
    check=check,
)
