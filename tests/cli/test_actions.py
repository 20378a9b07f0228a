"""`postmortems actions`: what is owed, for people, programs, spreadsheets and calendars."""

import csv
import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import load_archive
from mkdocs_postmortems.pages import Addresses, Renderer, all_pages
from mkdocs_postmortems.settings import find_settings
from tests.analysis.agreed import DRAFT, LEADER, VOTE
from tests.builders import postmortem_text
from tests.cli.builders import run
from tests.cli.builders import site as site_of
from tests.guides import fences

AGREED = {
    f"postmortems/2026/{item.id}.md": postmortem_text(
        **item.model_dump(
            mode="json",
            exclude_none=True,
            exclude={"id", "allow", "related", "sources", "authors", "impact", "template", "kind"},
        )
    )
    for item in (LEADER, VOTE, DRAFT)
}
"""The archive that is counted by hand, as files."""

OWED = ["leader#A1", "leader#A2", "leader#A4", "vote#A2"]
REST = ["vote#A1", "vote#A3", "vote#A4", "vote#A5", "leader#A3"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return site_of(tmp_path, AGREED, as_of="2026-11-21")


def told(root: Path, *arguments: str) -> dict[str, Any]:
    result = run(root, "actions", "--format", "json", *arguments)
    assert result.exit_code == 0
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def references(found: list[dict[str, Any]]) -> list[str]:
    return [f"{one['postmortem']}#{one['id']}" for one in found]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), [*OWED, *REST]),
        (("--open",), OWED),
        (("--overdue",), OWED[:2]),
        (("--open", "--overdue"), OWED[:2]),
    ],
)
def test_it_lists_what_was_asked_for_the_longest_overdue_first(
    archive: Path, arguments: tuple[str, ...], expected: list[str]
) -> None:
    assert references(told(archive, *arguments)["actions"]) == expected
    table = run(archive, "actions", *arguments).stdout
    assert re.findall(r"(?:leader|vote|draft)#A\d", table) == expected
    rows = list(csv.DictReader(StringIO(run(archive, "actions", "--format", "csv", *arguments).stdout)))
    assert references(rows) == expected


def test_its_numbers_are_those_counted_by_hand_whatever_is_listed(archive: Path) -> None:
    for arguments in ((), ("--overdue",)):
        numbers = told(archive, *arguments)
        del numbers["actions"]
        assert numbers == {
            "as_of": "2026-11-21",
            "counts": {
                "all": 9,
                "open": 3,
                "in-progress": 1,
                "done": 1,
                "verified": 1,
                "dropped": 2,
                "unknown": 1,
                "overdue": 2,
                "without_owner": 2,
                "without_due_date": 1,
            },
            "completed": {"part": 2, "whole": 6, "unknown": 1},
            "stronger": {"part": 5, "whole": 6, "not_said": 1},
        }
    assert run(archive, "actions").stderr.splitlines() == [
        "4 of 9 action items open: 2 overdue, 2 without an owner, 1 without a due date",
        "completed 2 of 6 (33%); left out 1 not known, 2 dropped",
        "stronger 5 of 6 (83%); left out 1 that do not say what they change",
    ]


def test_the_page_has_the_same_numbers(archive: Path) -> None:
    analysis = Analysis(load_archive(*find_settings(archive)))
    addresses = Addresses(analysis.archive)
    pages = {page.address: page for page in all_pages(analysis, addresses)}
    page = Renderer(addresses).markdown(pages["actions"])
    assert "4 of 9 action items are open, 2 of them overdue on 21 November 2026." in page
    facts = re.findall(r"<dt>(.*?)</dt><dd>(.*?)(?:<small>|</dd>)", page)
    assert [(name, re.sub(r"<.*?>", "", fact)) for name, fact in facts] == [
        ("Open", "4 of 9"),
        ("Overdue", "2 of 3 with a due date"),
        ("Without an owner", "2 of 4 open"),
        ("Completed", "2 of 6 (33%)"),
        ("Verified", "1 of 2 done"),
        ("Stronger", "5 of 6 (83%)"),
    ]


