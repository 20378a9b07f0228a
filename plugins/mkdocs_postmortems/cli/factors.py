"""`postmortems factors`: the shared vocabulary, and changes to it that touch every file that has to change."""

import json
from collections.abc import Callable
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mkdocs_postmortems.analysis import Analysis, Pattern
from mkdocs_postmortems.analysis.drift import Drifted
from mkdocs_postmortems.archive import Archive, load_archive
from mkdocs_postmortems.cli.console import archive_settings, console, reading, text_or_json
from mkdocs_postmortems.edits import Edit, EditError, merge, rename, write
from mkdocs_postmortems.words import count

_DRY_RUN = click.option("--dry-run", is_flag=True, help="Show the diff, and write nothing.")


@click.group()
def factors() -> None:
    """The vocabulary of contributing factors: what is in it, where it drifts, and changes to it."""


@factors.command("list")
@text_or_json
@click.option("--unused", is_flag=True, help="Only those that no postmortem cites, nor a kind of them.")
def list_(form: str, unused: bool) -> None:
    """Every factor with its state, the most cited first."""
    analysis = _analysis()
    found = analysis.patterns
    patterns = [p for p in found.all if not p.rolled_up] if unused else [*found.all, *found.pointers]
    if form == "json":
        click.echo(json.dumps([_told(pattern, analysis) for pattern in patterns], indent=2, ensure_ascii=False))
        return
    table = Table(box=None, pad_edge=False)
    for heading, justify in (("factor", "left"), ("type", "left"), ("postmortems", "right"), ("last", "left")):
        table.add_column(heading, justify=justify, no_wrap=heading == "factor")  # type: ignore[arg-type]
    table.add_column("state")
    for pattern in patterns:
        told = _told(pattern, analysis)
        row = (told["factor"], told["type"] or "-", f"{told['postmortems']:,}", told["last"] or "-", told["state"])
        table.add_row(*map(Text, row))
    Console(highlight=False).print(table)
    live = sum(pattern.factor.is_live for pattern in patterns)
    console.print(f"{count(live, 'factor')} to cite, {count(len(patterns) - live, 'pointer')}")


@factors.command()
@text_or_json
def drift(form: str) -> None:
    """Where the vocabulary drifts apart: unused words, two words for one condition, names that are no condition."""
    found = _analysis().drift.all
    if form == "json":
        click.echo(json.dumps([_drifted(one) for one in found], indent=2, ensure_ascii=False))
        return
    out = Console(highlight=False)
    for kind, drifted in _by_kind(found).items():
        out.print(Text(f"{kind} ({len(drifted)})", "bold"))
        for one in drifted:
            out.print(Text.assemble("  ", (one.factor.slug, "bold"), f": {one.why}"), soft_wrap=True)
            out.print(Text(f"      {one.command}", "dim"), soft_wrap=True)
    console.print(count(len(found), "place where the vocabulary drifts", "places where the vocabulary drifts"))


@factors.command("rename")
@click.argument("old")
@click.argument("new")
@click.option("--title", help="Its new title; without it the title stays.")
@_DRY_RUN
def rename_(old: str, new: str, title: str | None, dry_run: bool) -> None:
    """Call the factor OLD by the slug NEW, wherever it is cited. OLD stays as an alias."""
    _apply(lambda archive, root: rename(archive, root, old, new, title), f"{old} is now called {new}", dry_run)


@factors.command("merge")
@click.argument("old")
@click.argument("new")
@_DRY_RUN
def merge_(old: str, new: str, dry_run: bool) -> None:
    """Let the factor OLD go up in NEW, wherever it is cited. The file of OLD stays as a pointer."""
    _apply(lambda archive, root: merge(archive, root, old, new), f"{old} is now part of {new}", dry_run)


def _analysis() -> Analysis:
    root, settings = archive_settings()
    return Analysis(load_archive(root, settings, progress=reading))


def _apply(edit: Callable[[Archive, Any], Edit], told: str, dry_run: bool) -> None:
    root, settings = archive_settings()
    archive = load_archive(root, settings, drafts=True, progress=reading)
    try:
        done = edit(archive, root)
        if not dry_run:
            write(root, done.changes)
    except EditError as error:
        hint = f"\n{error.hint}" if error.hint else ""
        raise click.ClickException(f"{error.message}; {error.outcome}{hint}") from None
    if dry_run:
        for change in done.changes:
            click.echo(change.diff(), nl=False)
    else:
        for change in done.changes:
            moved = f" -> {change.new_path}" if change.new_path else ""
            click.echo(f"{change.path}{moved}: {count(change.lines, 'line')}")
        console.print(f"{told}: {count(len(done.changes), 'file')} changed", soft_wrap=True)
    for remark in done.remarks:
        console.print(remark, soft_wrap=True)
    sources = [loaded.source for loaded in (*archive.loaded_postmortems, *archive.loaded_factors)]
    for source in (*sources, *filter(None, [archive.overlay])):
        if not source.is_readable:
            console.print(f"{source.path} cannot be read, and was left alone", soft_wrap=True)


def _told(pattern: Pattern, analysis: Analysis) -> dict[str, Any]:
    factor, archive = pattern.factor, analysis.archive
    return {
        "factor": factor.slug,
        "title": factor.title,
        "type": factor.type,
        "broader": factor.broader,
        "aliases": list(factor.aliases),
        "postmortems": pattern.count,
        "with_narrower": pattern.rolled_up,
        "first": pattern.first and pattern.first.isoformat(),
        "last": pattern.last and pattern.last.isoformat(),
        "state": _state(pattern, archive),
    }


def _state(pattern: Pattern, archive: Archive) -> str:
    factor = pattern.factor
    if factor.merged_into is not None:
        return f"merged into {factor.merged_into}"
    if factor.deprecated is not None:
        return "deprecated"
    if factor not in archive.vocabulary:
        return "not described"
    return "in use" if pattern.rolled_up else "unused"


def _drifted(one: Drifted) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "factor": one.factor.slug,
        "other": one.other.slug if one.other else None,
        "score": None if one.score is None else round(one.score, 3),
        "why": one.why,
        "command": one.command,
    }


def _by_kind(found: tuple[Drifted, ...]) -> dict[str, list[Drifted]]:
    kinds: dict[str, list[Drifted]] = {}
    for one in found:
        kinds.setdefault(one.kind.label, []).append(one)
    return kinds
