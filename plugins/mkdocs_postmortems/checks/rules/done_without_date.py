"""PM508 done-without-date."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis.recurrence import done_day
from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import Postmortem


def check(postmortem: Postmortem) -> Iterator[Problem]:
    for i, item in enumerate(postmortem.action_items):
        if item.status.is_done and done_day(item) is None:
            yield Problem(
                f'action item "{item.action}" is {item.status}, and nothing says since when',
                "add `done_on:` with the day on which it was in place",
                at=("action_items", i, "status"),
            )


RULE = Rule(
    id="PM508",
    name="done-without-date",
    level=Level.WARNING,
    rationale="""
        When a condition comes back, the question is whether the fix was in place by then: if it was, it did not hold,
        and if it was not, it came too late. Without the day nobody can tell the one from the other. The day on which
        it was verified will do, for by then it was done.
    """,
    citation=Citation(
        "Lueder and Beyer, SREcon17 Americas: Postmortem action items: plan the work and work the plan",
        "https://www.usenix.org/conference/srecon17americas/program/presentation/lueder",
    ),
    bad="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            status: done
            factors: [monitoring-gap]
    """,
    good="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            status: done
            factors: [monitoring-gap]
            done_on: 2026-03-28
    """,
    looks_at=Postmortem,
    check=check,
)
