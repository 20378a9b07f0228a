"""The JSON for scripts: the findings as they are."""

import json

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.checks import Finding
from mkdocs_postmortems.checks.formats import FORMATS
from tests.checks.formats.builders import FINDINGS, FOUND, report

KEYS = ["path", "line", "column", "id", "name", "level", "message", "hint"]


@given(findings=st.lists(FOUND, max_size=4))
def test_reading_gives_the_findings_back(findings: list[Finding]) -> None:
    listed = json.loads(FORMATS["json"](report(findings)))
    assert [Finding(**finding) for finding in listed] == findings


def test_the_keys_are_those_of_the_documentation_in_their_order() -> None:
    assert [list(finding) for finding in json.loads(FORMATS["json"](report()))] == [KEYS] * len(FINDINGS)


def test_letters_of_any_script_are_kept() -> None:
    assert "漢字" in FORMATS["json"](report())
