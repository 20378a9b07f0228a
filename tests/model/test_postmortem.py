"""Every key of a postmortem is read, and what is not written is worked out."""

import textwrap
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from mkdocs_postmortems.model import (
    Acceptance,
    ActionItem,
    ActionStatus,
    Change,
    Citation,
    DetectedBy,
    HandOff,
    IncidentKind,
    Layer,
    Loaded,
    Postmortem,
    Priority,
    Reference,
    Related,
    Relation,
    ReportedStatus,
    Severity,
    Status,
    document_id,
)
from mkdocs_postmortems.source import Place
from tests.builders import load as archive
from tests.model.builders import finding, loaded, postmortem

EVERY_KEY = """
id: edge-waf-regex
title: Firewall rule exhausted CPU on every edge server
date: 2019-07-02                     # the day it began
kind: incident
severity: SEV1
status: in-review
template: full
lang: en
organization: Cloudflare
services: [edge-proxy, firewall, dashboard]
started_at: 2019-07-02T13:42:00Z
detected_at: 2019-07-02T15:45:00+02:00
mitigated_at: 2019-07-02 14:09:00Z
resolved_at: "2019-07-02T14:52Z"
detected_by: monitoring
trigger: A detection rule was pushed to the whole network by the automated pipeline.
impact:
  - 27 minutes of global unavailability
  - traffic down about 80 percent
contributing_factors:
  - factor: no-staged-rollout
    layer: control-gap
    how: Rules could reach every server at once, unlike any other release.
  - factor: slow-rollback
    accepted: {because: "the global switch-off makes this path unnecessary", review_on: 2020-07-01}
  - factor: alert-noise
    covered_by: 2018-01-01-other#A1
  - factor: vendor-defect
    layer: system-gap
    handed_off: {to: vendor, ticket: V-1}
action_items:
  - id: A1
    action: Roll rules out in stages and stop on a CPU alarm
    owner: firewall-team
    priority: P0
    due: 2019-09-01
    status: verified
    factors: [no-staged-rollout]
    changes: control
    done_on: 2019-08-20
    verified_on: 2019-10-01
    evidence: A rule that loops was stopped in stage one of a game day.
    ticket: https://tracker.example/4711
  - action: Write it down
    status: dropped
    because: nobody reads it
    reported: in-progress
related:
  - {postmortem: 2025-12-05-firewall-killswitch, relation: recurrence, why: again a firewall change}
  - {postmortem: 2018-01-01-other}
sources: [{title: The published review, url: https://blog.example/review}]
authors: [firewall-team]
allow: {action-without-due-date: "published plan; no dates were given"}
""".strip()

AS_READ: dict[str, Any] = {
    "id": "edge-waf-regex",
    "title": "Firewall rule exhausted CPU on every edge server",
    "date": date(2019, 7, 2),
    "kind": IncidentKind.INCIDENT,
    "severity": Severity.SEV1,
    "status": Status.IN_REVIEW,
    "template": "full",
    "lang": "en",
    "organization": "Cloudflare",
    "services": ("edge-proxy", "firewall", "dashboard"),
    "started_at": datetime(2019, 7, 2, 13, 42, tzinfo=UTC),
    "detected_at": datetime(2019, 7, 2, 15, 45, tzinfo=timezone(timedelta(hours=2))),
    "mitigated_at": datetime(2019, 7, 2, 14, 9, tzinfo=UTC),
    "resolved_at": datetime(2019, 7, 2, 14, 52, tzinfo=UTC),
    "detected_by": DetectedBy.MONITORING,
    "trigger": "A detection rule was pushed to the whole network by the automated pipeline.",
    "impact": ("27 minutes of global unavailability", "traffic down about 80 percent"),
    "contributing_factors": (
        Citation(
            factor="no-staged-rollout",
            layer=Layer.CONTROL_GAP,
            how="Rules could reach every server at once, unlike any other release.",
        ),
        Citation(
            factor="slow-rollback",
            layer=Layer.CONTRIBUTING,
            accepted=Acceptance(
                because="the global switch-off makes this path unnecessary", review_on=date(2020, 7, 1)
            ),
        ),
        Citation(factor="alert-noise", covered_by="2018-01-01-other#A1"),
        Citation(factor="vendor-defect", layer=Layer.SYSTEM_GAP, handed_off=HandOff(to="vendor", ticket="V-1")),
    ),
    "action_items": (
        ActionItem(
            id="A1",
            action="Roll rules out in stages and stop on a CPU alarm",
            owner="firewall-team",
            priority=Priority.P0,
            due=date(2019, 9, 1),
            status=ActionStatus.VERIFIED,
            factors=("no-staged-rollout",),
            changes=Change.CONTROL,
            done_on=date(2019, 8, 20),
            verified_on=date(2019, 10, 1),
            evidence="A rule that loops was stopped in stage one of a game day.",
            ticket="https://tracker.example/4711",
        ),
        ActionItem(
            id="A2",
            action="Write it down",
            status=ActionStatus.DROPPED,
            because="nobody reads it",
            reported=ReportedStatus.IN_PROGRESS,
        ),
    ),
    "related": (
        Related(
            postmortem="2025-12-05-firewall-killswitch", relation=Relation.RECURRENCE, why="again a firewall change"
        ),
        Related(postmortem="2018-01-01-other", relation=Relation.RELATED),
    ),
    "sources": (Reference(title="The published review", url="https://blog.example/review"),),
    "authors": ("firewall-team",),
    "allow": {"action-without-due-date": "published plan; no dates were given"},
}


