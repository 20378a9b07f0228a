"""From a folder to an Archive."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from mkdocs_postmortems.archive.archive import Archive
from mkdocs_postmortems.model import Loaded, load_factor, load_postmortem
from mkdocs_postmortems.second_process import can_fork, in_second_process
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.source import FieldPath, Mark, Source, read, read_yaml

OVERLAY = "overlay.yml"
INDEX = "index.md"
"""A page of that name right in the folder of postmortems is about all of them."""

Progress = Callable[[Iterable[str]], Iterable[str]]
"""Something that passes files on and shows how far it is."""


def load_archive(
    root: Path,
    settings: Settings,
    *,
    drafts: bool = False,
    progress: Progress = lambda files: files,
    only: Collection[str] | None = None,
) -> Archive:
    """Read every postmortem and factor below `root`, the folder of `mkdocs.yml`; or every factor and `only` some
    postmortems, by their paths in the archive."""
    folder = root / settings.postmortems_dir
    shown = settings.postmortems_dir.strip("/")
    overlay = _Overlay(read_yaml(folder / OVERLAY, f"{shown}/{OVERLAY}") if (folder / OVERLAY).is_file() else None)
    factors_dir = f"{settings.factors_dir.strip('/')}/"
    every = markdown_files(folder)
    paths = [path for path in every if only is None or path in only or path.startswith(factors_dir)]

    def load(path: str) -> Loaded[Any]:
        source = read(folder / path, f"{shown}/{path}")
        is_factor = path.startswith(factors_dir)
        return load_factor(source) if is_factor else load_postmortem(overlay.over(source, path))

    loaded = dict(zip(paths, _in_two_processes(load, paths, progress), strict=True))
    factors = [one for path, one in loaded.items() if path.startswith(factors_dir)]
    postmortems = [one for path, one in loaded.items() if not path.startswith(factors_dir)]
    files = frozenset(f"{shown}/{path}" for path in files_below(folder))
    return Archive(settings, postmortems, factors, drafts=drafts, overlay=overlay.source, files=files)


MANY = 500
"""Files from which on a second process is worth its start."""

FIRST_SHARE = 0.6
"""How many of them the first process reads: what the second one read has to be sent to it."""


def _in_two_processes(
    load: Callable[[str], Loaded[Any]], paths: Sequence[str], progress: Progress
) -> Iterator[Loaded[Any]]:
    """Load every file; of many, a second process loads the last ones meanwhile."""
    if len(paths) < MANY or not can_fork():
        yield from map(load, progress(paths))
        return
    first = int(FIRST_SHARE * len(paths))
    with in_second_process(lambda: [load(path) for path in paths[first:]]) as others:
        for i, path in enumerate(progress(paths)):
            yield load(path) if i < first else others()[i - first]


def markdown_files(folder: Path) -> Iterator[str]:
    """Markdown files in the order of their paths, which start in the folder and have forward slashes.

    Hidden files and folders are left alone, and so are links that lead out of the folder.
    """
    return (path for path in files_below(folder) if path.endswith(".md") and not _is_about_the_folder(path))


def files_below(folder: Path) -> Iterator[str]:
    """All files, as above."""
    inside = os.path.join(os.path.realpath(folder), "")
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        prefix = os.path.relpath(where, folder).replace(os.sep, "/") + "/"
        for name in sorted(names):
            file = os.path.join(where, name)
            leads_out = os.path.islink(file) and not os.path.realpath(file).startswith(inside)
            if not name.startswith(".") and not leads_out and os.path.isfile(file):
                yield (prefix + name).removeprefix("./")


def _is_about_the_folder(path: str) -> bool:
    return path == INDEX or path.rpartition("/")[2].lower() == "readme.md"


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
