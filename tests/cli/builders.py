"""The command, run in a folder."""

import os
from collections.abc import Mapping
from pathlib import Path

import yaml
from click.testing import CliRunner, Result

from mkdocs_postmortems.cli import main
from tests.builders import write_tree

AS_OF = "2026-03-20"


def site(root: Path, files: Mapping[str, str] | None = None, **options: object) -> Path:
    """A site as of a day on which nothing in the builders is overdue, where factors may wait to be cited."""
    options.setdefault("checks", {"unused-factor": "off"})
    config = {"site_name": "Ours", "plugins": [{"postmortems": {"as_of": AS_OF, **options}}]}
    return write_tree(root, {"mkdocs.yml": yaml.safe_dump(config), **(files or {})})


def run(root: Path, *arguments: str) -> Result:
    """`postmortems` with these arguments, run in this folder; a traceback fails the test."""
    before = Path.cwd()
    os.chdir(root)
    try:
        return CliRunner().invoke(main, arguments, catch_exceptions=False)
    finally:
        os.chdir(before)
