"""PM507 action-dates-out-of-order."""

from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import ActionItem, Postmortem

DATES = {"due": "is due", "done_on": "was done on", "verified_on": "was verified on"}


def check(postmortem: Postmortem) -> Iterator[Problem]:
    for i, item in enumerate(postmortem.action_items):
        for key, words in DATES.items():
            if earlier := _too_early(key, item, postmortem):
                yield Problem(
                    f'action item "{item.action}" {words} {getattr(item, key)}, before {earlier}',
                    "compare both days, and their years first",
                    at=("action_items", i, key),
                )


def _too_early(key: str, item: ActionItem, postmortem: Postmortem) -> str:
    """What this day comes before and cannot; nothing when it may stand."""
    day = getattr(item, key)
    if day is None:
        return ""
    if day < postmortem.date:
        return f"the {postmortem.kind.label.lower()} on {postmortem.date}"
    if key == "verified_on" and item.done_on and day < item.done_on:
        return f"it was done on {item.done_on}"
    return ""


RULE = Rule(
    id="PM507",
    name="action-dates-out-of-order",
    level=Level.ERROR,
    rationale="""
        What an incident taught is agreed after it, done after that, and seen to work last. A day out of this order is
        most often last year's, written in January. Every count of how long a fix took, and whether it was in place
        when the condition came back, would be wrong without anybody noticing.
    """,
    citation=Citation(
        "Lueder and Beyer, SREcon17 Americas: Postmortem action items: plan the work and work the plan",
        "https://www.usenix.org/conference/srecon17americas/program/presentation/lueder",
    ),
    bad="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            status: verified
            factors: [monitoring-gap]
            done_on: 2026-04-20
            verified_on: 2026-04-02
            evidence: A replica held back by hand paged within a minute.
    """,
    good="""
        action_items:
          - action: Page on replication lag
            owner: storage-team
            status: verified
            factors: [monitoring-gap]
            done_on: 2026-04-02
            verified_on: 2026-04-20
            evidence: A replica held back by hand paged within a minute.
    """,
    looks_at=Postmortem,
    check=check,
)
