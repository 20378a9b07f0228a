"""The way from a folder to what is said of it: read, load, analyse, check. Pages are made of the result."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive, load_archive
from mkdocs_postmortems.archive.load import Progress
from mkdocs_postmortems.checks import Finding, run
from mkdocs_postmortems.settings import Settings


@dataclass(frozen=True)
class Site:
    """An archive with everything that is said about it."""

    root: Path
    archive: Archive
    analysis: Analysis

    @classmethod
    def load(
        cls, root: Path, settings: Settings, *, drafts: bool = False, progress: Progress = lambda files: files
    ) -> "Site":
        """Read the archive below `root`, the folder of `mkdocs.yml`."""
        archive = load_archive(root, settings, drafts=drafts, progress=progress)
        return cls(root, archive, Analysis(archive))

    @cached_property
    def findings(self) -> list[Finding]:
        """Every finding. Raises `SettingsError` when the site configures a rule that does not exist."""
        return run(self.analysis)
