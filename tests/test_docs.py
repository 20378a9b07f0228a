"""What the documentation says is so."""

import re
from pathlib import Path

import pytest

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.checks import run
from mkdocs_postmortems.cli import main
from mkdocs_postmortems.model import factor_schema, postmortem_schema
from mkdocs_postmortems.settings import Settings
from tests.builders import load
from tests.cli.builders import run as check
from tests.cli.builders import site

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDES = ROOT / "docs/guides"


def test_the_shortest_postmortem_of_the_readme_passes(tmp_path: Path) -> None:
    shortest = re.search(r"```markdown\n(---\n.*?)```", README, re.DOTALL)
    assert shortest
    archive = load(tmp_path, {"postmortems/2026/2026-03-14-import-ran-twice.md": shortest.group(1)})
    assert [str(finding) for finding in run(Analysis(archive))] == []


def test_the_finding_of_the_readme_is_what_the_command_prints(tmp_path: Path) -> None:
    shortest = re.search(r"```markdown\n(---\n.*?)```", README, re.DOTALL)
    assert shortest
    text = shortest.group(1).replace("factor: monitoring-gap", "factor: monitoring-gab")
    printed = check(site(tmp_path, {"postmortems/2026/2026-03-14-import-ran-twice.md": text}), "check").stdout
    first = re.match(r".*PM301.*\n(    .*\n)+", printed)
    assert first
    assert first.group() in README


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_option_has_its_place_in_the_reference(name: str) -> None:
    assert f"`{name}`" in (GUIDES / "options.md").read_text(encoding="utf-8")


def keys() -> list[str]:
    """Every key that front matter may have, at any depth."""
    found: set[str] = set()
    for schema in (postmortem_schema(), factor_schema()):
        for part in (schema, *schema["$defs"].values()):
            found.update(part.get("properties", {}))
    return sorted(found)


@pytest.mark.parametrize("key", keys())
def test_every_key_has_its_place_in_the_reference(key: str) -> None:
    assert f"`{key}`" in (GUIDES / "front-matter.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_its_place_in_the_reference(command: str) -> None:
    assert f"postmortems {command}" in (GUIDES / "options.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", [ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda file: file.name)
def test_links_between_files_of_the_repository_hold(file: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", file.read_text(encoding="utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_decision_is_listed() -> None:
    index = (ROOT / "docs/adr/index.md").read_text(encoding="utf-8")
    assert [file.name for file in (ROOT / "docs/adr").glob("0*.md") if f"({file.name})" not in index] == []
