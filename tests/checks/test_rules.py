"""Every rule is an essay with two examples, and both are run."""

import re
from pathlib import Path

import pytest
import yaml

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import load_archive
from mkdocs_postmortems.checks import RULES, Finding, Rule, run
from mkdocs_postmortems.settings import Settings
from tests.builders import FRONT_MATTER, SECTIONS, document, factor_text, write_tree

MAIN = "postmortems/2026/2026-03-14-stale-leader.md"
OPTIONS = "mkdocs.yml"

rules = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def example_tree(text: str) -> dict[str, str]:
    """An example laid over a minimal valid archive.

    A part headed `=== path` is a file of its own. Front matter keys are laid over those of a passing document, `## ...`
    replaces a section, `without: ...` takes one away; anything else is the whole file. A part headed `=== mkdocs.yml`
    holds the options of the site.
    """
    named = _parts(text) or {MAIN: text}
    return {path: _file(path, content.strip("\n")) for path, content in named.items() if path != OPTIONS}


def example_settings(text: str) -> Settings:
    """The options of an example's site."""
    return Settings.of({"as_of": "2026-11-21", **(yaml.safe_load(_parts(text).get(OPTIONS, "")) or {})})


def _parts(text: str) -> dict[str, str]:
    parts = re.split(r"^=== (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _file(path: str, content: str) -> str:
    if path.endswith(".yml") or _is_whole_file(content):
        return content.replace("\\x07", "\x07") + "\n"
    if "/factors/" in path:
        return factor_text(Path(path).stem, **(yaml.safe_load(content) or {}))
    sections: dict[str, str | None] = dict(SECTIONS)
    if content.startswith("## "):
        title, _, body = content.removeprefix("## ").partition("\n")
        sections[title] = body.strip("\n")
        return document(FRONT_MATTER, sections)
    if content.startswith("without: "):
        del sections[content.removeprefix("without: ")]
        return document(FRONT_MATTER, sections)
    return _laid_over(content, sections)


def _is_whole_file(content: str) -> bool:
    return bool(content) and not content.startswith("## ") and not re.match(r"[a-z_]+:", content)


def _laid_over(content: str, sections: dict[str, str | None]) -> str:
    """The keys of the example in place of the passing document's own, written as they stand in the example."""
    keys = set(re.findall(r"^([a-z_]+):", content, flags=re.MULTILINE))
    kept = {key: value for key, value in FRONT_MATTER.items() if key not in keys}
    if "contributing_factors" in keys and "action_items" not in keys:
        kept.pop("action_items")
    plain = document(kept, sections)
    return plain.replace("---\n", f"---\n{content}\n" if content else "---\n", 1)


def findings(root: Path, rule: Rule[object], text: str) -> list[Finding]:
    archive = load_archive(write_tree(root, example_tree(text)), example_settings(text))
    return [finding for finding in run(Analysis(archive)) if finding.id == rule.id]


@rules
def test_bad_example_is_reported_inside_its_file(rule: Rule[object], tmp_path: Path) -> None:
    found = findings(tmp_path, rule, rule.bad)
    assert found
    for finding in found:
        lines = (tmp_path / finding.path).read_bytes().decode(errors="replace").split("\n")
        assert 1 <= finding.line <= len(lines)
        assert finding.message[0].islower() or not finding.message[0].isalpha()
        assert not finding.message.endswith((".", "!"))
        assert finding.hint


@rules
def test_good_example_passes(rule: Rule[object], tmp_path: Path) -> None:
    assert findings(tmp_path, rule, rule.good) == []


@rules
def test_good_example_breaks_no_other_rule_at_error_level(rule: Rule[object], tmp_path: Path) -> None:
    archive = load_archive(write_tree(tmp_path, example_tree(rule.good)), example_settings(rule.good))
    assert [str(f) for f in run(Analysis(archive)) if f.level == "error"] == []


@rules
def test_rule_is_one_file_named_for_what_it_flags(rule: Rule[object]) -> None:
    module = rule.check.__module__.rpartition(".")[2]
    assert module.replace("_", "-") == rule.name
    assert re.fullmatch(r"PM[1-8]\d\d", rule.id)
    assert rule.rationale.endswith(".")
    assert rule.citation.url.startswith("https://")


def test_ids_and_names_are_never_shared() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES) == len({rule.name for rule in RULES})
    assert [rule.id for rule in RULES] == sorted(rule.id for rule in RULES)


def test_the_passing_postmortem_passes(tmp_path: Path) -> None:
    archive = load_archive(write_tree(tmp_path, {MAIN: document(FRONT_MATTER, SECTIONS)}), Settings.of({}))
    assert [str(finding) for finding in run(Analysis(archive))] == []
