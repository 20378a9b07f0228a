"""The line of a file that a finding points at."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

SourceLine = Callable[[str, int], str | None]
"""From a path as findings have it and a line, counted from 1, to that line; None where there is no such line."""


def source_lines(root: Path) -> SourceLine:
    """The lines of the files below a folder, split as the reader of postmortems splits them; each file is read once."""

    @cache
    def lines(path: str) -> list[str]:
        try:
            return (root / path).read_text(encoding="utf-8-sig", errors="replace").split("\n")
        except (OSError, ValueError):
            return []

    def source_line(path: str, line: int) -> str | None:
        return lines(path)[line - 1] if 1 <= line <= len(lines(path)) else None

    return source_line
