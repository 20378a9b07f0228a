"""The guides, read as their readers use them: what to write into a file, and what to type."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

GUIDES = Path(__file__).parents[1] / "docs/guides"
COMMANDS = Path(sys.executable).parent
"""Where the commands of the environment are that runs the tests."""


@dataclass(frozen=True)
class Fence:
    """A fenced block, and the file that the paragraph right before it says to write it into."""

    language: str
    text: str
    file: str | None


def fences(guide: str) -> Iterator[Fence]:
    file = None
    for token in MarkdownIt().parse((GUIDES / guide).read_text(encoding="utf-8")):
        if token.type == "inline":
            named = [child.content for child in token.children or () if child.type == "code_inline"]
            file = next((name for name in reversed(named) if name.endswith((".yml", ".yaml", ".json"))), None)
        elif token.type == "fence":
            yield Fence(token.info, token.content, file if token.info else None)
            file = None


def written_into(guide: str, file: str) -> list[str]:
    """Every example of what this file may hold."""
    found = [fence.text for fence in fences(guide) if fence.file == file]
    assert found, f"{guide} shows no {file}"
    return found


def typed(guide: str) -> list[str]:
    """The lines to type, where a block has some that call this project's command."""
    return [line for fence in fences(guide) if not fence.language for line in fence.text.splitlines() if _calls(line)]


def _calls(line: str) -> bool:
    return line.startswith("postmortems ")


def shell(command: str, root: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a line in a folder, as a shell does, with the commands of this environment and outside every CI."""
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "GITHUB_ACTIONS")}
    environment = {**kept, "PATH": f"{COMMANDS}{os.pathsep}{os.environ['PATH']}", **variables}
    return subprocess.run(
        command, cwd=root, env=environment, shell=True, capture_output=True, encoding="utf-8", check=False
    )
