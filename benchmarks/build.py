"""Our full build beside plain MkDocs with Material on the same pages, pair by pair in one run.

Needs a system with `wait4` (Linux, macOS): it tells the processor time and the peak memory of each single build.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks.generate import LAST_DAY
from benchmarks.site import Project, our_project, plain_project

MOST_TIMES_PLAIN = 1.5
MOST_GROWTH_PER_PAGE = 0.15
BARS_AT = 3000

WARM_UP = 20
"""Postmortems of the first pair of builds, which is not counted: it compiles Python files and fills the disk cache."""

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Run:
    """One build: seconds of the processor and of the clock, and the most memory any one process of it held."""

    cpu: float
    wall: float
    peak: int


@dataclass(frozen=True, slots=True)
class Builds:
    """The builds of one project, as medians, and the size of the site they made."""

    runs: Sequence[Run]
    size: int
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

    @property
    def times_plain(self) -> float:
        return self.ours.cpu / self.plain.cpu

    @property
    def lowest_and_highest(self) -> tuple[float, float]:
        """The ratios of the single pairs: how far noise moved them."""
        ratios = [ours.cpu / plain.cpu for plain, ours in zip(self.plain.runs, self.ours.runs, strict=True)]
        return min(ratios), max(ratios)


@dataclass(frozen=True, slots=True)
class Bar:
    """What DESIGN section 9 asks for, and what was measured."""

    what: str
    measured: float
    most: float

    @property
    def is_met(self) -> bool:
        return self.measured <= self.most


# ---------------------------------------------------------------------- measuring


def environment(project: Project) -> dict[str, str]:
    """The same for both; what a build caches outside of its folder goes into it, so that `clean` finds it."""
    noon = f"{LAST_DAY:%s}" if False else str(_epoch())
    return {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": noon,
        "XDG_CACHE_HOME": str(project.folder / ".cache"),
    }
