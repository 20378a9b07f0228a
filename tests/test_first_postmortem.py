"""The tutorial, done as it says: what the command prints is what the guide shows."""

import os
import re
from pathlib import Path

from tests.cli.builders import run
from tests.guides import Fence, fences

GUIDE = "first-postmortem.md"
FIRST = "postmortems/2026/2026-03-04-exports-filled-the-checkout-disk.md"
AGAIN = "postmortems/2026/2026-06-17-debug-log-nearly-filled-the-search-disk.md"


def blocks() -> list[Fence]:
    return list(fences(GUIDE))


def block(start: str) -> str:
    """The only block that begins so."""
    (found,) = [fence.text for fence in blocks() if fence.text.startswith(start)]
    return found


def shown(root: Path) -> str:
    """What the check prints, findings before the summary, as a terminal shows both; times differ."""
    result = run(root, "check")
    return without_times(result.stdout + result.stderr)


def without_times(text: str) -> str:
    return re.sub(r"in [\d.]+ s", "in 0.0 s", text)


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def change(root: Path, path: str, *changes: tuple[str, str]) -> None:
    text = (root / path).read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    write(root, path, text)


def test_each_step_of_the_tutorial_prints_what_it_shows(tmp_path: Path) -> None:
    os.makedirs(tmp_path / "docs")
    write(tmp_path, "mkdocs.yml", block("site_name: Postmortems"))
    scaffold = run(tmp_path, "new", "Exports filled the checkout disk", "--date", "2026-03-04")
    assert scaffold.stdout.strip() == FIRST

    write(tmp_path, FIRST, block('---\ntitle: "Exports filled the checkout disk"'))
    assert shown(tmp_path) == block(f"{FIRST}:9: error")

    owned = block("  - action: Page when the free space")
    change(
        tmp_path,
        FIRST,
        ("started_at: 2026-03-04 13:38\n", block("started_at: ")),
        (owned.replace("    owner: platform-team\n", ""), owned),
    )
    assert "2 pieces of advice" in shown(tmp_path)

    write(tmp_path, "postmortems/factors/unbounded-growth.md", block("---\ntitle: Unbounded growth"))
    write(tmp_path, "postmortems/factors/late-alert.md", block("---\ntitle: Late alert"))
    assert shown(tmp_path) == block("1 postmortem checked in 0.0 s: nothing to report")

    done = block("  - action: Give the export folder")
    planned = re.sub(r"    (?:status|done_on): .*\n", "", done)
    change(tmp_path, FIRST, ("status: draft\n", block("status: published")), (planned, done))
    change(tmp_path, "mkdocs.yml", ("as_of: 2026-03-05", "as_of: 2026-06-18"))
    near_miss = run(tmp_path, "new", "Debug log nearly filled the search disk", "--date", "2026-06-17", "--near-miss")
    assert near_miss.stdout.strip() == AGAIN
    write(tmp_path, AGAIN, block('---\ntitle: "Debug log nearly filled the search disk"'))
    assert shown(tmp_path) == block(f"{FIRST}:26: advice")
