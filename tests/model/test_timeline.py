"""Times are read where they are certain, and nothing is made of what is not."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.model import Timeline
from mkdocs_postmortems.model.timeline import Event, says_zone
from mkdocs_postmortems.source.markdown import Body

DAY = date(2026, 3, 14)


def timeline(text: str, title: str = "Timeline", day: date = DAY) -> Timeline:
    return Timeline.of(Body(f"## {title}\n\n{text}\n", 1).sections[0], day)


def told(text: str, title: str = "Timeline") -> list[str]:
    """Events as `day clock zone text`, with what is not known left out."""
    return [_told(event) for event in timeline(text, title).events]


def _told(event: Event) -> str:
    day = "" if not event.is_dated else f"{event.earliest:%Y-%m-%d} "
    clock = f"{event.earliest:%H:%M} " if event.has_clock else ""
    zone = f"{event.earliest:%z} ".replace("+0000", "UTC") if event.earliest.tzinfo else ""
    return f"{'~' * event.is_rough}{day}{clock}{zone}{event.text}".strip()


def only(text: str, title: str = "Timeline") -> Event:
    (event,) = timeline(text, title).events
    return event


def out_of_order(text: str, title: str = "Timeline", day: date = DAY) -> list[int]:
    events = timeline(text, title, day).events
    return [below.line for above, below in pairwise(events) if below.is_before(above)]


def test_the_rows_of_a_table_are_events() -> None:
    text = "| Time (UTC) | Event |\n| --- | --- |\n| 2026-03-14 09:12 | It starts. |\n| 09:20 | The alert fires. |"
    assert told(text) == ["2026-03-14 09:12 UTC It starts.", "2026-03-14 09:20 UTC The alert fires."]
    assert [event.line for event in timeline(text).events] == [5, 6]


def test_the_column_of_times_need_not_be_the_first() -> None:
    text = "| Event | When (CET) | Who |\n| --- | --- | --- |\n| It starts. | 09:12 | on-call |"
    assert told(text) == ["09:12 +0100 It starts. on-call"]


def test_day_and_time_may_have_columns_of_their_own() -> None:
    text = "| Date | Time (UTC) | Event |\n| - | - | - |\n| 2026-03-14 | 09:12 | a |\n| | 09:20 | b |"
    assert told(text) == ["2026-03-14 09:12 UTC a", "2026-03-14 09:20 UTC b"]


def test_what_was_learned_later_is_kept_apart() -> None:
    text = "| Time (UTC) | Event | Learned later |\n| - | - | - |\n| 09:12 | Writes fail. | The lease was stale. |"
    event = only(text)
    assert (event.text, event.learned_later) == ("Writes fail.", "The lease was stale.")


def test_a_table_without_times_leaves_the_word_to_lists() -> None:
    text = "| Who | Role |\n| - | - |\n| A | lead |\n\n- 09:12 UTC it starts"
    assert told(text) == ["09:12 UTC it starts"]


@pytest.mark.parametrize(
    "line",
    [
        "- 2026-03-14 09:12 UTC: it starts",
        "* 2026-03-14 09:12 UTC - it starts",
        "1. 2026-03-14 09:12 UTC \N{EN DASH} it starts",
        "- **2026-03-14 09:12 UTC**: it starts",
        "- `2026-03-14 09:12 UTC` \N{EM DASH} it starts",
        "- [2026-03-14 09:12 UTC] it starts",
        "- (2026-03-14 09:12 UTC) it starts",
        "- **2026-03-14 09:12** UTC it starts",
        "- 2026-03-14 09:12 (UTC) it starts",
        "- 2026-03-14 09:12 utc it starts",
        "- 2026-03-14 \N{EN DASH} 09:12 UTC it starts",
        "- 2026-03-14 at 09:12 UTC it starts",
        "- 2026-03-14, 09:12 UTC | it starts",
        "- 2026-03-14T09:12Z it starts",
        "- 2026-03-14T09:12:00.123Z it starts",
        "- 2026/03/14 09:12 GMT it starts",
        "- 14 March 2026 09:12 UTC it starts",
        "- 14th Mar. 2026, 09:12 UTC it starts",
        "- March 14, 2026 at 09:12 UTC it starts",
        "- Mar 14 09:12 UTC it starts",
        "- Saturday, March 14, 2026, 9:12 AM UTC it starts",
        "- Sat 14 March 2026 9:12 a.m. UTC it starts",
        "- 14.03.2026 09:12 UTC it starts",
        "- 14.3.2026, 9:12 UTC: it starts",
        "> - 2026-03-14 09:12 UTC it starts",
        "- outer\n  - 2026-03-14 09:12 UTC it starts",
        "### 2026-03-14 09:12 UTC it starts",
        "2026-03-14 09:12 UTC it starts",
        "### 2026-03-14\n\n- 09:12 UTC it starts",
        "**2026-03-14**\n\n09:12 UTC it starts",
        "- 2026-03-14 10:12 CET it starts",
        "- 2026-03-14 10:12 +0100 it starts",
        "- 2026-03-14 10:12+01:00 it starts",
        "- 2026-03-14 10:12 (UTC+1) it starts",
        "- 2026-03-14 10:12 GMT+01:00 it starts",
        "- 2026-03-14 04:12:00-05:00 it starts",
        "- 2026-03-14T04:12-05:00 it starts",
        "- 2026-03-14 04:12 -0500 it starts",
        "- 2026-03-14 09:12:00+00 it starts",
        "- 2026-03-14 04:12 EST it starts",
        "- 2026-03-14 2:42 PM UTC+05:30 it starts",
    ],
)
def test_a_moment_may_be_written_in_many_ways(line: str) -> None:
    event = only(line)
    assert event.at == datetime(2026, 3, 14, 9, 12, event.earliest.second, tzinfo=UTC)
    assert event.text == "it starts"
    assert timeline(line).has_zone


@pytest.mark.parametrize(
    ("clock", "read"),
    [
        ("9:12", "09:12"),
        ("12:05 AM", "00:05"),
        ("12:05 PM", "12:05"),
        ("1:05pm", "13:05"),
        ("1:05 p.m.", "13:05"),
        ("13:05 PM", "13:05"),
        ("9 AM", "09:00"),
        ("11pm", "23:00"),
        ("23:59:59", "23:59"),
        ("00:00", "00:00"),
    ],
)
def test_clocks_of_twelve_hours_and_of_twenty_four(clock: str, read: str) -> None:
    assert f"{only(f'- {clock} it starts').earliest:%H:%M}" == read


@pytest.mark.parametrize(
    "line",
    [
        "- 25:61 it starts",
        "- 24:00 it starts",
        "- 12:60 it starts",
        "- 13 PM it starts",
        "- 2024-02-30 09:12 it starts",
        "- 2024-13-01 it starts",
        "- 30 February 2024 it starts",
        "- February 29, 2023: it starts",
        "- 0000-01-01 09:12 it starts",
        "- 9999-12-31 09:12 it starts",
        "- 3/4/2021 09:12 it starts",
        "- 10/14/2022 it starts",
        "- 31.02.2026 09:12 it starts",
        "- 10:1 ratio of reads to writes",
        "- 1:10000 of all requests failed",
        "- 1-2 hours of work were lost",
        "- 2000-3000 requests failed",
        "- 5000-10 pods",
        "- 3 nodes failed",
        "- 3 augmented nodes failed",
        "- 2 decoders failed",
        "- 5 marketing sites were down",
        "- 12 junctions were closed",
        "- 2 PMs were paged",
        "- 14:?? it starts",
        "- v1.2.2024 was deployed",
        "- 192.168.0.1 was unreachable",
        "- 09:xx it starts",
        "- afterwards 09:12 was assumed",
        "- The alert fires at 09:12",
        "- 🎉",
        "|",
        "",
    ],
)
def test_what_is_no_time_is_no_event(line: str) -> None:
    assert timeline(line).events == ()


def test_an_impossible_day_does_not_move_what_follows() -> None:
    assert told("- 2026-03-14 09:12 a\n- 2024-02-30 09:30 b\n- 09:40 c") == ["2026-03-14 09:12 a", "2026-03-14 09:40 c"]


@pytest.mark.parametrize(
    "written",
    ["about 13:00", "~13:00", "≈ 13:00", "c. 13:00", "circa 1 PM", "by 13:00", "after 13:00", "before 13:00",
     "from 13:00", "13:00 (approx.)", "13:00-ish", "13:00 or so", "13:00?",
     "2026-03-14 ca. 13:00", "2026-03-14 ~13:00"],
)  # fmt: skip
def test_a_rough_time_is_held_against_nothing(written: str) -> None:
    event = only(f"- {written} UTC it starts")
    assert event.is_rough
    assert event.at is None
    assert out_of_order(f"- 2026-03-14 14:00 UTC a\n- {written} UTC b\n- 2026-03-14 14:30 UTC c") == []


@pytest.mark.parametrize("title", ["Timeline (approximate)", "Timeline (UTC) All times approximate"])
def test_all_times_may_be_said_to_be_rough(title: str) -> None:
    assert only("- 2026-03-14 13:00 UTC it starts", title).is_rough
    assert only("Times are estimates.\n\n- 2026-03-14 13:00 UTC it starts").is_rough


def test_one_rough_row_does_not_make_the_others_rough() -> None:
    text = (
        "| UTC | Event |\n| - | - |\n| 2026-03-14 13:00 | a (approximate time) |\n| 13:05 | Approx.: b |\n| 13:09 | c |"
    )
    assert [event.is_rough for event in timeline(text).events] == [True, True, False]


def test_a_month_is_some_day_of_it_and_a_year_is_no_event() -> None:
    event = only("- 2018-11: it starts")
    assert (event.earliest.date(), event.latest.date()) == (date(2018, 11, 1), date(2018, 11, 30))
    assert only("- 2024-02 it starts").latest.date() == date(2024, 2, 29)
    assert only("- 2023-12 it starts").latest.date() == date(2023, 12, 31)
    assert timeline("- 2018: it starts").events == ()
    assert out_of_order("- 2018-11-20 a\n- 2018-11 b\n- 2018-12 c") == []
    assert out_of_order("- 2018-12-01 a\n- 2018-11 b") == [4]


def test_a_day_that_heads_the_lines_below_is_no_event() -> None:
    assert told("- 2026-03-15\n  - 09:12 UTC a\n  - 09:20 UTC b") == [
        "2026-03-15 09:12 UTC a",
        "2026-03-15 09:20 UTC b",
    ]


def test_a_day_without_a_year_is_the_nearest() -> None:
    new_year = date(2025, 12, 31)
    first, second = timeline("- Dec 31 23:50 a\n- Jan 1 00:10 b", day=new_year).events
    assert (first.earliest.year, second.earliest.year) == (2025, 2026)
    assert timeline("- 30 December 10:00 a", day=date(2026, 1, 2)).events[0].earliest.year == 2025
    assert timeline("- Feb 29 10:00 a", day=date(2026, 1, 2)).events == ()


def test_midnight_passes_without_a_day() -> None:
    assert told("- 2026-03-14 23:50 UTC a\n- 00:10 UTC b") == ["2026-03-14 23:50 UTC a", "2026-03-15 00:10 UTC b"]
    assert out_of_order("- 23:50 a\n- 00:10 b\n- 23:55 c\n- 00:05 d") == []


def test_the_last_day_there_is_has_no_next() -> None:
    assert len(timeline("- 23:50 a\n- 00:10 b", day=date.max).events) == 2
    assert only("- 23:50 CET a").at is None
    (event,) = timeline("- 23:50 PST a", day=date.max).events
    assert event.at is None


def test_a_clock_that_goes_back_by_less_is_a_slip_and_by_more_perhaps_another_day() -> None:
    assert out_of_order("- 2026-03-14 09:43 a\n- 09:20 b") == [4]
    assert out_of_order("- 2026-03-14 18:00 a\n- 09:00 b\n- 09:10 c") == []
    assert out_of_order("- 12:50 a\n- 1:10 b\n- 1:30 c\n- 1:20 d") == [6]
    assert told("- 2026-03-14 18:00 UTC a\n- 09:00 UTC b")[1] == "09:00 UTC b"


@pytest.mark.parametrize(
    "text",
    [
        "### Monday\n\n- 10:00 a\n\n### Tuesday\n\n- 09:00 b",
        "### Day 1\n\n- 10:00 a\n\n### Day 2\n\n- 09:00 b",
        "- 10:00 a\n\nThe next day:\n\n- 09:00 b",
        "- Mon 10:00 a\n- Tue 09:00 b",
        "- Monday, 10:00 a\n- Tuesday, 09:00 b",
        "- 10:00 a\n- 09:00 (next day) b",
        "- 10:00 a\n- 09:00 (+1) b",
        "- 10:00 a\n- 09:00 +1d b",
        "| Time | Event |\n| - | - |\n| 10:00 | a |\n| Day 2 | |\n| 09:00 | b |",
        "| Time | Event |\n| - | - |\n| 10:00 | a |\n| The next day | b |\n| 09:00 | c |",
    ],
)
def test_another_day_may_be_said_in_words(text: str) -> None:
    assert out_of_order(text) == []
    assert all(event.at is None for event in timeline(text).events)


@pytest.mark.parametrize(
    "text",
    [
        "| UTC | Support |\n| - | - |\n| 10:00 | a |\n\n| UTC | Storage |\n| - | - |\n| 09:30 | b |",
        "### Support\n\n- 2026-03-14 10:00 a\n\n### Storage\n\n- 2026-03-14 09:30 b",
    ],
)
def test_what_is_told_side_by_side_is_not_compared(text: str) -> None:
    assert out_of_order(text) == []


def test_a_wrapped_item_is_one_event() -> None:
    text = "- 09:20 UTC: the alert fires, as it had at\n  08:40 the day before\n- 09:30 UTC: b"
    assert told(text) == ["09:20 UTC the alert fires, as it had at\n08:40 the day before", "09:30 UTC b"]


def test_lines_of_a_paragraph_are_events_where_each_begins_with_a_time() -> None:
    text = "All times are UTC.\n09:12 a\nwith more to say\n09:20 - b\n09:30 c"
    assert [event.line for event in timeline(text).events] == [4, 6, 7]
    assert [
        event.line
        for event in timeline("09:20 the alert fires, after a test at\nanother hour, 09:10 or\n08:40 to be sure").events
    ] == [3]


def test_spans_begin_when_they_begin() -> None:
    for span in ("09:12-09:43", "09:12 \N{EN DASH} 09:43", "09:12 to 09:43", "09:12 -09:43", "09:12-10:00"):
        event = only(f"- 2026-03-14 {span} UTC: writes fail")
        assert f"{event.earliest:%H:%M %z}" == "09:12 +0000"
        assert event.latest > event.earliest
        assert event.at is None
        assert event.text == "writes fail"
    assert out_of_order("- 09:12-09:43 a\n- 09:20-09:30 b\n- 09:05-09:08 c") == [5]
    assert only("- 2026-03-14 23:50-00:10 UTC a").latest.day == 14


def test_zones_that_mean_several_are_said_and_not_reckoned_with() -> None:
    for zone in ("IST", "BST", "CST", "PT", "Pacific time", "local time", "US/Pacific", "Europe/Berlin"):
        event = only(f"- 2026-03-14 09:12 {zone} it starts")
        assert event.at is None
        assert timeline(f"- 2026-03-14 09:12 {zone} it starts").has_zone


def test_a_known_zone_is_not_held_against_an_unknown() -> None:
    assert out_of_order("- 2026-03-14 10:00 UTC a\n- 2026-03-14 09:00 PT b\n- 2026-03-14 10:30 UTC c") == []
    assert out_of_order("- 2026-03-14 10:00 UTC a\n- 2026-03-14 09:00 EST b\n- 2026-03-14 14:30 UTC c") == []


@pytest.mark.parametrize(
    "text",
    ["All times are UTC.", "*(All times US/Pacific, 24-hour clock.)*", "All times in utc", "Times are Eastern Time",
     "2026-03-14T09:12Z", "09:12 +02:00", "(times in CEST)", "Time (local)", "Europe/Berlin", "PST", "UTC+2"],
)  # fmt: skip
def test_a_zone_may_be_said_in_many_ways(text: str) -> None:
    assert says_zone(text)


@pytest.mark.parametrize(
    "text",
    ["09:12", "2026-03-14 09:12", "between 2017-2018", "555-1234", "and/or", "client/server", "POST", "a local volume",
     "the art of it", "09:12-09:43", "read/write", "cet incident", "from A to Z-order", "TODO"],
)  # fmt: skip
def test_other_words_are_no_zones(text: str) -> None:
    assert not says_zone(text)


def test_the_zone_may_stand_in_the_heading() -> None:
    assert timeline("- 09:12 it starts", "Timeline (all times PT)").has_zone


@pytest.mark.parametrize(
    "token", ["1 ", "12:", "12:30 ", "a:", "(", "|", "- ", "*", "`", "[", "2026-03-14 ", "Z", "+01", "Mon ", "about "]
)
def test_endless_lines_do_not_matter(token: str) -> None:
    assert len(timeline(token * 5_000).events) <= 1


@given(st.text(max_size=300), st.dates())
@settings(max_examples=300)
def test_any_text_is_read_and_events_lie_inside_the_section(text: str, day: date) -> None:
    section = Body(f"## Timeline\n\n{text}\n", 1).sections[0]
    for event in Timeline.of(section, day).events:
        assert section.first <= event.line < section.end
        assert event.earliest <= event.latest


CLOCKS = st.from_regex(
    r"(- |\| |### )?(about |Mon |14 May |2026-0[1-9]-[0-3]\d |\d{4}/\d\d )?[0-2]?\d:\d\d(:\d\d)?( ?[ap]m)?"
    r"(Z| UTC| CET|[+-]\d\d:?\d\d| IST|-\d\d:\d\d)? ?(it starts|\(next day\)|or so|)\n",
    fullmatch=True,
)


@given(st.lists(CLOCKS, max_size=12), st.dates())
@settings(max_examples=300)
def test_whatever_looks_like_a_time_is_read_without_harm(lines: list[str], day: date) -> None:
    section = Body("## Timeline\n\n" + "".join(lines), 1).sections[0]
    events = Timeline.of(section, day).events
    for event in events:
        assert section.first <= event.line < section.end
        assert event.earliest <= event.latest
        assert event.at is None or event.at.tzinfo is UTC
        assert not event.is_before(event)
    assert all(isinstance(one.is_before(other), bool) for one in events for other in events)
