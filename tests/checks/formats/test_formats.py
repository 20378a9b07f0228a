"""Every format: the same findings, whole files read in review, and nothing that cannot be written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.checks import Finding
from mkdocs_postmortems.checks.formats import FORMATS
from tests.checks.formats.builders import FINDINGS, FOUND, finding, report

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {
    "text": "txt",
    "json": "json",
    "github": "txt",
    "sarif": "json",
    "gitlab": "json",
    "rdjsonl": "jsonl",
}

formats = pytest.mark.parametrize("form", FORMATS)


def test_the_command_has_these_formats() -> None:
    assert list(FORMATS) == ["text", "json", "github", "sarif", "gitlab", "rdjsonl"]


@formats
def test_a_report_with_all_that_is_hard_to_write(form: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"{form}.{ENDINGS[form]}", FORMATS[form](report()))


@formats
def test_a_report_ends_in_one_newline(form: str) -> None:
    text = FORMATS[form](report())
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize(
    ("form", "empty"), [("text", ""), ("github", ""), ("rdjsonl", ""), ("json", "[]\n"), ("gitlab", "[]\n")]
)
def test_no_findings_are_told_as_each_reader_expects(form: str, empty: str) -> None:
    assert FORMATS[form](report([])) == empty


@formats
def test_the_same_report_is_written_the_same_way(form: str) -> None:
    assert FORMATS[form](report()) == FORMATS[form](report())


@formats
@given(findings=st.lists(FOUND, min_size=1, max_size=4))
def test_any_text_can_be_written_as_utf_8(form: str, findings: list[Finding]) -> None:
    assert FORMATS[form](report(findings)).encode()


@formats
@pytest.mark.parametrize("field", ["path", "message", "hint"])
def test_half_of_a_surrogate_pair_is_replaced(form: str, field: str) -> None:
    text = FORMATS[form](report([finding(**{field: "before \ud83e after \udc80"})]))
    assert text.encode()
    assert "before" in text
    assert "\\ud83e" not in text


@formats
def test_half_of_a_pair_in_a_line_of_a_file_is_no_obstacle(form: str) -> None:
    only = finding(line=1, column=3, path="a.md")
    assert FORMATS[form](report([only], {"a.md": "\ud83e and more"})).encode()


@pytest.mark.parametrize("form", ["sarif", "gitlab", "rdjsonl"])
def test_what_is_written_for_hosts_is_ascii(form: str) -> None:
    assert FORMATS[form](report()).isascii()


def test_a_report_keeps_its_findings_in_their_order() -> None:
    assert report().findings == FINDINGS