@pytest.mark.parametrize(("key", "value"), AS_READ.items(), ids=AS_READ)
def test_a_key_is_read(key: str, value: object) -> None:
    assert getattr(postmortem(EVERY_KEY), key) == value


def test_no_key_is_left_out_of_the_test_above() -> None:
    assert set(AS_READ) == set(Postmortem.model_fields)


DEFAULTS: dict[str, Any] = {
    "kind": IncidentKind.INCIDENT,
    "severity": None,
    "status": Status.PUBLISHED,
    "template": None,
    "services": (),
    "started_at": None,
    "detected_by": None,
    "impact": (),
    "contributing_factors": (),
    "action_items": (),
    "allow": {},
}


@pytest.mark.parametrize(("key", "value"), DEFAULTS.items(), ids=DEFAULTS)
def test_a_key_that_is_not_written_has_its_default(key: str, value: object) -> None:
    assert getattr(postmortem("title: x"), key) == value


@pytest.mark.parametrize("key", sorted(set(Postmortem.model_fields) - {"id", "date", "title"}))
@pytest.mark.parametrize("nothing", ["", " null", " ~"], ids=["blank", "null", "tilde"])
def test_a_key_with_nothing_after_it_says_nothing(key: str, nothing: str) -> None:
    assert getattr(postmortem(f"title: x\n{key}:{nothing}"), key) == getattr(postmortem("title: x"), key)


# ---------------------------------------------------------------------- what is worked out


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# Writes stalled\n", "Writes stalled"),
        ("Writes stalled\n==============\n", "Writes stalled"),
        ("text\n\n## Summary\n\n# Writes stalled\n\n# Later\n", "Writes stalled"),
        ("```\n# no title\n```\n\n# Writes stalled\n", "Writes stalled"),
        ("#\n\n# Writes stalled\n", "Writes stalled"),
    ],
    ids=["first line", "underlined", "below a section", "not in code", "not an empty one"],
)
def test_the_title_comes_from_the_first_heading(body: str, title: str) -> None:
    assert postmortem("severity: SEV1", body).title == title


def test_a_written_title_stands_above_the_heading() -> None:
    assert postmortem("title: As written", "# A heading").title == "As written"


@pytest.mark.parametrize("body", ["", "text", "## A section"], ids=["empty", "text", "section"])
def test_without_title_and_heading_the_title_is_missing(body: str) -> None:
    result = loaded("severity: SEV1", body)
    assert finding(result) == '1:1 the key "title" is missing | add `title:`'
    assert result.item is None


@pytest.mark.parametrize("written", ["NO", "[a, b]", "2019-07-02"])
def test_a_title_of_no_use_gives_way_to_the_heading(written: str) -> None:
    result = loaded(f"title: {written}")
    assert finding(result).startswith("2:8 title is ")
    assert result.item is not None
    assert result.item.title == "A heading"


@pytest.mark.parametrize("written", ['""', '"  "'], ids=["empty", "blank"])
def test_an_empty_title_gives_way_to_the_heading(written: str) -> None:
    result = loaded(f"title: {written}")
    assert finding(result).startswith("2:8 title is ")
    assert result.item is not None
    assert result.item.title == "A heading"


