"""Diagnostics for reviewdog, against the fields that it documents."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.checks import Finding, Level
from mkdocs_postmortems.checks.formats import FORMATS
from tests.checks.formats.builders import FOUND, complaints, finding, report


def diagnostics(findings: list[Finding], files: dict[str, str] | None = None) -> list[Any]:
    """What every line says; a line ends where anybody might think so."""
    written = [json.loads(line) for line in FORMATS["rdjsonl"](report(findings, files or {})).splitlines()]
    assert [complaint for diagnostic in written for complaint in complaints("rdf-diagnostic", diagnostic)] == []
    return written


@given(findings=st.lists(FOUND, max_size=4))
def test_any_finding_is_one_line_that_is_valid_and_says_where(findings: list[Finding]) -> None:
    written = diagnostics(findings)
    assert [diagnostic["location"]["path"] for diagnostic in written] == [found.path for found in findings]
    assert all(
        diagnostic["message"].startswith(found.message) for diagnostic, found in zip(written, findings, strict=True)
    )


@pytest.mark.parametrize(
    ("line", "column", "counted"),
    [
        ("abc", 1, 1),
        ("abc", 3, 3),
        ("aéb", 3, 4),
        ("漢字b", 3, 7),
        ("a𐐀b", 3, 6),
        ("\tb", 2, 2),
        ("abc", 99, 4),
        ("", 5, 1),
        (None, 5, 1),
    ],
)
def test_columns_are_counted_in_bytes(line: str | None, column: int, counted: int) -> None:
    files = {} if line is None else {"a.md": line}
    (diagnostic,) = diagnostics([finding(path="a.md", line=1, column=column)], files)
    assert diagnostic["location"]["range"]["start"] == {"line": 1, "column": counted}


@pytest.mark.parametrize(
    ("level", "severity"), [(Level.ERROR, "ERROR"), (Level.WARNING, "WARNING"), (Level.ADVICE, "INFO")]
)
def test_levels_have_their_names_at_reviewdog(level: Level, severity: str) -> None:
    assert diagnostics([finding(level=level)])[0]["severity"] == severity


def test_the_code_leads_to_the_citation() -> None:
    assert diagnostics([finding()])[0]["code"] == {
        "value": "PM301 unknown-factor",
        "url": "https://example.org/book?chapter=1&part=2",
    }


def test_the_code_of_a_rule_that_is_not_listed_leads_nowhere() -> None:
    assert diagnostics([finding(id="PM999")])[0]["code"] == {"value": "PM999 unknown-factor"}


def test_the_message_ends_with_what_to_do() -> None:
    assert diagnostics([finding("it is so", hint="do this")])[0]["message"] == "it is so\ndo this"


def test_the_source_is_this_tool() -> None:
    assert diagnostics([finding()])[0]["source"] == {"name": "postmortems"}


def test_the_schema_would_say_what_is_wrong() -> None:
    (diagnostic,) = diagnostics([finding()])
    assert complaints("rdf-diagnostic", diagnostic | {"severity": "error"})