def test_json_says_everything_of_an_action_item(archive: Path) -> None:
    assert told(archive, "--overdue")["actions"][0] == {
        "postmortem": "leader",
        "id": "A1",
        "action": "Page on replication lag",
        "status": "open",
        "owner": "storage-team",
        "priority": "P1",
        "due": "2026-03-01",
        "days_overdue": 265,
        "age": 315,
        "changes": "control",
        "factors": ["unwatched-lag"],
        "because": "the old store reports no lag",
        "ticket": None,
        "path": "postmortems/2026/leader.md",
    }


def test_the_guide_shows_the_form_that_json_has(archive: Path) -> None:
    (shown,) = (
        json.loads(fence.text)
        for fence in fences("options.md")
        if fence.language == "json" and "days_overdue" in fence.text
    )
    found = told(archive)
    assert {key: set(value) if isinstance(value, dict) else None for key, value in shown.items()} == {
        key: set(value) if isinstance(value, dict) else None for key, value in found.items()
    }
    assert set(shown["actions"][0]) == set(found["actions"][0])


def test_the_calendar_has_open_action_items_with_a_due_date(archive: Path) -> None:
    for arguments, expected in (((), OWED[:3]), (("--overdue",), OWED[:2])):
        result = run(archive, "actions", "--format", "ics", *arguments)
        assert result.exit_code == 0
        parsed = Calendar.from_ical(result.stdout_bytes)
        assert [str(event["uid"]).partition("@")[0] for event in parsed.walk("VEVENT")] == expected


def test_a_table_says_for_how_long_something_is_late(archive: Path) -> None:
    table = run(archive, "actions", "--overdue").stdout
    assert "265 days late" in table
    assert "1 day late" in table


def test_where_the_end_of_most_is_unknown_no_share_is_told(tmp_path: Path) -> None:
    items = [{"action": f"Page {status}", "status": status} for status in ("unknown", "unknown", "done")]
    root = site_of(tmp_path, {"postmortems/2026/one.md": postmortem_text(action_items=items)})
    assert run(root, "actions").stderr.splitlines()[1] == (
        "completed 1 of 1; left out 2 not known, 0 dropped: too little is known to say"
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_spreadsheet_runs_nothing_that_was_written_into_an_action_item(tmp_path: Path, text: str) -> None:
    items = [{"action": text, "owner": text, "because": text, "ticket": text}]
    root = site_of(tmp_path, {"postmortems/2026/one.md": postmortem_text(action_items=items)})
    (row,) = csv.DictReader(StringIO(run(root, "actions", "--format", "csv").stdout))
    assert {row[name] for name in ("action", "owner", "because", "ticket")} == {f"'{text}"}


def test_what_looks_like_markup_of_the_terminal_is_shown_as_written(tmp_path: Path) -> None:
    items = [{"action": "Page [bold]on lag[/nowhere]", "owner": "[red]us"}]
    root = site_of(tmp_path, {"postmortems/2026/one.md": postmortem_text(action_items=items)})
    table = run(root, "actions").stdout
    assert "Page [bold]on lag[/nowhere]" in table
    assert "[red]us" in table


@pytest.mark.parametrize("form", ["table", "json", "csv", "ics"])
def test_an_archive_without_action_items_owes_nothing(tmp_path: Path, form: str) -> None:
    root = site_of(tmp_path, {"postmortems/2026/one.md": postmortem_text(action_items=[])})
    result = run(root, "actions", "--format", form)
    assert result.exit_code == 0
    assert "one#" not in result.stdout


def test_a_file_that_cannot_be_read_is_told_of(archive: Path) -> None:
    (archive / "postmortems/2026/broken.md").write_bytes(b"---\ntitle: [\n---\n")
    result = run(archive, "actions", "--format", "json")
    assert len(json.loads(result.stdout)["actions"]) == 9
    assert result.stderr == "1 file could not be read: `postmortems check` says why\n"


def test_a_folder_without_an_archive_is_a_wrong_use_and_not_an_empty_list(tmp_path: Path) -> None:
    result = run(tmp_path, "actions")
    assert result.exit_code == 2
    assert "there is no archive here" in result.stderr