@pytest.mark.parametrize(
    ("path", "id_", "day"),
    [
        ("postmortems/2026-03-14-stale-leader.md", "2026-03-14-stale-leader", date(2026, 3, 14)),
        ("postmortems/2026/2026-03-14-stale-leader/index.md", "2026-03-14-stale-leader", date(2026, 3, 14)),
        ("postmortems/2026-03-14.md", "2026-03-14", date(2026, 3, 14)),
        ("postmortems/2026-03-14-v1.2.md", "2026-03-14-v1.2", date(2026, 3, 14)),
    ],
    ids=["file", "folder", "date alone", "with a dot"],
)
def test_id_and_date_come_from_the_name(path: str, id_: str, day: date) -> None:
    found = postmortem("severity: SEV1", path=path)
    assert (found.id, found.date) == (id_, day)


def test_written_id_and_date_stand_above_the_name() -> None:
    found = postmortem("id: INC-4711\ndate: 2019-07-02")
    assert (found.id, found.date) == ("INC-4711", date(2019, 7, 2))


def test_a_wrong_date_gives_way_to_the_one_in_the_name() -> None:
    result = loaded("date: yesterday")
    assert finding(result) == '2:7 date is "yesterday", not a day | write it as 2019-07-02'
    assert result.item is not None
    assert result.item.date == date(2026, 3, 14)


@pytest.mark.parametrize("name", ["stale-leader", "20260314-stale-leader", "2026-03-141-x"])
def test_a_date_that_stands_nowhere_is_missing(name: str) -> None:
    assert finding(loaded("title: x", path=f"postmortems/{name}.md")) == '1:1 the key "date" is missing | add `date:`'


def test_the_id_of_a_document_is_the_name_of_its_file_or_folder() -> None:
    assert document_id("a/b.md") == "b"
    assert document_id("a/b/index.md") == "b"
    assert document_id("b.md") == "b"


@pytest.mark.parametrize("name", ["My report", "2026-03-14 outage", "a+b", "a..b", "v1. 2.", "-", "数据库 宕机"])
def test_a_file_may_have_any_name(name: str) -> None:
    found = postmortem("title: x\ndate: 2026-03-14", path=f"postmortems/{name}.md")
    assert postmortem(f"id: {found.id}").id == found.id


def test_a_name_with_an_impossible_date_leaves_the_date_missing() -> None:
    assert "date is something else" not in finding(loaded("title: x", path="postmortems/2024-13-45-x.md"))


def test_action_items_without_id_are_counted_through() -> None:
    items = postmortem(
        "action_items:\n  - action: a\n  - {id: INC-7, action: b}\n  - action: c\n  - {id: , action: d}"
    ).action_items
    assert [item.id for item in items] == ["A1", "INC-7", "A3", "A4"]


def test_an_action_item_keeps_its_number_when_one_above_is_left_out() -> None:
    result = loaded("action_items:\n  - owner: nobody\n  - action: b")
    assert result.item is not None
    assert [(item.id, item.action) for item in result.item.action_items] == [("A2", "b")]


def test_blanks_around_text_are_dropped() -> None:
    assert postmortem('title: "  x  "\ntrigger: |\n  y\n').title == "x"
    assert postmortem('title: "  x  "\ntrigger: |\n  y\n').trigger == "y"


@pytest.mark.parametrize(
    ("matter", "template"),
    [
        ("severity: SEV1", "full"),
        ("severity: SEV3", "full"),
        ("severity: SEV4", "light"),
        ("severity: SEV5", "light"),
        ("title: x", "full"),
        ("kind: near-miss", "light"),
        ("kind: near-miss\nseverity: SEV1", "light"),
        ("kind: near-miss\ntemplate: full", "full"),
        ("severity: SEV1\ntemplate: security", "security"),
    ],
    ids=lambda value: value.replace("\n", ", "),
)
def test_the_template_is_the_one_asked_for_or_fits_kind_and_severity(matter: str, template: str) -> None:
    assert postmortem(matter).template_name == template


# ---------------------------------------------------------------------- spans

SPANS = {"time_to_detect": "detected_at", "time_to_mitigate": "mitigated_at", "time_to_resolve": "resolved_at"}

spans = pytest.mark.parametrize(("span", "end"), SPANS.items(), ids=SPANS)


