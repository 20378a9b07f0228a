"""A baseline: what is known is not told again, whatever moves; what is new is."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.checks.baseline import Baseline, write
from mkdocs_postmortems.settings import SettingsError
from tests.checks.formats.builders import FINDINGS, FOUND, finding

REPORTS = st.lists(st.one_of(FOUND, st.sampled_from(FINDINGS)), max_size=8)


def kept(folder: Path, *findings: object) -> Baseline:
    """A baseline of these findings, written and read again."""
    file = folder / "baseline.json"
    write(file, findings)  # type: ignore[arg-type]
    return Baseline.read(file)


@given(findings=REPORTS, down=st.integers(-3, 50))
def test_what_was_written_down_is_not_new_however_it_moves(
    findings: list[object], down: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    baseline = kept(tmp_path_factory.mktemp("baseline"), *findings)
    moved = [replace(each, line=each.line + down) for each in findings]  # type: ignore[attr-defined, type-var]
    assert baseline.new(moved) == []
    assert baseline.gone(moved) == 0


def test_one_more_of_the_same_is_new(tmp_path: Path) -> None:
    one, more = finding(line=3), finding(line=9)
    baseline = kept(tmp_path, one)
    assert baseline.new([one, more]) == [more]
    assert baseline.gone([one, more]) == 0


@pytest.mark.parametrize("difference", [{"path": "other.md"}, {"id": "PM999"}, {"message": "something else"}])
def test_another_file_rule_or_message_is_new_and_the_known_one_is_gone(
    difference: dict[str, str], tmp_path: Path
) -> None:
    baseline, other = kept(tmp_path, finding()), finding(**difference)
    assert baseline.new([other]) == [other]
    assert baseline.gone([other]) == 1


def test_the_days_of_an_overdue_action_may_pass(tmp_path: Path) -> None:
    assert (
        kept(tmp_path, finding(message="A1 was due 9 days ago")).new([finding(message="A1 was due 30 days ago")]) == []
    )
    assert (
        kept(tmp_path, finding(message="A1 was due 9 days ago")).new([finding(message="A2 was due 9 days ago")]) != []
    )


def test_the_file_is_the_same_whatever_the_order_and_the_lines(tmp_path: Path) -> None:
    write(tmp_path / "one.json", [finding(line=3, path="a.md"), finding(line=1, path="b.md")])
    write(tmp_path / "other.json", [finding(line=8, path="b.md"), finding(line=1, path="a.md")])
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "other.json").read_bytes()


def test_a_reviewer_can_read_it(tmp_path: Path) -> None:
    write(tmp_path / "b.json", [finding(path="postmortems/größe.md", id="PM501", message='"Page 漢字" has no owner')])
    assert '"postmortems/größe.md"' in (tmp_path / "b.json").read_text(encoding="utf-8")
    assert (
        '"Page 漢字' in json.loads((tmp_path / "b.json").read_bytes())["findings"]["postmortems/größe.md"]["PM501"][0]
    )


def test_no_file_knows_nothing(tmp_path: Path) -> None:
    assert Baseline.read(tmp_path / "none.json").new(FINDINGS) == list(FINDINGS)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"\xff", b'{"version": 2, "findings": {}}', b'{"version": 1}',
        b'{"version": 1, "findings": []}', b'{"version": 1, "findings": {"a.md": []}}',
        b'{"version": 1, "findings": {"a.md": {"PM501": "x"}}}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_file_that_is_no_baseline_is_told_with_what_to_do(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_bytes(content)
    with pytest.raises(SettingsError, match="--update-baseline"):
        Baseline.read(tmp_path / "b.json")
