"""From a folder to an Archive."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs_postmortems.archive.archive import Archive
from mkdocs_postmortems.model import load_factor, load_postmortem
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.source import FieldPath, Mark, Source, read, read_yaml

OVERLAY = "overlay.yml"
INDEX = "index.md"
"""A page of that name right in the folder of postmortems is about all of them."""

Progress = Callable[[Iterable[Path]], Iterable[Path]]
"""Something that passes files on and shows how far it is."""


def load_archive(
    root: Path, settings: Settings, *, drafts: bool = False, progress: Progress = lambda files: files
) -> Archive:
    """Read every postmortem and factor below `root`, the folder of `mkdocs.yml`."""
    folder = root / settings.postmortems_dir
    factors = folder / settings.factors_dir
    overlay = _Overlay(
        read_yaml(folder / OVERLAY, _shown(folder / OVERLAY, root)) if (folder / OVERLAY).is_file() else None
    )
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
        if any(part.startswith(".") for part in parts) or file.name.lower() == "readme.md" or parts == (INDEX,):
            continue
        if file.is_file() and file.resolve().is_relative_to(inside):
            yield file


def _shown(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()


class _Overlay:
    """Facts for old reports that must not be edited: path to keys, in one file beside them."""

    def __init__(self, source: Source | None) -> None:
        self.source = source
        self._marks: dict[str, dict[FieldPath, Mark]] = {}
        for at, mark in source.marks.items() if source else ():
            if len(at) > 1:
                self._marks.setdefault(str(at[0]), {})[at[1:]] = mark

    def over(self, source: Source, path: str) -> Source:
        if self.source is None:
            return source
        fields: Any = self.source.fields.get(path)
        return (
            source.with_overlay(fields, self._marks.get(path, {}), self.source.path)
            if isinstance(fields, dict)
            else source
        )
