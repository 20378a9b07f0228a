"""`postmortems check`: everything at once, at file and line, with a way out."""

import json
import textwrap
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.builders import postmortem_text
from tests.cli.builders import run, site

FIRST = "postmortems/2026/2026-03-14-first.md"
SECOND = "postmortems/2026/2026-03-15-second.md"

PASSES = postmortem_text()
WITH_ERROR = postmortem_text(
    title="Writes stalled again", date="2026-03-15", contributing_factors=[{"factor": "monitoring-gab"}]
)
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
    root = site(tmp_path, {SECOND: WITH_ERROR})
    printed = run(root, "check", SECOND).stdout.splitlines()
    at = next(i for i, text in enumerate(printed) if "PM301" in text)
    first, shown, caret, hint = printed[at : at + 4]
    line = next(i for i, text in enumerate(WITH_ERROR.split("\n"), start=1) if "monitoring-gab" in text)
    where, what = first.split(": error: ")
    assert where == f"{SECOND}:{line}"
    assert "monitoring-gab" in shown
    assert caret.endswith("^")
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
        assert f"{finding['path']}:{finding['line']}: {finding['level']}: {finding['message']} " in text
        assert f"    hint: {finding['hint']}\n" in text


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
    assert "duplicate-id" in [finding["name"] for finding in told(root, SECOND)]


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


# ---------------------------------------------------------------------- formats of code hosts


def test_in_github_actions_findings_are_annotations_unless_another_format_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site(tmp_path, {SECOND: WITH_ERROR})
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run(root, "check").stdout.startswith("::error file=")
    assert run(root, "check", "--format", "text").stdout.startswith("postmortems/")
    monkeypatch.setenv("GITHUB_ACTIONS", "false")
    assert run(root, "check").stdout.startswith("postmortems/")


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "rdjsonl"])
def test_code_hosts_get_paths_from_the_root_of_the_repository(tmp_path: Path, form: str) -> None:
    (tmp_path / ".git").mkdir()
    root = site(tmp_path / "handbook", {SECOND: WITH_ERROR})
    assert f"handbook/{SECOND}" in run(root, "check", "--format", form).stdout
    assert "handbook" not in run(root, "check", "--format", "json").stdout


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif", "rdjsonl"])
def test_every_format_tells_every_finding(tmp_path: Path, form: str) -> None:
    root = site(tmp_path, {FIRST: WITH_WARNING, SECOND: WITH_ERROR})
    printed = run(root, "check", "--format", form).stdout
    assert all(finding["id"] in printed for finding in told(root))


# ---------------------------------------------------------------------- baseline


def test_with_a_baseline_only_what_is_new_is_told_and_fails(tmp_path: Path) -> None:
    root = site(tmp_path, {SECOND: WITH_ERROR})
    assert run(root, "check").exit_code == 1
    updated = run(root, "check", "--update-baseline", "--strict")
    assert (updated.exit_code, updated.stdout) == (0, "")
    again = run(root, "check", "--strict")
    assert (again.exit_code, again.stdout) == (0, "")
    assert "known from postmortems-baseline.json" in " ".join(again.stderr.split())
    (root / FIRST).write_text(WITH_WARNING.replace("severity", "sevrity"), encoding="utf-8")
    assert {finding["path"] for finding in told(root)} == {FIRST}
    assert run(root, "check", "--strict").exit_code == 1


def test_what_was_mended_since_is_counted_and_taken_out_by_the_next_update(tmp_path: Path) -> None:
    root = site(tmp_path, {SECOND: WITH_ERROR})
    run(root, "check", "--update-baseline")
    (root / SECOND).write_text(PASSES.replace("2026-03-14", "2026-03-15"), encoding="utf-8")
    assert "gone: --update-baseline takes them out" in " ".join(run(root, "check").stderr.split())
    run(root, "check", "--update-baseline")
    assert "gone" not in run(root, "check").stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--update-baseline", SECOND], "leave the paths out"),
        (["--baseline", "nowhere.json"], "--update-baseline writes it"),
        (["--baseline", "no/such/folder.json", "--update-baseline"], "cannot be written"),
    ],
)
def test_a_baseline_used_wrongly_is_wrong_use(tmp_path: Path, arguments: list[str], says: str) -> None:
    result = run(site(tmp_path, {SECOND: WITH_ERROR}), "check", *arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())


def test_a_broken_baseline_is_wrong_use_with_a_way_out(tmp_path: Path) -> None:
    root = site(tmp_path, {SECOND: WITH_ERROR})
    (root / "postmortems-baseline.json").write_text("{", encoding="utf-8")
    result = run(root, "check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--update-baseline" in result.stderr


def test_reports_of_other_teams_as_they_are_end_in_findings_and_a_baseline_takes_them_all(tmp_path: Path) -> None:
    reports = {
        "postmortems/Incident 2019-02-05.md": "# Hub down\n\n## Summary\n\nTODO\n\n### 14:03\n\nWe saw it.\n",
        "postmortems/old/PM-7 - Netzwerk.md": "Übersicht\n=========\n\n* **Impact:** many users\n\n```\nlog\n",
        "postmortems/old/empty.md": "",
        "postmortems/old/html.md": "<table><tr><td>14:00</td></tr></table>\n",
    }
    root = site(tmp_path, reports)
    first = run(root, "check")
    assert first.exit_code == 1
    assert run(root, "check", "--update-baseline", "--strict").exit_code == 0
    assert run(root, "check", "--strict").stdout == ""


def test_it_is_said_when_secrets_were_not_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path, {FIRST: PASSES})
    assert "Secrets" not in run(root, "check").stderr
    monkeypatch.setattr(import_module("mkdocs_postmortems.cli.check"), "can_look_for_secrets", lambda: False)
    assert "Secrets were not looked for" in run(root, "check").stderr
