"""Where the command speaks, and how it shows that it is working."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from mkdocs_postmortems.settings import Settings, SettingsError, find_settings

console = Console(stderr=True, highlight=False)
"""For people: progress and what was done. What programs read goes to standard output."""

text_or_json = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print: for people or for programs.",
)


def archive_settings() -> tuple[Path, Settings]:
    """The archive the working directory lies in, and its options; a wrong option is a usage error."""
    try:
        return find_settings(Path.cwd())
    except SettingsError as error:
        raise click.UsageError(str(error)) from None


def reading(files: Iterable[str]) -> Iterator[str]:
    """Pass files on under a progress bar, where somebody is looking."""
    if console.is_terminal and not os.environ.get("CI"):
        yield from track(list(files), "Reading", console=console, transient=True)
    else:
        yield from files
