"""`postmortems check`: every finding at once."""

import os
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import click
from rich.console import Console

from mkdocs_postmortems import __version__
from mkdocs_postmortems.checks import RULES, Finding, Level, only_at
from mkdocs_postmortems.checks.baseline import write
from mkdocs_postmortems.checks.formats import FORMATS, Report
from mkdocs_postmortems.checks.formats.text import print_to
from mkdocs_postmortems.checks.secrets import available as can_look_for_secrets
from mkdocs_postmortems.checks.source_lines import source_lines
from mkdocs_postmortems.cli.console import archive_settings, console, reading
from mkdocs_postmortems.long_lived import long_lived
from mkdocs_postmortems.settings import SettingsError
from mkdocs_postmortems.site import Site
from mkdocs_postmortems.words import count


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="How to print findings: text, or github where GITHUB_ACTIONS says so.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Findings that are known, instead of the file of the option checks_baseline.",
)
@click.option("--update-baseline", is_flag=True, help="Write everything that is found now into the baseline.")
def check(
    paths: tuple[Path, ...], form: str | None, strict: bool, baseline: Path | None, update_baseline: bool
) -> None:
    """Report everything that the rules find, in the whole archive or in the files at PATHS.

    Exits with 0 when nothing is at or above the threshold (errors; with --strict also warnings), with 1 when something
    is, and with 2 when the command was used wrongly.
    """
    started = perf_counter()
    root, settings = archive_settings()
    if not (root / settings.postmortems_dir).is_dir():
        raise click.UsageError(f"there is no archive here: {root / settings.postmortems_dir} does not exist")
    if update_baseline and paths:
        raise click.UsageError("a baseline is of the whole archive: leave the paths out")
    if baseline and not baseline.exists() and not update_baseline:
        raise click.BadParameter(f"{baseline} does not exist; --update-baseline writes it", param_hint="--baseline")
    try:
        with long_lived():
            site = Site.load(root, settings, drafts=True, baseline=baseline, progress=reading)
            if update_baseline:
                _update(site)
            findings = _about(paths, site)
    except SettingsError as error:
        raise click.UsageError(f"mkdocs.yml, {error}") from None
    _print(findings, form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"), root)
    console.print(_summary(site, findings, perf_counter() - started), soft_wrap=True)
    for remark in _remarks(site):
        console.print(remark, soft_wrap=True)
    threshold = Level.WARNING if strict else Level.ERROR
    sys.exit(any(finding.level.rank <= threshold.rank for finding in findings))


def _about(paths: tuple[Path, ...], site: Site) -> list[Finding]:
    """All findings, or those at these files and folders."""
    if not paths or site.root in map(Path.resolve, paths):
        return site.findings
    return only_at([os.path.relpath(path.resolve(), site.root).replace(os.sep, "/") for path in paths], site.findings)


def _update(site: Site) -> None:
    findings = site.all_findings
    try:
        write(site.baseline_file, findings)
    except OSError as error:
        problem = f"{site.baseline_file} cannot be written: {error.strerror}"
        raise click.BadParameter(problem, param_hint="--baseline") from None
    console.print(f"{count(len(findings), 'finding')} written to {site.baseline_file.name}", soft_wrap=True)


def _print(findings: list[Finding], form: str, root: Path) -> None:
    if form == "text":
        print_to(Console(highlight=False), Report(findings, RULES, __version__, source_lines(root)))
    elif form == "json":
        click.echo(FORMATS[form](Report(findings, RULES, __version__, source_lines(root))), nl=False)
    else:
        repository = _repository(root)
        below = root.relative_to(repository)
        moved = [replace(finding, path=(below / finding.path).as_posix()) for finding in findings]
        click.echo(FORMATS[form](Report(moved, RULES, __version__, source_lines(repository))), nl=False)


def _repository(root: Path) -> Path:
    """The folder that code hosts reckon paths from: that of the repository the archive lies in."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)


def _summary(site: Site, findings: list[Finding], seconds: float) -> str:
    counts = Counter(finding.level for finding in findings)
    told = ", ".join(count(counts[level], *_LEVEL_WORDS[level]) for level in Level if counts[level])
    postmortems = count(len(site.archive.loaded_postmortems), "postmortem")
    return f"{postmortems} checked in {seconds:.1f} s: {told or 'nothing to report'}"


def _remarks(site: Site) -> list[str]:
    """What a reader of the summary should know besides: what was not reported, and what was not looked for."""
    known, gone = len(site.all_findings) - len(site.findings), site.baseline.gone(site.all_findings)
    remarks = []
    if known:
        remarks.append(f"{count(known, 'finding')} known from {site.baseline_file.name} and not shown")
    if gone:
        remarks.append(f"{count(gone, 'finding')} of {site.baseline_file.name} gone: --update-baseline takes them out")
    if not can_look_for_secrets():
        remarks.append("Secrets were not looked for: pip install 'mkdocs-postmortems[secrets]'")
    return remarks


_LEVEL_WORDS = {
    Level.ERROR: ("error",),
    Level.WARNING: ("warning",),
    Level.ADVICE: ("piece of advice", "pieces of advice"),
}
