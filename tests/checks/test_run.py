"""The run: levels from the settings, places, drafts, allowances, and everything in one go."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.checks import RULES, Citation, Finding, Level, Problem, Rule, only_at, run
from mkdocs_postmortems.model import Postmortem, load_factor, load_postmortem
from mkdocs_postmortems.settings import Settings, SettingsError
from mkdocs_postmortems.source import parse
from tests.builders import Tree, analysis, document, postmortem_text

HERE = "postmortems/2026/2026-03-14-stale-leader.md"
EARLIER = "postmortems/2025/2025-11-02-split-vote.md"
UNOWNED = [
    {
        "action": "Page on replication lag",
        "priority": "P1",
        "due": "2099-04-01",
        "factors": ["monitoring-gap"],
        "changes": "control",
    }
]


def found(root: Path, files: Tree, paths: list[str] | None = None, **options: Any) -> list[Finding]:
    findings = run(analysis(root, files, **options))
    return findings if paths is None else only_at(paths, findings)


def earlier(**fields: Any) -> str:
    """Another postmortem that passes, of the day in the name of its file."""
    return postmortem_text(title="Votes were split", date="2025-11-02", **fields)


def names(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.name, finding.level.value) for finding in findings]


# ------------------------------------------------------------------ levels


@pytest.mark.parametrize("rule", ["action-without-owner", "PM501"])
@pytest.mark.parametrize("level", ["error", "warning", "advice"])
def test_a_site_sets_the_level_of_a_rule_by_name_or_id(rule: str, level: str, tmp_path: Path) -> None:
    findings = found(tmp_path, {HERE: postmortem_text(action_items=UNOWNED)}, checks={rule: level})
    assert names(findings) == [("action-without-owner", level)]


@pytest.mark.parametrize("rule", ["action-without-owner", "PM501"])
@pytest.mark.parametrize("off", ["off", False], ids=["the-word", "what-YAML-makes-of-it"])
def test_a_rule_that_is_off_finds_nothing(rule: str, off: object, tmp_path: Path) -> None:
    assert found(tmp_path, {HERE: postmortem_text(action_items=UNOWNED)}, checks={rule: off}) == []


def test_every_rule_can_be_turned_off(tmp_path: Path) -> None:
    files: Tree = {HERE: b"\xff", EARLIER: "---\nsevrity: SEV1\n---\n", "postmortems/overlay.yml": "nowhere: 1\n"}
    assert found(tmp_path, files)
    assert found(tmp_path, files, checks={rule.name: "off" for rule in RULES}) == []


def test_levels_of_other_rules_are_left_alone(tmp_path: Path) -> None:
    text = postmortem_text(action_items=UNOWNED, severity=None)
    assert names(found(tmp_path, {HERE: text}, checks={"PM205": "error"})) == [
        ("incident-without-severity", "error"),
        ("action-without-owner", "error"),
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("action-without-ownr", 'there is no rule "action-without-ownr"; did you mean "action-without-owner"?'),
        ("PM-501", 'there is no rule "PM-501"; did you mean "PM501"?'),
        ("blamelessness", 'there is no rule "blamelessness"'),
    ],
)
def test_a_rule_that_does_not_exist_is_named_with_its_near_match(written: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        found(tmp_path, {}, checks={written: "off"})
    assert "checks" in str(raised.value)
    assert str(raised.value).endswith(said)


def test_every_rule_that_does_not_exist_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        found(tmp_path, {}, checks={"one": "off", "PM501": "off", "two": "error"})
    assert len(raised.value.problems) == 2


def test_a_level_that_does_not_exist_is_an_option_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"checks\.PM501"):
        found(tmp_path, {}, checks={"PM501": "fatal"})


# ------------------------------------------------------------------ findings


def test_a_finding_reads_as_editors_expect(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {HERE: postmortem_text(action_items=UNOWNED)})
    assert str(finding) == (
        f"{HERE}:{finding.line}: error: "
        'action item "Page on replication lag" has no owner (PM501 action-without-owner)\n'
        "    hint: name the team or role that will see it through"
    )


def test_findings_are_sorted_by_place(tmp_path: Path) -> None:
    findings = found(
        tmp_path,
        {
            HERE: postmortem_text({"Impact": ""}, action_items=UNOWNED, severity=None, lang=False),
            EARLIER: postmortem_text({"Impact": None}, status="publishd"),
            "postmortems/factors/slow-copy.md": "---\nmerged_into: slow-recovry\n---\n",
        },
    )
    places = [(finding.path, finding.line, finding.column, finding.id) for finding in findings]
    assert places == sorted(places)
    assert len({finding.path for finding in findings}) == 3


def twice(item: Postmortem) -> list[Problem]:
    return [Problem("it is so", "change it", line=2), Problem("it is so", "change it", line=2)]


def test_one_problem_told_twice_is_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    citation = Citation("Somebody", "https://example.com")
    rule = Rule("PM299", "told-twice", Level.WARNING, "Because.", citation, "a", "b", Postmortem, twice)
    monkeypatch.setattr(import_module("mkdocs_postmortems.checks.setup"), "RULES", (rule,))
    assert [finding.line for finding in found(tmp_path, {HERE: postmortem_text()})] == [2]


def test_findings_are_the_same_each_time(tmp_path: Path) -> None:
    files: Tree = {HERE: "---\ntitle: Writes\nservices: [a, A, b, B]\n---\n"}
    assert found(tmp_path, files) == found(tmp_path, files)


def test_an_archive_that_is_not_there_has_no_findings(tmp_path: Path) -> None:
    assert run(Analysis(Archive(Settings()))) == []


# ------------------------------------------------------------------ drafts


@pytest.mark.parametrize("drafts", [False, True], ids=["published", "preview"])
def test_what_is_missing_from_a_draft_is_advice_and_what_is_unreadable_is_not(drafts: bool, tmp_path: Path) -> None:
    text = postmortem_text({"Impact": None}, status="draft", action_items=UNOWNED, severity=None, sevrity="SEV2")
    assert sorted(names(found(tmp_path, {HERE: text}, drafts=drafts))) == [
        ("action-without-owner", "advice"),
        ("incident-without-severity", "advice"),
        ("missing-section", "advice"),
        ("unknown-key", "error"),
    ]


def test_a_draft_is_advised_whatever_level_the_site_sets(tmp_path: Path) -> None:
    text = postmortem_text(status="draft", action_items=UNOWNED)
    assert names(found(tmp_path, {HERE: text}, checks={"PM501": "error"})) == [("action-without-owner", "advice")]


def test_a_draft_lowers_no_finding_of_another_postmortem(tmp_path: Path) -> None:
    files: Tree = {
        EARLIER: earlier(status="draft", id="same"),
        HERE: postmortem_text(id="same", action_items=UNOWNED),
    }
    assert names(found(tmp_path, files)) == [("action-without-owner", "error"), ("duplicate-id", "error")]


@pytest.mark.parametrize("status", ["in-review", "published"])
def test_what_asks_to_be_published_is_held_to_it(status: str, tmp_path: Path) -> None:
    findings = found(tmp_path, {HERE: postmortem_text(status=status, action_items=UNOWNED)})
    assert names(findings) == [("action-without-owner", "error")]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({HERE: postmortem_text(status="draft", contributing_factors=[{"factor": "new"}])}, id="draft"),
        pytest.param(
            {
                HERE: postmortem_text(),
                "postmortems/2026/again.md": postmortem_text(
                    id="2026-03-14-stale-leader", date="2026-03-15", contributing_factors=[{"factor": "new"}]
                ),
            },
            id="second-of-one-id",
        ),
    ],
)
def test_a_factor_nobody_described_in_a_postmortem_out_of_sight_is_a_finding(files: Tree, tmp_path: Path) -> None:
    assert "unknown-factor" in [finding.name for finding in found(tmp_path, files)]


# ------------------------------------------------------------------ allowances


def test_an_allowance_silences_one_rule_in_one_document(tmp_path: Path) -> None:
    allow = {"action-without-owner": "the vendor owns it", "known-condition": "both were filed in one week"}
    findings = found(
        tmp_path,
        {
            HERE: postmortem_text(action_items=UNOWNED, severity=None, allow=allow),
            EARLIER: earlier(action_items=UNOWNED),
        },
    )
    assert [(finding.path, finding.name) for finding in findings] == [
        (EARLIER, "action-without-owner"),
        (HERE, "incident-without-severity"),
    ]


def test_an_allowance_covers_every_finding_of_its_rule(tmp_path: Path) -> None:
    text = postmortem_text(
        action_items=[
            *UNOWNED,
            {**UNOWNED[0], "action": "Compare the terms of leaders", "factors": ["monitoring-gap"]},
        ],
        allow={"action-without-owner": "the vendor owns both"},
    )
    assert found(tmp_path, {HERE: text}) == []


def test_an_allowance_is_given_by_name(tmp_path: Path) -> None:
    findings = found(tmp_path, {HERE: postmortem_text(action_items=UNOWNED, allow={"PM501": "the vendor owns it"})})
    assert sorted(names(findings)) == [("action-without-owner", "error"), ("unused-allowance", "warning")]


def test_an_allowance_without_a_reason_allows_nothing(tmp_path: Path) -> None:
    findings = found(tmp_path, {HERE: postmortem_text(action_items=UNOWNED, allow={"action-without-owner": ""})})
    assert sorted(names(findings)) == [("action-without-owner", "error"), ("wrong-value", "error")]


def test_a_rule_about_the_archive_is_allowed_in_the_document_it_is_about(tmp_path: Path) -> None:
    again = "postmortems/2026/again.md"
    allow = {"duplicate-id": "both are moved next week"}
    first: dict[str, Any] = {"id": "same"}
    later: dict[str, Any] = {"id": "same", "date": "2026-03-15", "title": "Writes stalled again"}
    about_the_later = {HERE: postmortem_text(**first), again: postmortem_text(allow=allow, **later)}
    about_the_first = {HERE: postmortem_text(allow=allow, **first), again: postmortem_text(**later)}
    assert names(found(tmp_path, dict(about_the_later))) == []
    assert names(found(tmp_path, dict(about_the_first))) == [("unused-allowance", "warning"), ("duplicate-id", "error")]


@pytest.mark.parametrize(
    ("key", "rule"),
    [
        ("merged_into: slow-recovry", "broken-merger"),
        ("defintion: Time goes by.", "unknown-key"),
        ("type: x", "wrong-value"),
    ],
    ids=["archive", "loaded", "value"],
)
def test_a_factor_has_allowances_too(key: str, rule: str, tmp_path: Path) -> None:
    file, text = "postmortems/factors/slow-copy.md", f"---\ndefinition: What it means.\n{key}\n"
    off = {"unused-factor": "off"}
    assert [finding.name for finding in found(tmp_path, {file: f"{text}---\n"}, checks=off)] == [rule]
    assert found(tmp_path, {file: f"{text}allow: {{{rule}: on purpose}}\n---\n"}, checks=off) == []


def test_the_rule_about_allowances_has_a_level_like_any_other(tmp_path: Path) -> None:
    files: Tree = {HERE: postmortem_text(allow={"duplicate-id": "just in case"})}
    assert names(found(tmp_path, files)) == [("unused-allowance", "warning")]
    assert names(found(tmp_path, files, checks={"PM605": "error"})) == [("unused-allowance", "error")]
    assert found(tmp_path, files, checks={"unused-allowance": "off"}) == []


# ------------------------------------------------------------------ some of the files


def test_findings_about_some_files_are_those_of_the_whole_run(tmp_path: Path) -> None:
    files: Tree = {
        EARLIER: earlier(action_items=UNOWNED, severity=None),
        HERE: postmortem_text(action_items=UNOWNED),
    }
    everything = found(tmp_path, files)
    assert found(tmp_path, files, [HERE]) == [finding for finding in everything if finding.path == HERE] != []
    assert found(tmp_path, files, [HERE, EARLIER]) == everything
    assert found(tmp_path, files, []) == []
    assert found(tmp_path, files, ["postmortems/nowhere.md"]) == []


def test_rules_about_several_files_see_the_whole_archive_all_the_same(tmp_path: Path) -> None:
    files: Tree = {
        EARLIER: earlier(id="same", services=["Storage"]),
        HERE: postmortem_text(id="same", related=[{"postmortem": "third"}, {"postmortem": "nowhere"}]),
        "postmortems/2026/third.md": postmortem_text(title="A third"),
    }
    findings = found(tmp_path, files, [HERE])
    assert sorted(finding.name for finding in findings) == ["address-collision", "duplicate-id", "unresolved-related"]
    assert {finding.path for finding in findings} == {HERE}


def test_an_allowance_stays_needed_when_other_files_are_asked_for(tmp_path: Path) -> None:
    allow = {"action-without-owner": "the vendor owns it"}
    assert found(tmp_path, {HERE: postmortem_text(action_items=UNOWNED, allow=allow)}, [HERE]) == []


# ------------------------------------------------------------------ whatever the bytes

KEYS = sorted({*Postmortem.model_fields, "slug", "merged_into", "aliases", "broader", "type", "definition"})
WORDS = [
    "a",
    "monitoring-gap",
    "no-alert",
    "nowhere#A1",
    "2026-03-14",
    "2026-13-45",
    "SEV1",
    "full",
    "done",
    "<!--",
    "",
]
scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.sampled_from(WORDS) | st.text(max_size=9)
)
inner_keys = st.sampled_from(
    ["action", "factors", "factor", "owner", "postmortem", "covered_by", "accepted", "id", "x"]
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(inner_keys, inner, max_size=3), max_leaves=8
)
front_matters = st.dictionaries(st.sampled_from(KEYS), values, max_size=6)
documents = front_matters.map(lambda fields: document(fields, {"Summary": "", "Impact": "Some."}).encode())
files = st.binary(max_size=60) | st.text(max_size=60).map(lambda text: f"---\n{text}\n---\n".encode()) | documents


def lines_of(content: bytes) -> list[str]:
    return re.split(r"\r\n?|\n", content.decode("utf-8-sig", errors="replace"))


@settings(deadline=None, max_examples=80)
@given(st.lists(files, min_size=1, max_size=3), files)
def test_whatever_the_bytes_every_finding_is_inside_its_file(postmortems: list[bytes], factor: bytes) -> None:
    written = {f"postmortems/2026-03-1{n}-a.md": content for n, content in enumerate(postmortems)}
    read = [load_postmortem(parse(content, path)) for path, content in written.items()]
    written["postmortems/factors/monitoring-gap.md"] = factor
    described = load_factor(parse(factor, "postmortems/factors/monitoring-gap.md"))
    for finding in run(Analysis(Archive(Settings(), read, [described], drafts=True))):
        lines = lines_of(written[finding.path])
        assert 1 <= finding.line <= len(lines), finding
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1, finding
        assert finding.message, finding
        assert finding.hint, finding
