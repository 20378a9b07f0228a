"""PM510 dropped-without-reason."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import ActionStatus, Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    for i, item in enumerate(postmortem.action_items):
        if item.status is ActionStatus.DROPPED and not item.because:
            yield Problem(
                f'action item "{item.action}" was dropped, and nothing says why',
                "say in `because` what changed since it was agreed, or what removes the condition instead",
                at=("action_items", i, "status"),
            )


RULE = Rule(
    id="PM510",
    name="dropped-without-reason",
    level=Level.WARNING,
    rationale="""
        To drop an action is a decision like any other, and often the right one: the service is retired, another
        change removed the condition, the cost turned out higher than the harm. Whoever meets the condition again will
        ask why it is still there. Work that vanishes without a word teaches that what a postmortem asks for is not
        meant.
    """,
    citation=Citation(
        "PagerDuty postmortem documentation: Accountability",
        "https://postmortems.pagerduty.com/culture/accountability/",
    ),
    bad="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            status: dropped
            factors: [monitoring-gap]
    """,
    good="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            status: dropped
            because: the new store has one leader at a time, and no lag
            factors: [monitoring-gap]
    """,
    looks_at=Postmortem,
    check=check,
)
