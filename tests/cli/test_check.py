"""`postmortems check`: everything at once, at file and line, with a way out."""

import json
import re
import textwrap
from pathlib import Path
from typing import Any

import pytest

from tests.builders import postmortem_text
from tests.cli.builders import run, site

FIRST = "postmortems/2026/2026-03-14-first.md"
SECOND = "postmortems/2026/2026-03-15-second.md"

PASSES = postmortem_text()
WITH_ERROR = postmortem_text(contributing_factors=[{"factor": "monitoring-gab"}])
WITH_WARNING = postmortem_text(severity=None)
WITH_ADVICE = postmortem_text({"Summary": ""}, status="draft")


def told(root: Path, *arguments: str) -> list[dict[str, Any]]:
    findings: list[dict[str, Any]] = json.loads(run(root, "check", "--format", "json", *arguments).stdout)
    return findings


# ---------------------------------------------------------------------- exit codes


@pytest.mark.parametrize(
    ("text", "plain", "strict"),
    [(PASSES, 0, 0), (WITH_ADVICE, 0, 0), (WITH_WARNING, 0, 1), (WITH_ERROR, 1, 1)],
    ids=["clean", "advice", "warning", "error"],
)
def test_the_exit_code_tells_whether_anything_reached_the_threshold(
    tmp_path: Path, text: str, plain: int, strict: int
) -> None:
    root = site(tmp_path, {FIRST: text})
    assert run(root, "check").exit_code == plain
    assert run(root, "check", "--strict").exit_code == strict


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_exit_code_is_the_same_in_every_format(tmp_path: Path, form: str) -> None:
    assert run(site(tmp_path, {FIRST: PASSES}), "check", "--format", form).exit_code == 0
    assert run(site(tmp_path, {FIRST: WITH_ERROR}), "check", "--format", form).exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["nowhere.md"], "nowhere.md"), (["--format", "xml"], "xml"), (["--fix"], "--fix")],
    ids=["a path that is not there", "an unknown format", "an unknown option"],
)
def test_wrong_use_exits_with_2_and_says_why(tmp_path: Path, arguments: list[str], words: str) -> None:
    result = run(site(tmp_path, {FIRST: PASSES}), "check", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"pattern_treshold": 3}, 'did you mean "pattern_threshold"?'),
        ({"checks": {"empty-secton": "off"}}, 'there is no rule "empty-secton"; did you mean "empty-section"?'),
    ],
    ids=["option", "rule"],
)
def test_a_wrong_option_of_the_site_is_wrong_use(tmp_path: Path, options: dict[str, object], words: str) -> None:
    result = run(site(tmp_path, {FIRST: PASSES}, **options), "check")
    assert result.exit_code == 2
    assert words in result.stderr
    assert "mkdocs.yml" in result.stderr


