"""How an answer names action items: by their ids, as a range, or by the id of another postmortem before a #."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from mkdocs_postmortems.model import Postmortem

_ASIDE = re.compile(
    r"<!--.*?(?:-->|\Z)|```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)"
    r"|\]\([^)\n]*\)|\]\[[^\]\n]*\]|<?\bhttps?://\S+|^ *\[[^\]\n]+\]:.*?$",
    re.DOTALL | re.MULTILINE,
)
"""Comments, blocks of code, and where links lead."""

_MARKS_OF_AN_ASIDE = ("<!--", "```", "~~~", "](", "][", "http", "]:")
_CODE = re.compile(r"`[^`\n]*`")

_REFERENCE = re.compile(
    r"(?:(?<![A-Za-z0-9#/.=-])|(?<=\bA\d-)|(?<=\bA\d\d-))(?:(?<![\w.-])(?P<elsewhere>\w[\w.-]*)#)?"
    r"(?P<id>A\d{1,2})(?![A-Za-z0-9])(?!-(?!A\d))"
)
_OWN_REFERENCE = re.compile(
    r"(?P<id>A(?:(?<![A-Za-z0-9#/.=-]A)|(?<=\bA\d-A)|(?<=\bA\d\d-A))\d{1,2})(?![A-Za-z0-9])(?!-(?!A\d))"
    r"(?P<elsewhere>(?!))?"
)
"""The same where no # says which postmortem is meant: it begins with a plain letter, which is found at once."""

_COUNTED = re.compile(r"A\d+")
_SIZE_OR_PLACE = re.compile(
    r"""
      \b(?: aisle | appendix | audi | autobahn | bay | block | building | cabinet | cage | cells? | class | columns?
          | DIN | exit | feed | figure | format | gate | grade | hall | highway | ISO | level | motorway | panel | paper
          | pin | pod | ports? | position | rack | rating | road | room | route | rows? | section | series | sheet
          | shelf | size | slots? | table | tier | type | unit | zones? )
      [\s:"'(]*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s+(?:of|from)\b|\s+(?:chip|format|motorway|page|paper|poster|printout|processor|record|road|sheet)s?\b"
)


def known_ids(postmortem: Postmortem) -> tuple[str, ...]:
    """The ids of the action items as the file has them; those too whose item could not be used for another reason."""
    written = postmortem.source.fields.get("action_items")
    given = [item.get("id") if isinstance(item, Mapping) else None for item in _listed(written)]
    return tuple(str(id_ or f"A{i}") for i, id_ in enumerate(given, start=1))


def are_counted(ids: Iterable[str]) -> bool:
    """Whether any is counted through: where all are of the writer's own making, A4 may be anything."""
    return any(_COUNTED.fullmatch(id_) for id_ in ids)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


@lru_cache(maxsize=8192)  # two rules ask about every answer
def counted_references(text: str) -> tuple[re.Match[str], ...]:
    """Where a text says A1, or 2025-11-02-split-vote#A1, and certainly means an action item: not in code and links, not
    a size of paper, a road or a rack."""
    plain = _ASIDE.sub(_blanks, text) if any(mark in text for mark in _MARKS_OF_AN_ASIDE) else text
    if "`" in plain:
        plain = _CODE.sub(_blanks, plain)
    return tuple(
        found for found in (_REFERENCE if "#" in plain else _OWN_REFERENCE).finditer(plain) if _is_meant(found, plain)
    )


def _is_meant(found: re.Match[str], plain: str) -> bool:
    before = plain[max(0, found.start() - 20) : found.start()]
    return bool(found["elsewhere"]) or not (_SIZE_OR_PLACE.search(before) or _GOES_ON.match(plain, found.end()))


def _blanks(aside: re.Match[str]) -> str:
    """As many blanks, so that what follows keeps its place."""
    return re.sub(r"[^\n]", " ", aside.group())
