"""A text that may become a postmortem, and the part of an archive worth comparing it with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.analysis.features import sentences_of
from mkdocs_postmortems.analysis.skim import most_promising
from mkdocs_postmortems.archive import load_archive
from mkdocs_postmortems.archive.load import markdown_files
from mkdocs_postmortems.model import Postmortem, load_postmortem
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.source import read

MANY = 500
"""Postmortems from which on only the most promising are read in full."""

PROMISING = 80
"""How many those are."""


def read_draft(file: Path, settings: Settings) -> Postmortem:
    """A postmortem, finished or not. Raises `click.ClickException` for a file of which nothing can be made."""
    loaded = load_postmortem(read(file, file.name), settings.today)
    if loaded.item is None:
        why = next((defect.message for defect in loaded.source.defects), "it cannot be read as a postmortem")
        raise click.ClickException(f"{file}: {why}")
    return loaded.item


@dataclass(frozen=True)
class Neighbourhood:
    """The archive around a draft: all of it, or of a large one the postmortems that promise to be like it.

    `read` and `others` are the texts of a large archive by their paths: of those that were read, and of the rest.
    """

    analysis: Analysis
    postmortems: int
    read: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: Postmortem, root: Path, settings: Settings) -> "Neighbourhood":
        folder = root / settings.postmortems_dir
        factors = f"{settings.factors_dir.strip('/')}/"
        paths = [path for path in markdown_files(folder) if not path.startswith(factors)]
        if len(paths) <= MANY:
            return cls(Analysis(load_archive(root, settings)), len(paths))
        texts = {path: (folder / path).read_bytes().decode(errors="replace") for path in paths}
        promising = set(most_promising(texts, sentences_of(draft), PROMISING))
        analysis = Analysis(load_archive(root, settings, only=promising))
        read_ones = {path: texts.pop(path) for path in promising}
        return cls(analysis, len(paths), read_ones, texts)
