"""`postmortems new`: a scaffold to write in."""

import json
from datetime import datetime
from importlib.resources import files as resources

import click
from jinja2 import Environment, StrictUndefined

from mkdocs_postmortems.archive import slugify
from mkdocs_postmortems.cli.console import archive_settings, console
from mkdocs_postmortems.model import Templates


@click.command()
@click.argument("title")
@click.option("--template", help="Which sections it has: full, light (for near misses), or your own.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day it began; today if not given.")
@click.option("--near-miss", is_flag=True, help="Nothing was harmed, and it could have been.")
def new(title: str, template: str | None, day: datetime | None, near_miss: bool) -> None:
    """Write the scaffold of a postmortem called TITLE, as a draft, and print its path."""
    root, settings = archive_settings()
    templates = Templates.of(settings.templates, settings.section_aliases).by_name
    template = template or ("light" if near_miss else "full")
    if template not in templates:
        raise click.BadParameter(f"one of {', '.join(sorted(templates))}", param_hint="--template")
    title = " ".join("".join(c if c.isprintable() else " " for c in title).split())
    if not title:
        raise click.BadParameter("say in a few words what failed", param_hint="TITLE")
    began = day.date() if day else settings.today
    file = root / settings.postmortems_dir / str(began.year) / f"{began}-{slugify(title)}.md"
    scaffold = resources("mkdocs_postmortems").joinpath("cli", "scaffold.md.jinja").read_text(encoding="utf-8")
    text = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(scaffold)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(
                text.render(
                    title=json.dumps(title, ensure_ascii=False),
                    date=began,
                    near_miss=near_miss,
                    template=templates[template],
                )
                + "\n"
            )
    except FileExistsError:
        raise click.ClickException(f"{file.relative_to(root)} is there already; nothing was written") from None
    click.echo(file.relative_to(root).as_posix())
    console.print(
        "It stays out of the site while it says `status: draft`. `postmortems check` says what is missing.",
        soft_wrap=True,
    )
