"""`postmortems suggest`: which factors a text seems to show, and where it says so. Nothing is written."""

import json
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from mkdocs_postmortems.cli.console import archive_settings, console, text_or_json
from mkdocs_postmortems.cli.drafts import Neighbourhood, read_draft
from mkdocs_postmortems.long_lived import long_lived
from mkdocs_postmortems.words import count


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-n", "wanted", type=click.IntRange(1, 20), default=5, show_default=True, help="How many at most.")
@text_or_json
def suggest(file: Path, wanted: int, form: str) -> None:
    """Name the contributing factors that the text in FILE seems to show, each with the sentence that says so.

    What the postmortem cites already is left out. A suggestion is a question; the answer is yours.
    """
    root, settings = archive_settings()
    draft = read_draft(file, settings)
    with long_lived():
        found = Neighbourhood.of(draft, root, settings).analysis.suggestions.of(draft, wanted)
    if form == "json":
        told = [
            {
                "factor": one.factor.slug,
                "score": round(one.score, 3),
                "evidence": [{"line": evidence.line, "text": evidence.text} for evidence in one.evidence],
            }
            for one in found
        ]
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    out = Console(highlight=False)
    for one in found:
        out.print(
            Text.assemble((one.factor.slug, "bold"), f"  {one.factor.definition or one.factor.title}"), soft_wrap=True
        )
        for evidence in one.evidence:
            out.print(Text(f"    {file}:{evidence.line}: {evidence.text}"), soft_wrap=True)
    console.print(count(len(found), "factor") + " suggested" if found else "no factor is plain enough to suggest")
