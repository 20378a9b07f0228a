"""The Markdown below the front matter: headings, sections, tables, lists and links with their lines.

markdown-it-py inspects, Python-Markdown renders; nothing is rendered here. Only blocks are parsed at first, since every
page needs its sections and few need their links.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise, takewhile

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, backtick
from markdown_it.token import Token

_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BLOCKS = MarkdownIt("commonmark").enable("table").disable("inline")
_OUTLINE = MarkdownIt("commonmark").disable("inline")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
"""What could make a heading of the line above, unless that line is the last of a table."""

_PARSER = MarkdownIt("commonmark").enable("table")


def _code(state: StateInline, silent: bool) -> bool:
    """The rule for code in a line; the line ends inside are noted on its token, whose text has blanks for them."""
    start, known = state.pos, len(state.tokens)
    found = backtick(state, silent)
    if len(state.tokens) > known:
        state.tokens[-1].meta["line_ends"] = state.src.count("\n", start, state.pos)
    return found


_PARSER.inline.ruler.at("backticks", _code)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `line` is where it stands, `end` the line after it (they differ more for underlined ones)."""

    level: int
    text: str
    line: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines below it, up to the next heading of its level or above."""

    title: str
    level: int
    line: int
    first: int
    end: int
    text: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing but white space and comments stands there."""
        return not _COMMENT.sub("", self.text).strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells, the header first; `lines` holds the line of each row."""

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, at its line."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image, at its line."""

    target: str
    text: str
    line: int
    image: bool = False


@cache
def fold_title(title: str) -> str:
    """A heading as it is compared: without case, emphasis, attributes, surplus blanks and the final mark."""
    plain = _ATTRIBUTES.sub("", title).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return " ".join(plain.casefold().strip("*_?:.! ").split())


class Body:
    """The body of a document whose first line is number `first_line` of its file."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text, self.first_line = text, first_line

    @property
    def lines(self) -> list[str]:
        """The lines of the body, cut anew for whoever asks: an archive that kept them would hold its text twice."""
        return self.text.split("\n")

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Headings of the document itself, not of quotations or lists in it."""
        found = []
        parser = _BLOCKS if _UNDERLINE.search(self.text) else _OUTLINE  # without underlines, tables change nothing
        for token, inline in pairwise(parser.parse(self.text)):
            if token.type == "heading_open" and token.level == 0 and token.map:
                first, end = token.map
                found.append(Heading(int(token.tag[1]), inline.content.strip(), self._line(first), self._line(end)))
        return tuple(found)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        lines, first = self.lines, self.first_line
        last = self._line(len(lines))
        found = []
        for i, heading in enumerate(self.headings):
            after = (h.line for h in self.headings[i + 1 :] if h.level <= heading.level)
            end = next(after, last)
            text = "\n".join(lines[heading.end - first : end - first])
            found.append(Section(heading.text, heading.level, heading.line, heading.end, end, text))
        return tuple(found)

    @cached_property
    def section_by_title(self) -> Mapping[str, Section]:
        """The first section with each folded title."""
        found: dict[str, Section] = {}
        for section in self.sections:
            found.setdefault(fold_title(section.title), section)
        return found

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        found: list[Table] = []
        rows: list[tuple[str, ...]] = []
        lines: list[int] = []
        cells: list[str] = []
        in_cell = False
        for token in _BLOCKS.parse(self.text):
            if token.type == "table_open":
                rows, lines = [], []
            elif token.type == "tr_open":
                cells = []
                lines.append(self._line(token.map[0]) if token.map else self.first_line)
            elif token.type in ("th_open", "td_open"):
                in_cell = True
            elif token.type == "inline" and in_cell:
                cells.append(token.content.strip())
                in_cell = False
            elif token.type == "tr_close":
                rows.append(tuple(cells))
            elif token.type == "table_close":
                found.append(Table(tuple(rows), tuple(lines)))
        return tuple(found)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        found = []
        open_item: Token | None = None
        for token in _BLOCKS.parse(self.text):
            if token.type == "list_item_open":
                open_item = token
            elif token.type == "list_item_close":
                open_item = None  # an item without words of its own
            elif token.type == "inline" and open_item is not None and open_item.map:
                found.append(Item(token.content.strip(), self._line(open_item.map[0])))
                open_item = None
        return tuple(found)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        found: list[Link] = []
        for block in _PARSER.parse(self.text):
            if block.type == "inline" and block.map and block.children:
                found.extend(_links(block.children, self._line(block.map[0])))
        return tuple(found)

    def _line(self, row: int) -> int:
        return self.first_line + row


def _links(tokens: list[Token], line: int) -> list[Link]:
    found: list[Link] = []
    for i, token in enumerate(tokens):
        if token.type == "image":
            found.append(Link(str(token.attrs.get("src", "")), token.content, line, image=True))
        elif token.type == "link_open":
            inside = takewhile(lambda inner: inner.type != "link_close", tokens[i + 1 :])
            words = "".join(" " if inner.type in _BREAKS else inner.content for inner in inside)
            found.append(Link(str(token.attrs.get("href", "")), words, line))
        line += 1 if token.type in _BREAKS else token.meta.get("line_ends", token.content.count("\n"))
    return found


_BREAKS = ("softbreak", "hardbreak")
