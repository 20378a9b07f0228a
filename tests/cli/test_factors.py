"""`postmortems factors`: what is in the vocabulary, and changes to it that are made everywhere or nowhere."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import Result

from tests.builders import factor_text, postmortem_text
from tests.cli.builders import run, site
from tests.edits.builders import changed_lines, files

FACTORS = "postmortems/factors/"
TWENTY = {
    f"postmortems/2026/2026-03-{i:02}-b.md": postmortem_text(
        date=f"2026-03-{i:02}",
        contributing_factors=[{"factor": "slow-recovery"}, {"factor": "monitoring-gap", "how": "No slow-recovery."}],
        action_items=[{"action": "Watch", "owner": "us", "factors": ["monitoring-gap", "slow-recovery"]}],
    )
    for i in range(1, 21)
}


def words(text: str) -> str:
    return " ".join(text.split())


def refused(root: Path, *arguments: str) -> Result:
    """The result of a command that changes nothing and says so."""
    before = files(root)
    result = run(root, "factors", *arguments)
    assert result.exit_code == 1
    assert "nothing was changed" in result.stderr
    assert result.stdout == ""
    assert files(root) == before
    return result


def rules_in(result: Result) -> list[str]:
    return sorted(finding["id"] for finding in json.loads(result.stdout))


# ------------------------------------------------------------------ rename


def test_one_command_renames_a_factor_in_twenty_postmortems_and_touches_only_its_lines(tmp_path: Path) -> None:
    before = files(site(tmp_path, TWENTY))
    result = run(tmp_path, "factors", "rename", "slow-recovery", "slow-restore")
    after = files(tmp_path)
    assert result.exit_code == 0
    for path in TWENTY:
        assert changed_lines(before[path], after[path]) == [
            ("- factor: slow-recovery\n", "- factor: slow-restore\n"),
            ("  - slow-recovery\n", "  - slow-restore\n"),
        ]
    assert {path for path in before if before[path] != after.get(path)} == {*TWENTY, f"{FACTORS}slow-recovery.md"}
    assert f"{FACTORS}slow-restore.md" in after
    told = [*(f"{path}: 2 lines" for path in TWENTY), f"{FACTORS}slow-recovery.md -> {FACTORS}slow-restore.md: 1 line"]
    assert result.stdout.splitlines() == told
    assert words(result.stderr) == "slow-recovery is now called slow-restore: 21 files changed"


def test_after_a_rename_the_archive_has_the_same_findings_as_before(tmp_path: Path) -> None:
    site(tmp_path, TWENTY)
    before = run(tmp_path, "check", "--format", "json")
    run(tmp_path, "factors", "rename", "slow-recovery", "slow-restore", "--title", "Slow recovery")
    after = run(tmp_path, "check", "--format", "json")
    assert after.exit_code == before.exit_code
    assert rules_in(after) == rules_in(before)


def test_a_rename_may_change_the_title(tmp_path: Path) -> None:
    run(site(tmp_path), "factors", "rename", "slow-recovery", "slow-restore", "--title", "Restore: it takes hours")
    (told,) = (f for f in listed(tmp_path) if f["factor"] == "slow-restore")
    assert (told["title"], told["aliases"]) == ("Restore: it takes hours", ["slow-recovery"])


@pytest.mark.parametrize(
    "command", [("rename", "slow-recovery", "slow-restore"), ("merge", "slow-recovery", "alert-noise")]
)
def test_a_dry_run_shows_the_diff_and_writes_nothing(tmp_path: Path, command: tuple[str, ...]) -> None:
    before = files(site(tmp_path, {**TWENTY, f"{FACTORS}alert-noise.md": factor_text("alert-noise")}))
    result = run(tmp_path, "factors", *command, "--dry-run")
    assert result.exit_code == 0
    assert files(tmp_path) == before
    shown = result.stdout.splitlines()
    assert [line for line in shown if line.startswith("--- ")] == [
        *(f"--- a/{path}" for path in sorted(TWENTY)),
        f"--- a/{FACTORS}slow-recovery.md",
    ]
    assert shown.count("-- factor: slow-recovery") == shown.count(f"+- factor: {command[2]}") == 20
    assert "changed" not in result.stderr


def test_what_a_dry_run_shows_is_what_the_command_does(tmp_path: Path) -> None:
    more = {f"{FACTORS}alert-noise.md": factor_text("alert-noise")}
    shown = run(
        site(tmp_path / "one", {**TWENTY, **more}), "factors", "merge", "slow-recovery", "alert-noise", "--dry-run"
    )
    run(site(tmp_path / "other", {**TWENTY, **more}), "factors", "merge", "slow-recovery", "alert-noise")
    apply = ["git", "apply", "--unidiff-zero", "-"]
    outside = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    subprocess.run(apply, cwd=tmp_path / "one", input=shown.stdout.encode(), check=True, env=outside)
    assert files(tmp_path / "one") == files(tmp_path / "other")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["slow-recover", "slow-restore"],
            'there is no factor "slow-recover"; nothing was changed did you mean "slow-recovery"?',
        ),
        (["slow-recovery", "no"], 'YAML reads "no" as something other than text; nothing was changed add a word'),
        (["slow-recovery", "Slow Restore"], '"Slow Restore" is no slug; nothing was changed write "slow-restore"'),
        (
            ["slow-recovery", "monitoring-gap"],
            "is a factor already; nothing was changed postmortems factors merge slow-recovery monitoring-gap",
        ),
        (["slow-recovery", "slow-restore", "--title", " "], "the title is empty; nothing was changed"),
    ],
)
@pytest.mark.parametrize("more", [[], ["--dry-run"]], ids=["for-real", "dry-run"])
def test_a_rename_that_cannot_be_is_refused_with_a_way_out(
    tmp_path: Path, arguments: list[str], message: str, more: list[str]
) -> None:
    result = refused(site(tmp_path, TWENTY), "rename", *arguments, *more)
    assert message in words(result.stderr)


def test_a_title_that_is_no_text_is_no_traceback(tmp_path: Path) -> None:
    run(site(tmp_path), "factors", "rename", "slow-recovery", "slow-restore", "--title", "a\udcffb")


def test_a_disk_that_is_full_leaves_every_file_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = os.replace, iter(range(100))

    def full(one: Path, other: Path) -> None:
        if next(calls) == 10:
            raise OSError(28, "No space left on device")
        real(one, other)

    site(tmp_path, TWENTY)
    monkeypatch.setattr(os, "replace", full)
    result = refused(tmp_path, "rename", "slow-recovery", "slow-restore")
    assert "2026-03-11-b.md cannot be written: No space left on device" in words(result.stderr)


# ------------------------------------------------------------------ merge


def test_one_command_merges_a_factor_in_twenty_postmortems(tmp_path: Path) -> None:
    before = files(site(tmp_path, {**TWENTY, f"{FACTORS}alert-noise.md": factor_text("alert-noise")}))
    result = run(tmp_path, "factors", "merge", "slow-recovery", "alert-noise")
    after = files(tmp_path)
    assert result.exit_code == 0
    for path in TWENTY:
        assert changed_lines(before[path], after[path]) == [
            ("- factor: slow-recovery\n", "- factor: alert-noise\n"),
            ("  - slow-recovery\n", "  - alert-noise\n"),
        ]
    assert {path for path in before if before[path] != after[path]} == {*TWENTY, f"{FACTORS}slow-recovery.md"}
    assert words(result.stderr) == "slow-recovery is now part of alert-noise: 21 files changed"
    states = {factor["factor"]: (factor["postmortems"], factor["state"]) for factor in listed(tmp_path)}
    assert states["alert-noise"] == (20, "in use")
    assert states["slow-recovery"] == (0, "merged into alert-noise")


@pytest.mark.parametrize("more", [[], ["--dry-run"]], ids=["for-real", "dry-run"])
def test_postmortems_that_cite_both_are_named_with_their_lines(tmp_path: Path, more: list[str]) -> None:
    site(tmp_path, TWENTY)
    lines = files(tmp_path)["postmortems/2026/2026-03-01-b.md"].decode().splitlines()
    result = run(tmp_path, "factors", "merge", "slow-recovery", "monitoring-gap", *more)
    line = lines.index("- factor: slow-recovery") + 1
    for path in TWENTY:
        assert f"{path}:{line} cites both: keep one, and let its `how` say what both said" in words(result.stderr)


def test_a_file_that_loses_a_line_is_told_as_such(tmp_path: Path) -> None:
    item = {"action": "Watch", "owner": "us", "factors": ["monitoring-gap", "slow-recovery"]}
    text = postmortem_text(contributing_factors=[{"factor": "monitoring-gap"}], action_items=[item])
    result = run(site(tmp_path, {"postmortems/a.md": text}), "factors", "merge", "slow-recovery", "monitoring-gap")
    assert "postmortems/a.md: 1 line\n" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["slow-recovery", "monitoring-gp"],
            'there is no factor "monitoring-gp"; nothing was changed did you mean "monitoring-gap"?',
        ),
        (["slow-recovery", "slow-recovery"], '"slow-recovery" leads to "slow-recovery" itself; nothing was changed'),
    ],
)
def test_a_merger_that_cannot_be_is_refused_with_a_way_out(tmp_path: Path, arguments: list[str], message: str) -> None:
    assert message in words(refused(site(tmp_path, TWENTY), "merge", *arguments).stderr)


@pytest.mark.parametrize(
    "command", [("rename", "slow-recovery", "slow-restore"), ("merge", "slow-recovery", "monitoring-gap")]
)
def test_files_that_cannot_be_read_are_left_alone_and_named(tmp_path: Path, command: tuple[str, ...]) -> None:
    broken = {
        "postmortems/2026/a.md": "---\ncontributing_factors: [{factor: slow-recovery}\n---\n",
        f"{FACTORS}broken.md": "---\nmerged_into: slow-recovery\n",
        "postmortems/overlay.yml": "- slow-recovery\n",
    }
    undated = {"postmortems/2026/undated.md": "---\ncontributing_factors: [{factor: slow-recovery}]\n---\n"}
    before = files(site(tmp_path, {**broken, **undated}))
    result = run(tmp_path, "factors", *command)
    assert result.exit_code == 0
    assert {path: files(tmp_path)[path] for path in broken} == {path: before[path] for path in broken}
    assert [line for line in result.stderr.splitlines() if "left alone" in line] == [
        f"{path} cannot be read, and was left alone" for path in broken
    ]
    assert f"factor: {command[2]}" in files(tmp_path)["postmortems/2026/undated.md"].decode()


@pytest.mark.parametrize("command", ["rename", "merge"])
def test_a_command_without_both_names_is_wrong_use(tmp_path: Path, command: str) -> None:
    before = files(site(tmp_path))
    assert run(tmp_path, "factors", command, "slow-recovery").exit_code == 2
    assert files(tmp_path) == before


# ------------------------------------------------------------------ list

LISTED = {
    "postmortems/2026/2026-03-14-a.md": postmortem_text(contributing_factors=[{"factor": "slow-recovery"}]),
    "postmortems/2026/2026-03-15-b.md": postmortem_text(
        date="2026-03-15", contributing_factors=[{"factor": "slow-restore"}, {"factor": "clock-skew"}]
    ),
    "postmortems/2026/2026-03-16-c.md": postmortem_text(date="2026-03-16", status="draft"),
    f"{FACTORS}slow-restore.md": factor_text("slow-restore", merged_into="slow-recovery"),
    f"{FACTORS}long-restore.md": factor_text("long-restore", broader="slow-recovery", aliases=["restore-hours"]),
    f"{FACTORS}alert-noise.md": factor_text("alert-noise", deprecated="say which"),
    f"{FACTORS}storage.md": factor_text("storage", type=None),
    f"{FACTORS}slow-disk.md": factor_text("slow-disk", broader="storage"),
    "postmortems/2026/2026-03-17-d.md": postmortem_text(
        date="2026-03-17", contributing_factors=[{"factor": "slow-disk"}]
    ),
}


def listed(root: Path, *options: str) -> list[dict[str, object]]:
    found = json.loads(run(root, "factors", "list", "--format", "json", *options).stdout)
    assert isinstance(found, list)
    return found


def test_every_factor_is_listed_with_its_state_the_most_cited_first_and_pointers_last(tmp_path: Path) -> None:
    assert [(told["factor"], told["postmortems"], told["state"]) for told in listed(site(tmp_path, LISTED))] == [
        ("slow-recovery", 2, "in use"),
        ("clock-skew", 1, "not described"),
        ("slow-disk", 1, "in use"),
        ("long-restore", 0, "unused"),
        ("monitoring-gap", 0, "unused"),
        ("storage", 0, "in use"),
        ("alert-noise", 0, "deprecated"),
        ("slow-restore", 0, "merged into slow-recovery"),
    ]


def test_as_json_a_factor_has_all_that_is_known_of_it(tmp_path: Path) -> None:
    by_slug = {told["factor"]: told for told in listed(site(tmp_path, LISTED))}
    assert by_slug["slow-recovery"] == {
        "factor": "slow-recovery",
        "title": "Slow recovery",
        "type": "process",
        "broader": None,
        "aliases": [],
        "postmortems": 2,
        "with_narrower": 2,
        "first": "2026-03-14",
        "last": "2026-03-15",
        "state": "in use",
    }
    assert by_slug["long-restore"]["aliases"] == ["restore-hours"]
    assert by_slug["storage"]["with_narrower"] == 1


def test_as_text_each_factor_is_a_row(tmp_path: Path) -> None:
    result = run(site(tmp_path, LISTED), "factors", "list")
    heading, *rows = [line.split() for line in result.stdout.splitlines()]
    assert heading == ["factor", "type", "postmortems", "last", "state"]
    assert rows[0] == ["slow-recovery", "process", "2", "2026-03-15", "in", "use"]
    assert rows[1] == ["clock-skew", "-", "1", "2026-03-15", "not", "described"]
    assert len(rows) == 8
    assert words(result.stderr) == "6 factors to cite, 2 pointers"


def test_only_the_unused_are_listed_on_request(tmp_path: Path) -> None:
    unused = [(told["factor"], told["state"]) for told in listed(site(tmp_path, LISTED), "--unused")]
    assert unused == [("long-restore", "unused"), ("monitoring-gap", "unused")]


def test_what_is_written_in_files_is_no_markup(tmp_path: Path) -> None:
    root = site(tmp_path, {f"{FACTORS}alert-noise.md": factor_text("alert-noise", merged_into="no-such")})
    assert "merged into no-such" in words(run(root, "factors", "list").stdout)


def test_an_archive_without_factors_has_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Ours\nplugins: [postmortems]\n")
    assert listed(tmp_path) == []
    assert words(run(tmp_path, "factors", "list").stderr) == "0 factors to cite, 0 pointers"


# ------------------------------------------------------------------ drift

DRIFTING = {
    f"{FACTORS}recovery-slow.md": factor_text("recovery-slow"),
    f"{FACTORS}storage-team.md": factor_text("storage-team"),
    **{
        f"postmortems/2026/2026-03-1{n}-{n}.md": postmortem_text(
            date=f"2026-03-1{n}",
            contributing_factors=[{"factor": "slow-recovery"}, {"factor": "monitoring-gap", "layer": "control-gap"}],
        )
        for n in (4, 5)
    },
    "postmortems/2026/2026-03-16-team.md": postmortem_text(
        date="2026-03-16", contributing_factors=[{"factor": "storage-team"}]
    ),
}


def test_each_place_where_the_vocabulary_drifts_is_told_by_kind_with_the_command_that_mends_it(tmp_path: Path) -> None:
    result = run(site(tmp_path, DRIFTING), "factors", "drift")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Never used (1)",
        "  recovery-slow: no postmortem cites it; what is most like it: slow-recovery",
        "      postmortems factors merge recovery-slow slow-recovery",
        "Used once (1)",
        "  storage-team: cited once",
        "      postmortems factors merge storage-team OTHER",
        "Names nearly the same (1)",
        '  recovery-slow: reads like "slow-recovery"',
        "      postmortems factors merge recovery-slow slow-recovery",
        "Definitions that overlap (1)",
        "  recovery-slow: its definition says much of what that of slow-recovery says",
        "      postmortems factors merge recovery-slow slow-recovery",
        "Names that are no condition (1)",
        "  storage-team: the name is that of the owner storage-team, and no condition",
        '      postmortems factors rename storage-team NEW --title "What was so"',
    ]
    assert result.stderr == "5 places where the vocabulary drifts\n"


def test_as_json_each_place_has_its_kind_and_score_and_the_other_factor(tmp_path: Path) -> None:
    result = run(site(tmp_path, DRIFTING), "factors", "drift", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    by_kind = {one.pop("kind"): one for one in json.loads(result.stdout)}
    assert by_kind["definitions-that-overlap"].pop("score") > 0
    assert by_kind["definitions-that-overlap"] == {
        "factor": "recovery-slow",
        "other": "slow-recovery",
        "why": "its definition says much of what that of slow-recovery says",
        "command": "postmortems factors merge recovery-slow slow-recovery",
    }
    assert by_kind["used-once"] == {
        "factor": "storage-team",
        "other": None,
        "score": None,
        "why": "cited once",
        "command": "postmortems factors merge storage-team OTHER",
    }


def test_the_command_that_mends_a_place_does(tmp_path: Path) -> None:
    site(tmp_path, DRIFTING)
    for one in json.loads(run(tmp_path, "factors", "drift", "--format", "json").stdout):
        if one["factor"] == "recovery-slow" and one["kind"] == "never-used":
            assert run(tmp_path, *one["command"].split()[1:]).exit_code == 0
    assert "recovery-slow" not in run(tmp_path, "factors", "drift").stdout


def test_what_drifts_is_told_and_not_changed(tmp_path: Path) -> None:
    before = files(site(tmp_path, DRIFTING))
    run(tmp_path, "factors", "drift")
    assert files(tmp_path) == before


def test_a_vocabulary_that_does_not_drift_has_nothing_to_tell(tmp_path: Path) -> None:
    calm = {path: text for path, text in DRIFTING.items() if "1" in path and "team" not in path}
    result = run(site(tmp_path, calm), "factors", "drift")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 places where the vocabulary drifts\n")
    assert json.loads(run(tmp_path, "factors", "drift", "--format", "json").stdout) == []


@pytest.mark.parametrize("command", ["list", "drift"])
def test_an_unknown_form_is_wrong_use(tmp_path: Path, command: str) -> None:
    assert run(site(tmp_path), "factors", command, "--format", "csv").exit_code == 2


@pytest.mark.parametrize("command", ["list", "drift"])
def test_files_that_cannot_be_read_keep_nothing_from_being_told(tmp_path: Path, command: str) -> None:
    broken = {f"{FACTORS}broken.md": "---\ntitle: [\n---\n", "postmortems/2026/2026-03-20-x.md": "---\ntitle: a\n"}
    whole = run(site(tmp_path / "one", DRIFTING), "factors", command)
    assert run(site(tmp_path / "other", {**DRIFTING, **broken}), "factors", command).stdout == whole.stdout
