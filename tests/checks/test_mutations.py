"""Whatever is taken from a complete postmortem, or spoilt in it, is found, and the finding names it.

Every key of the front matter at any depth is deleted, emptied, misspelt and given a value of another type; what holds
a day, a word of a list or a link gets nonsense besides. Every section is deleted, emptied, filled with what a template
leaves behind, and headed with a slip of the pen. What may be left out stands below, each with the reason.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from mkdocs_postmortems.checks import Finding
from mkdocs_postmortems.checks import run as run_checks
from mkdocs_postmortems.model import ActionItem, Citation, Postmortem
from tests.builders import analysis
from tests.checks.complete import FIELDS, MAIN, SECTIONS, tree

At = tuple[str | int, ...]

MAY_BE_LEFT_OUT = {
    "id": "it is the name of the file",
    "date": "it stands in the name of the file",
    "kind": "it is an incident unless it says otherwise",
    "status": "it is published unless it says otherwise",
    "template": "kind and severity call for one",
    "lang": "the site has one language",
    "organization": "most archives are of one",
    "services": "an archive may be of one service",
    "started_at": "times are not always known",
    "detected_at": "times are not always known",
    "mitigated_at": "times are not always known",
    "resolved_at": "it may go on, or not be known",
    "detected_by": "it is not always known",
    "trigger": "it is not always known; the section on contributing factors tells it",
    "impact": "the section of that name tells it",
    "contributing_factors.layer": "it is what contributed unless it says otherwise; that nothing lies deeper is found",
    "contributing_factors.handed_off.ticket": "not everybody has a tracker",
    "action_items.id": "action items are counted through; what names it by its old id is found",
    "action_items.status": "it is open unless it says otherwise; days and reasons that contradict it are found",
    "action_items.reported": "it is for what others reported, and says nothing of what is so now",
    "action_items.done_on": "the day on which it was verified stands in for it",
    "action_items.ticket": "not everybody has a tracker",
    "related": "computed neighbours stand in for it",
    "related.relation": "it is worth reading beside this one unless it says otherwise",
    "related.why": "the relation says the kind of reason",
    "sources": "one's own postmortem rests on no other",
    "authors": "nobody needs to sign",
    "allow": "what it allows is found instead",
    "allow.skipped-heading-level": "what it allows is found instead",
    "action_items.0.priority": "it was done, and nobody asks how soon it was wanted",
    "action_items.0.due": "it was done",
    "action_items.0.factors": "it was done; of a factor that is left without an answer there is a finding",
    "action_items.1.priority": "it was dropped",
    "action_items.1.due": "it was dropped",
    "action_items.1.factors": "it was dropped",
    "action_items.1.changes": "it was dropped",
    "action_items.2.factors": "it stands in somebody else's report, which says no more",
    "action_items.2.changes": "it stands in somebody else's report, which says no more",
}
"""What is no finding where it is missing, or left empty."""

NONSENSE: dict[str, tuple[object, ...]] = {
    "id": ("stale leader!",),
    "date": ("14.3.2026", "2026-02-30", "2206-03-14", "2026-03-15"),
    "kind": ("incidnt",),
    "severity": ("SEV9",),
    "status": ("publshed",),
    "template": ("ful",),
    "started_at": ("2026-03-14T09:12:00", "2026-03-14", "yesterday", "2026-03-15T09:12:00Z"),
    "detected_at": ("2026-03-14T09:20:00", "25:00", "2026-03-13T09:20:00Z"),
    "mitigated_at": ("2026-03-14T09:43:00", "soon", "2026-03-13T09:43:00Z"),
    "resolved_at": ("2026-03-14T10:30:00", "never", "2026-03-13T10:30:00Z"),
    "detected_by": ("custmers",),
    "contributing_factors.factor": ("Monitoring Gap", "monitoring-gab"),
    "contributing_factors.layer": ("controlgap",),
    "contributing_factors.covered_by": ("2025-11-02-split-vote#A9", "2025-11-02-split-vot#A1", "nothing"),
    "contributing_factors.accepted.because": ("TODO",),
    "contributing_factors.accepted.review_on": ("2027-06-31", "June", "2026-01-01"),
    "action_items.id": ("lag page",),
    "action_items.action": ("TBD",),
    "action_items.owner": ("someone",),
    "action_items.priority": ("P9",),
    "action_items.due": ("2026-04-31", "next week", "2025-04-01"),
    "action_items.status": ("dun",),
    "action_items.reported": ("plannd",),
    "action_items.because": ("TODO",),
    "action_items.factors": (["Monitoring Gap"], ["monitoring-gab"], ["lock-contention"]),
    "action_items.changes": ("controll",),
    "action_items.done_on": ("2026-03-32", "2025-03-20", "2027-03-20"),
    "action_items.verified_on": ("2026-02-30", "2026-03-19", "2027-04-02"),
    "action_items.evidence": ("TBD",),
    "related.postmortem": ("split vote", "2025-11-02-split-vot"),
    "related.relation": ("recurence",),
    "related.why": ("TODO",),
    "sources.url": ("status.example", "javascript:alert(1)"),
    "title": ("[title]",),
    "trigger": ("TBD",),
    "impact": (["12 percent of logins failed for 31 minutes"], ["TBD"]),
    "contributing_factors.how": ("TODO",),
}
"""Values of the right type that cannot be meant."""


def name(at: At) -> str:
    """A path without the numbers of list entries."""
    return ".".join(str(part) for part in at if isinstance(part, str))


def keys(value: Any, at: At = ()) -> Iterator[At]:
    """The path of every key."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        if isinstance(key, str):
            yield (*at, key)
        yield from keys(inner, (*at, key))


