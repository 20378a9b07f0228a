"""What sentences say about people: the constructions of a language, looked for where they are possible."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, count
from operator import attrgetter

from mkdocs_postmortems.language.construction import Alphabet, Construction, Parser, Words
from mkdocs_postmortems.language.grammar import Token, read
from mkdocs_postmortems.language.lexicon import COMPUTED, data, has_data, lexicon, names


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a sentence that a construction found, and the construction as the data has it."""

    words: str
    construction: str = ""


@dataclass(frozen=True, eq=False)
class _Wanted:
    """One construction, which of all it is, what it tells of, and what makes the reader look away."""

    number: int
    subject: str
    construction: Construction
    unless: tuple[Construction, ...]


class Reader:
    """Reads one language. What it looks for has names: those of the rules that tell of it."""

    def __init__(self, language: str) -> None:
        self._lexicon = lexicon(language)
        self._names = names(language)
        classes = self._lexicon.by_class
        self._people = classes["role"] | classes["anyone"] | classes["nobody"]
        self._acronyms, self._irregular = classes["acronym"], classes["irregular-past"]
        self._alphabet = Alphabet(classes, COMPUTED, _HINTS, self._lexicon.common, _SHARES)
        rows = data(language, "constructions.yml")
        parser = Parser(self._alphabet, rows["phrases"])
        self._ways: _Ways = {hint: {} for hint in ("", *_SHARES_OF_PEOPLE)}
        self._telling: dict[str, set[str]] = {}
        numbers = count()
        for subject, rule in rows["rules"].items():
            unless = tuple(map(parser.construction, rule.get("unless", ())))
            for row in rule["look"]:
                self._look_for(_Wanted(next(numbers), subject, parser.construction(row), unless))

    def _look_for(self, wanted: _Wanted) -> None:
        for need in wanted.construction.needs:
            self._telling.setdefault(wanted.subject, set()).update(need[0])
            hint = next((hint for hint in _SHARES_OF_PEOPLE if {hint} in need), "")
            key = next((words for words in need if words.isdisjoint(_SHARES_OF_PEOPLE)), need[0])
            way = wanted, [words for words in need if words not in (key, {hint})]
            for word in key:
                self._ways[hint].setdefault(word, []).append(way)

    def rows(self, text: str, besides: frozenset[str]) -> set[int]:
        """The lines of a text, counted from 0, on which sentences begin that have the words of anything looked for, but
        for what is named in `besides`.

        Most sentences have none of the words that tell most, so the others alone are looked at closely.
        """
        telling, found, end = self._tellers(besides), set(), 0
        marks = [mark for mark in _MARKS if mark in telling and mark in text]
        is_plain, named = not marks and "'" not in text and "’" not in text, self._name_places(text)
        for sentence in _cut(text):
            start, end = end, end + len(sentence) + 1
            is_named = bool(named) and bisect_left(named, start) < bisect_left(named, end)
            if is_plain:
                if telling.isdisjoint(sentence.split()) and not is_named:
                    continue
            elif telling.isdisjoint(_split(sentence)) and not is_named and not any(m in text[start:end] for m in marks):
                continue
            if text.startswith("#", start):
                continue
            words = self._words(sentence, text[start:end], is_named=is_named)
            if next(_possible(words, self._ways, besides), None) is not None:
                found.add(text.count("\n", 0, start + len(sentence) - len(sentence.lstrip())))
        return found

    @cache  # noqa: B019 - one reader a language, for as long as the program runs
    def _tellers(self, besides: frozenset[str]) -> frozenset[str]:
        """The words that tell most of what is looked for."""
        words = {word for subject, telling in self._telling.items() if subject not in besides for word in telling}
        if not words.isdisjoint(_SHARES_OF_PEOPLE):
            words |= self._people
        return frozenset(words)

    def found(
        self, sentence: str, besides: Container[str] = (), no_names: frozenset[str] = frozenset()
    ) -> dict[str, Evidence]:
        """What a sentence says, by name, with the words that say it. `no_names` are names that are not looked at."""
        found: dict[str, Evidence] = {}
        folded = sentence.lower().translate(_BLANKS)
        words = self._words(folded, sentence, is_named=bool(self._name_places(sentence)))
        possible = sorted(set(_possible(words, self._ways, besides)), key=attrgetter("number"))
        if not possible:
            return found
        tokens = self.tokens(sentence, no_names)
        row = [self._alphabet.written(token.word, token.classes) for token in tokens]
        text, starts = "".join(row), list(accumulate(map(len, row), initial=0))
        for wanted in possible:
            if wanted.subject in found:
                continue
            match = wanted.construction.expression.search(text)
            if match is None or not match.group() or any(other.is_in(text, words) for other in wanted.unless):
                continue
            first, last = starts.index(match.start()), starts.index(match.end()) - 1
            told = sentence[tokens[first].start : tokens[last].end]
            found[wanted.subject] = Evidence(" ".join(told.split()), wanted.construction.text)
        return found

    def tokens(self, sentence: str, no_names: frozenset[str] = frozenset()) -> list[Token]:
        """The words of a sentence with their classes; the last mark is left out."""
        return read(sentence.rstrip(" .!…"), self._lexicon, self._names - no_names if no_names else self._names)

    def _words(self, folded: str, text: str, *, is_named: bool) -> set[str]:
        """The words of a text, as it is and with blanks for marks, with those that are written together in `we'd` and
        `engineer's`, and marks for people, for names, and for what was or is done."""
        words = {*_split(folded), *[mark for mark in _MARKS if mark in text]}
        if "ed" in folded or "re-" in folded or not words.isdisjoint(self._irregular):
            words.add(_PAST)
        if "ing" in folded:
            words.add(_DOING)
        if "no" in words and "one" in words:
            words.add("no-one")
        if is_named:
            words |= {_SOMEBODY, _NAME, _SOMEBODYS, _NAMES} if "'s" in words else {_SOMEBODY, _NAME}
        elif not words.isdisjoint(self._people) or _ROLE_PART.search(text):
            words |= {_SOMEBODY, _SOMEBODYS} if "'s" in words else {_SOMEBODY}
        return words

    def _name_places(self, text: str) -> list[int]:
        """Where in a text somebody could be named: by a name, a handle, initials or a title."""
        capitals = set(_CAPITAL.findall(text))
        names = (capitals & self._names) | (capitals & _TITLES)
        names.update(word for word in capitals if len(word) == 2 and self._are_initials(word))
        handles = [match.start() for match in _HANDLE.finditer(text)] if "@" in text else []
        return sorted((*handles, *(place for name in names for place in _places(text, name)))) if names else handles

    def _are_initials(self, word: str) -> bool:
        """Whether two letters, the second of which may be a full stop, are somebody's."""
        return word[1] == "." or (word.isupper() and word.isalpha() and word.lower() not in self._acronyms)


