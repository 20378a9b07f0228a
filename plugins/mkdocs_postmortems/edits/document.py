"""A file whose front matter is being changed, value by value, so that every other character stays.

Names are put in the place of names where they stand, at the marks that YAML gave them, and beside others in their own
style where a list has to grow. What comes out is read again: a file that would not say exactly what it should is not
changed at all.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from json import dumps
from typing import Any

import yaml

from mkdocs_postmortems.edits.change import Change, EditError
from mkdocs_postmortems.source import FieldPath, Source, parse, parse_yaml

_LINE_END = re.compile(r"(\r\n?|\n)")
_BYTE_ORDER_MARK = "\ufeff"
_NUMBER = re.compile(r"0o[0-7]+|[0-9]+(?:e-?[0-9]+)?")
"""What is a number to YAML 1.2, and text to the YAML 1.1 that we read."""


class EditedDocument:
    """A Markdown file with front matter, or a file that is YAML throughout.

    Changes are noted with the rows and columns of the file as it was read, and made all at once.
    """

    def __init__(self, source: Source, content: bytes, *, is_yaml: bool = False) -> None:
        self.path = source.path
        self._read = parse_yaml if is_yaml else parse
        self._source = self._read(content, source.path)  # without what an overlay adds
        if self._source.text != source.text:
            raise EditError(f"{self.path} was changed meanwhile", "run the command again")
        self._before = content.decode()
        pieces = _LINE_END.split(self._before.removeprefix(_BYTE_ORDER_MARK))
        self._lines: list[str | None] = list(pieces[::2])
        self._ends = [*pieces[1::2], ""]
        self._expected: Any = deepcopy(dict(self._source.fields))
        self._swaps: dict[FieldPath, tuple[str, str]] = {}
        self._removed: dict[FieldPath, str] = {}
        self._added: dict[int, list[str]] = {}

    def replace(self, at: FieldPath, old: str, new: str) -> None:
        """Put one name in the place of another, or one title."""
        self._swaps[at] = old, new
        _parent(self._expected, at)[at[-1]] = new

    def remove(self, at: FieldPath, name: str) -> None:
        """Take a name out of a list; one that shares its line with a remark is left alone."""
        self._removed[at] = name

    def set(self, key: str, value: str, *, after: str) -> None:
        """Say a key that said nothing: in its place, or on a line of its own below another one."""
        self._say(key, value, as_yaml(value), after)

    def append(self, key: str, value: str, *, after: str) -> None:
        """Add a name to the list under a key, which is made below another key where there is none."""
        if self._expected.get(key) is None:
            self._say(key, [value], f"[{as_yaml(value)}]", after)
            return
        if not isinstance(self._expected[key], list):
            raise EditError(f"`{key}` in {self.path} is no list", "make it one, and run the command again")
        self._grow(key, len(self._expected[key]), as_yaml(value))
        self._expected[key].append(value)

    def change(self, new_path: str | None = None) -> Change:
        """The finished change. Raises `EditError` when the file would say anything else than it should."""
        for at in sorted({*self._swaps, *self._removed}, key=self._where, reverse=True):
            row, column = self._where(at)
            line = self._lines[row] or ""
            if at in self._swaps:
                self._lines[row] = self._swapped(line, row, column, *self._swaps[at])
            elif (cut := _without(line, column, self._removed[at])) is not None:
                self._lines[row] = cut if cut.strip() else None
                _parent(self._expected, at).pop(at[-1])
        mark = _BYTE_ORDER_MARK if self._before.startswith(_BYTE_ORDER_MARK) else ""
        after = mark + "".join(self._rows())
        if dict(self._read(after.encode(), self.path).fields) != self._expected:
            raise EditError(f"{self.path} would not say what it should", "change this file by hand first")
        return Change(self.path, self._before, after, new_path)

    def line_now(self, line: int) -> int:
        """Where a line of the file as it was stands after the change."""
        return line - self._lines[: line - 1].count(None)

    def _where(self, at: FieldPath) -> tuple[int, int]:
        mark = self._source.marks[at]
        return mark[2] - 1, mark[3] - 1

    def _say(self, key: str, value: Any, written: str, after: str) -> None:
        if key not in self._expected:
            self._added.setdefault(self._rows_of(after)[1] - 1, []).append(f"{key}: {written}")
        else:
            row, column = self._where((key,))
            line, nothing = self._lines[row] or "", self._source.written((key,)) or ""
            self._lines[row] = f"{line[:column].rstrip()} {written}{line[column + len(nothing) :]}"
        self._expected[key] = value

    def _grow(self, key: str, length: int, written: str) -> None:
        """Put an entry behind the last one of a list, or into an empty one."""
        row, column = self._where((key,))
        is_flow = (self._lines[row] or "").startswith("[", column)
        end = column + 1
        if length:
            row, column = self._where((key, length - 1))
            end = column + len(self._shown(row, column, self._source.written((key, length - 1)) or ""))
        line = self._lines[row] or ""
        if is_flow:
            self._lines[row] = f"{line[:end]}{', ' if length else ''}{written}{line[end:]}"
        else:
            self._added.setdefault(row, []).append(line[:column] + written)

    def _swapped(self, line: str, row: int, column: int, old: str, new: str) -> str:
        shown = self._shown(row, column, old)
        quote = "" if shown == old else shown[0]
        written = f"{quote}{new}{quote}" if quote and not set(new) & set("'\"\\") else as_yaml(new)
        return line[:column] + written + line[column + len(shown) :]

    def _shown(self, row: int, column: int, value: str) -> str:
        """A text as it stands at a place, with its quotes."""
        doubled = value.replace("'", "''")
        forms = (f"'{doubled}'", dumps(value), dumps(value, ensure_ascii=False), value)
        shown = next((form for form in forms if (self._lines[row] or "").startswith(form, column)), None)
        if shown is None:
            raise EditError(f'{self.path}:{row + 1} does not show "{value}" plainly', "write it on one line, as it is")
        return shown

    def _rows(self) -> Iterator[str]:
        for row, (line, end) in enumerate(zip(self._lines, self._ends, strict=True)):
            if line is not None:
                yield line + end
            for added in self._added.get(row, ()):
                yield added + (end or "\n")

    def _rows_of(self, key: str) -> tuple[int, int]:
        """The rows a key of the top level takes, up to the next one, without blank lines and remarks in between."""
        first = self._source.marks[(key,)][0] - 1
        rows = sorted(mark[0] - 1 for at, mark in self._source.marks.items() if len(at) == 1)
        head = self._source.text[: self._source.body_start]
        closing = self._source.body_line - (2 if head.endswith("\n") else 1)
        end = next((row for row in rows if row > first), closing)
        while end > first + 1 and (self._lines[end - 1] or "").lstrip()[:1] in ("", "#"):
            end -= 1
        return first, end


def as_yaml(value: str) -> str:
    """A text as YAML has it: in quotes where it would be read as something else without them."""
    return dumps(value, ensure_ascii=False) if _NUMBER.fullmatch(value) or _read_plainly(value) != value else value


def _read_plainly(value: str) -> Any:
    try:
        return yaml.safe_load(f"key: {value}")["key"]
    except (ValueError, yaml.YAMLError):  # ValueError: a day that no calendar has
        return None


def _parent(fields: Mapping[Any, Any], at: FieldPath) -> Any:
    here: Any = fields
    for step in at[:-1]:
        here = here[step]
    return here


def _without(line: str, column: int, name: str) -> str | None:
    """A line without a name in a list: an empty one where the name stood alone on it, None where it is not plain."""
    if re.fullmatch(rf"\s*-\s+(['\"]?){re.escape(name)}\1\s*", line):
        return ""
    start = column
    while start and line[start - 1] in "'\"":
        start -= 1
    rest = re.compile(rf"(['\"]?){re.escape(name)}\1(\s*,\s*)?").match(line, start)
    if rest is None:
        return None
    if rest[2]:
        return line[:start] + line[rest.end() :]
    before = line[:start].rstrip()
    return before[:-1].rstrip() + line[rest.end() :] if before.endswith(",") else None
