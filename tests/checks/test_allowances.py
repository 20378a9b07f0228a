"""Exceptions granted by comments in the text: what they silence, and what is said of those that silence nothing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from mkdocs_postmortems.checks import Finding
from mkdocs_postmortems.checks import run as run_checks
from mkdocs_postmortems.checks.baseline import Baseline, write
from tests.builders import Tree, analysis, factor_text, postmortem_text, write_tree
from tests.checks.test_two_processes import told

HERE = "postmortems/2026/2026-03-14-stale-leader.md"
FACTOR = "postmortems/factors/monitoring-gap.md"
COMMENT = "<!-- allow unfinished-text: the queue is named TODO -->"


def run(root: Path, files: Tree, **settings: Any) -> list[Finding]:
    """What is found, but for questions about wording, which are tried elsewhere."""
    return [finding for finding in run_checks(analysis(root, files, **settings)) if not finding.id.startswith("PM7")]


def found(root: Path, impact: str, settings: Mapping[str, Any] | None = None, **fields: Any) -> list[Finding]:
    """What is found in a postmortem that says this about its impact."""
    return run(root, {HERE: postmortem_text({"Impact": impact}, **fields)}, **(settings or {}))


def names(findings: list[Finding]) -> list[str]:
    return [finding.name for finding in findings]


# ------------------------------------------------------------------ what is allowed

ALLOWED = {
    "on the line": f"12 percent failed: TODO is full. {COMMENT}",
    "above the line": f"{COMMENT}\n12 percent failed: TODO is full.",
    "above the paragraph": f"{COMMENT}\n\n12 percent failed: TODO is full.",
    "above it with another comment between": f"{COMMENT}\n<!-- written later -->\n12 percent failed: TODO is full.",
    "at the end of a list item": f"- 12 percent failed.\n- TODO was full. {COMMENT}\n- Writes stalled.",
    "in a nested item": f"- 12 percent failed.\n    - TODO was full. {COMMENT}",
    "in a quotation": f"12 percent failed.\n\n> {COMMENT}\n> TODO was full.",
    "in a table row": f"| Part | Felt |\n| --- | --- |\n| 12 percent | none |\n| 3 percent | TODO {COMMENT} |",
    "after a table row": f"| Part | Felt |\n| --- | --- |\n| 12 percent | TODO | {COMMENT}",
    "in the middle of a paragraph": f"12 percent failed,\nsince TODO was full, {COMMENT}\nfor an hour.",
}


@pytest.mark.parametrize("impact", ALLOWED.values(), ids=ALLOWED)
def test_a_comment_allows_a_finding(impact: str, tmp_path: Path) -> None:
    assert names(found(tmp_path, impact)) == []
    assert names(found(tmp_path, impact.replace(COMMENT, "<!-- TODO is a queue -->"))) == ["unfinished-text"]


NOT_ALLOWED = {
    "two lines below": f"{COMMENT}\n12 percent failed.\nThen TODO was full.",
    "above": f"12 percent failed: TODO was full.\n\n{COMMENT}\nThen it was not.",
    "two rows below": f"| Part | Felt |\n| --- | --- |\n| 1 percent {COMMENT} | a |\n| b | c |\n| d | TODO |",
    "of another rule": f"12 percent failed: TODO. {COMMENT.replace('unfinished-text', 'dead-link')}",
}


@pytest.mark.parametrize("impact", NOT_ALLOWED.values(), ids=NOT_ALLOWED)
def test_a_finding_elsewhere_stays_and_the_comment_is_not_needed(impact: str, tmp_path: Path) -> None:
    assert sorted(names(found(tmp_path, impact))) == ["unfinished-text", "unused-allowance"]


@pytest.mark.parametrize("impact", [f"```\n{COMMENT}\n```\n\nTODO", f"`{COMMENT}` TODO", f"TODO \\{COMMENT}"])
def test_a_comment_that_is_text_allows_nothing_and_is_not_unneeded(impact: str, tmp_path: Path) -> None:
    assert names(found(tmp_path, f"12 percent failed.\n\n{impact}")) == ["unfinished-text"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_change_nothing(end: str, tmp_path: Path) -> None:
    text = postmortem_text({"Impact": f"12 percent failed.\n\n{COMMENT}\n\nTODO was full."})
    assert run(tmp_path, {HERE: text.replace("\n", end).encode()}) == []


def test_several_comments_above_one_another_hold_for_one_line(tmp_path: Path) -> None:
    link = "<!-- allow dead-link: the page is written next week -->"
    impact = "12 percent failed: TODO is full, [see](elsewhere.md)."
    assert sorted(names(found(tmp_path, impact))) == ["dead-link", "unfinished-text"]
    assert found(tmp_path, f"{COMMENT}\n{link}\n\n{impact}") == []
    assert found(tmp_path, f"{impact} {COMMENT} {link}") == []


def test_every_finding_of_the_rule_on_the_line_is_allowed(tmp_path: Path) -> None:
    cells = f"| Part | Felt |\n| --- | --- |\n| TODO | TBD {COMMENT} |"
    assert found(tmp_path, f"12 percent failed.\n\n{cells}") == []


def test_each_line_needs_the_comment_that_is_nearest(tmp_path: Path) -> None:
    item = f"- TODO was full. {COMMENT}"
    assert found(tmp_path, f"12 percent failed.\n\n{item}\n{item}\n{item}") == []
    (finding,) = found(tmp_path, f"12 percent failed.\n\n{COMMENT}\n{COMMENT}\nTODO was full.")
    assert (finding.name, finding.line - line_of(tmp_path, "12 percent")) == ("unused-allowance", 2)


def line_of(root: Path, words: str) -> int:
    text = (root / HERE).read_text(encoding="utf-8")
    return text[: text.index(words)].count("\n") + 1


def test_a_comment_above_a_heading_allows_what_is_found_at_it(tmp_path: Path) -> None:
    summary = "Writes failed for 31 minutes for all customers, because two leaders took them in turn."
    text = postmortem_text(
        {"Summary": f"{summary}\n\n<!-- allow empty-section: nobody felt it -->", "Impact": "TO SAY"}
    )
    assert names(run(tmp_path, {HERE: text.replace("TO SAY", "12 percent failed.")})) == ["unused-allowance"]
    assert names(run(tmp_path, {HERE: text.replace("TO SAY", "")})) == []


def test_a_rule_about_the_file_is_allowed_too(tmp_path: Path) -> None:
    fence = "<!-- allow unclosed-code-block: the log ends there -->\n```\nlog"
    text = postmortem_text({"How do we prevent recurrence": f"Lag now pages the team on call (A1).\n\n{fence}"})
    assert names(run(tmp_path, {HERE: text})) == []


def test_what_front_matter_allows_as_well_needs_the_comment_first(tmp_path: Path) -> None:
    allow = {"unfinished-text": "the queue is named TODO"}
    one, two = f"12 percent failed: TODO was full. {COMMENT}", "\n\nThen it was not.\n\nThen TODO was empty."
    assert found(tmp_path, one + two, allow=allow) == []
    (finding,) = found(tmp_path, one, allow=allow)
    assert (finding.name, finding.line < line_of(tmp_path, "## Summary")) == ("unused-allowance", True)


def test_a_finding_in_another_file_is_not_allowed_by_the_line_it_has_there(tmp_path: Path) -> None:
    comments = "<!-- allow times-out-of-order: a clock was wrong -->\n" * 100
    text = postmortem_text({"Control gap": f"Nothing compared the terms.\n\n{comments}"}, resolved_at=None)
    overlay = "# \n" * 99 + "2026/2026-03-14-stale-leader.md: {resolved_at: 2026-03-14T07:00:00Z}\n"
    findings = run(tmp_path, {HERE: text, "postmortems/overlay.yml": overlay})
    assert ("postmortems/overlay.yml", 100, "times-out-of-order") in [(f.path, f.line, f.name) for f in findings]
    assert text.split("\n")[99].startswith("<!-- allow")


# ------------------------------------------------------------------ what is said of the others


def test_an_allowance_without_a_reason_allows_nothing(tmp_path: Path) -> None:
    findings = found(tmp_path, "12 percent failed: TODO was full. <!-- allow unfinished-text -->")
    said = {finding.name: finding.message for finding in findings}
    assert sorted(said) == ["unfinished-text", "unused-allowance"]
    assert said["unused-allowance"] == 'the allowance for "unfinished-text" has no reason'


def test_an_allowance_is_given_by_name(tmp_path: Path) -> None:
    findings = found(tmp_path, "12 percent failed: TODO was full. <!-- allow PM207: the queue -->")
    said = {finding.name: (finding.message, finding.hint) for finding in findings}
    assert sorted(said) == ["unfinished-text", "unused-allowance"]
    assert said["unused-allowance"] == ('there is no rule "PM207" to allow', 'did you mean "unfinished-text"?')


def test_a_rule_that_is_off_needs_no_allowance_and_has_none_too_many(tmp_path: Path) -> None:
    off = {"checks": {"unfinished-text": "off"}}
    assert found(tmp_path, f"12 percent failed: TODO was full. {COMMENT}", off) == []
    assert found(tmp_path, f"12 percent failed. {COMMENT}", off) == []


def test_the_rule_about_allowances_can_be_off(tmp_path: Path) -> None:
    off = {"checks": {"PM605": "off"}}
    assert found(tmp_path, f"12 percent failed. {COMMENT} <!-- allow nothing-known: why --> <!-- allow -->", off) == []
    assert found(tmp_path, f"12 percent failed: TODO was full. {COMMENT}", off) == []


def test_in_a_draft_it_is_advice(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, f"12 percent failed. {COMMENT}", status="draft")
    assert (finding.name, finding.level.value) == ("unused-allowance", "advice")
    assert found(tmp_path, f"12 percent failed: TODO was full. {COMMENT}", status="draft") == []


def test_a_baseline_knows_it_like_any_other_finding(tmp_path: Path) -> None:
    findings = found(tmp_path, f"12 percent failed. {COMMENT}")
    write(tmp_path / "baseline.json", findings)
    moved = found(tmp_path, f"12 percent failed.\n\nAll day.\n\n{COMMENT}")
    assert names(moved) == ["unused-allowance"]
    assert Baseline.read(tmp_path / "baseline.json").new(moved) == []


def test_a_postmortem_that_cannot_be_read_has_no_allowances(tmp_path: Path) -> None:
    assert names(run(tmp_path, {HERE: f"---\ntitle: a\n\n{COMMENT}\n"})) == ["broken-front-matter"]


# ------------------------------------------------------------------ factors, and two processes


def test_the_definition_of_a_factor_has_allowances_too(tmp_path: Path) -> None:
    comment = "<!-- allow possible-secret: the key of the documentation -->"
    plain = factor_text("monitoring-gap")
    leaked = f"{plain}\nAKIA{'QWERTYUIOPASDFGH'} {comment}\n"
    files: Tree = {HERE: postmortem_text()}
    assert names(run(tmp_path, {**files, FACTOR: leaked.replace(comment, "")})) == ["possible-secret"]
    assert names(run(tmp_path, {**files, FACTOR: leaked})) == []
    (finding,) = run(tmp_path, {**files, FACTOR: f"{plain}\n{comment}\n"})
    assert (finding.path, finding.name, finding.line) == (FACTOR, "unused-allowance", plain.count("\n") + 2)


def test_two_processes_know_together_which_comments_were_needed(tmp_path: Path) -> None:
    files = {
        f"postmortems/2026/2026-03-{day:02}-again.md": postmortem_text(
            {"Impact": f"12 percent of writes failed{': TODO' if day % 3 else ''}. {COMMENT}"},
            title=f"Writes stalled {day}",
            date=f"2026-03-{day:02}",
        )
        for day in range(1, 12)
    }
    write_tree(tmp_path, files)
    alone, together = told(tmp_path, 10**9), told(tmp_path, 1)
    unneeded = [finding for finding in findings_of(alone) if finding[4] == "unused-allowance"]
    assert [finding[0] for finding in unneeded] == [f"postmortems/2026/2026-03-{day:02}-again.md" for day in (3, 6, 9)]
    assert together == alone


def findings_of(printed: list[object]) -> list[list[Any]]:
    findings = printed[1]
    assert isinstance(findings, list)
    return findings
