"""`postmortems review`: the agenda of a pattern review, to paste into the invitation."""

import re
from importlib.resources import files as resources
from urllib.parse import quote

import click
from jinja2 import Environment, StrictUndefined

from mkdocs_postmortems import words
from mkdocs_postmortems.analysis import Analysis, Quarter, Review
from mkdocs_postmortems.analysis.reviews import Reviews
from mkdocs_postmortems.archive import load_archive
from mkdocs_postmortems.cli.console import archive_settings, reading
from mkdocs_postmortems.model import ActionItem

_MARKS = re.compile(r"([\\`*_\[\]<>|#]|&(?=#?\w+;))")


@click.command()
@click.option("--quarter", "name", metavar="2026-Q3", help="Which quarter; the last complete one if not given.")
def review(name: str | None) -> None:
    """Print the agenda of the pattern review of a quarter, as Markdown.

    It says what the page of the review says, and leaves nothing out.
    """
    root, settings = archive_settings()
    analysis = Analysis(load_archive(root, settings, progress=reading))
    found = _review(analysis.reviews, name)
    template = resources("mkdocs_postmortems").joinpath("cli", "agenda.md.jinja").read_text(encoding="utf-8")
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(
        md=plain, day=words.day, count=words.count, times=words.times, number=words.number, state=_state, url=quote
    )
    agenda = environment.from_string(template).render(
        review=found, archive=analysis.archive, due=analysis.reviews.due, today=settings.today
    )
    click.echo(agenda.strip())


def _review(reviews: Reviews, name: str | None) -> Review:
    """The review asked for, else the one that is due. Raises `click.UsageError` where there is none."""
    if not reviews.quarters:
        raise click.UsageError("there are no postmortems here to review")
    newest, oldest = reviews.quarters[0], reviews.quarters[-1]
    if name is None:
        if reviews.due is None:
            raise click.UsageError(
                f"no quarter with postmortems is over yet; --quarter {newest.slug} shows the newest so far"
            )
        quarter: Quarter | None = reviews.due
    else:
        quarter = Quarter.named(name)
    if quarter is None:
        raise click.BadParameter(f'"{name}" is no quarter; one is written as {newest.slug}', param_hint="--quarter")
    found = reviews.of(quarter)
    if found is None:
        near = min(reviews.quarters, key=lambda other: abs((other.first - quarter.first).days))
        raise click.BadParameter(
            f"{quarter.slug} has no postmortems; the nearest that has is {near.slug} ({oldest.slug} to {newest.slug})",
            param_hint="--quarter",
        )
    return found


def plain(value: object) -> str:
    """A value as text in Markdown that people read as it is too: only what could be a mark gets a backslash."""
    return _MARKS.sub(r"\\\1", " ".join(str(value).split()))


def _state(item: ActionItem) -> str:
    if item.reported:
        return f"{item.reported.label.lower()} when published"
    return item.status.label.lower()
