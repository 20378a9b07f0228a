"""PM511 overdue-action."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis.actions import days_overdue
from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model import ActionItem


def check(filed: Filed) -> Iterator[Problem]:
    today = filed.archive.settings.today
    for i, item in enumerate(filed.postmortem.action_items):
        if late := days_overdue(item, today):
            yield Problem(
                f'action item "{item.action}" is overdue by {late} day{"" if late == 1 else "s"}{_reason(item)}',
                "finish it, move the date and say why in `because`, or drop it with the reason",
                at=("action_items", i, "due"),
            )


def _reason(item: ActionItem) -> str:
    return f': "{item.because}"' if item.because else ""


RULE = Rule(
    id="PM511",
    name="overdue-action",
    level=Level.ADVICE,
    rationale="""
        A date that passes in silence says that none of the dates are meant. Why something is late is worth a sentence:
        it was harder than thought, or it no longer matters. This is advice and not more, because nothing in the file
        has changed: the passing of time alone must never break a build.
    """,
    citation=Citation(
        "Atlassian incident management handbook: Incident postmortems",
        "https://www.atlassian.com/incident-management/handbook/postmortems",
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
            due: 2099-04-01
            because: the old store reports no lag; moved until it is replaced
            factors: [monitoring-gap]
    """,
    looks_at=Filed,
    check=check,
)
