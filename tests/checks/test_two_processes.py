"""With a second process everything is found that one process finds, and nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import postmortem_text, write_tree

SCRIPT = """
import json, sys
from dataclasses import astuple
from importlib import import_module
from pathlib import Path
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.site import Site

import mkdocs_postmortems.second_process as second_process
second_process.os.cpu_count = lambda: 2
many = int(sys.argv[1])
import_module("mkdocs_postmortems.checks.run").MANY = import_module("mkdocs_postmortems.archive.load").MANY = many
site = Site.load(Path.cwd(), Settings.of({"as_of": "2026-11-21"}), drafts=True)
paths = [loaded.source.path for loaded in site.archive.loaded_postmortems]
print(json.dumps([paths, list(map(astuple, site.findings))]))
"""


def told(root: Path, many: int) -> list[object]:
    """In a process of its own, since one with threads does not fork."""
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(many)], cwd=root, capture_output=True, text=True, check=True
    )
    found: list[object] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize("count", [1, 7, 23])
def test_two_processes_find_what_one_finds_in_the_same_order(count: int, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"postmortems/2026/2026-03-{day:02}-again.md": postmortem_text(
            {"Impact": "Some users saw errors." if day % 3 else None},
            title=f"Writes stalled {day}",
            date=f"2026-03-{day:02}",
            severity=None if day % 4 else "SEV2",
            allow={"incident-without-severity": "not graded yet"} if day % 2 else None,
        )
        for day in range(1, count + 1)
    }
    write_tree(tmp_path, {**files, "postmortems/2026/broken.md": b"\xff", "postmortems/overlay.yml": "nowhere: 1\n"})
    alone, together = told(tmp_path, 10**9), told(tmp_path, 1)
    assert alone[1]
    assert together == alone
