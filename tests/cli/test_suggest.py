"""`postmortems suggest`: the factors that a text seems to show, and where it says so."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.analysis.builders import EXPIRED_CERT, EXPIRED_TLS, WRONG_CLOCK
from tests.builders import factor_text, postmortem_text
from tests.cli.builders import run, site
from tests.edits.builders import files

NOTES = f"# Shop refused\n\nWe met for lunch.\n\n{EXPIRED_TLS}\n"
EXPIRED = "A certificate in use expired before anybody had renewed it."
UNTRACKED = "Nobody was told in time that a certificate was about to expire, and nobody renewed it."
ARCHIVE = {
    "notes.md": NOTES,
    "postmortems/factors/expired-cert.md": factor_text("expired-cert", definition=EXPIRED, aliases=["lapsed-cert"]),
    "postmortems/factors/untracked-expiry.md": factor_text("untracked-expiry", definition=UNTRACKED),
    "postmortems/2026/2026-01-03-clock.md": postmortem_text({"Summary": WRONG_CLOCK}, date="2026-01-03"),
}


def suggested(root: Path, *arguments: str) -> list[dict[str, Any]]:
    result = run(root, "suggest", "notes.md", *arguments, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert isinstance(found, list)
    return found


def named(root: Path, *arguments: str) -> set[str]:
    return {one["factor"] for one in suggested(root, *arguments)}


def test_each_factor_is_told_with_its_definition_and_the_line_that_shows_it(tmp_path: Path) -> None:
    result = run(site(tmp_path, ARCHIVE), "suggest", "notes.md")
    assert result.exit_code == 0
    assert set(result.stdout.splitlines()) == {
        f"expired-cert  {EXPIRED}",
        f"untracked-expiry  {UNTRACKED}",
        f"    notes.md:5: {EXPIRED_TLS}",
    }
    assert result.stderr == "2 factors suggested\n"


def test_a_factor_without_a_definition_is_told_with_its_title(tmp_path: Path) -> None:
    bare = {"postmortems/factors/expired-cert.md": factor_text("expired-cert", title=EXPIRED[:-1], definition=None)}
    assert f"expired-cert  {EXPIRED[:-1]}\n" in run(site(tmp_path, {**ARCHIVE, **bare}), "suggest", "notes.md").stdout


def test_as_json_each_has_its_score_and_evidence(tmp_path: Path) -> None:
    first, second = suggested(site(tmp_path, ARCHIVE))
    assert set(first) == {"factor", "score", "evidence"}
    assert first["score"] >= second["score"] > 0
    assert first["evidence"] == second["evidence"] == [{"line": 5, "text": EXPIRED_TLS}]


def test_the_line_is_that_of_the_file_though_it_begins_with_front_matter(tmp_path: Path) -> None:
    lines = ["---", "title: Shop", "severity: SEV2", "---", "", EXPIRED_CERT, ""]
    site(tmp_path, {**ARCHIVE, "notes.md": "\n".join(lines)})
    assert suggested(tmp_path)[0]["evidence"] == [{"line": 6, "text": EXPIRED_CERT}]


@pytest.mark.parametrize("name", ["expired-cert", "lapsed-cert"])
def test_what_is_cited_already_is_left_out(tmp_path: Path, name: str) -> None:
    cited = f"---\ntitle: Shop\ncontributing_factors: [{{factor: {name}}}]\n---\n\n{EXPIRED_CERT}\n"
    assert named(site(tmp_path, {**ARCHIVE, "notes.md": cited})) == {"untracked-expiry"}


def test_no_more_are_told_than_are_wanted(tmp_path: Path) -> None:
    site(tmp_path, ARCHIVE)
    assert len(suggested(tmp_path, "-n", "1")) == 1
    assert run(tmp_path, "suggest", "notes.md", "-n", "1").stderr == "1 factor suggested\n"


@pytest.mark.parametrize("number", ["0", "21", "few"])
def test_a_number_that_cannot_be_is_wrong_use(tmp_path: Path, number: str) -> None:
    assert run(site(tmp_path, ARCHIVE), "suggest", "notes.md", "-n", number).exit_code == 2


@pytest.mark.parametrize("text", ["# Lunch\n\nThe soup was cold.\n", "", f"```\n{EXPIRED_CERT}\n```\n"])
def test_where_none_is_plain_that_is_told(tmp_path: Path, text: str) -> None:
    result = run(site(tmp_path, {**ARCHIVE, "notes.md": text}), "suggest", "notes.md")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no factor is plain enough to suggest\n")
    assert suggested(tmp_path) == []


@pytest.mark.parametrize("options", [[], ["--format", "json"]])
def test_nothing_is_written(tmp_path: Path, options: list[str]) -> None:
    before = files(site(tmp_path, ARCHIVE))
    assert run(tmp_path, "suggest", "notes.md", *options).stdout
    assert files(tmp_path) == before


def test_what_is_written_in_files_is_no_markup(tmp_path: Path) -> None:
    text = f"[red]{EXPIRED_TLS[:-1]}[/red] [/]."
    result = run(site(tmp_path, {**ARCHIVE, "notes.md": f"{text}\n"}), "suggest", "notes.md")
    assert f"    notes.md:1: {text}\n" in result.stdout


def test_the_file_is_named_as_it_was_given(tmp_path: Path) -> None:
    site(tmp_path / "site", ARCHIVE)
    (tmp_path / "my notes.md").write_text(NOTES, encoding="utf-8")
    assert f"    {tmp_path}/my notes.md:5: " in run(tmp_path / "site", "suggest", str(tmp_path / "my notes.md")).stdout


def test_in_a_large_archive_the_same_is_suggested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = suggested(site(tmp_path, ARCHIVE))
    monkeypatch.setattr("mkdocs_postmortems.cli.drafts.MANY", 0)
    assert suggested(tmp_path) == small