@spans
@pytest.mark.parametrize(
    ("until", "minutes"),
    [("2026-03-14T09:42:00Z", 30), ("2026-03-14T10:42:00+01:00", 30), ("2026-03-14T09:12:00Z", 0)],
    ids=["same zone", "another zone", "at once"],
)
def test_a_span_is_counted_from_the_start(span: str, end: str, until: str, minutes: int) -> None:
    found = postmortem(f"started_at: 2026-03-14T09:12:00Z\n{end}: {until}")
    assert getattr(found, span) == timedelta(minutes=minutes)


@spans
def test_a_span_without_both_ends_or_backwards_is_not_known(span: str, end: str) -> None:
    assert getattr(postmortem("started_at: 2026-03-14T09:12:00Z"), span) is None
    assert getattr(postmortem(f"{end}: 2026-03-14T09:12:00Z"), span) is None
    assert getattr(postmortem(f"started_at: 2026-03-14T09:12:00Z\n{end}: 2026-03-14T09:11:59Z"), span) is None


# ---------------------------------------------------------------------- what it says of itself


def test_draft_and_near_miss_are_told_from_status_and_kind() -> None:
    found = postmortem("status: draft\nkind: near-miss")
    assert (found.is_draft, found.is_near_miss) == (True, True)
    assert not postmortem("status: in-review").is_draft


@pytest.mark.parametrize(
    "heading", ["What went well", "what went WELL?", "*What went well*", "What  went well:", "**What went well.**"]
)
def test_a_section_is_found_whatever_its_case_emphasis_and_final_mark(heading: str) -> None:
    section = postmortem("title: x", f"## {heading}\n\nThe runbook.\n").section("Summary", "What went well")
    assert section is not None
    assert "runbook" in section.text


def test_a_section_that_is_not_there_is_none() -> None:
    assert postmortem("title: x", "## Summary\n").section("Impact") is None


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        ("open", True),
        ("in-progress", True),
        ("done", False),
        ("verified", False),
        ("dropped", False),
        ("unknown", False),
    ],
)
def test_an_action_item_is_open_until_something_became_of_it(status: str, is_open: bool) -> None:
    (item,) = postmortem(f"action_items: [{{action: a, status: {status}}}]").action_items
    assert item.is_open == is_open


# ---------------------------------------------------------------------- overlay


OLD = "postmortems/2020-01-01-old.md"


def overlaid(root: Path, text: str, overlay: str) -> Loaded[Postmortem]:
    """An old report, with these facts laid over it from outside."""
    facts = textwrap.indent(overlay, "  ")
    files = {OLD: text, "postmortems/overlay.yml": f"2020-01-01-old.md:\n{facts}\n"}
    (result,) = archive(root, files).loaded_postmortems
    return result


def test_front_matter_wins_over_the_overlay_and_the_overlay_over_what_is_derived(tmp_path: Path) -> None:
    overlay = "severity: SEV5\ntitle: Overlaid\ndate: 2019-12-31"
    item = overlaid(tmp_path, "---\nseverity: SEV1\n---\n# Heading\n", overlay).item
    assert item is not None
    assert (item.severity, item.title, item.date) == (Severity.SEV1, "Overlaid", date(2019, 12, 31))


def test_a_report_without_front_matter_takes_its_facts_from_the_overlay(tmp_path: Path) -> None:
    result = overlaid(tmp_path, "# Old report\n", "severity: SEV2\nservices: [dns]")
    assert result.item is not None
    assert (result.item.title, result.item.severity, result.item.services) == ("Old report", Severity.SEV2, ("dns",))
    assert result.source.has_front_matter
    assert result.source.body_text == "# Old report\n"


def test_what_is_wrong_in_the_overlay_is_placed_there(tmp_path: Path) -> None:
    result = overlaid(tmp_path, "---\ntitle: NO\n---\n# T\n", "services: [dns, NO]\nseverty: SEV1\ntitle: y")
    places = [result.source.place(error.at, of_key=error.at_key) for error in result.errors]
    assert sorted(places) == [
        Place(OLD, 2, 8),
        Place("postmortems/overlay.yml", 2, 19),
        Place("postmortems/overlay.yml", 3, 3),
    ]


def test_a_key_with_nothing_after_it_does_not_hide_the_overlay(tmp_path: Path) -> None:
    item = overlaid(tmp_path, "---\nseverity:\n---\n# T\n", "severity: SEV2").item
    assert item is not None
    assert item.severity is Severity.SEV2