KEYS = [*keys(FIELDS)]


def dotted(at: At) -> str:
    return ".".join(map(str, at))


def may_be_left_out(at: At) -> bool:
    return not MAY_BE_LEFT_OUT.keys().isdisjoint({name(at), dotted(at)})


def value_at(at: At) -> Any:
    value: Any = FIELDS
    for part in at:
        value = value[part]
    return value


def changed(at: At, **to: Any) -> dict[str, Any]:
    """The front matter without this key, and with others in its place."""
    fields = deepcopy(FIELDS)
    parent: Any = fields
    for part in at[:-1]:
        parent = parent[part]
    entries = list(parent.items())
    parent.clear()
    for key, value in entries:
        parent.update(to if key == at[-1] else {key: value})
    return fields


def findings(
    where: Path, fields: dict[str, Any] | None = None, sections: dict[str, str | None] | None = None
) -> list[Finding]:
    return run_checks(analysis(where, tree(fields, sections)))


def names(finding: Finding, *wanted: object) -> bool:
    """Whether a finding says one of these, a key in front matter or its words."""
    said = f"{finding.message} {finding.hint}".casefold()
    words = [str(one).casefold() for one in wanted if isinstance(one, str | int)]
    spoken = [word.replace("_", " ").removesuffix("s") for word in words]
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) for word in (*words, *spoken))


def assert_named(found: list[Finding], *wanted: object) -> None:
    assert any(names(finding, *wanted) for finding in found), "\n".join(map(str, found)) or "nothing is found"


by_key = pytest.mark.parametrize("at", KEYS, ids=dotted)
needed = pytest.mark.parametrize("at", [at for at in KEYS if not may_be_left_out(at)], ids=dotted)
left_out = pytest.mark.parametrize("at", [at for at in KEYS if may_be_left_out(at)], ids=dotted)


def test_the_complete_postmortem_passes_every_rule(tmp_path: Path) -> None:
    assert [str(finding) for finding in findings(tmp_path)] == []


def test_the_complete_postmortem_has_every_key_and_section() -> None:
    written = {name(at) for at in KEYS}
    assert set(Postmortem.model_fields) <= written
    assert {f"contributing_factors.{key}" for key in Citation.model_fields} <= written
    assert {f"action_items.{key}" for key in ActionItem.model_fields} <= written
    assert written | {*map(dotted, KEYS)} >= MAY_BE_LEFT_OUT.keys()
    assert written >= NONSENSE.keys()


