"""The command as a whole."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from mkdocs_postmortems import __version__
from mkdocs_postmortems.cli import main
from tests.cli.builders import run


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_explains_itself_and_its_options(tmp_path: Path, name: str) -> None:
    assert run(tmp_path, name, "--help").output == run(tmp_path, name, "-h").output
    command = main.commands[name]
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").stdout == f"postmortems, version {__version__}\n"


def test_an_unknown_command_is_wrong_use(tmp_path: Path) -> None:
    assert run(tmp_path, "chek").exit_code == 2


def test_mkdocs_is_never_loaded() -> None:
    code = "import sys, mkdocs_postmortems.cli; sys.exit(any(m in sys.modules for m in ('mkdocs', 'properdocs')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
