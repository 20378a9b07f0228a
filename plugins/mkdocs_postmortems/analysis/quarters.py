"""The calendar quarter: what a pattern review looks back on."""

import re
from dataclasses import dataclass
from datetime import date

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
