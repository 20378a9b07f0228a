"""Where one of our builds spends its time: by library, and the functions with the most time of their own.

Profiling slows Python code more than C code, so read shares, not seconds. Some of it is the compiling of Python files,
which a second build would not do.
"""

import pstats
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import click
from rich.console import Console
from rich.table import Table

from benchmarks.measure import profiled
from benchmarks.site import freeze, our_project, plain_project

Function: TypeAlias = tuple[str, int, str]
Timing: TypeAlias = tuple[int, int, float, float]
Timings: TypeAlias = dict[Function, tuple[int, int, float, float, dict[Function, Timing]]]

LIBRARIES = (
    ("/mkdocs_postmortems/pages/templates/", "ours, templates"),
    ("/mkdocs_postmortems/", "ours"),
    ("/material/plugins/search/", "Material's search"),
    ("/material/templates/", "Material's templates"),
    ("/markdown_it/", "markdown-it-py"),
    ("/markdown/", "Python-Markdown"),
    ("/mkdocs/", "MkDocs"),
    ("/jinja2/", "Jinja"),
    ("/yaml/", "PyYAML"),
    ("/pydantic", "pydantic"),
    ("/svg/", "svg.py"),
    ("/site-packages/", "other packages"),
)
"""Part of a path and the library it belongs to; the first that fits. What fits none is Python's own."""

PYTHON = "Python"


class Shares:
    """Charges each function's own time to a library, and that of Python's own functions to whoever called them."""

    def __init__(self, timings: Timings) -> None:
        self._timings = timings
        self._of = lru_cache(maxsize=None)(self._shares)

    def by_library(self) -> Mapping[str, float]:
        seconds: dict[str, float] = defaultdict(float)
        for function, (_, _, own, _, _) in self._timings.items():
            for library, share in self._of(function, 0).items():
                seconds[library] += own * share
        return seconds

    def _shares(self, function: Function, depth: int) -> Mapping[str, float]:
        """The libraries a function works for; they sum to 1."""
        library = library_of(function)
        callers = self._timings[function][4] if function in self._timings else {}
        weights = {caller: timing[3] for caller, timing in callers.items()}
        total = sum(weights.values())
        if library != PYTHON or not total or depth > MOST_CALLERS:
            return {library: 1.0}
        shares: dict[str, float] = defaultdict(float)
        for caller, weight in weights.items():
            for name, share in self._of(caller, depth + 1).items():
                shares[name] += share * weight / total
        return shares


MOST_CALLERS = 6
"""How far up the callers of a function are followed."""


def library_of(function: Function) -> str:
    path = function[0].replace("\\", "/")
    return next((library for part, library in LIBRARIES if part in path), PYTHON)


def short(function: Function) -> str:
    """A function as it is shown: the end of its path, its line and its name."""
    path, line, name = function
    return name if path == "~" else f"{'/'.join(Path(path).parts[-2:])}:{line} {name}"


def libraries_table(timings: Timings) -> Table:
    seconds = Shares(timings).by_library()
    shown = Table(title="Own time by library, Python's own functions counted with their callers", title_justify="left")
    shown.add_column("library")
    shown.add_column("share", justify="right")
    shown.add_column("seconds", justify="right")
    total = sum(seconds.values())
    for library, own in sorted(seconds.items(), key=lambda entry: -entry[1]):
        shown.add_row(library, f"{100 * own / total:.1f} %", f"{own:.2f}")
    return shown


def functions_table(timings: Timings, count: int) -> Table:
    total = sum(timing[2] for timing in timings.values())
    shown = Table(title="Functions with the most time of their own", title_justify="left")
    for heading in ("share", "seconds", "with callees", "calls"):
        shown.add_column(heading, justify="right")
    shown.add_column("function")
    busiest = sorted(timings.items(), key=lambda entry: -entry[1][2])[:count]
    for function, (_, calls, own, cumulative, _) in busiest:
        shown.add_row(f"{100 * own / total:.1f} %", f"{own:.2f}", f"{cumulative:.2f}", f"{calls:,}", short(function))
    return shown


def stages_table(timings: Timings, count: int) -> Table:
    """Our own functions by the time they and everything they call take."""
    shown = Table(title="Our functions, with everything they call", title_justify="left")
    for heading in ("seconds", "calls"):
        shown.add_column(heading, justify="right")
    shown.add_column("function")
    ours = ((f, t) for f, t in timings.items() if library_of(f).startswith("ours"))
    for function, (_, calls, _, cumulative, _) in sorted(ours, key=lambda entry: -entry[1][3])[:count]:
        shown.add_row(f"{cumulative:.2f}", f"{calls:,}", short(function))
    return shown


@click.command()
@click.option("-n", "--count", default=1000, show_default=True, help="How many postmortems.")
@click.option("--top", default=25, show_default=True, help="How many functions to list.")
@click.option("--plain", is_flag=True, help="Profile plain MkDocs with Material instead, for comparison.")
def main(count: int, top: int, plain: bool) -> None:
    """Profile one of our builds."""
    with tempfile.TemporaryDirectory(prefix="postmortems-profile-") as folder:
        freeze(Path(folder))
        ours = our_project(Path(folder), count)
        stats = pstats.Stats(str(profiled(plain_project(ours) if plain else ours)))
    timings: Timings = stats.stats  # type: ignore[attr-defined]  # pstats documents it, its stub does not have it
    console = Console()
    console.print(libraries_table(timings), functions_table(timings, top))
    if not plain:
        console.print(stages_table(timings, top))


if __name__ == "__main__":
    main()
