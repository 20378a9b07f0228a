"""Years and quarters: what measures are told by."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple


class Period(NamedTuple):
    """A calendar year, or a quarter of one, from 1 to 4; years among themselves sort as they follow one another, and
    so do quarters."""

    year: int
    quarter: int | None = None

    @property
    def label(self) -> str:
        """`2026`, or `2026-q3`."""
        return f"{self.year}-q{self.quarter}" if self.quarter else str(self.year)

    def holds(self, day: date) -> bool:
        return self == (quarter_of(day) if self.quarter else year_of(day))


def year_of(day: date) -> Period:
    return Period(day.year)


def quarter_of(day: date) -> Period:
    return Period(day.year, (day.month + 2) // 3)


def years_between(first: date, last: date) -> Iterator[Period]:
    """Every year from that of one day to that of another."""
    return map(Period, range(first.year, last.year + 1))


def quarters_between(first: date, last: date) -> Iterator[Period]:
    """Every quarter from that of one day to that of another."""
    every = (Period(year.year, quarter) for year in years_between(first, last) for quarter in (1, 2, 3, 4))
    return (quarter for quarter in every if quarter_of(first) <= quarter <= quarter_of(last))
