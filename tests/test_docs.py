"""What the documentation says is so."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import click
import pytest

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive, load_archive
from mkdocs_postmortems.checks import run
from mkdocs_postmortems.cli import main
from mkdocs_postmortems.model import factor_schema, postmortem_schema
from mkdocs_postmortems.settings import Settings, find_settings
from tests import test_first_postmortem as tutorial
from tests.builders import load
from tests.cli.builders import run as check
from tests.cli.builders import site
from tests.guides import fences

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


def commands(group: click.Group = main) -> Iterator[str]:
    """Every command as it is typed, those of a group with the group before them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from (f"{name} {inner}" for inner in commands(command))
        else:
            yield name


@pytest.mark.parametrize("command", [*commands()])
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


# ---------------------------------------------------------------------- the archive in this repository


@cache
def bundled() -> Archive:
    return load_archive(*find_settings(ROOT))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the bundled archive, to change."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "postmortems", tmp_path / "postmortems")
    return tmp_path


def shown(guide: str, start: str) -> Iterator[tuple[list[str], str]]:
    """The commands of a guide that begin so, as arguments, each with the block that shows what it prints."""
    for typed, printed in pairwise(fences(guide)):
        if typed.text.startswith(f"postmortems {start}"):
            yield shlex.split(typed.text)[1:], printed.text


@pytest.mark.parametrize("start", ["factors rename", "factors merge physical", "factors merge race"])
def test_the_guide_shows_what_a_change_of_the_vocabulary_prints(start: str, copied: Path) -> None:
    examples = list(shown("vocabulary.md", start))
    assert examples
    for arguments, printed in examples:
        result = check(copied, *arguments)
        assert result.stdout + result.stderr == printed


@pytest.mark.parametrize("start", ["factors list", "factors drift"])
def test_the_guide_shows_lines_that_the_vocabulary_prints(start: str, copied: Path) -> None:
    ((arguments, printed),) = shown("vocabulary.md", start)
    result = check(copied, *arguments, "--format", "json")
    known = {name for one in json.loads(result.stdout) for name in (one["factor"], one.get("other"))}
    named = set(re.findall(r"^(?:  |      postmortems factors merge )?([a-z]+(?:-[a-z]+)+)", printed, re.MULTILINE))
    assert named
    assert named <= known


def test_a_draft_finds_what_the_guide_says(copied: Path) -> None:
    (draft,) = (fence.text for fence in fences("seen-before.md") if fence.language == "markdown")
    (copied / "notes.md").write_text(draft, encoding="utf-8")
    for command in ("similar", "suggest"):
        for arguments, printed in shown("seen-before.md", command):
            result = check(copied, *(argument.replace("/tmp/", "") for argument in arguments))
            assert result.exit_code == 0
            if "json" in arguments:
                assert [set(one) for one in json.loads(result.stdout)] == [set(one) for one in json.loads(printed)]
            else:
                found = re.findall(r"postmortems/\S+\.md$|^[a-z]+(?:-[a-z]+)+(?=  )", printed, re.MULTILINE)
                assert found
                assert [name for name in found if name not in result.stdout] == []


def test_the_tutorial_asks_the_archive_whether_it_happened_before(tmp_path: Path) -> None:
    first = tutorial.block('---\ntitle: "Exports filled the checkout disk"')
    done = tutorial.block("  - action: Give the export folder")
    planned = re.sub(r"    (?:status|done_on): .*\n", "", done)
    first = first.replace("03-04 13:38", "03-04T13:38:00Z").replace("status: draft", "status: published")
    tutorial.write(tmp_path, "mkdocs.yml", tutorial.block("site_name: Postmortems").replace("2026-03-05", "2026-06-18"))
    tutorial.write(tmp_path, tutorial.FIRST, first.replace(planned, done))
    tutorial.write(tmp_path, tutorial.AGAIN, tutorial.block('---\ntitle: "Debug log nearly filled the search disk"'))
    for slug, title in (("unbounded-growth", "Unbounded growth"), ("late-alert", "Late alert")):
        tutorial.write(tmp_path, f"postmortems/factors/{slug}.md", tutorial.block(f"---\ntitle: {title}"))
    ((arguments, printed),) = shown(tutorial.GUIDE, "similar")
    result = check(tmp_path, *arguments)
    assert result.stdout + result.stderr == printed


def test_what_is_said_of_the_bundled_vocabulary_is_so() -> None:
    archive, prose = bundled(), (GUIDES / "bundled-archive.md").read_text(encoding="utf-8")
    vocabulary = archive.vocabulary
    wide = [factor for factor in vocabulary.live if vocabulary.narrower(factor)]
    for said in (
        f"| factors to cite | {len(vocabulary.live)} |",
        f"still lead there | {len(vocabulary.by_slug) - len(vocabulary.live)} |",
        f"| {len(wide)}, with {sum(len(vocabulary.narrower(factor)) for factor in wide)} kinds between them;",
        f"what has worked against them | {sum(bool(factor.controls) for factor in vocabulary.live)} |",
        f"postmortems | {sum(len(archive.occurrences(postmortem)) for postmortem in archive.postmortems)} |",
    ):
        assert said in prose


def test_the_agreement_of_two_coders_adds_up() -> None:
    """The table by factor and the sums above it tell one story, about factors and postmortems that are there."""
    prose = (GUIDES / "bundled-archive.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[.+\]\(.+/(.+)\.md\) \| (\d+) \| (\d+) \| (\d+) \|$", prose, re.MULTILINE)
    agreed = [
        (int(n), re.findall(r"`(.+?)`", row)) for n, row in re.findall(r"^\| (\d) \| (`.*) \|$", prose, re.MULTILINE)
    ]
    both = sum(int(row[1]) for row in rows) + sum(n * len(slugs) for n, slugs in agreed)
    first, second = (both + sum(int(row[i]) for row in rows) for i in (2, 3))
    assert f"the archive | {first} |" in prose
    assert f"second coding | {second} |" in prose
    assert f"in both | {both}: {both / first:.0%} of the first, {both / second:.0%} of the second" in prose
    assert f"Dice coefficient | {2 * both / (first + second):.2f} |" in prose
    live = {factor.slug for factor in bundled().vocabulary.live}
    assert {row[0] for row in rows}.union(*(slugs for _, slugs in agreed)) <= live
    coded = re.findall(r"^- \[.+\]\(.+\) \(`(.+)`\)$", prose, re.MULTILINE)
    assert len(coded) == 20
    assert set(coded) <= set(bundled().by_id)
