"""One build of a site as a process of its own, and what the kernel says it cost.

Needs a system with `wait4` (Linux, macOS): it tells processor time and memory of each single child.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from time import perf_counter

from benchmarks.generate import LAST_DAY
from benchmarks.site import Project

KIBIBYTE = 1024
NOON = datetime.combine(LAST_DAY, time(12), UTC)


@dataclass(frozen=True, slots=True)
class Run:
    """One build: seconds of the processor and of the clock, and the most bytes any one process of it held."""

    cpu: float
    wall: float
    peak: int


class BuildError(Exception):
    """A build that did not end well, with what it printed."""


def environment(project: Project) -> dict[str, str]:
    """The same day and the same code for every build.

    A cache goes into the project's folder, where `clean` finds it. Compiled Python files are shared by all builds: an
    installed package has them from the start.
    """
    inherited = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {
        **inherited,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(project.work / "code"),
        "PYTHONPYCACHEPREFIX": str(project.work / "compiled"),
        "SOURCE_DATE_EPOCH": str(int(NOON.timestamp())),
        "XDG_CACHE_HOME": str(project.folder / ".cache"),
    }


def build(project: Project, *options: str) -> tuple[Run, str]:
    """Build a site from nothing, and return what it cost and what it printed. Raises `BuildError`."""
    return _run(project, "-m", "mkdocs", "build", *options)


def check(project: Project) -> Run:
    """Check an archive as the command does, and return what it cost. Raises `BuildError`."""
    return _run(project, "-m", "mkdocs_postmortems", "check", "--format", "json")[0]


def profiled(project: Project) -> Path:
    """The profile of one build. Raises `BuildError`."""
    profile = project.folder / "build.prof"
    _run(project, "-m", "cProfile", "-o", str(profile), "-m", "mkdocs", "build", "-q")
    return profile


def _run(project: Project, *arguments: str) -> tuple[Run, str]:
    project.clean()
    log = project.folder / "build.log"
    command = [sys.executable, *arguments]
    with log.open("wb") as output:
        started = perf_counter()
        child = subprocess.Popen(command, cwd=project.folder, env=environment(project), stdout=output, stderr=output)
        _, status, usage = os.wait4(child.pid, 0)
        wall = perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    printed = log.read_text(encoding="utf-8", errors="replace")
    if child.returncode:
        raise BuildError(f"{project.name} in {project.folder} ended with {child.returncode}:\n{printed[-4000:]}")
    # Linux counts in KiB, macOS in bytes.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else KIBIBYTE)
    return Run(usage.ru_utime + usage.ru_stime, wall, peak), printed


def size(folder: Path) -> tuple[int, int]:
    """How many bytes a site has, and how many pages."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files), sum(file.suffix == ".html" for file in files)
