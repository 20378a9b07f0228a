"""Exceptions from rules that a text grants where they are needed: `<!-- allow rule-name: reason -->`.

Comments in code are text and grant nothing, so a text that could hold an exception is parsed; few do.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, html_inline
from markdown_it.token import Token

_LINE_END = re.compile(r"\r\n?|\n")
_COULD_ALLOW = re.compile(r"<!--\s*allow(?![^\s:-])", re.IGNORECASE)
_ALLOW = re.compile(r"allow(?![^\s:])", re.IGNORECASE)
_LIKE_A_RULE = re.compile(r"[^\W\d]+-[^\W\d]|PM\d", re.IGNORECASE)
"""What tells an exception whose colon was forgotten from a remark that begins with "allow"."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKS = " \t>*+-"
"""What may stand beside a comment without saying anything: the marks of quotations and items."""

_PARSER = MarkdownIt("commonmark").enable("table")


def _html(state: StateInline, silent: bool) -> bool:
    """The rule for HTML in a line; how many line ends stand before it is noted on its token."""
    start, known = state.pos, len(state.tokens)
    found = html_inline(state, silent)
    if len(state.tokens) > known:
        state.tokens[-1].meta["row"] = state.src.count("\n", 0, start)
    return found


_PARSER.inline.ruler.at("html_inline", _html)


@dataclass(frozen=True, slots=True)
class Allowance:
    """An exception that a comment grants: for the lines it stands on (`line` to `last`) or, where nothing else stands
    there, for the one `below`, the next with something other than comments, if there is any.

    Name and reason are as written, and empty where there is none.
    """

    name: str
    reason: str
    line: int
    column: int
    last: int
    below: int | None

    def covers(self, line: int) -> bool:
        return self.line <= line <= self.last or line == self.below


def allowances(text: str, first_line: int) -> tuple[Allowance, ...]:
    """The exceptions that a text grants, in its order; its first line is number `first_line` of its file."""
    if "<!--" not in text or not _COULD_ALLOW.search(text):
        return ()
    lines = _LINE_END.split(text)
    comments = [*_comments(text, lines)]
    columns, said = _beside(comments, lines)
    found = []
    for (row, comment), column in zip(comments, columns, strict=True):
        granted = _granted(comment)
        if granted is not None:
            last = row + comment.count("\n")
            place = bisect(said, last)
            is_alone = not _COMMENT.sub("", "\n".join(lines[row : last + 1])).strip(_MARKS)
            below = first_line + said[place] if is_alone and place < len(said) else None
            found.append(Allowance(*granted, first_line + row, column, first_line + last, below))
    return tuple(found)


def _granted(comment: str) -> tuple[str, str] | None:
    """The name and the reason in a comment, or None where it is a remark like any other."""
    words = comment.removeprefix("<!--").removesuffix("-->").strip()
    if not _ALLOW.match(words):
        return None
    before, _, reason = words[len("allow") :].partition(":")
    named = before.split()
    if len(named) > 1:
        return (named[0], "") if _LIKE_A_RULE.match(named[0]) else None
    return "".join(named), " ".join(reason.split())


def _comments(text: str, lines: list[str]) -> Iterator[tuple[int, str]]:
    """Every comment outside code, with its row."""
    in_table = False
    for block in _PARSER.parse(text):
        if block.type in ("table_open", "table_close"):
            in_table = block.nesting > 0
        if block.map is None:
            continue
        row = block.map[0]
        if block.type == "html_block":
            yield from ((row + before, comment) for before, comment in _closed_comments(block.content))
        elif block.type == "tr_open":  # all of the row, since what stands after its last bar is in no cell
            yield from _comments_among(_PARSER.parseInline(lines[row])[0], row)
        elif block.type == "inline" and not in_table:
            yield from _comments_among(block, row)


def _comments_among(inline: Token, row: int) -> Iterator[tuple[int, str]]:
    for token in inline.children or ():
        if token.type == "html_inline" and token.content.startswith("<!--"):
            yield row + int(token.meta["row"]), token.content


def _closed_comments(html: str) -> Iterator[tuple[int, str]]:
    """The comments in a block of HTML, each with the number of line ends before it."""
    row = end = 0
    while (opened := html.find("<!--", end)) >= 0 and (closed := html.find("-->", opened + len("<!--"))) >= 0:
        row += html.count("\n", end, opened)
        end = closed + len("-->")
        yield row, html[opened:end]
        row += html.count("\n", opened, end)


def _beside(comments: list[tuple[int, str]], lines: list[str]) -> tuple[list[int], list[int]]:
    """The column of each comment, and the rows that have something beside comments."""
    columns, ends, is_said = [], [0] * len(lines), [False] * len(lines)
    for first, comment in comments:
        starts = []
        for row, piece in enumerate(map(str.strip, comment.split("\n")), first):
            start = max(lines[row].find(piece, ends[row]), ends[row])
            is_said[row] |= bool(lines[row][ends[row] : start].strip())
            ends[row] = min(start + len(piece), len(lines[row]))
            starts.append(start)
        columns.append(1 + starts[0])
    return columns, [row for row, line in enumerate(lines) if is_said[row] or line[ends[row] :].strip()]
