"""This repository's own postmortems are checked like anyone's."""

from pathlib import Path

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import load_archive
from mkdocs_postmortems.checks import Level, run
from mkdocs_postmortems.settings import find_settings

REPOSITORY = Path(__file__).parents[2]


def test_the_bundled_archive_has_nothing_at_warning_level_or_above() -> None:
    root, settings = find_settings(REPOSITORY)
    archive = load_archive(root, settings, drafts=True)
    assert root == REPOSITORY
    assert archive.postmortems
    assert [str(finding) for finding in run(Analysis(archive)) if finding.level is not Level.ADVICE] == []
