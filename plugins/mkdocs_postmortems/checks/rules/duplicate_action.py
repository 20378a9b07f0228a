"""PM517 duplicate-action."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for i, item in enumerate(postmortem.action_items):
        other = first.setdefault(_folded(item.action), i)
        if other != i:
            line = postmortem.place(("action_items", other, "action")).line
            yield Problem(
                f'action item "{item.action}" stands on line {line} already',
                "take one of them out, or say what is different about each",
                at=("action_items", i, "action"),
            )


def _folded(action: str) -> str:
    return " ".join(action.casefold().split()).rstrip(" .;,!")


RULE = Rule(
    id="PM517",
    name="duplicate-action",
    level=Level.WARNING,
    rationale="""
        The same work written twice is counted twice, and finished once: the other stays open until somebody wonders.
        Where two teams do the same thing in two places, the places are what tells the actions apart.
    """,
    citation=Citation(
        "Lueder and Beyer, SREcon17 Americas: Postmortem action items: plan the work and work the plan",
        "https://www.usenix.org/conference/srecon17americas/program/presentation/lueder",
    ),
    bad="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            priority: P1
            due: 2026-04-01
            factors: [monitoring-gap]
          - action: page on replication lag.
            owner: search-team
            priority: P2
            due: 2026-05-01
            factors: [monitoring-gap]
    """,
    good="""
        action_items:
          - action: Page on replication lag of the store
            owner: storage-team
            priority: P1
            due: 2026-04-01
            factors: [monitoring-gap]
          - action: Page on replication lag of the search index
            owner: search-team
            priority: P2
            due: 2026-05-01
            factors: [monitoring-gap]
    """,
    looks_at=Postmortem,
    check=check,
)
