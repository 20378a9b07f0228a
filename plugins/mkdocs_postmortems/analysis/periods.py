"""Years and quarters: what measures are told by, and what a pattern review looks back on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

_WRITTEN = re.compile(r"([0-9]{4})[- ]?[qQ]([1-4])")
_ORDINALS = ("first", "second", "third", "fourth")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year; `number` goes from 1 to 4. Quarters sort as they follow one another."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def named(cls, name: str) -> "Quarter | None":
        """The quarter that `2026-q3` means; none where it means nothing."""
        written = _WRITTEN.fullmatch(name.strip())
        return cls(int(written[1]), int(written[2])) if written and int(written[1]) else None

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return date(self.year, 3 * self.number, 31 if self.number in (1, 4) else 30)

    @property
    def slug(self) -> str:
        return f"{self.year:04}-q{self.number}"

    @property
    def words(self) -> str:
        """`third quarter of 2026`."""
        return f"{_ORDINALS[self.number - 1]} quarter of {self.year}"


class Period(NamedTuple):
    """A calendar year, or a quarter of one, from 1 to 4; years among themselves sort as they follow one another, and
    so do quarters."""

    year: int
    quarter: int | None = None

    @property
    def label(self) -> str:
        """`2026`, or `2026-q3`."""
        return Quarter(self.year, self.quarter).slug if self.quarter else str(self.year)

    def holds(self, day: date) -> bool:
        return self == (quarter_of(day) if self.quarter else year_of(day))


def year_of(day: date) -> Period:
    return Period(day.year)


def quarter_of(day: date) -> Period:
    return Period(day.year, Quarter.of(day).number)


def years_between(first: date, last: date) -> Iterator[Period]:
    """Every year from that of one day to that of another."""
    return map(Period, range(first.year, last.year + 1))


def quarters_between(first: date, last: date) -> Iterator[Period]:
    """Every quarter from that of one day to that of another."""
    every = (Period(year.year, quarter) for year in years_between(first, last) for quarter in (1, 2, 3, 4))
    return (quarter for quarter in every if quarter_of(first) <= quarter <= quarter_of(last))
