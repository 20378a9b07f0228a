"""Regressions as data: `cases/<rule-name>.yml` holds what a rule must find, and what it must leave alone.

A case is a name, a document and what the rule finds in its archive - all of it, and nothing else:

    - name: a misspelt factor is named with its near match
      front_matter: |                     # laid over the passing postmortem of tests/builders.py
        contributing_factors:
          - factor: monitoring-gab
      findings:                           # `findings: []` where the rule has nothing to say
        - {line: 3, column: 13, says: unknown contributing factor "monitoring-gab", hint: monitoring-gap}

The front matter of a case comes first in its file, so its first line is line 2. `sections` maps titles to texts laid
over the passing ones, null takes a section away; `file` is the whole document instead. `files` maps further paths to
whole files, or to `front_matter` and `sections` laid over a passing document of their kind. `settings` and `drafts` are
those of the archive. A finding may say `at: some text` in place of line and column, when that text stands in the file
once; `path` when it is not about the first document; `level` where that matters.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_postmortems.checks import RULES, Finding
from mkdocs_postmortems.checks import run as run_checks
from tests.builders import FRONT_MATTER, SECTIONS, analysis, document

CASES = Path(__file__).parent / "cases"
MAIN = "postmortems/2026/2026-03-14-stale-leader.md"
PASSING_FACTOR = {"title": "A factor", "type": "process", "definition": "What it means."}

Text = str | bytes


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A finding as a case tells it."""

    says: str
    hint: str = ""
    path: str = MAIN
    line: int | None = None
    column: int | None = None
    at: str | None = None
    level: str | None = None

    def place(self, files: Mapping[str, Text]) -> tuple[int, int]:
        if self.at is None:
            assert self.line is not None, "a finding has a line and a column, or says at which text it stands"
            assert self.column is not None, "a finding has a line and a column, or says at which text it stands"
            return self.line, self.column
        before, *after = str(files[self.path]).split(self.at)
        assert len(after) == 1, f"{self.at!r} stands in {self.path} {len(after)} times"
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


@dataclass(frozen=True, kw_only=True)
class Case:
    """One archive and what one rule finds in it."""

    name: str
    findings: list[dict[str, Any]]
    front_matter: str | None = None
    sections: Mapping[str, str | None] = field(default_factory=dict)
    file: Text | None = None
    files: Mapping[str, Text | Mapping[str, Any]] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    drafts: bool = False

    @property
    def tree(self) -> dict[str, Text]:
        files = {path: _file(path, content) for path, content in self.files.items()}
        if self.file is not None:
            return {MAIN: self.file, **files}
        if self.front_matter is not None or self.sections:
            return {MAIN: laid_over(MAIN, self.front_matter or "", self.sections), **files}
        return files

    @property
    def expected(self) -> list[Expected]:
        return [Expected(**finding) for finding in self.findings]


def _file(path: str, content: Text | Mapping[str, Any]) -> Text:
    return content if isinstance(content, str | bytes) else laid_over(path, **content)


def laid_over(path: str, front_matter: str = "", sections: Mapping[str, str | None] | None = None) -> str:
    """A passing document with this front matter and these sections in place of its own."""
    is_factor = "/factors/" in path
    keys = re.findall(r"^([a-z_]+):", front_matter, flags=re.MULTILINE)
    passing: Mapping[str, Any] = PASSING_FACTOR if is_factor else FRONT_MATTER
    kept = {key: value for key, value in passing.items() if key not in keys}
    body = {} if is_factor else {**SECTIONS, **(sections or {})}
    return document(kept, body).replace("---\n", f"---\n{front_matter.strip()}\n" if front_matter else "---\n", 1)


def cases() -> Iterator[Any]:
    for file in sorted(CASES.iterdir()):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            case = Case(**entry)
            yield pytest.param(file.stem, case, id=f"{file.stem}: {case.name}")


@pytest.mark.parametrize(("rule", "case"), [*cases()])
def test_case(rule: str, case: Case, tmp_path: Path) -> None:
    tree = case.tree
    archive = analysis(tmp_path, tree, drafts=case.drafts, **case.settings)
    found = [finding for finding in run_checks(archive) if finding.name == rule]
    expected = case.expected
    places = [(one.path, *one.place(tree)) for one in expected]
    assert [(one.path, one.line, one.column) for one in found] == sorted(places), "\n".join(map(str, found))
    for one in expected:
        assert any(_is_meant(finding, one, tree) for finding in found), "\n".join(map(str, found))


def _is_meant(finding: Finding, one: Expected, tree: Mapping[str, Text]) -> bool:
    return (
        (finding.path, finding.line, finding.column) == (one.path, *one.place(tree))
        and one.says in finding.message
        and one.hint in finding.hint
        and one.level in (None, finding.level)
    )


FILES = sorted(CASES.iterdir())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_cases_are_of_one_rule_and_tell_what_it_finds_and_what_it_leaves_alone(file: Path) -> None:
    written = [Case(**entry) for entry in yaml.safe_load(file.read_text(encoding="utf-8"))]
    assert file.stem in {rule.name for rule in RULES}
    assert any(case.findings for case in written)
    assert any(not case.findings for case in written)
    assert len({case.name for case in written}) == len(written)
