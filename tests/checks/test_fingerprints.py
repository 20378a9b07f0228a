"""Fingerprints: unique in a report, and the same when the file changes around a finding."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.checks import Finding, Level
from mkdocs_postmortems.checks.fingerprints import fingerprints, identity
from tests.checks.formats.builders import FINDINGS, FOUND, finding

REPORTS = st.lists(st.one_of(FOUND, st.sampled_from(FINDINGS)), max_size=8)


@given(findings=REPORTS)
def test_no_two_are_the_same(findings: list[Finding]) -> None:
    found = fingerprints(findings)
    assert len(found) == len(findings) == len(set(found))
    assert all(re.fullmatch("[0-9a-f]{32}", fingerprint) for fingerprint in found)


@given(findings=REPORTS, down=st.integers(-50, 50), right=st.integers(-5, 5))
def test_all_stay_when_the_lines_move(findings: list[Finding], down: int, right: int) -> None:
    moved = [replace(each, line=each.line + down, column=each.column + right) for each in findings]
    assert fingerprints(moved) == fingerprints(findings)


@given(findings=REPORTS, more=FOUND)
def test_all_stay_when_something_is_found_below(findings: list[Finding], more: Finding) -> None:
    assert fingerprints([*findings, more])[:-1] == fingerprints(findings)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("open for 9 days", "open for 10 days"),
        ("the first is on line 4", "the first is on line 123"),
        ("due 2026-03-14", "due 2027-11-02"),
        ("٣ days", "١٤ days"),
    ],
)
def test_digits_of_a_message_do_not_count(before: str, after: str) -> None:
    assert identity(finding(before)) == identity(finding(after))
    assert fingerprints([finding(before)]) == fingerprints([finding(after)])


@pytest.mark.parametrize("difference", [{"level": Level.ADVICE}, {"hint": "do that"}, {"name": "renamed-rule"}])
def test_a_rule_may_be_worded_or_weighed_otherwise(difference: dict[str, object]) -> None:
    assert fingerprints([finding(**difference)]) == fingerprints([finding()])


@pytest.mark.parametrize("difference", [{"path": "other.md"}, {"id": "PM302"}, {"message": "it is not so"}])
def test_another_file_rule_or_message_is_another_finding(difference: dict[str, str]) -> None:
    assert identity(finding(**difference)) != identity(finding())
    assert fingerprints([finding(**difference)]) != fingerprints([finding()])


def test_the_digits_of_a_path_and_of_a_rule_do_count() -> None:
    assert identity(finding(path="2025.md")) != identity(finding(path="2026.md"))
    assert identity(finding("9 days", path="2025.md")) == ("2025.md", "PM301", "# days")


def test_where_one_part_ends_and_the_next_begins_counts() -> None:
    assert fingerprints([finding("b", path="a", id="x")]) != fingerprints([finding("", path="a", id="xb")])
    assert len({*fingerprints([finding('","', path="a")]), *fingerprints([finding("", path='a","')])}) == 2


def test_equal_findings_are_numbered_in_their_order() -> None:
    one, two, three = fingerprints([finding(line=n) for n in (1, 2, 3)])
    assert fingerprints([finding(line=2), finding(line=3)]) == [one, two]
    assert three not in (one, two)


def test_a_fingerprint_never_changes() -> None:
    """Baselines and code hosts have kept it."""
    assert fingerprints([finding("open for 9 days", path="postmortems/a.md")]) == ["048b7926e626417434eb6a25c7ca88fa"]
