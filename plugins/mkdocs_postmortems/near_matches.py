"""What a wrong word may have been meant to be. Every hint that names one gets it here."""

from collections.abc import Collection
from difflib import SequenceMatcher, get_close_matches

CLOSE, LOOSE, STRICT = 0.67, 0.6, 0.8
"""How much alike two words must be: by default; names of options and rules, which are long; values of a short list."""

ALIKE = 0.88
"""How much alike two names are that may be one: an ending, or a letter."""


def are_alike(one: str, other: str, likeness: float) -> bool:
    """Whether two words differ by little."""
    matcher = SequenceMatcher(None, one, other)
    return matcher.real_quick_ratio() >= likeness and matcher.quick_ratio() >= likeness and matcher.ratio() >= likeness


def near_matches(word: str, known: Collection[str], count: int = 1, likeness: float = CLOSE) -> list[str]:
    """The known words that look most like this one, whatever its case."""
    by_folded = {other.casefold(): other for other in known}
    return [by_folded[match] for match in get_close_matches(word.casefold(), by_folded, n=count, cutoff=likeness)]


def did_you_mean(word: str, known: Collection[str], otherwise: str | None = None, likeness: float = CLOSE) -> str:
    """A hint that names the near match; where there is none, what to say `otherwise`, or the list of what is known."""
    match = near_matches(word, known, likeness=likeness)
    if match:
        return f'did you mean "{match[0]}"?'
    if otherwise is None:
        return "one of: " + ", ".join(known) if known else ""
    return otherwise
