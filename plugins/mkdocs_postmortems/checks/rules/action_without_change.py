"""PM518 action-without-change."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import ActionStatus, Postmortem
from mkdocs_postmortems.model.vocabulary import Change

LEFT_ALONE = (ActionStatus.UNKNOWN, ActionStatus.DROPPED)


def check(postmortem: Postmortem) -> Iterator[Problem]:
    for i, item in enumerate(postmortem.action_items):
        if item.changes is None and item.status not in LEFT_ALONE:
            yield Problem(
                f'action item "{item.action}" does not say what kind of thing it changes',
                f"add `changes:`, one of {', '.join(Change)}",
                at=("action_items", i),
            )


RULE = Rule(
    id="PM518",
    name="action-without-change",
    level=Level.ADVICE,
    rationale="""
        An action that changes neither a control nor a default, nor automation, an interface, a document or a training
        asks somebody to try harder. To name the kind takes a second, and shows which conditions are answered by words
        alone. An action in somebody else's report (`status: unknown`), and one that was dropped, are left alone.
    """,
    citation=Citation(
        "Betsy Lehman Center: Action hierarchy tool (RCA2)",
        "https://navigator.betsylehmancenterma.gov/pages/action-hierarchy-tool",
    ),
    bad="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
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
            changes: control
    """,
    looks_at=Postmortem,
    check=check,
)
