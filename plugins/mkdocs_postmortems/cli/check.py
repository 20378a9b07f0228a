"""`postmortems check`: every finding at once."""

import json
import os
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

import click

from mkdocs_postmortems.checks import Finding, Level, only_at
from mkdocs_postmortems.cli.console import archive_settings, console, reading
from mkdocs_postmortems.pages.words import count
from mkdocs_postmortems.settings import SettingsError
from mkdocs_postmortems.site import Site


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print findings.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
def check(paths: tuple[Path, ...], form: str, strict: bool) -> None:
    """Report everything that the rules find, in the whole archive or in the files at PATHS.

    Exits with 0 when nothing is at or above the threshold (errors; with --strict also warnings), with 1 when something
    is, and with 2 when the command was used wrongly.
    """
    started = perf_counter()
    root, settings = archive_settings()
    if not (root / settings.postmortems_dir).is_dir():
        raise click.UsageError(f"there is no archive here: {root / settings.postmortems_dir} does not exist")
    site = Site.load(root, settings, drafts=True, progress=reading)
    try:
        findings = _about(paths, site, root)
    except SettingsError as error:
        raise click.UsageError(f"mkdocs.yml, {error}") from None
    if form == "json":
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=2, ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(str(finding))
    console.print(_summary(findings, len(site.archive.loaded_postmortems), perf_counter() - started), soft_wrap=True)
    threshold = Level.WARNING if strict else Level.ERROR
    sys.exit(any(finding.level.rank <= threshold.rank for finding in findings))


def _about(paths: tuple[Path, ...], site: Site, root: Path) -> list[Finding]:
    """All findings, or those at these files and folders."""
    if not paths or root in map(Path.resolve, paths):
        return site.findings
    return only_at([os.path.relpath(path.resolve(), root).replace(os.sep, "/") for path in paths], site.findings)


def _summary(findings: list[Finding], postmortems: int, seconds: float) -> str:
    counts = Counter(finding.level for finding in findings)
    told = ", ".join(count(counts[level], *_LEVEL_WORDS[level]) for level in Level if counts[level])
    return f"{count(postmortems, 'postmortem')} checked in {seconds:.1f} s: {told or 'nothing to report'}"


_LEVEL_WORDS = {
    Level.ERROR: ("error",),
    Level.WARNING: ("warning",),
    Level.ADVICE: ("piece of advice", "pieces of advice"),
}
