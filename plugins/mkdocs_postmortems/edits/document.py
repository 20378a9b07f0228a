"""A file whose front matter is being changed, value by value, so that every other character stays.

Names are put in the place of names where they stand, at the marks that YAML gave them. Where a key has to grow, its own
lines alone go through ruamel.yaml, which keeps comments and style. What comes out is read again: a file that would not
say exactly what it should is not changed at all.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from io import StringIO
from typing import Any

from mkdocs_postmortems.edits.change import Change, EditError
from mkdocs_postmortems.source import FieldPath, Source, parse, parse_yaml

_LINE_END = re.compile(r"(\r\n?|\n)")


class EditedDocument:
    """A Markdown file with front matter, or a file that is YAML throughout.

    Changes are noted with the rows and columns of the file as it was read, and made all at once.
    """

    def __init__(self, source: Source, content: bytes, *, is_yaml: bool = False) -> None:
        self.path = source.path
        self._source, self._is_yaml = source, is_yaml
        self._before = content.decode()
        pieces = _LINE_END.split(self._before)
        self._lines: list[str | None] = list(pieces[::2])
        self._ends = [*pieces[1::2], ""]
        own = {key: value for key, value in source.fields.items() if key not in source.overlaid}
        self._expected: Any = deepcopy(own)
        self._swaps: dict[FieldPath, tuple[str, str]] = {}
        self._removed: dict[FieldPath, str] = {}
        self._added: dict[int, list[str]] = {}

    def replace(self, at: FieldPath, old: str, new: str) -> None:
        """Put one name in the place of another."""
        self._swaps[at] = old, new

    def remove(self, at: FieldPath, name: str) -> None:
        """Take a name out of a list; one that shares its line with a remark is left alone."""
        self._removed[at] = name

    def set(self, key: str, value: str, *, after: str) -> None:
        """Say a key that was not there, on a line of its own below another one."""
        self._expected[key] = value
        self._added.setdefault(self._rows_of(after)[1] - 1, []).append(f"{key}: {value}")

    def append(self, key: str, value: str, *, after: str) -> None:
        """Add a name to the list under a key, which is made below another key where there is none."""
        if key not in self._expected:
            self.set(key, f"[{value}]", after=after)
            self._expected[key] = [value]
            return
        if not isinstance(self._expected[key], list):
            raise EditError(f"{self.path} has a `{key}` that is no list", "make it one, and run the command again")
        self._expected[key].append(value)
        first, end = self._rows_of(key)
        grown = _grown("\n".join(line or "" for line in self._lines[first:end]), key, value)
        self._lines[first:end] = [grown.replace("\n", self._ends[first]), *[None] * (end - first - 1)]

    def change(self, new_path: str | None = None) -> Change:
        """The finished change. Raises `EditError` when the file would say anything else than it should."""
        for at in sorted({*self._swaps, *self._removed}, key=self._where, reverse=True):
            row, column = self._where(at)
            line = self._lines[row] or ""
            if at in self._swaps:
                self._lines[row] = self._swapped(line, row, column, *self._swaps[at])
                _parent(self._expected, at)[at[-1]] = self._swaps[at][1]
            elif (cut := _without(line, column, self._removed[at])) is not None:
                self._lines[row] = cut or None
                _parent(self._expected, at).pop(at[-1])
        after = "".join(self._rows())
        read = (parse_yaml if self._is_yaml else parse)(after.encode(), self.path)
        if dict(read.fields) != self._expected:
            raise EditError(f"{self.path} would not say what it should", "change this file by hand first")
        return Change(self.path, self._before, after, new_path)

    def _where(self, at: FieldPath) -> tuple[int, int]:
        mark = self._source.marks[at]
        return mark[2] - 1, mark[3] - 1

    def _swapped(self, line: str, row: int, column: int, old: str, new: str) -> str:
        start = column + (line[column : column + 1] in ("'", '"'))
        if not line.startswith(old, start):
            raise EditError(f'{self.path}:{row + 1} does not show "{old}" plainly', "write it on one line, as it is")
        return line[:start] + new + line[start + len(old) :]

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
        end = next((row for row in rows if row > first), self._source.body_line - 2)
        while end > first + 1 and (self._lines[end - 1] or "").lstrip()[:1] in ("", "#"):
            end -= 1
        return first, end


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


def _grown(text: str, key: str, value: str) -> str:
    """The lines of a key with a list, with one entry more."""
    try:
        from ruamel.yaml import YAML
    except ImportError:
        raise EditError("ruamel.yaml is not installed", "pip install 'mkdocs-postmortems[edit]'") from None
    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, 100_000
    dash = re.search(r"^( *)- ", text, re.MULTILINE)
    offset = len(dash[1]) if dash else 2
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    data = yaml.load(text)
    data[key].append(value)
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue().rstrip("\n")
