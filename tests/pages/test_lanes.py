"""Marks stand where their days and numbers are, are told apart by shape, and stay small where there are many."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive, Occurrence
from mkdocs_postmortems.pages import Addresses, Renderer, all_pages
from mkdocs_postmortems.pages.lanes import LEAST_LIFT, MOST_LIFT, Time, lane, lift_range, mark, time_axis
from tests.analysis.simulated import LAST, archive_of_days
from tests.archive.builders import archive_of, incident

YEARS = Time(range(2020, 2026))


def occurrences(*postmortems: object) -> tuple[Occurrence, ...]:
    archive: Archive = archive_of(*postmortems)  # type: ignore[arg-type]
    return archive.by_factor["f"]


def places(drawing: str) -> list[float]:
    return [float(x) for x in re.findall(r'<use [^>]*x="([\d.]+)%"', drawing)]


@pytest.mark.parametrize(
    ("fields", "shape"),
    [
        ({"severity": "SEV1"}, "sev1"),
        ({"severity": "SEV5"}, "sev5"),
        ({"severity": None}, "ungraded"),
        ({"severity": "SEV2", "kind": "near-miss"}, "near"),
    ],
)
def test_severities_and_near_misses_have_shapes_of_their_own(fields: dict[str, str | None], shape: str) -> None:
    assert mark(incident("a", "2024-01-01", **fields)) == shape


@pytest.mark.parametrize(("day", "place"), [("2020-01-01", 0.0), ("2025-12-31", 100.0), ("2022-12-31", 49.98)])
def test_a_mark_stands_where_its_day_is(day: str, place: float) -> None:
    assert places(lane(occurrences(incident("a", day, "f")), YEARS)) == [pytest.approx(place, abs=0.03)]


def test_marks_that_would_lie_on_each_other_are_drawn_above_and_below() -> None:
    drawing = lane(occurrences(*(incident(f"p{i}", f"2024-03-0{i}", "f") for i in range(1, 5))), YEARS)
    assert re.findall(r'<use [^>]*y="(\d+)"', drawing) == ["11", "15", "7", "15"]


def test_one_place_that_met_it_again_has_a_line_from_first_to_last() -> None:
    once = lane(occurrences(incident("a", "2021-01-01", "f")), YEARS)
    again = lane(occurrences(incident("a", "2021-01-01", "f"), incident("b", "2024-01-01", "f")), YEARS)
    assert ("pm-again-line" in once, "pm-again-line" in again) == (False, True)


def test_a_mark_leads_to_its_postmortem_and_says_which_it_is() -> None:
    (found,) = occurrences(incident("a", "2021-01-01", "f", title='A "quoted" <b> title'))
    drawing = lane((found,), YEARS, lambda thing: f"../{getattr(thing, 'id')}/")  # noqa: B009
    (link,) = ElementTree.fromstring(str(drawing)).iter("a")
    assert link.get("href") == "../a/"
    assert link.get("aria-label") == '2021-01-01, A "quoted" <b> title'


def test_a_few_years_are_told_each_and_many_by_fives() -> None:
    assert YEARS.told == [2020, 2021, 2022, 2023, 2024, 2025]
    assert Time(range(2001, 2031)).told == [2005, 2010, 2015, 2020, 2025, 2030]
    assert "2022" in time_axis(YEARS)


@given(st.integers(3, 12), st.integers(0, 60))
def test_an_interval_of_lift_lies_on_its_scale_around_its_mark(both: int, others: int) -> None:
    cited = [["a", "b"]] * both + [["a"]] * 2 + [["b"]] * 3 + [["x"]] * others
    (pair,) = [
        one
        for one in archive_of_days([(LAST, slugs) for slugs in cited]).combinations.met
        if {p.factor.slug for p in one.patterns} == {"a", "b"}
    ]
    drawing = ElementTree.fromstring(str(lift_range(pair)))
    (interval,) = (line for line in drawing.iter("line") if str(line.get("class")).startswith("i"))
    (point,) = drawing.iter("circle")
    low, middle, high = (float(str(x).rstrip("%")) for x in (interval.get("x1"), point.get("cx"), interval.get("x2")))
    assert 0 <= low <= middle <= high <= 100
    assert LEAST_LIFT < pair.lift < MOST_LIFT


def rendered(analysis: Analysis, address: str) -> str:
    addresses = Addresses(analysis.archive)
    pages = {page.address: page for page in all_pages(analysis, addresses)}
    return Renderer(addresses).markdown(pages[address])


def test_a_pattern_met_nine_hundred_times_has_a_page_of_moderate_size() -> None:
    days = [(date(2019, 1, 1) + timedelta(days=3 * i), ["f", f"g{i % 40}"]) for i in range(900)]
    analysis = archive_of_days(days)
    assert len(rendered(analysis, "patterns/f").encode()) < 250_000


def test_an_archive_of_four_hundred_patterns_has_a_list_of_moderate_size() -> None:
    days = [
        (LAST - timedelta(days=i), [f"a-longer-name-of-a-factor-{(i + j) % 400}" for j in range(4)]) for i in range(600)
    ]
    assert len(rendered(archive_of_days(days), "patterns").encode()) < 400_000
