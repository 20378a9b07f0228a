"""The Markdown below the front matter: headings, sections, tables, lists and links with their lines.

markdown-it-py inspects, Python-Markdown renders; nothing is rendered here. Only blocks are parsed at first, since every
page needs its sections and few need their links.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from itertools import pairwise, takewhile

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, backtick
from markdown_it.token import Token

_ATTRIBUTES = re.compile(r"\s*(?:\{[^{}]*\}|\([^()]*\))\s*$")
_BLOCKS = MarkdownIt("commonmark").enable("table").disable("inline")
_OUTLINE = MarkdownIt("commonmark").disable("inline")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
"""What could make a heading of the line above, unless that line is the last of a table."""

_INSIDE = " \t>*+-.)0123456789"
"""What may stand before a block that begins inside another one."""

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


@dataclass(frozen=True)
class Section:
    """A heading and the lines below it, up to the next heading of its level or above."""

    title: str
    level: int
    line: int
    first: int
    end: int
    text: str

    @cached_property
    def is_empty(self) -> bool:
        """Whether nothing but white space and comments stands there."""
        return not without_comments(self.text).strip()

    @cached_property
    def body(self) -> "Body":
        """What stands below the heading, as a body of its own."""
        return Body(self.text, self.first)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells, the header first; `lines` holds the line of each row."""

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


class Form(Enum):
    """What a passage is on the page."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a paragraph, an item, a cell or a heading, with their marks, from its line on."""

    text: str
    line: int
    form: Form = Form.PARAGRAPH


CODE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands for a piece of code among words that are read as sentences."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image, at its line."""

    target: str
    text: str
    line: int
    image: bool = False


@cache
def fold_title(title: str) -> str:
    """A heading as it is compared: without case, emphasis, attributes, a last remark in brackets such as the zone of
    a timeline, surplus blanks and the final mark."""
    plain = _ATTRIBUTES.sub("", title).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return " ".join(plain.casefold().strip("*_?:.! ").split())


def without_comments(text: str) -> str:
    """A text without the comments in it that are closed."""
    kept, start = [], 0
    while (opened := text.find("<!--", start)) >= 0 and (closed := text.find("-->", opened + len("<!--"))) >= 0:
        kept.append(text[start:opened])
        start = closed + len("-->")
    return "".join((*kept, text[start:]))


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
        plain = self._plain_headings()
        if plain is not None:
            return plain
        found = []
        parser = _BLOCKS if _UNDERLINE.search(self.text) else _OUTLINE  # without underlines, tables change nothing
        for token, inline in pairwise(parser.parse(self.text)):
            if token.type == "heading_open" and token.level == 0 and token.map:
                first, end = token.map
                found.append(Heading(int(token.tag[1]), inline.content.strip(), self._line(first), self._line(end)))
        return tuple(found)

    def _plain_headings(self) -> tuple[Heading, ...] | None:
        """The same without a parser, or None where one has to be asked.

        Without code, HTML, underlines, and `#` inside other blocks, CommonMark leaves no doubt that a line is a heading
        when it begins with one to six `#` and a blank (section 4.2).
        """
        if "```" in self.text or "~~~" in self.text:
            return None
        found = []
        for row, line in enumerate(self.lines):
            if line.startswith("#"):
                heading = self._plain_heading(line, row)
                if heading is not None and (heading.text.endswith("#") or "\\" in line):
                    return None  # closing marks, which are not part of it
                if heading is not None:
                    found.append(heading)
            elif _may_be_more_than_text(line):
                return None
        return tuple(found)

    def _plain_heading(self, line: str, row: int) -> Heading | None:
        words = line.lstrip("#")
        level = len(line) - len(words)
        if level > 6 or words[:1] not in ("", " ", "\t"):
            return None
        return Heading(level, words.strip(), self._line(row), self._line(row + 1))

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
    def _blocks(self) -> list[Token]:
        return _BLOCKS.parse(self.text)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Everything that is said, block by block; code blocks and HTML are not said."""
        inline = (token for token in self._blocks if token.type == "inline" and token.map)
        return tuple(Passage(token.content.strip(), self._line(token.map[0])) for token in inline if token.map)

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """What is said as words: passages without their marks, code, HTML, and where links lead."""
        found = []
        for block in _PARSER.parse(self.text):
            if block.type == "inline" and block.map:
                words = "".join(_words(token) for token in block.children or ())
                found.append(Passage(words, self._line(block.map[0])))
        return tuple(found)

    def spoken(self, could_matter: Callable[[str, int], bool]) -> Iterator[Passage]:
        """What the writer says in sentences, in the parts of the text that could matter, by their words and their first
        line: as `prose`, with a mark for each piece of code, and without what is quoted from others."""
        for part in self._parts(could_matter):
            yield from part._spoken()

    def _spoken(self) -> Iterator[Passage]:
        form, depth, quoted = Form.PARAGRAPH, 0, 0
        for block in _PARSER.parse(self.text):
            if block.type == "inline" and block.map and not quoted:
                words = "".join(_words(token, code=CODE) for token in block.children or ())
                inside = Form.ITEM if form is Form.PARAGRAPH and depth else form
                yield Passage(words, self._line(block.map[0]), inside)
            quoted += block.nesting * (block.type in _QUOTATION)
            depth += block.nesting * (block.type in _ITEM)
            form = _FORMS.get(block.type, form)

    @cached_property
    def unclosed_fence(self) -> int | None:
        """The line of a fence of code that is never closed, so that it swallows the rest of the body."""
        if "```" not in self.text and "~~~" not in self.text:
            return None
        lines = self.lines
        for token in self._blocks:
            if token.type == "fence" and token.map and not _is_closed(token, lines):
                return self._line(token.map[0])
        return None

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        plain = self._plain_table()
        return (plain,) if plain is not None else tuple(self._parsed_tables())

    def _plain_table(self) -> Table | None:
        """The table that is all of a text and has nothing in its cells that could be more than text, without a parser.

        As GitHub's specification has it (section 4.10): bars divide cells, the second row says how many there are, and
        a row has as many, whatever it holds.
        """
        text = self.text.strip("\n")
        if not text.startswith("|") or "\\" in text:
            return None
        rows = [_cells(line) for line in text.split("\n")]
        if len(rows) < 2 or None in rows or not all(map(_DELIMITER.fullmatch, rows[1] or ())):
            return None
        head, _, *below = [row for row in rows if row is not None]
        if len(head) != len(rows[1] or ()):
            return None
        first = self._line(len(self.text) - len(self.text.lstrip("\n")))
        width = [""] * len(head)
        cut = [tuple((*row, *width)[: len(head)]) for row in (head, *below)]
        return Table(tuple(cut), (first, *range(first + 2, first + 2 + len(below))))

    def _parsed_tables(self) -> list[Table]:
        found: list[Table] = []
        rows: list[tuple[str, ...]] = []
        lines: list[int] = []
        cells: list[str] = []
        in_cell = False
        for token in self._blocks:
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
        return found

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links and images. Most parts of a text have none, and only the others are taken apart."""
        if "]:" in self.text:  # what is defined in one part is used in others
            return tuple(self._parsed_links())
        return tuple(link for part in self._parts(lambda text, _: _could_link(text)) for link in part._parsed_links())

    def _parsed_links(self) -> Iterator[Link]:
        for block in _PARSER.parse(self.text):
            if block.type == "inline" and block.map and block.children:
                yield from _links(block.children, self._line(block.map[0]))

    def _parts(self, could_matter: Callable[[str, int], bool]) -> Iterator["Body"]:
        """The text from heading to heading, since nothing goes on across one; and from blank line to blank line, where
        nothing is marked or indented that could. Only parts that could matter."""
        lines, first = self.lines, self.first_line
        starts = [first, *(heading.line for heading in self.headings if heading.line > first), first + len(lines)]
        for start, end in pairwise(starts):
            text = "\n".join(lines[start - first : end - first])
            if not could_matter(text, start):
                continue
            if _GOES_ON.search(text):
                yield Body(text, start)
                continue
            for row, block in _paragraphs(text.split("\n")):
                if could_matter(paragraph := "\n".join(block), start + row):
                    yield Body(paragraph, start + row)

    def _line(self, row: int) -> int:
        return self.first_line + row