def test_an_archive_without_postmortems_is_clean(tmp_path: Path) -> None:
    result = run(site(tmp_path), "check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 postmortems checked" in result.stderr


def test_a_folder_without_an_archive_is_wrong_use(tmp_path: Path) -> None:
    result = run(tmp_path, "check")
    assert result.exit_code == 2
    assert "there is no archive here" in result.stderr


# ---------------------------------------------------------------------- formats


def test_text_says_where_what_and_what_to_do(tmp_path: Path) -> None:
    first, hint = run(site(tmp_path, {FIRST: WITH_ERROR}), "check", FIRST).stdout.splitlines()[:2]
    line = next(i for i, text in enumerate(WITH_ERROR.split("\n"), start=1) if "monitoring-gab" in text)
    where, what = first.split(": error: ")
    assert re.fullmatch(rf"{re.escape(FIRST)}:{line}(:\d+)?", where)
    assert what == 'unknown contributing factor "monitoring-gab" (PM301 unknown-factor)'
    assert hint == '    hint: did you mean "monitoring-gap"?'


def test_json_is_a_list_of_findings_sorted_by_place(tmp_path: Path) -> None:
    root = site(tmp_path, {SECOND: WITH_ERROR, FIRST: WITH_WARNING})
    findings = told(root)
    assert all(
        list(finding) == ["path", "line", "column", "id", "name", "level", "message", "hint"] for finding in findings
    )
    places = [(finding["path"], finding["line"], finding["column"]) for finding in findings]
    assert places == sorted(places)
    assert {path for path, _, _ in places} == {FIRST, SECOND}


def test_json_of_nothing_is_an_empty_list(tmp_path: Path) -> None:
    assert told(site(tmp_path, {FIRST: PASSES})) == []


def test_both_formats_tell_the_same(tmp_path: Path) -> None:
    root = site(tmp_path, {FIRST: WITH_WARNING, SECOND: WITH_ERROR})
    text = run(root, "check").stdout
    findings = told(root)
    assert text.count("    hint: ") == len(findings) > 1
    for finding in findings:
        assert f"{finding['message']} ({finding['id']} {finding['name']})\n    hint: {finding['hint']}\n" in text


def test_json_keeps_letters_of_any_script(tmp_path: Path) -> None:
    root = site(tmp_path, {FIRST: postmortem_text(контур="漢字")})
    assert 'unknown key "контур"' in run(root, "check", "--format", "json").stdout.replace('\\"', '"')


def test_what_is_for_people_stays_out_of_what_programs_read(tmp_path: Path) -> None:
    result = run(site(tmp_path, {FIRST: PASSES, SECOND: WITH_ERROR}), "check")
    assert "2 postmortems checked" in result.stderr
    assert "error" in result.stderr
    assert "checked" not in result.stdout


# ---------------------------------------------------------------------- which files


@pytest.mark.parametrize(
    ("arguments", "paths"),
    [
        ([], {FIRST, SECOND}),
        ([FIRST], {FIRST}),
        (["postmortems/2026"], {FIRST, SECOND}),
        ([FIRST, SECOND], {FIRST, SECOND}),
        (["./postmortems/../" + SECOND], {SECOND}),
        (["postmortems/factors"], set()),
        (["mkdocs.yml"], set()),
    ],
    ids=["none", "file", "folder", "files", "roundabout", "another folder", "no postmortem"],
)
def test_paths_limit_the_findings(tmp_path: Path, arguments: list[str], paths: set[str]) -> None:
    root = site(tmp_path, {FIRST: WITH_ERROR, SECOND: WITH_ERROR})
    assert {finding["path"] for finding in told(root, *arguments)} == paths


def test_a_limited_run_fails_only_on_what_it_shows(tmp_path: Path) -> None:
    root = site(tmp_path, {FIRST: PASSES, SECOND: WITH_ERROR})
    assert run(root, "check", FIRST).exit_code == 0
    assert run(root, "check", SECOND).exit_code == 1


def test_rules_about_several_files_see_the_whole_archive_all_the_same(tmp_path: Path) -> None:
    root = site(tmp_path, {FIRST: postmortem_text(id="same"), SECOND: postmortem_text(id="same")})
    assert [finding["name"] for finding in told(root, SECOND)] == ["duplicate-id"]


def test_from_a_folder_inside_the_site_paths_are_still_those_of_the_project(tmp_path: Path) -> None:
    root = site(tmp_path, {FIRST: WITH_ERROR, SECOND: WITH_ERROR})
    findings = told(root / "postmortems" / "2026", "2026-03-14-first.md")
    assert {finding["path"] for finding in findings} == {FIRST}


def test_a_site_chooses_the_level_of_a_rule(tmp_path: Path) -> None:
    files = {FIRST: WITH_WARNING}
    assert run(site(tmp_path, files, checks={"incident-without-severity": "error"}), "check").exit_code == 1
    assert run(site(tmp_path, files, checks={"PM205": "off"}), "check", "--strict").exit_code == 0


# ---------------------------------------------------------------------- a newcomer

FIVE_MISTAKES = textwrap.dedent("""\
    ---
    title: The import ran twice
    date: 2026-03-14
    severty: SEV3
    started_at: 2026-03-14T09:12:00
    contributing_factors:
      - factor: monitoring-gab
        layer: control-gap
    action_items:
      - action: Stop an import that would double the rows
        due: 2026-04-31
        factors: [monitoring-gap]
    ---

    ## Summary

    A second import was started while the first one ran.
    """)


@pytest.mark.parametrize("form", ["text", "json"])
def test_five_mistakes_in_a_new_file_are_told_in_one_run_each_with_a_way_out(tmp_path: Path, form: str) -> None:
    result = run(site(tmp_path, {FIRST: FIVE_MISTAKES}), "check", "--format", form, FIRST)
    assert result.exit_code == 1
    for words in ("severty", "zone", "monitoring-gab", "no owner", "2026-04-31"):
        assert words in result.stdout


def test_five_mistakes_stand_at_their_lines(tmp_path: Path) -> None:
    findings = told(site(tmp_path, {FIRST: FIVE_MISTAKES}))
    found = {(finding["line"], finding["name"]): finding["hint"] for finding in findings}
    mistakes = {
        (4, "unknown-key"): 'did you mean "severity"?',
        (5, "wrong-value"): "add Z for UTC, or the offset: 2026-03-14T09:12:00Z",
        (7, "unknown-factor"): 'did you mean "monitoring-gap"?',
        (10, "action-without-owner"): "name the team or role that will see it through",
        (11, "wrong-value"): "write it as 2019-07-02",
    }
    assert found.items() >= mistakes.items()
    assert all(finding["hint"] for finding in findings)


HOSTILE = {
    "NUL bytes": b"\x00" * 100,
    "not UTF-8": b"---\ntitle: \xff\n---\n",
    "never closed": b"---\ntitle: x\n",
    "a bomb of brackets": b"---\na: " + b"[" * 50_000 + b"\n---\n",
    "empty": b"",
    "only dashes": b"---\n---\n",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_a_finding_and_the_others_are_still_checked(tmp_path: Path, content: bytes) -> None:
    root = site(tmp_path, {SECOND: WITH_ERROR})
    (root / FIRST).write_bytes(content)
    result = run(root, "check", "--format", "json")
    assert result.exit_code == 1
    assert {finding["path"] for finding in json.loads(result.stdout)} == {FIRST, SECOND}
