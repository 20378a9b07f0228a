"""docs/guides/in-your-editor.md: editors read what the command prints, and the schema holds the overlay."""

import json
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from mkdocs_postmortems.model import postmortem_schema
from tests.builders import postmortem_text
from tests.cli.builders import run, site
from tests.guides import fences, shell, typed, written_into

GUIDE = "in-your-editor.md"
FIRST = "postmortems/2026/2026-03-14-first.md"
SECOND = "postmortems/2026/2026-03-15-second.md"
THIRD = "postmortems/2026/2026-03-16: third.md"

FILES = {
    FIRST: postmortem_text(contributing_factors=[{"factor": "monitoring-gab"}]),
    SECOND: postmortem_text(severity=None),
    THIRD: postmortem_text({"Summary": ""}, status="draft"),
}
"""An error, a warning and a piece of advice."""


def told(root: Path) -> list[dict[str, Any]]:
    findings: list[dict[str, Any]] = json.loads(run(root, "check", "--format", "json").stdout)
    assert {finding["level"] for finding in findings} == {"error", "warning", "advice"}
    return findings


# ---------------------------------------------------------------------- VS Code

(TASKS,) = (json.loads(text) for text in written_into(GUIDE, ".vscode/tasks.json"))
(TASK,) = TASKS["tasks"]
MATCHER = TASK["problemMatcher"]

LEVELS = {"error": "error", "warning": "warning", "advice": "info"}
"""What each of ours should be among the levels of VS Code, which knows error, warning and info by these words."""


def problems(output: str) -> list[dict[str, str]]:
    """What VS Code makes of the lines of a task; where it does not know the level, it takes that of the matcher."""
    pattern = MATCHER["pattern"]
    found = [match for line in output.splitlines() if (match := re.search(pattern["regexp"], line))]
    groups = {name: group for name, group in pattern.items() if name != "regexp"}
    named = [{name: match.group(group) for name, group in groups.items()} for match in found]
    known = {"error", "warning", "info"}
    return [{**p, "severity": p["severity"] if p["severity"] in known else MATCHER["severity"]} for p in named]


def test_the_task_finds_every_finding_with_its_place_level_and_rule_and_nothing_else(tmp_path: Path) -> None:
    root = site(tmp_path, FILES)
    result = shell(TASK["command"], root)
    assert problems(result.stdout + result.stderr) == [
        {
            "file": finding["path"],
            "line": str(finding["line"]),
            "severity": LEVELS[finding["level"]],
            "message": finding["message"],
            "code": f"{finding['id']} {finding['name']}",
        }
        for finding in told(root)
    ]


# ---------------------------------------------------------------------- Emacs

IN_A_TERMINAL = "import pty, sys; sys.exit(pty.spawn(['sh', '-c', sys.argv[1]]) >> 8)"


def test_what_emacs_runs_in_a_terminal_prints_bare_lines(tmp_path: Path) -> None:
    (line,) = (line for fence in fences(GUIDE) for line in fence.text.splitlines() if line.startswith("M-x compile"))
    command = line.removeprefix("M-x compile RET ").removesuffix(" RET")
    root = site(tmp_path, FILES)
    result = shell(f"{sys.executable} -c {shlex.quote(IN_A_TERMINAL)} {shlex.quote(command)}", root, TERM="emacs")
    assert result.returncode == 1
    assert "\x1b" not in result.stdout
    places = [f"{finding['path']}:{finding['line']}: {finding['level']}: " for finding in told(root)]
    starts = [line for line in result.stdout.splitlines() if line.startswith("postmortems/")]
    assert [start[: len(place)] for start, place in zip(starts, places, strict=True)] == places


# ---------------------------------------------------------------------- the overlay

WRAPPER = ".vscode/postmortem-overlay.schema.json"
(WRAPPER_TEXT,) = written_into(GUIDE, WRAPPER)
(OVERLAY,) = written_into(GUIDE, "postmortems/overlay.yml")


def wrong(overlay: str) -> list[str]:
    """What the schema of the overlay, beside that of a postmortem, finds wrong; in YAML of today a day is a text."""
    beside = Registry().with_resource("postmortem.schema.json", Resource.from_contents(postmortem_schema()))
    written = json.loads(json.dumps(yaml.safe_load(overlay), default=str))
    validator = Draft202012Validator(json.loads(WRAPPER_TEXT), registry=beside)
    return [error.message for error in validator.iter_errors(written)]


def test_the_overlay_of_the_guide_is_right_to_the_schema() -> None:
    Draft202012Validator.check_schema(json.loads(WRAPPER_TEXT))
    assert wrong(OVERLAY) == []


def test_the_overlay_of_the_guide_is_right_to_the_command(tmp_path: Path) -> None:
    body = "# Mail was late\n\n## Summary\n\nMail was late.\n"
    reports = {f"postmortems/{path}": body for path in yaml.safe_load(OVERLAY)}
    root = site(tmp_path, {"postmortems/overlay.yml": OVERLAY, **reports}, templates={"legacy": ["Summary"]})
    findings = json.loads(run(root, "check", "--format", "json").stdout)
    assert [finding for finding in findings if finding["path"] == "postmortems/overlay.yml"] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("severity:", "severty:"), ("SEV3", "3"), ("[mail]", "mail"), ("2019-08-21", "[2019]"), ("outage.md:", "outage:")],
    ids=["unknown key", "unknown value", "no list", "no day", "no Markdown file"],
)
def test_the_schema_of_the_overlay_sees_a_mistake(old: str, new: str) -> None:
    assert len(wrong(OVERLAY.replace(old, new))) >= 1


def test_the_schema_is_written_to_where_the_others_look_for_it(tmp_path: Path) -> None:
    (command,) = typed(GUIDE)
    (tmp_path / ".vscode").mkdir()
    assert shell(command, tmp_path).returncode == 0
    reference = json.loads(WRAPPER_TEXT)["additionalProperties"]["$ref"]
    assert json.loads((tmp_path / WRAPPER).with_name(reference).read_text(encoding="utf-8")) == postmortem_schema()


def test_the_overlay_and_the_settings_name_the_same_schema(tmp_path: Path) -> None:
    (settings,) = (json.loads(text) for text in written_into(GUIDE, ".vscode/settings.json"))
    modeline = re.match(r"# yaml-language-server: \$schema=(\S+)\n", OVERLAY)
    assert modeline
    assert (tmp_path / "postmortems" / modeline.group(1)).resolve() == (tmp_path / WRAPPER).resolve()
    assert settings["yaml.schemas"] == {WRAPPER: "postmortems/overlay.yml"}
