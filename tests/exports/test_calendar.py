"""The calendar of due dates."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.exports.calendar import calendar
from mkdocs_postmortems.model import Postmortem
from tests.analysis.agreed import DRAFT, LEADER, VOTE
from tests.archive.builders import archive_of, incident

TODAY = date(2026, 11, 21)


def written(*postmortems: Postmortem, **options: Any) -> bytes:
    return calendar(Analysis(archive_of(*postmortems)).actions.all, TODAY, **options)


def events(text: bytes) -> list[Component]:
    return Calendar.from_ical(text).walk("VEVENT")


def uids(found: Iterable[Component]) -> list[str]:
    return [str(event["uid"]) for event in found]


def test_every_open_action_item_with_a_due_date_is_there_once_and_nothing_else() -> None:
    assert sorted(uids(events(written(VOTE, DRAFT, LEADER)))) == [
        "leader#A1@mkdocs-postmortems",
        "leader#A2@mkdocs-postmortems",
        "leader#A4@mkdocs-postmortems",
    ]


def test_an_event_takes_the_whole_day_on_which_the_action_item_is_due_and_nobody_s_time() -> None:
    event = events(written(LEADER))[0]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 3, 1), date(2026, 3, 2))
    assert event["transp"] == "TRANSPARENT"
    assert event["summary"] == "Page on replication lag (storage-team)"
    assert event["description"].splitlines() == [
        "After: Two leaders at once (2026-01-10)",
        "Action item: leader#A1",
        "Status: Open",
        "Priority: P1",
        "Note: the old store reports no lag",
    ]


def test_it_says_the_same_on_the_same_day_in_the_same_bytes() -> None:
    assert written(LEADER, VOTE) == written(VOTE, LEADER)
    assert {event.decoded("dtstamp") for event in events(written(LEADER))} == {datetime(2026, 11, 21, tzinfo=UTC)}


def test_without_anything_due_it_is_an_empty_calendar_that_can_still_be_subscribed_to() -> None:
    parsed = Calendar.from_ical(written(VOTE))
    assert parsed.walk("VEVENT") == []
    assert (parsed["version"], parsed["x-wr-calname"]) == ("2.0", "Action items due")


def test_an_event_leads_to_its_action_item_where_the_site_has_an_address() -> None:
    urls = [event["url"] for event in events(written(LEADER, page_url=lambda p: f"https://ours.example/{p.id}/"))]
    assert urls == [f"https://ours.example/leader/#a{n}" for n in (1, 2, 4)]
    assert "url" not in events(written(LEADER))[0]


def test_two_action_items_with_one_id_are_two_events() -> None:
    items = [{"id": "A1", "action": action, "due": "2026-12-01"} for action in ("Page", "Limit", "Refuse")]
    found = events(written(incident("one", "2026-01-01", "lag", action_items=items)))
    assert uids(found) == [f"one#A1{n}@mkdocs-postmortems" for n in ("", "-2", "-3")]


hostile = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@settings(deadline=None)
@given(action=hostile, owner=hostile)
@pytest.mark.parametrize("end", ["\nEND:VCALENDAR", "\r\nBEGIN:VEVENT\r\n", ";VALUE=X:", "\\n,"])
def test_no_text_can_end_its_event_or_begin_another(action: str, owner: str, end: str) -> None:
    agreed = incident("one", "2026-01-01", "lag", action_items=[{"action": "Page", "due": "2026-12-01"}])
    item = agreed.action_items[0].model_copy(update={"action": action + end, "owner": owner + end, "because": end})
    text = written(agreed.model_copy(update={"action_items": (item,)}))
    (event,) = events(text)
    shown = "".join(c for c in " ".join((action + end).split()) if c.isprintable())
    assert str(event["summary"]).startswith(shown)
    assert max(map(len, text.split(b"\r\n"))) <= 75


@settings(deadline=None)
@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 12, 31)), max_size=6))
def test_whatever_is_due_is_there_on_its_day(days: list[date]) -> None:
    items = [{"action": "Page", "due": day.isoformat()} for day in days]
    found = events(written(incident("one", "2026-01-01", "lag", action_items=items)))
    assert [event.decoded("dtstart") for event in found] == days
    assert all(event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1) for event in found)
    assert len(set(uids(found))) == len(days)
