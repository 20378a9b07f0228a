"""PM515 too-many-open-actions."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Option, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(postmortem: Postmortem, most: int) -> Iterator[Problem]:
    still_open = [i for i, item in enumerate(postmortem.action_items) if item.is_open]
    if len(still_open) > most:
        yield Problem(
            f"{len(still_open)} action item{' is' if len(still_open) == 1 else 's are'} open, more than {most}",
            "keep those that remove the most, and drop the others with the reason in `because`",
            at=("action_items", still_open[most]),
        )


RULE = Rule(
    id="PM515",
    name="too-many-open-actions",
    level=Level.ADVICE,
    rationale="""
        Three actions that are finished change more than a list of forty-seven, of which the easy ones are done and the
        others wait. Every factor needs a decision, but a decision need not be work: to accept a condition, to hand it
        on or to point at an action elsewhere is one, too. What is done or dropped is not counted.
    """,
    citation=Citation(
        "Lueder and Beyer, SREcon17 Americas: Postmortem action items: plan the work and work the plan",
        "https://www.usenix.org/conference/srecon17americas/program/presentation/lueder",
    ),
    bad="""
        action_items:
          - {action: Page on replication lag, owner: storage-team, priority: P1, due: 2026-04-01}
          - {action: Refuse writes of old terms, owner: storage-team, priority: P1, due: 2026-04-01}
          - {action: Show the term on the dashboard, owner: storage-team, priority: P1, due: 2026-04-01}
          - {action: Stop a leader that lost its lease, owner: storage-team, priority: P1, due: 2026-04-01}
          - {action: Log every change of leader, owner: storage-team, priority: P1, due: 2026-04-01}
          - {action: Rehearse the loss of a leader each month, owner: storage-team, priority: P1, due: 2026-04-01}
          - {action: Send the alert on failed writes to the pager, owner: storage-team, priority: P1, due: 2026-04-01}
          - {action: Shorten the lease to 5 seconds, owner: storage-team, priority: P1, due: 2026-04-01}
          - {action: Retry writes at most twice, owner: client-team, priority: P1, due: 2026-04-01}
          - {action: Show the oldest pending write, owner: client-team, priority: P1, due: 2026-04-01}
          - {action: Print the leader in every error, owner: client-team, priority: P1, due: 2026-04-01}
    """,
    good="""
        action_items:
          - {action: Page on replication lag, owner: storage-team, priority: P1, due: 2026-04-01}
          - {action: Refuse writes of old terms, owner: storage-team, priority: P0, due: 2026-03-20}
          - {action: Retry writes at most twice, owner: client-team, priority: P2, due: 2026-05-01}
    """,
    looks_at=Postmortem,
    check=check,
    options={"most": Option(10, "How many action items of one postmortem may be open at a time.")},
)
