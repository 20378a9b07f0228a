"""`postmortems explain`: the page of a rule, in the terminal."""

from collections.abc import Iterator
from textwrap import indent
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from mkdocs_postmortems.checks import RULES, Rule
from mkdocs_postmortems.near_matches import LOOSE, did_you_mean


@click.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Say what RULE asks and why, by its name or its id, with an example that it asks about and one that passes."""
    by_name = {name: found for found in RULES for name in (found.name, found.id)}
    found = by_name.get(rule) or by_name.get(rule.upper()) or by_name.get(rule.lower())
    if found is None:
        meant = did_you_mean(rule, list(by_name), "all of them stand on the page /rules/ of the site", LOOSE)
        raise click.BadParameter(f'there is no rule "{rule}"; {meant}', param_hint="RULE")
    console = Console(highlight=False)
    console.print(Text.assemble((f"{found.id} {found.name}", "bold"), f"  ({found.level}; {found.subject.lower()})\n"))
    console.print(Text(" ".join(found.rationale.split())))
    console.print(Text(f"\nSource: {found.citation.title}\n{found.citation.url}"), soft_wrap=True)
    for heading, lines in _parts(found):
        console.print(Text.assemble("\n", (f"{heading}:", "bold"), "\n", indent(lines, "    ")), soft_wrap=True)


def _parts(rule: Rule[Any]) -> Iterator[tuple[str, str]]:
    yield "Asked about", rule.bad
    yield "Passes", rule.good
    for name, option in rule.options.items():
        yield f"Option {name}, {option.written} by default", option.meaning
    if not rule.is_about_a_file:
        yield "Allow it in one postmortem", rule.allowance
    yield "Set it for the whole site", rule.configuration
