"""The words of a language: the classes that its data and their endings give them."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mkdocs_postmortems.source import CODE

QUOTED = "\N{INTERLINEAR ANNOTATION ANCHOR}"
"""What stands for somebody else's words in a sentence."""

COMPUTED = (
    "open", "past", "doing", "adverb", "number", "code", "name", "modifier", "said", "people", "oblique-people",
    "by-people", "possessive", "oblique-possessive", "possessive-name", "by-name", "oblique-name", "thing",
    "chosen", "quoted",
)  # fmt: skip
"""The classes that are worked out, word by word or from the words around."""

_DATA = Path(__file__).parent


class Lexicon:
    """What a language's `words.yml` says."""

    def __init__(self, classes: Mapping[str, frozenset[str]], common: Sequence[str]) -> None:
        self.common = common
        adverbs = frozenset(word for word in classes["character"] | classes["hasty"] if word.endswith("ly"))
        self.by_class = {
            **classes,
            "character-adverb": adverbs,
            "character-adjective": classes["character"] - adverbs,
            "role-word": classes["role"],
            "machine-word": classes["machine"],
            "first-subject": frozenset(("i", "we")),
        }
        found: dict[str, set[str]] = {}
        for name, words in self.by_class.items():
            for word in words:
                found.setdefault(word, set()).add(name)
        self._by_word = found
        self._known: dict[str, frozenset[str]] = {}

    def classes(self, word: str) -> frozenset[str]:
        if word not in self._known:
            self._known[word] = frozenset(self._classes(word))
        return self._known[word]

    def _classes(self, word: str) -> set[str]:
        found = set(self._by_word.get(word, ()))
        if word == CODE:
            return {"code", "open", "modifier", "said"}
        if word == QUOTED:
            return {"quoted", "open", "modifier", "said"}
        if word[0].isdigit():
            return {"number", "modifier", "said"}
        if not word[0].isalpha() and word[0] not in "'@":
            return found
        found.add("said")
        if "not-role" not in found and len(word) > 5 and word.endswith(tuple(self.by_class["role-ending"])):
            found |= {"role", "role-word"}
        if word.startswith("re-") and len(word) > 5:
            found |= self._by_word.get(word[3:], set()) & {"irregular-past"}
        if "small-adverb" in found or (word.endswith("ly") and len(word) > 4 and "not-adverb" not in found):
            found.add("adverb")
        if "irregular-past" in found or (word.endswith("ed") and len(word) > 3 and "not-past" not in found):
            found |= {"past"} if "possible" in found else {"past", "chosen"}
        if word.endswith("ing") and len(word) > 4 and "not-doing" not in found:
            found.add("doing")
        if not found & _CLOSED and not word.startswith("'") and "adverb" not in found and "past" not in found:
            found.add("open")
        if "open" in found or "past" in found or "adverb" in found:
            found.add("modifier")
        return found


_CLOSED = frozenset(
    {
        "det", "prep", "conj", "be", "have", "do", "not", "should", "could", "would", "modal", "they", "their", "first",
        "who", "anyone", "nobody", "closed",
    }
)  # fmt: skip


def has_data(language: str) -> bool:
    return language.isalpha() and (_DATA / language / "words.yml").is_file()


@cache
def data(language: str, name: str) -> Mapping[str, Any]:
    """One file of a language's data."""
    text = (_DATA / language / name).read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


def alternatives(text: str) -> str:
    """A pattern for any of the alternatives that a file has on several lines, each but the first behind a bar."""
    return " ".join(text.split("\n")).strip().replace(" |", "|")


@cache
def names(language: str) -> frozenset[str]:
    """Given names that speakers of a language meet, but for those that are more often something else."""
    return frozenset((_DATA / language / "given-names.txt").read_text(encoding="utf-8").split())


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language."""
    words = {name: str(text).split() for name, text in data(language, "words.yml")["classes"].items()}
    common = words.pop("common")
    return Lexicon({name: frozenset(listed) for name, listed in words.items()}, common)