def _words(token: Token, code: str = " ") -> str:
    if token.type in _BREAKS:
        return "\n"
    if token.type == "code_inline":
        return code + "\n" * int(token.meta.get("line_ends", 0))
    return "\n" * token.content.count("\n") if token.type == "html_inline" else token.content


def _cells(line: str) -> list[str] | None:
    """The cells of a row that begins and ends with a bar."""
    line = line.rstrip()
    if len(line) < 2 or not line.startswith("|") or not line.endswith("|"):
        return None
    return [cell.strip() for cell in line[1:-1].split("|")]


_DELIMITER = re.compile(r":?-+:?")


_GOES_ON = re.compile(r"```|~~~|<|^[ \t]", re.MULTILINE)
"""What could make blank lines a part of something: code, HTML, or what is indented below an item."""


def _may_be_more_than_text(line: str) -> bool:
    """Whether a line could be the underline of a heading, begin a block of HTML, or hold a heading inside a list or a
    quotation."""
    if line and not line.strip("=- \t"):
        return not line.isspace()
    return ("#" in line or "<" in line) and line.lstrip(_INSIDE).startswith(("#", "<"))


def _could_link(text: str) -> bool:
    return "](" in text or "<" in text


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Lines between blank ones, with the row of the first."""
    start = 0
    for row, line in enumerate((*lines, "")):
        if not line.strip():
            if row > start:
                yield start, lines[start:row]
            start = row + 1


def _is_closed(fence: Token, lines: list[str]) -> bool:
    """Whether the last line of a fence is its closing one; a fence without any never met it."""
    assert fence.map is not None
    first, end = fence.map
    last = lines[end - 1].strip().lstrip("> ") if end - 1 > first else ""
    return len(last) >= len(fence.markup) and set(last) == {fence.markup[0]}


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
_QUOTATION = ("blockquote_open", "blockquote_close")
_ITEM = ("list_item_open", "list_item_close")
_FORMS = {
    "heading_open": Form.HEADING, "th_open": Form.CELL, "td_open": Form.CELL,
    "paragraph_open": Form.PARAGRAPH,
}  # fmt: skip
