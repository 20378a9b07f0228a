"""Real builds, as somebody at a terminal would run them."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.builders import Tree, write_tree

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 21)

MKDOCS_YML = """
site_name: Scratch
theme: {theme}
plugins: [search, postmortems: {{as_of: 2026-11-21{options}}}]
use_directory_urls: {directory_urls}
markdown_extensions: [tables, attr_list, toc: {{permalink: true}}]
"""


MATERIAL = "{name: material, font: false}"


def scratch(root: Path, files: Tree, *, theme: str = MATERIAL, options: str = "", directory_urls: str = "true") -> Path:
    """A site of its own with these files."""
    config = MKDOCS_YML.format(theme=theme, options=f", {options}" if options else "", directory_urls=directory_urls)
    (root / "docs").mkdir(exist_ok=True)
    return write_tree(root, {"mkdocs.yml": config, **files})


def bundled(root: Path) -> Path:
    """The archive in this repository as of a fixed day, without a copy of it."""
    for name in ("docs", "postmortems"):
        (root / name).symlink_to(ROOT / name, target_is_directory=True)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    dated = config.replace("- postmortems:", f"- postmortems:\n      as_of: {AS_OF}")
    (root / "mkdocs.yml").write_text(dated, encoding="utf-8")
    return root


def build(root: Path, site: Path, *options: str, program: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    """Build the site of a folder; never raises."""
    return _run(root, "-m", program, "build", "-d", str(site), *options)


def preview(root: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build it as `mkdocs serve` does; never raises."""
    return _run(root, "-P", str(ROOT / "tests/site/preview.py"), str(site))  # html.py beside it is not the library


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "NO_COLOR": "1"}
    environment.pop("SOURCE_DATE_EPOCH", None)
    return subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def files_of(site: Path) -> dict[str, bytes]:
    """Every file of a built site with its bytes."""
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}
