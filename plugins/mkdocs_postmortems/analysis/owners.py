"""Whether an owner is anybody: a placeholder hides that there is none."""

import re
from functools import cache

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


@cache
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
