"""PM519 status-contradicts-dates."""

from collections.abc import Iterator
from datetime import date, timedelta

from mkdocs_postmortems.checks.rule import Citation, Filed, Level, Problem, Rule
from mkdocs_postmortems.model import ActionItem

DATES = {"done_on": "done", "verified_on": "verified"}


def check(filed: Filed) -> Iterator[Problem]:
    # Today is a day in UTC; east of it the next one has begun, and a day written there is not one still to come.
    last_day = filed.archive.settings.today + timedelta(days=1)
    for i, item in enumerate(filed.postmortem.action_items):
        for key, status in DATES.items():
            if told := _told(item, getattr(item, key), status, last_day):
                message, hint = told
                yield Problem(f'action item "{item.action}" {message}', hint, at=("action_items", i, key))


def _told(item: ActionItem, day: date | None, status: str, last_day: date) -> tuple[str, str] | None:
    """What is wrong with the day on which an action reached a status, and what to do; None when nothing is."""
    if day is None:
        return None
    if day > last_day:
        return f"was {status} on {day}, which is still to come", "the day by which it is to be done is `due`"
    if not item.status.is_done:
        return f"is {item.status}, and was {status} on {day}", f"say `status: {status}`, or take the day out"
    return None


RULE = Rule(
    id="PM519",
    name="status-contradicts-dates",
    level=Level.ERROR,
    rationale="""
        An action that is open and has a day on which it was done is one of the two, and lists, counts and verdicts go
        by the status. Most often the day was added and the status forgotten. An action that is `done` may have a day
        on which it was looked at (`verified_on`) without being called verified: perhaps it was not found to hold.
    """,
    citation=Citation(
        "Lueder and Beyer, SREcon17 Americas: Postmortem action items: plan the work and work the plan",
        "https://www.usenix.org/conference/srecon17americas/program/presentation/lueder",
    ),
    bad="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            status: in-progress
            priority: P1
            due: 2026-04-01
            factors: [monitoring-gap]
            done_on: 2026-03-28
    """,
    good="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            status: done
            priority: P1
            due: 2026-04-01
            factors: [monitoring-gap]
            done_on: 2026-03-28
    """,
    looks_at=Filed,
    check=check,
)
