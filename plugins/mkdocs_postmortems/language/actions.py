"""Whether an action item says what will be there once it is done."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from mkdocs_postmortems.language.lexicon import alternatives, data

FEWEST_WORDS = 3


def is_vague(action: str, language: str = "en", *, may_be_short: bool = False) -> bool:
    """Whether an action is too short to say anything, begins with a verb that commits to nothing and goes on without
    saying how or when it is done, or is a general verb with general words. What `may_be_short` is not judged by its
    length.

    For a general verb, one word that is in none of the lists makes it specific, such as the name of a thing.
    """
    if not may_be_short and _is_short(action) and not _names_something(action):
        return True
    known = _actions(language)
    folded = " ".join(action.casefold().replace("’", "'").split()).strip("-*• ")
    if not known.start.match(folded):
        return False
    folded = known.before.sub("", folded, count=1).strip(" .!")
    says = known.saying.search(_without_remarks(action))
    if known.statements.fullmatch(folded):
        return not says
    if known.empty.match(folded) and not says:
        return True
    plain = " ".join(_words(action))
    return any(verb.is_all_of(plain) for verb in known.general)


@dataclass(frozen=True)
class _General:
    """Verbs that are vague with certain words after them."""

    verbs: re.Pattern[str]
    known: frozenset[str]

    def is_all_of(self, words: str) -> bool:
        begin = self.verbs.match(words)
        return begin is not None and self.known.issuperset(words[begin.end() :].split())


@dataclass(frozen=True)
class _Actions:
    """What a language's `actions.yml` says, compiled."""

    start: re.Pattern[str]
    before: re.Pattern[str]
    general: tuple[_General, ...]
    empty: re.Pattern[str]
    statements: re.Pattern[str]
    saying: re.Pattern[str]


@cache
def _actions(language: str) -> _Actions:
    rows = data(language, "actions.yml")
    lists = {name: frozenset(text.split()) for name, text in rows["words"].items()}
    before = rf"(?:(?:{rows['before']})[,:]? )*"
    empty, statements = alternatives(rows["empty"]), alternatives(rows["statements"])
    starts = [empty, "make", statements, *(row["verbs"] for row in rows["general"])]
    return _Actions(
        re.compile(rf"{before}(?:{'|'.join(starts)})"),
        re.compile(before),
        tuple(
            _General(
                re.compile(
                    rf"{before}(?:{row['verbs']})\b" + (rf"(?=.*\b(?:{row['needs']})\b)" if "needs" in row else "")
                ),
                _union(lists, ("fillers", *row["all"])) - _union(lists, row.get("except", ())),
            )
            for row in rows["general"]
        ),
        re.compile(rf"(?:{empty})\b|make \S+(?: \S+){{0,5}} (?:{rows['comparatives']})\b"),
        re.compile(statements),
        re.compile(alternatives(rows["saying"]), re.IGNORECASE),
    )


def _union(lists: dict[str, frozenset[str]], names: Iterable[str]) -> frozenset[str]:
    """The words of some lists; what is no list is a word."""
    return frozenset[str]().union(*(lists.get(name, frozenset((name, f"{name}s"))) for name in names))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def _is_short(action: str) -> bool:
    return _THREE_WORDS.match(action) is None and len(_words(action)) < FEWEST_WORDS


_THREE_WORDS = re.compile(r"[^\W_]+(?: [^\W_]+){2}")
"""How nearly all actions begin."""


def _without_remarks(action: str) -> str:
    """Without tickets, owners and dates: they say who and when, not what."""
    return _REMARK.sub(" ", action)


_REMARK = re.compile(
    r"""
      \([^()]*(?:\([^()]*\))?[^()]*\)
    | \b[A-Z]{2,}-\d+\b | \#\d+ | @[\w-]+
    | (?:[-–—,;]\s*)?\b(?:owner|due|assignee|priority)\b:?.*$
    | \bP[0-4]\b | \d{4}-\d\d-\d\d | \bQ[1-4]\b(?:\ \d{4})?
    | ^\W*\d+[.)]\s
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _names_something(action: str) -> bool:
    """Whether there is a number, code, a name with inner capitals, or a script in which words are not counted."""
    is_named = re.search(r"[\d`_/@#￼]|\w\.\w|\w[A-Z]", action) and action.casefold().strip(".") not in _PLACEHOLDERS
    return bool(is_named) or any(c.isalpha() and not c.isascii() for c in action)


_PLACEHOLDERS = ("tbd", "tba", "tbc", "todo", "n/a")