@needed
def test_a_key_that_is_missing_is_named(at: At, tmp_path: Path) -> None:
    assert_named(findings(tmp_path, changed(at)), at[-1], value_at(at))


@needed
def test_a_key_with_nothing_behind_it_is_named(at: At, tmp_path: Path) -> None:
    assert_named(findings(tmp_path, changed(at, **{str(at[-1]): None})), at[-1], value_at(at))


@left_out
def test_what_may_be_left_out_is_asked_for_by_no_rule(at: At, tmp_path: Path) -> None:
    asked = [f for f in findings(tmp_path, changed(at)) if f.message.startswith(f'the key "{at[-1]}" is missing')]
    assert [str(finding) for finding in asked] == []


def test_what_was_allowed_is_found_when_it_no_longer_is(tmp_path: Path) -> None:
    assert [finding.name for finding in findings(tmp_path, changed(("allow",)))] == ["skipped-heading-level"]


@by_key
def test_a_key_that_is_misspelt_is_named(at: At, tmp_path: Path) -> None:
    key = str(at[-1])
    misspelt = key[:-2] + key[-1]
    assert_named(findings(tmp_path, changed(at, **{misspelt: value_at(at)})), misspelt)


@by_key
def test_a_value_of_another_type_is_named(at: At, tmp_path: Path) -> None:
    value: Any = "nothing but words" if isinstance(value_at(at), list | dict) else {"nothing": "but words"}
    assert_named(findings(tmp_path, changed(at, **{str(at[-1]): value})), at[-1])


@by_key
def test_a_list_where_none_belongs_or_of_the_wrong_things_is_named(at: At, tmp_path: Path) -> None:
    assert_named(findings(tmp_path, changed(at, **{str(at[-1]): [["nothing", "but words"]]})), at[-1])


@pytest.mark.parametrize(
    ("at", "value"),
    [pytest.param(at, value, id=f"{dotted(at)}: {value}") for at in KEYS for value in NONSENSE.get(name(at), ())],
)
def test_nonsense_is_named(at: At, value: Any, tmp_path: Path) -> None:
    shown = value[0] if isinstance(value, list) else value
    assert_named(findings(tmp_path, changed(at, **{str(at[-1]): value})), at[-1], shown)


OPTIONAL_SECTIONS = {"Where we got lucky": "there may be nothing to tell"}
FILLED_ELSEWHERE = {
    "Contributing factors": "the page shows those of the front matter",
    "Action items": "the page shows those of the front matter",
}
"""What may be empty, since front matter fills it."""

asked_for = pytest.mark.parametrize("title", [title for title in SECTIONS if title not in OPTIONAL_SECTIONS])
every_section = pytest.mark.parametrize("title", SECTIONS)


@asked_for
def test_a_section_that_is_missing_is_named(title: str, tmp_path: Path) -> None:
    assert_named(findings(tmp_path, sections={**SECTIONS, title: None}), f'"{title}" is missing')


@asked_for
def test_a_section_with_nothing_in_it_is_named(title: str, tmp_path: Path) -> None:
    if title not in FILLED_ELSEWHERE:
        assert_named(findings(tmp_path, sections={**SECTIONS, title: ""}), f'"{title}" is empty')


@every_section
@pytest.mark.parametrize(
    "residue", ["TODO", "N/A", "-", "- TBD", "TBD.", "*to be written*", "> ...", "| | |\n| --- | --- |\n| | |"]
)
def test_what_a_template_leaves_in_a_section_is_no_answer(title: str, residue: str, tmp_path: Path) -> None:
    assert_named(findings(tmp_path, sections={**SECTIONS, title: residue}), title)


@asked_for
def test_a_heading_with_a_slip_of_the_pen_is_pointed_out(title: str, tmp_path: Path) -> None:
    slip = title[:3] + title[4:]
    sections = {slip if known == title else known: text for known, text in SECTIONS.items()}
    lines = tree(sections=sections)[MAIN].split("\n")
    found = findings(tmp_path, sections=sections)
    assert_named(found, f'did you mean the heading "{slip}" on line {lines.index(f"## {slip}") + 1}?')
    assert_named(found, f'the section "{title}" is missing')
