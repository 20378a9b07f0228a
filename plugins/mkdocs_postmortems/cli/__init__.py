"""The `postmortems` command: one file for each of its commands."""

import click

from mkdocs_postmortems import __version__
from mkdocs_postmortems.cli.check import check
from mkdocs_postmortems.cli.explain import explain
from mkdocs_postmortems.cli.factors import factors
from mkdocs_postmortems.cli.new import new
from mkdocs_postmortems.cli.schema import schema


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="postmortems")
def main() -> None:
    """Write, check and study postmortems. Options of the archive come from the nearest mkdocs.yml."""


main.add_command(check)
main.add_command(explain)
main.add_command(factors)
main.add_command(new)
main.add_command(schema)
