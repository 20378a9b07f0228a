"""The `postmortems` command: one file for each of its commands, read when it is called."""

from importlib import import_module

import click

from mkdocs_postmortems import __version__

_COMMANDS = ("actions", "check", "explain", "factors", "new", "review", "schema", "similar", "suggest")


class _Commands(click.Group):
    """Commands by the names of their files: none waits for what only another one needs."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{name}"), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="postmortems")
def main() -> None:
    """Write, check and study postmortems. Options of the archive come from the nearest mkdocs.yml."""
