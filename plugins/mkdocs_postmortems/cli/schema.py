"""`postmortems schema`: the model for editors and programs."""

import json

import click

from mkdocs_postmortems.model import factor_schema, postmortem_schema


@click.command()
@click.argument("kind", type=click.Choice(["postmortem", "factor"]), default="postmortem")
def schema(kind: str) -> None:
    """Print the JSON Schema of a postmortem's front matter, or a factor's."""
    document = postmortem_schema() if kind == "postmortem" else factor_schema()
    click.echo(json.dumps(document, indent=2))
