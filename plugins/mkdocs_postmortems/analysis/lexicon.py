"""The words that reports of incidents have in common, gathered into themes and mechanisms.

One team writes "the certificate had expired", the next "the handshake failed since the cert ran out": they share no
word. `themes.yml` says which words speak of one thing, `mechanisms.yml` which of them together tell how things went
wrong. Words are compared by their stems (M. F. Porter, Snowball: https://snowballstem.org/).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files as resources
from typing import Any

import snowballstemmer
import yaml

TELLING = 2
"""How much more a theme that says what went wrong weighs than a part it happened to."""

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_stemmer = snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    """What a word has in common with its other forms: `expired` and `expires` have one stem. Numbers have no forms."""
    return word if word[:1].isdigit() else str(_stemmer.stemWord(word))


_Place = tuple[str, int, int]
"""A mechanism, one of its patterns, and a group of that pattern, which one of several words can fill."""


class Lexicon:
    """Themes and mechanisms by their phrases. `common` words, as stems, say nothing by themselves."""

    def __init__(self, words: Mapping[str, Any], mechanisms: Mapping[str, Sequence[str]]) -> None:
        self.common = frozenset(map(stem, words["common"].split()))
        self._themes = {**words["telling"], **words["parts"]}
        weights: dict[tuple[str, ...], dict[str, int]] = {}
        places: dict[tuple[str, ...], set[_Place]] = {}
        for part, weight in (("telling", TELLING), ("parts", 1)):
            for theme, phrases in words[part].items():
                for phrase in _phrases(phrases):
                    weights.setdefault(phrase, {})[theme] = weight
        self._sizes: dict[tuple[str, int], int] = {}
        for mechanism, patterns in mechanisms.items():
            for i, pattern in enumerate(patterns):
                groups = pattern.split(",")
                self._sizes[mechanism, i] = len(groups)
                for j, phrases in enumerate(groups):
                    for phrase in _phrases(phrases):
                        places.setdefault(phrase, set()).add((mechanism, i, j))
        # By its first stem, so that most words of a text cost one look.
        self._by_first: dict[str, list[tuple[tuple[str, ...], dict[str, int], set[_Place]]]] = {}
        for phrase in sorted({*weights, *places}):
            meaning = phrase, weights.get(phrase, {}), places.get(phrase, set())
            self._by_first.setdefault(phrase[0], []).append(meaning)

    def stems(self, text: str) -> list[str]:
        """The stems of the words of a text."""
        return [stem(word) for word in _TOKEN.findall(text.lower())]

    def words(self, text: str) -> Iterator[tuple[str, str]]:
        """The words of a text in small letters, each with its stem."""
        return zip(_TOKEN.findall(text.lower()), self.stems(text), strict=True)

    def words_of(self, theme: str) -> list[str]:
        """The single words that speak of a theme, as they are written."""
        return [word for word in self._themes[theme].split() if "_" not in word]

    def meaning(self, stems: Sequence[str]) -> tuple[dict[str, int], list[str]]:
        """The themes a sentence speaks of, each with its weight, and the mechanisms of which it fills every group of
        a pattern, each with a word of its own."""
        by_first = self._by_first
        themes: dict[str, int] = {}
        filled: dict[_Place, set[int]] = {}
        for i, first in enumerate(stems):
            if first in by_first:
                for phrase, weights, places in by_first[first]:
                    if len(phrase) == 1 or phrase == tuple(stems[i : i + len(phrase)]):
                        themes.update(weights)
                        for place in places:
                            filled.setdefault(place, set()).add(i)
        return themes, self._told(filled)

    def _told(self, filled: Mapping[_Place, set[int]]) -> list[str]:
        groups: dict[tuple[str, int], list[set[int]]] = {}
        for (mechanism, pattern, _), positions in filled.items():
            groups.setdefault((mechanism, pattern), []).append(positions)
        return sorted({key[0] for key, found in groups.items() if len(found) == self._sizes[key] and _differ(found)})


def _differ(groups: Sequence[set[int]]) -> bool:
    """Whether each group can be given a position that no other one has."""
    first, *rest = groups
    return not rest or any(_differ([group - {position} for group in rest]) for position in first)


def _phrases(words: str) -> Iterator[tuple[str, ...]]:
    for word in words.split():
        yield tuple(map(stem, _TOKEN.findall(word.replace("_", " "))))


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with this package, read when it is first needed."""
    return Lexicon(_read("themes.yml"), _read("mechanisms.yml"))


def _read(name: str) -> Any:
    text = resources("mkdocs_postmortems").joinpath("analysis", name).read_text(encoding="utf-8")
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
