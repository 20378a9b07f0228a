"""Our full build beside plain MkDocs with Material on the same pages, pair by pair in one run."""

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks.measure import BuildError, Run, build, check, size
from benchmarks.site import Project, freeze, our_project, plain_project

MOST_TIMES_PLAIN = 1.5
MOST_GROWTH = 1.15
MOST_OF_PLAIN_FOR_A_CHECK = 0.2
"""The bars of DESIGN section 9: at the largest archive, and there against the smallest."""

MEBIBYTE = 2**20
_OWN_WORDS = re.compile(r"postmortems: (Read .*? in [\d.]+ s)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Builds:
    """All builds of one project, each number the median of them, and the site they made."""

    runs: Sequence[Run]
    bytes: int
    pages: int

    @property
    def cpu(self) -> float:
        return median(run.cpu for run in self.runs)

    @property
    def wall(self) -> float:
        return median(run.wall for run in self.runs)

    @property
    def peak(self) -> float:
        return median(run.peak for run in self.runs)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Plain and ours at one size of the archive."""

    count: int
    plain: Builds
    ours: Builds
    checks: Sequence[Run]

    @property
    def times_plain(self) -> float:
        """In seconds of the clock: what somebody waits."""
        return self.ours.wall / self.plain.wall

    @property
    def check_times_plain(self) -> float:
        """The check alone, against the plain build, in seconds of the clock."""
        return median(run.wall for run in self.checks) / self.plain.wall

    @property
    def range(self) -> tuple[float, float]:
        """The lowest and the highest ratio of a single pair: how far other work on the machine moved it."""
        ratios = [ours.wall / plain.wall for plain, ours in zip(self.plain.runs, self.ours.runs, strict=True)]
        return min(ratios), max(ratios)


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that is to be at most so much."""

    what: str
    measured: float
    most: float

    @property
    def is_met(self) -> bool:
        return self.measured <= self.most


# ---------------------------------------------------------------------- measuring

Pair = tuple[Project, Project]
"""Plain and ours at one size of the archive."""


def pair(work: Path, count: int) -> Pair:
    ours = our_project(work, count)
    return plain_project(ours), ours


def rehearse(projects: Pair, done: Callable[[], None]) -> str:
    """A first pair that does not count: it compiles Python files, and shows that neither site has anything to warn of.

    Returns what our plugin says of its own time.
    """
    printed = ""
    for project in projects:
        _, printed = build(project, "--strict")
        done()
    words = _OWN_WORDS.search(printed)
    return " ".join(words.group(1).split()) if words else ""


def compare(projects: Pair, rounds: int, done: Callable[[], None]) -> Comparison:
    """Build both sites `rounds` times by turns, so that a busy minute of the machine falls on both."""
    runs: dict[str, list[Run]] = {project.name: [] for project in projects}
    checks = []
    for _ in range(rounds):
        checks.append(check(projects[1]))
        for project in projects:
            runs[project.name].append(build(project, "-q")[0])
            done()
    plain, ours = (Builds(runs[project.name], *size(project.site)) for project in projects)
    return Comparison(projects[0].count, plain, ours, checks)


def bars(comparisons: Sequence[Comparison]) -> list[Bar]:
    smallest, largest = comparisons[0], comparisons[-1]
    found = [
        Bar(f"times plain at {largest.count:,}", largest.times_plain, MOST_TIMES_PLAIN),
        Bar(
            f"`postmortems check` at {largest.count:,}, times plain",
            largest.check_times_plain,
            MOST_OF_PLAIN_FOR_A_CHECK,
        ),
    ]
    if largest is not smallest:
        found.append(
            Bar(
                f"time per postmortem at {largest.count:,}, times that at {smallest.count:,}",
                growth(smallest, largest, ours=True),
                MOST_GROWTH,
            )
        )
    return found


def growth(smallest: Comparison, largest: Comparison, *, ours: bool) -> float:
    """Time per postmortem in the largest archive over that in the smallest: 1 is linear."""
    small, large = (smallest.ours, largest.ours) if ours else (smallest.plain, largest.plain)
    return (large.cpu / largest.count) / (small.cpu / smallest.count)


# ---------------------------------------------------------------------- reporting


def table(comparison: Comparison) -> Table:
    """One size of the archive: what is measured down the side, plain and ours across."""
    plain, ours = comparison.plain, comparison.ours
    shown = Table(title=f"{comparison.count:,} postmortems, median of {len(plain.runs)}", title_justify="left")
    shown.add_column("")
    for heading in ("plain", "ours", "ratio"):
        shown.add_column(heading, justify="right")
    rows = [
        ("clock seconds", plain.wall, ours.wall, "{:.2f}"),
        ("processor seconds", plain.cpu, ours.cpu, "{:.2f}"),
        ("peak memory, MiB", plain.peak / MEBIBYTE, ours.peak / MEBIBYTE, "{:.0f}"),
        ("site, MiB", plain.bytes / MEBIBYTE, ours.bytes / MEBIBYTE, "{:.1f}"),
        ("pages", plain.pages, ours.pages, "{:,}"),
        (
            "ms per postmortem",
            1000 * plain.cpu / comparison.count,
            1000 * ours.cpu / comparison.count,
            "{:.2f}",
        ),
    ]
    for what, one, other, form in rows:
        shown.add_row(what, form.format(one), form.format(other), f"{other / one:.2f}")
    return shown


def report(console: Console, comparisons: Sequence[Comparison]) -> None:
    for comparison in comparisons:
        low, high = comparison.range
        console.print(table(comparison))
        console.print(f"Ratios of clock time, pair by pair: {low:.2f} to {high:.2f}.")
        seconds, cpu = (median(getattr(run, kind) for run in comparison.checks) for kind in ("wall", "cpu"))
        share = comparison.check_times_plain
        console.print(f"`postmortems check`: {seconds:.2f} s ({cpu:.2f} of the processor), {share:.2f} times plain.\n")
    if len(comparisons) > 1:
        ends = comparisons[0], comparisons[-1]
        plain, ours = growth(*ends, ours=False), growth(*ends, ours=True)
        console.print(
            f"Processor time per postmortem, {ends[1].count:,} against {ends[0].count:,}: "
            f"plain {plain:.2f} times, ours {ours:.2f} times (1 is linear)."
        )


def judge(console: Console, found: Sequence[Bar]) -> bool:
    """Print each bar with whether it is met; true when all are."""
    for bar in found:
        verdict = "[green]met[/]" if bar.is_met else "[red]not met[/]"
        console.print(f"{verdict}: {bar.what}: {bar.measured:.2f}, at most {bar.most:.2f}")
    return all(bar.is_met for bar in found)


# ---------------------------------------------------------------------- command


class Counts(click.ParamType[tuple[int, ...]]):
    """Numbers with commas between them, put in order."""

    name = "numbers"

    def convert(
        self, value: str | tuple[int, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        try:
            counts = sorted({int(part) for part in value.split(",")})
        except ValueError:
            self.fail(f"{value!r} is not numbers with commas between them", param, ctx)
        if counts[0] < 1:
            self.fail("an archive has at least one postmortem", param, ctx)
        return tuple(counts)


@contextmanager
def working_folder(keep: Path | None) -> Iterator[Path]:
    """A temporary folder, or one that stays."""
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="postmortems-bench-") as folder:
            yield Path(folder)
    else:
        keep.mkdir(parents=True, exist_ok=True)
        yield Path(tempfile.mkdtemp(prefix="bench-", dir=keep))


@click.command()
@click.option("--counts", type=Counts(), default="1000,3000", show_default=True, help="Sizes of the archive.")
@click.option("--rounds", type=click.IntRange(min=1), default=3, show_default=True, help="Pairs of builds.")
@click.option("--no-bars", is_flag=True, help="Report only; do not fail when a bar is not met.")
@click.option(
    "--keep", type=click.Path(file_okay=False, path_type=Path), help="Keep archives and sites in this folder."
)
def main(counts: tuple[int, ...], rounds: int, no_bars: bool, keep: Path | None) -> None:
    """Compare our full build with plain MkDocs and Material on the same pages."""
    console = Console()
    hidden = bool(os.environ.get("CI")) or not console.is_terminal
    with (
        working_folder(keep) as folder,
        Progress(console=console, transient=True, disable=hidden) as progress,
    ):
        task = progress.add_task("building", total=2 + 2 * rounds * len(counts))

        def done() -> None:
            progress.advance(task)

        try:
            freeze(folder)
            pairs = [pair(folder, count) for count in counts]
            own_words = rehearse(pairs[0], done)
            comparisons = [compare(projects, rounds, done) for projects in pairs]
        except BuildError as failure:
            console.print(str(failure), markup=False, soft_wrap=True)
            sys.exit(2)
    report(console, comparisons)
    if own_words:
        console.print(f'Of a build of {counts[0]:,} our plugin says: "{own_words}".')
    if not judge(console, bars(comparisons)) and not no_bars:
        sys.exit(1)


if __name__ == "__main__":
    main()
