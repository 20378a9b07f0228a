"""PM505 vague-owner."""

import re
from collections.abc import Iterator

from mkdocs_postmortems.checks.rule import Citation, Level, Problem, Rule
from mkdocs_postmortems.model import ActionStatus, Postmortem

NOBODY = frozenset(
    (
        *("we", "us", "all", "all of us", "each of us", "one of us", "anyone", "anybody", "everyone", "everybody"),
        *("someone", "somebody", "nobody", "no one", "noone", "none", "no owner", "any team", "every team"),
        *("team", "teams", "all teams", "several teams", "various teams", "multiple teams", "various", "multiple"),
        *("na", "n/a", "not applicable", "unknown", "unclear", "unassigned", "not assigned", "unowned", "todo"),
    )
)
"""What names nobody when it stands alone, or beside more of the same."""

UNDECIDED = frozenset(("tbd", "tba", "tbc", "t.b.d", "unassigned", "someone", "somebody", "anyone", "anybody"))
"""Words that leave the choice open whatever stands beside them: `TBD (platform)`, `someone from platform`."""

_TO_BE = re.compile(r"to be (?:decided|determined|assigned|announced|confirmed|named|found|discussed)\b")
_BETWEEN_NAMES = re.compile(r"[,;:/|&+()\[\]<>{}]|\s[-\u2013\u2014]\s|\s(?:and|or)\s")
_DETERMINERS = ("the ", "our ", "my ", "this ", "whole ", "entire ")
_MARKS = " \t\n.,;:!?*_-\u2013\u2014\"'`()[]<>{}"


def check(postmortem: Postmortem) -> Iterator[Problem]:
    for i, item in enumerate(postmortem.action_items):
        if item.owner and item.status is not ActionStatus.UNKNOWN and names_nobody(item.owner):
            yield Problem(
                f'"{item.owner}" names nobody who will see action item "{item.action}" through',
                "name the one team or role that is asked about it when it is late",
                at=("action_items", i, "owner"),
            )


def names_nobody(owner: str) -> bool:
    """Whether an owner leaves open who it is. `team-storage` is a name; `the team` and `TBD (storage)` are not."""
    words = {word.strip(_MARKS) for word in owner.casefold().split()}
    if words & UNDECIDED or _TO_BE.search(owner.casefold()):
        return True
    return _is_nobody(owner) or all(_is_nobody(name) for name in _BETWEEN_NAMES.split(owner))


def _is_nobody(name: str) -> bool:
    folded = " ".join(name.casefold().split()).strip(_MARKS)
    while folded.startswith(_DETERMINERS):
        folded = folded.partition(" ")[2]
    return not folded or folded in NOBODY


RULE = Rule(
    id="PM505",
    name="vague-owner",
    level=Level.ERROR,
    rationale="""
        "We" and "the team" own every action item of every postmortem, and so are asked about none of them. What
        belongs to somebody still to be found is found by nobody: the meeting in which the action was agreed is the
        last in which all who could take it are in one room. A team or a role is a name; a placeholder hides that the
        owner is missing.
    """,
    citation=Citation(
        "The Site Reliability Workbook, ch. 10: Postmortem culture",
        "https://sre.google/workbook/postmortem-culture/",
    ),
    bad="""
        action_items:
          - action: Page on replication lag
            owner: TBD (storage)
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
    """,
    looks_at=Postmortem,
    check=check,
)
