"""From a folder to an Archive."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs_postmortems.archive.archive import Archive
from mkdocs_postmortems.model import load_factor, load_postmortem
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.source import FieldPath, Source, read
from mkdocs_postmortems.source.front_matter import FrontMatter, Value, load

OVERLAY = "overlay.yml"

Progress = Callable[[Iterable[Path]], Iterable[Path]]
"""Something that passes files on and shows how far it is."""


def load_archive(
    root: Path, settings: Settings, *, drafts: bool = False, progress: Progress = lambda files: files
) -> Archive:
    """Read every postmortem and factor below `root`, the folder of `mkdocs.yml`."""
    folder = root / settings.postmortems_dir
    factors = folder / settings.factors_dir
    overlay = _read_overlay(folder / OVERLAY, _shown(folder / OVERLAY, root))
    postmortems, described = [], []
    for file in progress(list(markdown_files(folder))):
        source = read(file, _shown(file, root))
        if factors in file.parents:
            described.append(load_factor(source))
        else:
            postmortems.append(load_postmortem(overlay.over(source, file.relative_to(folder).as_posix())))
    return Archive(settings, postmortems, described, drafts=drafts, overlay=overlay.source)


def markdown_files(folder: Path) -> Iterator[Path]:
    """Markdown files in the order of their paths; hidden files and folders are left alone, and links out of it too."""
    inside = folder.resolve()
    for file in sorted(folder.rglob("*.md")):
        parts = file.relative_to(folder).parts
        if any(part.startswith(".") for part in parts) or file.name.lower() == "readme.md":
            continue
        if file.is_file() and file.resolve().is_relative_to(inside):
            yield file


def _shown(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()


class _Overlay:
    """Facts for old reports that must not be edited: path to keys, in one file beside them."""

    def __init__(self, source: Source | None, matter: FrontMatter) -> None:
        self.source = source
        self._fields = matter.fields
        self._values: dict[str, dict[FieldPath, Value]] = {}
        for path, value in matter.values.items():
            if len(path) > 1:
                self._values.setdefault(str(path[0]), {})[path[1:]] = value

    def over(self, source: Source, path: str) -> Source:
        fields: Any = self._fields.get(path)
        return source.with_overlay(fields, self._values.get(path, {})) if isinstance(fields, dict) else source


def _read_overlay(file: Path, path: str) -> _Overlay:
    if not file.is_file():
        return _Overlay(None, FrontMatter())
    source = read(file, path)
    if not source.is_readable:
        return _Overlay(source, FrontMatter())
    matter = load(source.text, path, first_line=1, limit=None)
    return _Overlay(Source(path, source.text, matter.fields, matter.values, tuple(matter.defects)), matter)
