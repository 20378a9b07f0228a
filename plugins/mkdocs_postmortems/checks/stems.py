"""Whether a text uses a word of a list, by the beginnings of words: quick, and readable as a list."""

import re
from collections.abc import Callable

_WORD = re.compile(r"[\w'%]+")


def uses_any(stems: str) -> Callable[[str], bool]:
    """A question to a text: does any of its words begin with one of these?"""
    beginnings = tuple(stems.split())

    def uses(text: str) -> bool:
        return any(word.startswith(beginnings) for word in _WORD.findall(text.lower()))

    return uses
