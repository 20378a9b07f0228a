"""From bytes to a Source. Whatever the bytes are, this returns; what was wrong with them is in `defects`."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs_postmortems.source.allowances import Allowance, allowances
from mkdocs_postmortems.source.defect import Defect
from mkdocs_postmortems.source.front_matter import FrontMatter, Mark, load, other_readings, split
from mkdocs_postmortems.source.markdown import Body, Section
from mkdocs_postmortems.source.place import FieldPath, Place

_LINE_END = re.compile(r"\r\n?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Source:
    """One Markdown file: what its front matter says and where, its body, and what was wrong with it.

    `path` is relative to the project, with forward slashes, as findings print it. `text` is the whole file, its body
    from `body_start` on; `body_line` is the line the body starts on, `last_line` the last of the file.
    """

    path: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    marks: Mapping[FieldPath, Mark] = field(default_factory=dict)
    defects: tuple[Defect, ...] = ()
    has_front_matter: bool = False
    text: str = ""
    body_start: int = 0
    body_line: int = 1
    last_line: int = 1
    overlaid: frozenset[str] = frozenset()
    overlay_path: str = ""

    @property
    def body_text(self) -> str:
        return self.text[self.body_start :]

    @cached_property
    def body(self) -> Body:
        return Body(self.body_text, self.body_line)

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.body.sections

    @cached_property
    def allowances(self) -> tuple[Allowance, ...]:
        """The exceptions that comments in the body grant."""
        return allowances(self.body_text, self.body_line)

    @property
    def is_readable(self) -> bool:
        return not any(defect.fatal for defect in self.defects)

    def place(self, at: FieldPath = (), *, of_key: bool = False) -> Place:
        """Where a value stands, or its nearest parent when it is missing; `of_key` asks for its key instead."""
        while at:
            mark = self.marks.get(at)
            if mark is not None:
                return Place(self._path_of(at), *(mark[:2] if of_key else mark[2:4]))
            at, of_key = at[:-1], True
        return Place(self.path, 1)

    def place_of(self, offset: int) -> Place:
        """Where the character at an offset of `text` stands."""
        line_start = self.text.rfind("\n", 0, offset) + 1
        return Place(self.path, 1 + self.text.count("\n", 0, offset), 1 + offset - line_start)

    def written(self, at: FieldPath) -> str | None:
        """A scalar as its author wrote it, before YAML read `NO` as false and `12:30` as 750."""
        mark = self.marks.get(at)
        return mark[4] if mark else None

    def with_overlay(self, fields: Mapping[str, Any], marks: Mapping[FieldPath, Mark], path: str) -> "Source":
        """The same file with facts that stand in the file at `path` added where its own front matter is silent."""
        added = {key: value for key, value in fields.items() if self.fields.get(key) is None}
        return replace(
            self,
            fields={**self.fields, **added},
            marks={**self.marks, **{at: mark for at, mark in marks.items() if at[0] in added}},
            has_front_matter=self.has_front_matter or bool(added),
            overlaid=frozenset(added),
            overlay_path=path,
        )

    def _path_of(self, at: FieldPath) -> str:
        return self.overlay_path if at[0] in self.overlaid else self.path


def read(file: Path, path: str) -> Source:
    """Read a Markdown file; `path` is how findings name it."""
    content = _bytes_of(file, path)
    return parse(content, path) if isinstance(content, bytes) else content


def parse(content: bytes, path: str) -> Source:
    """Make sense of the bytes of a Markdown file."""
    text, defects = _text_of(content, path)
    last_line = _last_line(text)
    unusable = Source(path, text=text, body_start=len(text), last_line=last_line)
    if defects:
        return replace(unusable, defects=defects)
    yaml_text, offset, closed = split(text)
    if not closed:
        return replace(unusable, defects=(_unclosed(path),), has_front_matter=True)
    matter = load(yaml_text, path, first_line=2) if yaml_text is not None else FrontMatter()
    return Source(
        path,
        matter.fields,
        matter.marks,
        (*matter.defects, *other_readings(text, path, has_mark=content.startswith(codecs.BOM_UTF8), matter=yaml_text)),
        has_front_matter=yaml_text is not None,
        text=text,
        body_start=offset,
        body_line=1 + text.count("\n", 0, offset),
        last_line=last_line,
    )


def read_yaml(file: Path, path: str) -> Source:
    """Read a file that is YAML from its first line to its last, under the same guard but for its size."""
    content = _bytes_of(file, path)
    return parse_yaml(content, path) if isinstance(content, bytes) else content


def parse_yaml(content: bytes, path: str) -> Source:
    """Make sense of the bytes of a file that is YAML throughout."""
    text, defects = _text_of(content, path)
    last_line = _last_line(text)
    if defects:
        return Source(path, defects=defects, last_line=last_line)
    matter = load(text, path, first_line=1, limit=None)
    return Source(
        path, matter.fields, matter.marks, tuple(matter.defects), text=text, body_start=len(text), last_line=last_line
    )


def _last_line(text: str) -> int:
    return max(1, text.count("\n") + (not text.endswith("\n")))


def _bytes_of(file: Path, path: str) -> bytes | Source:
    """What is in a file, or what to say of a file that cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        defect = Defect(
            "unreadable-file",
            Place(path, 1),
            f"the file cannot be read: {error.strerror or error}",
            "check that it exists and that you may read it",
            fatal=True,
        )
        return Source(path, defects=(defect,))


def _text_of(content: bytes, path: str) -> tuple[str, tuple[Defect, ...]]:
    """The text of a file with `\\n` line ends, and what is wrong with it as text."""
    defects: list[Defect] = []
    text = _decode(content, path, defects)
    control = _CONTROL.search(text)
    if control is not None and not defects:
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
    return text, tuple(defects)


def _unclosed(path: str) -> Defect:
    return Defect(
        "broken-front-matter",
        Place(path, 1),
        "the front matter is opened with --- and never closed",
        "put a line with three dashes below the last key",
        fatal=True,
    )


def _decode(content: bytes, path: str, defects: list[Defect]) -> str:
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        good = _LINE_END.sub("\n", content[: error.start].decode())
        line, column = _position(good, len(good))
        defects.append(
            Defect(
                "unreadable-file",
                Place(path, line, column),
                f"the file is not UTF-8 (byte 0x{content[error.start]:02x})",
                "save it as UTF-8",
                fatal=True,
            )
        )
        text = content.decode(errors="replace")
    return _LINE_END.sub("\n", text)


def _position(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return 1 + before.count("\n"), len(before) - (before.rfind("\n") + 1) + 1
