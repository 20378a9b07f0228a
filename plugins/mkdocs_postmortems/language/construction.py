"""Constructions: patterns over the words of a sentence and their classes, as the data of a language writes them.

if only {people} had        a word, a {phrase} of the same file
<role>  <past>{0,3}         a word of a class; ? * + {0,3} as in regular expressions
(this | that)  !been        one of several; "not here"
^  $  .                     the beginning of the sentence, its end, any word
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

_ELEMENT = re.compile(
    r"\s*(?:(?P<repeat>[?*+]|\{\d+,\d+\})|\{(?P<phrase>[\w-]+)\}|<(?P<klass>[\w|-]+)>|(?P<mark>[()|!^$.])"
    r"|(?P<word>[^\s(){}<>|!?*+]+))"
)


Words = frozenset[str]
Need = frozenset[Words]
"""Sets of words; a text that has one word of each could hold something."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of a construction: as a regular expression, and what a text needs that could hold it, in one of several
    ways."""

    expression: str
    needs: tuple[Need, ...] = (frozenset(),)
    is_word: bool = False


class Alphabet:
    """A letter for every class, so that the classes of a word can be written behind it.

    `hints` says of some computed classes by which marks among the words of a text they could be there, `share` of such
    marks in what share of sentences they are; `common` are the most frequent words in their order.
    """

    def __init__(
        self,
        classes: Mapping[str, frozenset[str]],
        computed: Iterable[str],
        hints: Mapping[str, frozenset[str]],
        common: Sequence[str],
        share: Mapping[str, float],
    ) -> None:
        names = (*classes, *computed)
        self.letters = {name: chr(0xE000 + i) for i, name in enumerate(names)}
        self.words = {**classes, **hints}
        self._share: dict[str, float] = {**{word: 0.75 / (i + 1) ** 0.75 for i, word in enumerate(common)}, **share}

    def frequency(self, needed: frozenset[str]) -> float:
        """About which share of sentences has one of some words (G. K. Zipf: the share falls with the rank)."""
        return sum((self._share.get(word, 0.0001) for word in needed), 0.0)

    def written(self, word: str, classes: Iterable[str]) -> str:
        """A word as constructions see it."""
        return f"{word}/{''.join(self.letters[name] for name in classes)} "


@dataclass(frozen=True)
class Construction:
    """One pattern, compiled when the first sentence comes along that has the words it needs.

    Its `needs` begin, each, with the set that fewest texts have a word of.
    """

    text: str
    expression_text: str = field(repr=False)
    needs: tuple[tuple[Words, ...], ...] = field(repr=False)

    def is_possible(self, words: Set[str]) -> bool:
        """Whether a text with these words could hold it."""
        return any(all(not words.isdisjoint(needed) for needed in need) for need in self.needs)

    def is_in(self, row: str, words: Set[str]) -> bool:
        """Whether a sentence holds it, given as its row of words with classes and as a set of words."""
        return self.is_possible(words) and self.expression.search(row) is not None

    @cached_property
    def expression(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![^ ]){self.expression_text}")


class Parser:
    """Reads constructions. Raises `ValueError` for what is not one, with its text."""

    def __init__(self, alphabet: Alphabet, phrases: Mapping[str, str]) -> None:
        self._alphabet, self._phrases = alphabet, phrases
        self._known: dict[str, Shape] = {}

    def construction(self, text: str) -> Construction:
        shape = self._shape(text)
        if not all(shape.needs):
            raise ValueError(f"this could be found in every sentence: {text}")
        needs = tuple(tuple(sorted(need, key=self._alphabet.frequency)) for need in shape.needs)
        return Construction(text, shape.expression, needs)

    def _shape(self, text: str) -> Shape:
        elements = list(_ELEMENT.finditer(text))
        if "".join(match.group() for match in elements) != text.rstrip():
            raise ValueError(f"not a construction: {text}")
        shape, end = self._alternatives(elements, 0)
        if end != len(elements):
            raise ValueError(f"a bracket too many: {text}")
        return shape

    def _alternatives(self, elements: Sequence[re.Match[str]], i: int) -> tuple[Shape, int]:
        branches: list[list[Shape]] = [[]]
        while i < len(elements) and elements[i]["mark"] != ")":
            if elements[i]["mark"] == "|":
                branches.append([])
                i += 1
            else:
                part, i = self._repeated(elements, i)
                branches[-1].append(part)
        return _either([_row(branch) for branch in branches]), i

    def _repeated(self, elements: Sequence[re.Match[str]], i: int) -> tuple[Shape, int]:
        if elements[i]["mark"] == "!":
            part, i = self._repeated(elements, i + 1)
            return Shape(f"(?!{part.expression})"), i
        part, i = self._one(elements, i)
        if i < len(elements) and (repeat := elements[i]["repeat"]):
            needs = part.needs if repeat == "+" or repeat.startswith("{1") else _NOTHING
            return Shape(f"(?:{part.expression}){repeat}", needs), i + 1
        return part, i

    def _one(self, elements: Sequence[re.Match[str]], i: int) -> tuple[Shape, int]:
        element = elements[i]
        if element["mark"] == "(":
            inner, end = self._alternatives(elements, i + 1)
            return inner, end + 1
        if name := element["phrase"]:
            if name not in self._known:
                self._known[name] = self._shape(self._phrases[name])
            return self._known[name], i + 1
        if name := element["klass"]:
            names = name.split("|")
            known = [self._alphabet.words.get(one) for one in names]
            needs = (frozenset((frozenset().union(*filter(None, known)),)),) if all(known) else _NOTHING
            letters = "".join(self._alphabet.letters[one] for one in names)
            return Shape(f"[^/ ]*/[^ ]*[{letters}][^ ]* ", needs), i + 1
        if word := element["word"]:
            return Shape(f"{re.escape(word)}{_CLASSES}", (frozenset((frozenset((word,)),)),), is_word=True), i + 1
        if (mark := element["mark"]) in _MARKS:
            return Shape(_MARKS[mark]), i + 1
        raise ValueError(f"nothing to repeat: {element.string}")


_CLASSES = "/[^ ]* "
"""What stands behind a word, whatever its classes."""

_NOTHING: tuple[Need, ...] = (frozenset(),)
_MOST_WAYS = 48
"""Beyond that a need is told more roughly."""

_MARKS = {"^": r"(?<![^\n])", "$": r"(?![^\n])", ".": r"[^/ ]+/[^ ]* "}


def _row(parts: Sequence[Shape]) -> Shape:
    """One after the other: what all of them need."""
    if len(parts) == 1:
        return parts[0]
    needs = _NOTHING
    for part in sorted(parts, key=lambda part: len(part.needs)):
        if len(needs) * len(part.needs) <= _MOST_WAYS:
            needs = tuple(dict.fromkeys(one | other for one in needs for other in part.needs))
    return Shape("".join(part.expression for part in parts), needs)


def _either(branches: Sequence[Shape]) -> Shape:
    """One of them: what one of them needs, those that need a single word together."""
    if len(branches) == 1:
        return branches[0]
    if all(branch.is_word for branch in branches):
        expression = f"(?:{'|'.join(branch.expression.removesuffix(_CLASSES) for branch in branches)}){_CLASSES}"
    else:
        expression = f"(?:{'|'.join(branch.expression for branch in branches)})"
    ways = tuple(dict.fromkeys(need for branch in branches for need in branch.needs))
    if frozenset() in ways:
        return Shape(expression)
    single: Words = frozenset().union(*(words for need in ways if len(need) == 1 for words in need))
    together = (frozenset((single,)),) if single else ()
    return Shape(expression, (*together, *(need for need in ways if len(need) > 1)))
