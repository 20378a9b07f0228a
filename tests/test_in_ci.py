"""docs/guides/in-ci.md and .pre-commit-hooks.yaml: other programs take the examples, and they do what is said."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.builders import postmortem_text
from tests.cli.builders import site
from tests.guides import GUIDES, shell, typed, written_into

GUIDE = "in-ci.md"
MANIFEST = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
HOOKS: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))

WORKFLOWS = written_into(GUIDE, ".github/workflows/postmortems.yml")
(GITLAB,) = written_into(GUIDE, ".gitlab-ci.yml")
HOOK_CONFIGS = written_into(GUIDE, ".pre-commit-config.yaml")
(MKDOCS,) = written_into(GUIDE, "mkdocs.yml")
PROSE = (GUIDES / GUIDE).read_text(encoding="utf-8")

FIRST = "postmortems/2026/2026-03-14-first.md"
SECOND = "postmortems/2026/2026-03-15-second.md"
PASSES = postmortem_text()
WITH_WARNING = postmortem_text(severity=None)
WITH_ERROR = postmortem_text(contributing_factors=[{"factor": "monitoring-gab"}])
WITH_ANOTHER = postmortem_text(contributing_factors=[{"factor": "slow-recvery"}])


# ---------------------------------------------------------------------- files that others read


def objections(root: Path, *arguments: str, text: str) -> str:
    """What a program of another project says against a file; nothing, where it takes it."""
    file = root / "example.yml"
    file.write_text(text, encoding="utf-8")
    result = subprocess.run([sys.executable, "-m", *arguments, file], capture_output=True, text=True, check=False)
    return result.stdout + result.stderr if result.returncode else ""


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=["annotations", "code scanning"])
def test_a_workflow_is_one_that_github_takes(tmp_path: Path, workflow: str) -> None:
    schema = ("check_jsonschema", "--builtin-schema", "vendor.github-workflows")
    assert objections(tmp_path, *schema, text=workflow) == ""
    assert objections(tmp_path, *schema, text=workflow.replace("steps:", "step:"))


def test_the_pipeline_is_one_that_gitlab_takes(tmp_path: Path) -> None:
    schema = ("check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
    assert objections(tmp_path, *schema, text=GITLAB) == ""
    assert objections(tmp_path, *schema, text=GITLAB.replace("when: always", "when: ever"))


@pytest.mark.parametrize("config", HOOK_CONFIGS, ids=["from a repository", "from a package"])
def test_a_hook_configuration_is_one_that_pre_commit_takes(tmp_path: Path, config: str) -> None:
    assert objections(tmp_path, "pre_commit", "validate-config", text=config) == ""
    assert objections(tmp_path, "pre_commit", "validate-config", text=config.replace("- id:", "- identity:"))


def test_the_manifest_is_one_that_pre_commit_takes(tmp_path: Path) -> None:
    assert objections(tmp_path, "pre_commit", "validate-manifest", text=MANIFEST.read_text(encoding="utf-8")) == ""


def test_the_guide_names_the_hooks_that_there_are() -> None:
    shown = {hook["id"] for repo in yaml.safe_load(HOOK_CONFIGS[0])["repos"] for hook in repo["hooks"]}
    told = set(re.findall(r"`(postmortems-check[a-z-]*)`", PROSE))
    assert shown <= told == {hook["id"] for hook in HOOKS}


# ---------------------------------------------------------------------- commands


def steps() -> list[str]:
    """The lines of the workflows and of the pipeline that call the command."""
    jobs = [job for workflow in WORKFLOWS for job in yaml.safe_load(workflow)["jobs"].values()]
    lines = [step.get("run", "") for job in jobs for step in job["steps"]]
    lines += yaml.safe_load(GITLAB)["postmortems"]["script"]
    return [line for line in lines if line.startswith("postmortems ")]


def before_the_pipe(command: str) -> str:
    return command.partition(" | ")[0]


COMMANDS = [*dict.fromkeys(before_the_pipe(command) for command in [*steps(), *typed(GUIDE)])]
REPORTS = {command: command.partition("> ")[2] for command in COMMANDS if "> " in command}
CHECKS = [command for command in COMMANDS if "baseline" not in command]


def test_every_way_of_the_guide_is_among_the_commands() -> None:
    assert {*re.findall(r"--format (\w+)", "\n".join(COMMANDS))} == {"sarif", "gitlab", "rdjsonl"}
    assert len(REPORTS) == 2


@pytest.mark.parametrize("command", CHECKS)
@pytest.mark.parametrize(("text", "code"), [(PASSES, 0), (WITH_ERROR, 1)], ids=["clean", "error"])
def test_the_exit_code_decides_whether_the_job_passes(tmp_path: Path, command: str, text: str, code: int) -> None:
    result = shell(command, site(tmp_path, {FIRST: text}))
    assert (result.returncode, "Traceback" in result.stderr) == (code, False)


@pytest.mark.parametrize(("command", "report"), REPORTS.items(), ids=REPORTS.values())
@pytest.mark.parametrize("text", [PASSES, WITH_ERROR], ids=["clean", "error"])
def test_the_report_is_there_whole_whether_the_job_passes_or_not(
    tmp_path: Path, command: str, report: str, text: str
) -> None:
    root = site(tmp_path, {FIRST: text})
    shell(command, root)
    written = json.loads((root / report).read_text(encoding="utf-8"))
    found = written["runs"][0]["results"] if report.endswith(".sarif") else written
    assert ("monitoring-gab" in json.dumps(found)) == (text == WITH_ERROR)


def test_the_uploaded_report_is_the_one_that_was_written() -> None:
    scanning = next(iter(yaml.safe_load(WORKFLOWS[1])["jobs"].values()))
    uploaded = [step["with"]["sarif_file"] for step in scanning["steps"] if "sarif_file" in step.get("with", {})]
    job = yaml.safe_load(GITLAB)["postmortems"]
    assert {*uploaded, job["artifacts"]["reports"]["codequality"]} == set(REPORTS.values())


def test_each_line_for_reviewdog_is_an_object(tmp_path: Path) -> None:
    (command,) = {before_the_pipe(line) for line in typed(GUIDE) if "| reviewdog " in line}
    lines = shell(command, site(tmp_path, {FIRST: WITH_ERROR})).stdout.splitlines()
    assert FIRST in [json.loads(line)["location"]["path"] for line in lines]


def test_for_code_hosts_paths_start_at_the_root_of_the_repository(tmp_path: Path) -> None:
    root = site(tmp_path / "handbook", {FIRST: WITH_ERROR})
    shell("git init -q .", tmp_path)
    for command in (command.partition(" > ")[0] for command in CHECKS if "--format" in command):
        assert f'"handbook/{FIRST}"' in shell(command, root).stdout


def test_in_github_actions_findings_are_annotations_without_asking(tmp_path: Path) -> None:
    root = site(tmp_path, {FIRST: WITH_ERROR})
    assert f"::error file={FIRST},line=" in shell("postmortems check", root, GITHUB_ACTIONS="true").stdout
    assert "::error" not in shell("postmortems check", root).stdout
    assert "::error" not in shell("postmortems check --format text", root, GITHUB_ACTIONS="true").stdout


# ---------------------------------------------------------------------- hooks


def repository(root: Path, *ids: str, files: dict[str, str], **options: object) -> Path:
    """A repository of git with these hooks: those of the manifest, found where the tests find their commands."""
    hooks = [{**hook, "language": "system", **options} for hook in HOOKS if hook["id"] in ids]
    for hook in hooks:
        del hook["minimum_pre_commit_version"]  # a key of manifests alone
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    site(root, {".pre-commit-config.yaml": yaml.safe_dump(config), **files})
    shell("git init -q . && git add .", root)
    return root


def run_hooks(root: Path, *files: str) -> subprocess.CompletedProcess[str]:
    chosen = f"--files {shlex.join(files)}" if files else "--all-files"
    home = str(root / ".git" / "pre-commit")
    return shell(f"{shlex.quote(sys.executable)} -m pre_commit run {chosen}", root, PRE_COMMIT_HOME=home)


BOTH = ["postmortems-check", "postmortems-check-archive"]


@pytest.mark.parametrize("hook", BOTH)
def test_a_hook_lets_a_clean_archive_pass_and_holds_up_an_error(tmp_path: Path, hook: str) -> None:
    root = repository(tmp_path, hook, files={FIRST: PASSES, "README.md": "# Ours\n", "docs/index.md": "# Home\n"})
    assert run_hooks(root).returncode == 0
    (root / FIRST).write_text(WITH_ERROR, encoding="utf-8")
    result = run_hooks(root)
    assert result.returncode == 1
    assert 'unknown contributing factor "monitoring-gab"' in result.stdout


@pytest.mark.parametrize("hook", BOTH)
def test_the_arguments_of_a_hook_are_the_users(tmp_path: Path, hook: str) -> None:
    files = {FIRST: WITH_WARNING}
    assert run_hooks(repository(tmp_path / "plain", hook, files=files)).returncode == 0
    assert run_hooks(repository(tmp_path / "strict", hook, files=files, args=["--strict"])).returncode == 1


def test_a_commit_is_not_held_up_by_other_files(tmp_path: Path) -> None:
    files = {FIRST: PASSES, SECOND: WITH_ERROR, "README.md": "# Ours\n"}
    root = repository(tmp_path, "postmortems-check", files=files)
    assert run_hooks(root, FIRST, "README.md", "mkdocs.yml").returncode == 0
    assert run_hooks(root, SECOND).returncode == 1


def test_the_whole_archive_is_looked_at_whatever_the_commit_is_about(tmp_path: Path) -> None:
    root = repository(tmp_path, "postmortems-check-archive", files={SECOND: WITH_ERROR, "README.md": "# Ours\n"})
    assert run_hooks(root, "README.md").returncode == 1


@pytest.mark.parametrize("folder", [".", "handbook"])
def test_the_hook_one_writes_oneself_runs_wherever_the_site_is(tmp_path: Path, folder: str) -> None:
    (hook,) = yaml.safe_load(HOOK_CONFIGS[1])["repos"][0]["hooks"]
    below = re.search(r"the entry is `(sh -c 'cd handbook && .*?')`", PROSE)
    assert below
    site(tmp_path / folder, {FIRST: WITH_WARNING})
    assert shell(hook["entry"] if folder == "." else below.group(1), tmp_path).returncode == 1


# ---------------------------------------------------------------------- baseline


def test_a_baseline_leaves_only_what_is_new(tmp_path: Path) -> None:
    root = site(tmp_path, {FIRST: WITH_ERROR})
    assert shell("postmortems check", root).returncode == 1
    assert shell("postmortems check --update-baseline", root).returncode == 0
    assert json.loads((root / "postmortems-baseline.json").read_text(encoding="utf-8"))
    clean = shell("postmortems check --strict", root)
    assert (clean.returncode, clean.stdout) == (0, "")
    (root / SECOND).write_text(WITH_ANOTHER, encoding="utf-8")
    new = shell("postmortems check", root)
    assert new.returncode == 1
    assert "slow-recvery" in new.stdout
    assert "monitoring-gab" not in new.stdout


def test_what_was_mended_is_counted_and_leaves_at_the_next_update(tmp_path: Path) -> None:
    root = site(tmp_path, {FIRST: WITH_ERROR, SECOND: WITH_ANOTHER})
    shell("postmortems check --update-baseline", root)
    (root / FIRST).write_text(PASSES, encoding="utf-8")
    known, gone = remarks(shell("postmortems check", root).stderr)
    assert re.sub(r"\d+ findings?", "#", f"{known}\n{gone}\n") in re.sub(r"\d+ findings?", "#", PROSE)
    shell("postmortems check --update-baseline", root)
    assert "monitoring-gab" not in (root / "postmortems-baseline.json").read_text(encoding="utf-8")
    assert len(remarks(shell("postmortems check", root).stderr)) == 1


def remarks(summary: str) -> list[str]:
    return [line for line in summary.splitlines() if "postmortems-baseline.json" in line]


def test_a_finding_that_moves_down_is_known_and_one_in_a_renamed_file_is_new(tmp_path: Path) -> None:
    root = site(tmp_path, {FIRST: WITH_ERROR})
    shell("postmortems check --update-baseline", root)
    (root / FIRST).write_text(WITH_ERROR.replace("---\n", "---\n# a comment\n", 1), encoding="utf-8")
    assert shell("postmortems check", root).returncode == 0
    (root / FIRST).rename(root / SECOND)
    assert shell("postmortems check", root).returncode == 1


def test_the_baseline_may_be_elsewhere(tmp_path: Path) -> None:
    options = yaml.safe_load(MKDOCS)["plugins"][1]["postmortems"]
    root = site(tmp_path, {FIRST: WITH_ERROR}, **options)
    (root / options["checks_baseline"]).parent.mkdir()
    assert shell("postmortems check --update-baseline", root).returncode == 0
    assert (root / options["checks_baseline"]).is_file()
    assert shell("postmortems check", root).returncode == 0


def test_another_baseline_may_be_named_for_once(tmp_path: Path) -> None:
    (command,) = (line for line in typed(GUIDE) if "--baseline" in line)
    root = site(tmp_path, {FIRST: WITH_ERROR}, checks_baseline="elsewhere.json")
    shell("postmortems check --update-baseline", root)
    (root / "elsewhere.json").rename(root / shlex.split(command)[-1])
    assert shell("postmortems check", root).returncode == 1
    assert shell(command, root).returncode == 0