_SOMEBODY, _SOMEBODYS, _NAME, _NAMES = "~somebody", "~somebody's", "~name", "~name's"
_PAST, _DOING = "~past", "~doing"
_HINTS = {
    **dict.fromkeys(("people", "oblique-people", "by-people"), frozenset((_SOMEBODY,))),
    **dict.fromkeys(("possessive", "oblique-possessive"), frozenset((_SOMEBODYS,))),
    **dict.fromkeys(("name", "oblique-name", "by-name"), frozenset((_NAME,))),
    "possessive-name": frozenset((_NAMES,)),
    **dict.fromkeys(("past", "chosen"), frozenset((_PAST,))),
    "doing": frozenset((_DOING,)),
}
"""What must be among the words of a text that is about somebody, names them, or tells what was or is done."""

_MARKS = ",;:?!()|—–"
"""Marks that constructions know; they stand apart as words."""

_SHARES_OF_PEOPLE = {_NAMES: 0.0, _NAME: 0.0, _SOMEBODYS: 0.001, _SOMEBODY: 0.001}
_SHARES = {
    **dict.fromkeys((*_MARKS, "-", _PAST, _DOING), 1.0),
    "?": 0.02,
    **dict.fromkeys(("he", "him", "she", "her"), 0.001),
    **dict.fromkeys(("they", "them"), 0.01),
    **_SHARES_OF_PEOPLE,
}
"""Few sentences of a report ask something, fewer are about people, and fewer name them: nothing tells more."""

_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž](?:[^\W_]+|\.(?= ?[A-Z]))")
_TITLES = frozenset(("Mr", "Mrs", "Ms", "Dr", "Prof"))
_HANDLE = re.compile(r"@\w")
_ROLE_PART = re.compile(r"i(?:st|cian)|eer")


_Ways = dict[str, dict[str, list[tuple[_Wanted, Sequence[Words]]]]]
"""What could be there where a text has a certain hint or "", and a certain word, and the further sets of words of which
it needs one each."""


def _possible(words: Set[str], ways: _Ways, besides: Container[str]) -> Iterator[_Wanted]:
    """What a text with these words could hold."""
    for hint, by_word in ways.items():
        for key in by_word.keys() & words if not hint or hint in words else ():
            for wanted, others in by_word[key]:
                for needed in others:
                    if words.isdisjoint(needed):
                        break
                else:
                    if wanted.subject not in besides:
                        yield wanted


_BLANKS = {
    **{i: chr(i) for i in range(128)},
    **dict.fromkeys(map(ord, _MARKS + '."“”[]{}<>/\\*_`#=+~…•→'), " "),
    ord("’"): "'",
}
"""What becomes of letters and marks where words are cut apart, roughly and fast: one for one, so that places stay. What
is in it is found faster, even if it stays as it is."""


def _places(text: str, name: str) -> Iterator[int]:
    """Where a name stands in a text, or an initial, and not only the beginning of a word."""
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        if name.endswith(".") or not text[end : end + 1].isalnum():
            yield place
        place = text.find(name, end)


def _split(folded: str) -> list[str]:
    """The words of a text that has no other marks left, with what they are made of: `we`, `'d` and `we'd`."""
    if "'" not in folded:
        return folded.split()
    return [*folded.split(), *folded.replace("'", " ").split(), *folded.replace("'", " '").split()]


def _cut(text: str) -> list[str]:
    """The sentences of a text, roughly: not beyond a paragraph, item or row. Each is as long as it was, with a letter
    between two of them, and in small letters with blanks for marks."""
    joined = _GOES_ON.sub(" ", text.replace("İ", "I").lower()).replace("no one", "no-one")
    for mark in ".?!":
        joined = joined.replace(f"{mark} ", f"{mark}\n")
    return joined.translate(_BLANKS).split("\n")


_GOES_ON = re.compile(r"\n(?![ \t]*(?:[|*+#>-]|\d+[.)]\s|\n|$))")
"""The end of a line after which a sentence may go on."""


@cache
def reader(language: str) -> Reader | None:
    """The reader of a language, such as `en`; None where nobody has written its data yet."""
    return Reader(language) if has_data(language) else None
