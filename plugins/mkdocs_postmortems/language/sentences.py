"""From what is said in a passage to its sentences."""

import re
from dataclasses import dataclass

from mkdocs_postmortems.language.lexicon import QUOTED
from mkdocs_postmortems.source import Form, Passage


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, at the line it begins on; what it quotes is left out, and a mark stands for it."""

    text: str
    line: int
    form: Form = Form.PARAGRAPH
    is_last: bool = True

    def line_of(self, words: str) -> int:
        """The line on which some words of it begin."""
        return self.line + self.text.count("\n", 0, max(0, self.text.find(words)))


def sentences(passage: Passage) -> list[Sentence]:
    """The sentences of a paragraph, an item or a cell.

    They end with a mark before white space, unless it belongs to an abbreviation, and where a line begins with an
    arrow, a time, a number, or the letter of a question or an answer.
    """
    text = _QUOTATION.sub(_without_words, passage.text)
    starts = [0, *(match.end() for match in _END.finditer(text) if not _is_abbreviation(text, match))]
    ends = [*starts[1:], len(text)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        words = text[start:end].strip()
        if words:
            offset = start + len(text[start:end]) - len(text[start:end].lstrip())
            found.append(
                Sentence(words, passage.line + text.count("\n", 0, offset), passage.form, is_last=end == len(text))
            )
    return found


_END = re.compile(
    r"""
      (?P<mark>[.!?…]+[)\]"'’”]*)\s+(?=[\W_]*[A-Z0-9\ufffc\ufff9@])
    | \s*\n\s*(?=→|[-=]>|\d+[.):]\s|[QA]\d?\s*[:.]|\d\d:\d\d|[Ww]hy\b|[Bb]ecause\b|[-*•]\s)
    | \s(?=→|[-=]>\s)
    """,
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|ca|cf|no|nos|fig|min|max|inc|ltd|st|mr|mrs|ms|dr|prof|resp|incl|excl|a\.m|p\.m)"
    r"|\b[A-Z]|^\W*\d+)\.$",
    re.IGNORECASE,
)
_QUOTATION = re.compile(
    r"""
      [“„][^”“„]{1,400}[”“] | "[^"]{1,400}" | «[^»]{1,400}»
    | (?<![\w’'])[‘'](?=\w)[^‘’'\n]{3,200}[’'](?!\w)
    """,
    re.VERBOSE,
)


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    return end["mark"] == "." and _ABBREVIATION.search(text, 0, end.end("mark")) is not None


def _without_words(match: re.Match[str]) -> str:
    return QUOTED + "\n" * match.group().count("\n")
