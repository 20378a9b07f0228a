"""An archive in a folder, changed, and its files before and after."""

from pathlib import Path

from mkdocs_postmortems.archive import Archive, load_archive
from mkdocs_postmortems.edits import Edit, merge, rename, write
from mkdocs_postmortems.settings import Settings

FACTOR = "postmortems/factors/{}.md"
INCIDENT = "postmortems/2026/2026-03-14-a.md"
OVERLAY = "postmortems/overlay.yml"


def read_in(root: Path) -> Archive:
    return load_archive(root, Settings(), drafts=True)


def rename_in(root: Path, old: str, new: str, title: str | None = None) -> Edit:
    edit = rename(read_in(root), root, old, new, title)
    write(root, edit.changes)
    return edit


def merge_in(root: Path, old: str, new: str) -> Edit:
    edit = merge(read_in(root), root, old, new)
    write(root, edit.changes)
    return edit


def files(root: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    found = (file for file in sorted(root.rglob("*")) if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in found}


def changed_lines(before: bytes, after: bytes) -> list[tuple[str, str]]:
    """The lines that differ, with their line ends; no line may have come or gone."""
    pairs = zip(before.splitlines(keepends=True), after.splitlines(keepends=True), strict=True)
    return [(one.decode(), other.decode()) for one, other in pairs if one != other]


def incident(matter: str) -> str:
    """A postmortem with this front matter, exactly as written."""
    return f"---\n{matter}---\n# The database was slow\n\nslow-disk, as they say.\n"


def described(matter: str) -> str:
    """A factor with this front matter, exactly as written."""
    return f"---\n{matter}---\nProse about slow-disk.\n"
