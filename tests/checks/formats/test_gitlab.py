"""The Code Quality report, against the fields that GitLab documents."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.checks import Finding, Level
from mkdocs_postmortems.checks.formats import FORMATS
from tests.checks.formats.builders import FINDINGS, FOUND, complaints, finding, report


def violations(findings: list[Finding]) -> Any:
    written = json.loads(FORMATS["gitlab"](report(findings)))
    assert complaints("gitlab-code-quality", written) == []
    return written


@given(findings=st.lists(FOUND.filter(lambda found: found.path[0] not in "./"), max_size=4))
def test_any_report_is_valid_and_says_where(findings: list[Finding]) -> None:
    written = violations(findings)
    places = [(violation["location"]["path"], violation["location"]["lines"]["begin"]) for violation in written]
    assert places == [(found.path, found.line) for found in findings]


def test_no_fingerprint_is_there_twice_even_for_equal_findings() -> None:
    written = violations([*FINDINGS, *FINDINGS])
    assert len({violation["fingerprint"] for violation in written}) == 2 * len(FINDINGS)


@pytest.mark.parametrize(
    ("level", "severity"), [(Level.ERROR, "major"), (Level.WARNING, "minor"), (Level.ADVICE, "info")]
)
def test_levels_have_their_names_at_gitlab(level: Level, severity: str) -> None:
    assert violations([finding(level=level)])[0]["severity"] == severity


def test_the_description_ends_with_what_to_do() -> None:
    assert violations([finding("it is so", hint="do this")])[0]["description"] == "it is so; do this"
    assert violations([finding("it is so", hint="")])[0]["description"] == "it is so"


def test_a_path_does_not_start_with_a_dot() -> None:
    assert violations([finding(path="./a.md")])[0]["location"]["path"] == "a.md"


def test_the_check_has_the_name_of_the_rule() -> None:
    assert violations([finding()])[0]["check_name"] == "PM301 unknown-factor"


def test_the_schema_would_say_what_is_wrong() -> None:
    written = violations([finding()])
    written[0]["severity"] = "error"
    assert complaints("gitlab-code-quality", written)
