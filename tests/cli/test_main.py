"""The command as a whole."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from mkdocs_postmortems import __version__
from mkdocs_postmortems.cli import main
from tests.cli.builders import run


def commands(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command, and those below it, each with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)


COMMANDS = [*commands(main)]


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[" ".join(words) for words, _ in COMMANDS])
def test_every_command_explains_itself_and_its_options(
    tmp_path: Path, words: tuple[str, ...], command: click.Command
) -> None:
    assert run(tmp_path, *words, "--help").output == run(tmp_path, *words, "-h").output
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").stdout == f"postmortems, version {__version__}\n"


def test_an_unknown_command_is_wrong_use(tmp_path: Path) -> None:
    assert run(tmp_path, "chek").exit_code == 2


def test_mkdocs_is_never_loaded() -> None:
    code = "import sys, mkdocs_postmortems.cli; sys.exit(any(m in sys.modules for m in ('mkdocs', 'properdocs')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
