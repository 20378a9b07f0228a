"""The way from a folder to what is said of it: read, load, analyse, check. Pages are made of the result."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive, load_archive
from mkdocs_postmortems.archive.load import Progress
from mkdocs_postmortems.checks import Finding, run
from mkdocs_postmortems.checks.baseline import Baseline
from mkdocs_postmortems.settings import Settings


@dataclass(frozen=True)
class Site:
    """An archive with everything that is said about it."""

    root: Path
    archive: Archive
    analysis: Analysis
    baseline_file: Path

    @classmethod
    def load(
        cls,
        root: Path,
        settings: Settings,
        *,
        drafts: bool = False,
        baseline: Path | None = None,
        progress: Progress = lambda files: files,
    ) -> "Site":
        """Read the archive below `root`, the folder of `mkdocs.yml`; `baseline` is a file in place of the site's."""
        archive = load_archive(root, settings, drafts=drafts, progress=progress)
        return cls(root, archive, Analysis(archive), baseline or root / settings.checks_baseline)

    @cached_property
    def all_findings(self) -> list[Finding]:
        """Every finding. Raises `SettingsError` when the site configures a rule that does not exist."""
        return run(self.analysis)

    @cached_property
    def baseline(self) -> Baseline:
        """What was known before. Raises `SettingsError` when its file cannot be read."""
        return Baseline.read(self.baseline_file)

    @cached_property
    def findings(self) -> list[Finding]:
        """Every finding that is not in the baseline. Raises `SettingsError`."""
        return self.baseline.new(self.all_findings)
