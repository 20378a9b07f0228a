"""Quarters of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.analysis import Quarter


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [
        (Quarter(2026, 1), "2026-01-01", "2026-03-31"),
        (Quarter(2026, 2), "2026-04-01", "2026-06-30"),
        (Quarter(2026, 3), "2026-07-01", "2026-09-30"),
        (Quarter(2026, 4), "2026-10-01", "2026-12-31"),
    ],
    ids=lambda value: value.slug if isinstance(value, Quarter) else value,
)
def test_a_quarter_is_three_months(quarter: Quarter, first: str, last: str) -> None:
    assert (str(quarter.first), str(quarter.last)) == (first, last)
    assert Quarter.of(quarter.first) == Quarter.of(quarter.last) == quarter


@given(st.dates(date(1, 1, 1), date(9999, 9, 30)))
def test_every_day_is_in_one_quarter_which_its_name_leads_back_to(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first <= day <= quarter.last
    assert Quarter.named(quarter.slug) == quarter
    assert Quarter.of(quarter.last + timedelta(days=1)) > quarter


@pytest.mark.parametrize("name", ["2026-q3", "2026-Q3", "2026q3", " 2026-q3 "])
def test_a_quarter_is_known_by_the_ways_it_is_written(name: str) -> None:
    assert Quarter.named(name) == Quarter(2026, 3)


@pytest.mark.parametrize("name", ["", "2026", "q3", "2026-q0", "2026-q5", "0000-q1", "26-q3", "2026-q33", "٢٠٢٦-q3"])
def test_what_is_no_quarter_is_none(name: str) -> None:
    assert Quarter.named(name) is None


def test_a_quarter_in_words() -> None:
    assert Quarter(2025, 2).words == "second quarter of 2025"
