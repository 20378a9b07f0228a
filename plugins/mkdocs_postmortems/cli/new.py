"""`postmortems new`: a scaffold to write in."""

import json
from datetime import datetime
from importlib.resources import files as resources
from pathlib import Path

import click
from jinja2 import Environment, StrictUndefined

from mkdocs_postmortems.archive import slugify
from mkdocs_postmortems.cli.console import archive_settings, console
from mkdocs_postmortems.model import Severity, Templates
from mkdocs_postmortems.model.prompts import OTHER_PROMPT, PROMPTS, SAMPLES
from mkdocs_postmortems.settings import Settings


@click.command()
@click.argument("title")
@click.option("--template", help="Which sections it has: full, light (for near misses), or your own.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day it began; today if not given.")
@click.option(
    "--severity",
    type=click.Choice(list(Severity), case_sensitive=False),
    default=Severity.SEV3,
    show_default=True,
    help="How bad it was, SEV1 worst; a near miss has none.",
)
@click.option("--near-miss", is_flag=True, help="Nothing was harmed, and it could have been.")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write, inside the archive.")
def new(
    title: str, template: str | None, day: datetime | None, severity: Severity, near_miss: bool, out: Path | None
) -> None:
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
    file = _inside(out, root, settings) if out else _file(root, settings, f"{began}-{slugify(title)}", str(began.year))
    scaffold = resources("mkdocs_postmortems").joinpath("cli", "scaffold.md.jinja").read_text(encoding="utf-8")
    text = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(scaffold)
    _write(
        file,
        root,
        text.render(
            title=json.dumps(title, ensure_ascii=False),
            date=began,
            severity=severity,
            near_miss=near_miss,
            template=templates[template],
            prompts=PROMPTS,
            other_prompt=OTHER_PROMPT,
            samples=SAMPLES,
        ),
    )
    click.echo(file.relative_to(root).as_posix())
    console.print(
        "It stays out of the site while it says `status: draft`. `postmortems check` says what is missing.",
        soft_wrap=True,
    )


def _file(root: Path, settings: Settings, name: str, year: str) -> Path:
    return root / settings.postmortems_dir / year / f"{name}.md"


def _inside(out: Path, root: Path, settings: Settings) -> Path:
    """A file where the archive will find it as a postmortem; anything else is refused."""
    archive = (root / settings.postmortems_dir).resolve()
    file = out.resolve()
    if not file.is_relative_to(archive) or file.is_relative_to(archive / settings.factors_dir):
        raise click.BadParameter(
            f"{out} is not among the postmortems, which lie in {settings.postmortems_dir}/", param_hint="--out"
        )
    if file.suffix != ".md":
        raise click.BadParameter(f"{out} does not end in .md", param_hint="--out")
    return root / settings.postmortems_dir / file.relative_to(archive)


def _write(file: Path, root: Path, text: str) -> None:
    """Write a file that is not there yet, and nothing else."""
    shown = file.relative_to(root)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as out:
            out.write(f"{text}\n")
    except FileExistsError:
        raise click.ClickException(f"{shown} is there already; nothing was written") from None
    except OSError as error:
        raise click.ClickException(f"{shown} cannot be written: {error.strerror}") from None
