"""From bytes to a Source. Whatever the bytes are, this returns; what was wrong with them is in `defects`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs_postmortems.source.defect import Defect
from mkdocs_postmortems.source.front_matter import FrontMatter, Value, load, split
from mkdocs_postmortems.source.markdown import Body, Section
from mkdocs_postmortems.source.place import FieldPath, Place

_LINE_END = re.compile(r"\r\n?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Source:
    """One Markdown file: what its front matter says and where, its body, and what was wrong with it.

    `path` is relative to the project, with forward slashes, as findings print it. `lines` are the lines of the
    whole file.
    """

    path: str
    text: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[FieldPath, Value] = field(default_factory=dict)
    defects: tuple[Defect, ...] = ()
    has_front_matter: bool = False
    body_text: str = ""
    body_line: int = 1

    @cached_property
    def body(self) -> Body:
        return Body(self.body_text, self.body_line)

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.body.sections

    @property
    def is_readable(self) -> bool:
        return not any(defect.fatal for defect in self.defects)

    def place(self, at: FieldPath = (), *, of_key: bool = False) -> Place:
        """Where a value stands, or its nearest parent when it is missing; `of_key` asks for its key instead."""
        while at:
            value = self.values.get(at)
            if value is not None:
                return value.key if of_key else value.place
            at, of_key = at[:-1], True
        return Place(self.path, 1)

    def written(self, at: FieldPath) -> str | None:
        """A scalar as its author wrote it, before YAML read `NO` as false and `12:30` as 750."""
        value = self.values.get(at)
        return value.written if value else None

    def with_overlay(self, fields: Mapping[str, Any], values: Mapping[FieldPath, Value]) -> "Source":
        """The same file with facts that stand elsewhere added where its own front matter is silent."""
        added = {key: value for key, value in fields.items() if key not in self.fields}
        placed = {path: value for path, value in values.items() if path[0] in added}
        return Source(
            self.path,
            self.text,
            {**self.fields, **added},
            {**self.values, **placed},
            self.defects,
            self.has_front_matter or bool(added),
            self.body_text,
            self.body_line,
        )


def read(file: Path, path: str) -> Source:
    """Read a file; `path` is how findings name it."""
    try:
        content = file.read_bytes()
    except OSError as error:
        defect = Defect(
            "unreadable-file",
            Place(path, 1),
            f"the file cannot be read: {error.strerror or error}",
            "check that it exists and that you may read it",
            fatal=True,
        )
        return Source(path, "", defects=(defect,))
    return parse(content, path)


def parse(content: bytes, path: str) -> Source:
    """Make sense of the bytes of a file."""
    defects: list[Defect] = []
    text = _decode(content, path, defects)
    control = _CONTROL.search(text)
    if control is not None:
        line, column = _position(text, control.start())
        defects.append(
            Defect(
                "unreadable-file",
                Place(path, line, column),
                f"the file holds a control character (U+{ord(control.group()):04X})",
                "delete it; the file may be binary, or damaged in transfer",
                fatal=True,
            )
        )
    if any(defect.fatal for defect in defects):
        return Source(path, text, defects=tuple(defects), body_text="")
    yaml_text, offset, closed = split(text)
    if not closed:
        defects.append(
            Defect(
                "broken-front-matter",
                Place(path, 1),
                "the front matter is opened with --- and never closed",
                "put a line with three dashes below the last key",
                fatal=True,
            )
        )
        return Source(path, text, defects=tuple(defects), has_front_matter=True)
    matter = load(yaml_text, path, first_line=2) if yaml_text is not None else FrontMatter()
    return Source(
        path,
        text,
        matter.fields,
        matter.values,
        (*defects, *matter.defects),
        has_front_matter=yaml_text is not None,
        body_text=text[offset:],
        body_line=1 + text.count("\n", 0, offset),
    )


def _decode(content: bytes, path: str, defects: list[Defect]) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = content[: error.start].decode("utf-8-sig", errors="replace")
        line, column = _position(_LINE_END.sub("\n", good), len(good))
        defects.append(
            Defect(
                "unreadable-file",
                Place(path, line, column),
                f"the file is not UTF-8 (byte 0x{content[error.start]:02x})",
                "save it as UTF-8",
                fatal=True,
            )
        )
        text = content.decode("utf-8-sig", errors="replace")
    return _LINE_END.sub("\n", text)


def _position(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return 1 + before.count("\n"), len(before) - (before.rfind("\n") + 1) + 1
