"""All postmortems on one line of time: a mark for each while they can be told apart, columns where there are more.

As in charts.py, x is in per cent and y in pixels.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import svg
from markupsafe import Markup

from mkdocs_postmortems.analysis import Analysis, Period
from mkdocs_postmortems.analysis.periods import quarter_of, quarters_between, year_of, years_between
from mkdocs_postmortems.pages.drawing import plot, share
from mkdocs_postmortems.words import count

FEWEST = 5
"""How many postmortems are worth a drawing; fewer are told apart without."""

MOST_PERIODS = 80
"""How many quarters are drawn, before they become years; of more years the newest are drawn."""

_TALLEST, _APART = 14, 12
"""How many marks may stand on each other, and how far apart they are."""

_FLOOR, _TOP, _BOTTOM = 8, 16, 140
"""How far the lowest mark is from the axis, and between what heights columns stand, in pixels."""

_MOST_NAMED = 16
"""How many years have room for their names."""


@dataclass(frozen=True, slots=True)
class Told:
    """How many postmortems a period has: incidents and near misses, those that met a condition again, and others."""

    again: int = 0
    near_again: int = 0
    others: int = 0
    near: int = 0

    @property
    def all(self) -> int:
        return self.again + self.near_again + self.others + self.near

    @property
    def met_again(self) -> int:
        return self.again + self.near_again

    @property
    def near_misses(self) -> int:
        return self.near_again + self.near


@dataclass(frozen=True)
class History:
    """What each period has, without gaps and in whole years; `left_out` are older than all of them."""

    periods: dict[Period, Told]
    left_out: int

    @classmethod
    def of(cls, analysis: Analysis) -> "History | None":
        """The history of an archive, unless there is too little of it."""
        postmortems = analysis.archive.postmortems
        if len(postmortems) < FEWEST:
            return None
        first, last = postmortems[0].date.replace(month=1, day=1), postmortems[-1].date.replace(month=12, day=31)
        period_of, periods = quarter_of, list(quarters_between(first, last))
        if len(periods) > MOST_PERIODS:
            period_of, periods = year_of, list(years_between(first, last))[-MOST_PERIODS:]
        again = {point.postmortem.id for point in analysis.measures.repeat_share.points if point.value}
        found = Counter((period_of(p.date), p.id in again, p.is_near_miss) for p in postmortems)
        told = {
            period: Told(
                again=found[period, True, False],
                near_again=found[period, True, True],
                others=found[period, False, False],
                near=found[period, False, True],
            )
            for period in periods
        }
        return cls(told, len(postmortems) - sum(period.all for period in told.values()))

    @property
    def is_by_quarter(self) -> bool:
        return all(period.quarter for period in self.periods)

    @cached_property
    def tallest(self) -> int:
        return max(told.all for told in self.periods.values())

    @property
    def has_columns(self) -> bool:
        return self.tallest > _TALLEST

    @property
    def filled(self) -> list[tuple[Period, Told]]:
        """The periods that have postmortems, newest first."""
        return [(period, told) for period, told in reversed(self.periods.items()) if told.all]

    def drawn(self) -> Markup:
        height = _BOTTOM if self.has_columns else _APART * self.tallest + _FLOOR
        step = 100 / len(self.periods)
        elements: list[svg.Element] = list(self._axis(height, step))
        for i, told in enumerate(self.periods.values()):
            elements += _column(told, self.tallest, i, step) if self.has_columns else _marks(told, height, i, step)
        return plot(elements, height + 24, self._words)

    @property
    def _words(self) -> str:
        """What the drawing says."""
        every, years = self.periods.values(), [period.year for period in self.periods]
        return (
            f"{count(sum(told.all for told in every), 'postmortem')} by {'quarter' if self.is_by_quarter else 'year'}, "
            f"{years[0]} to {years[-1]}: {sum(told.met_again for told in every):,} met a condition again, "
            f"{count(sum(told.near_misses for told in every), 'near miss', 'near misses')}"
        )

    def _axis(self, height: int, step: float) -> Iterator[svg.Element]:
        """A line, a tick where each year begins, and the names of as many as there is room for."""
        yield svg.Line(class_=["pm-axis"], x1=0, x2=share(100), y1=height, y2=height)
        if self.has_columns:
            yield svg.Line(class_=["pm-grid"], x1=0, x2=share(100), y1=_TOP, y2=_TOP)
            yield svg.Text(x=0, y=_TOP - 4, text=f"{self.tallest:,}")
        years = [(i, period.year) for i, period in enumerate(self.periods) if period.quarter in (None, 1)]
        every = -(-len(years) // _MOST_NAMED)
        for n, (i, year) in enumerate(years):
            x = share(step * i)
            yield svg.Line(class_=["pm-axis"], x1=x, x2=x, y1=height, y2=height + 5)
            if n % every == 0:
                kind = ["pm-screen-wide"] if n // every % 2 else None
                yield svg.Text(class_=kind, x=x, y=height + 17, text=str(year))


def _marks(told: Told, height: int, i: int, step: float) -> Iterator[svg.Element]:
    """One on the other: those that met a condition again at the bottom, near misses hollow."""
    diamond = [svg.M(0, -5.8), svg.L(5.8, 0), svg.L(0, 5.8), svg.L(-5.8, 0), svg.Z()]
    marks: Sequence[svg.Element] = (
        *[svg.Path(class_=["pm-dot", "pm-dot--here"], d=diamond)] * told.again,
        *[svg.Path(class_=["pm-dot", "pm-dot--near", "pm-dot--nearhere"], d=diamond)] * told.near_again,
        *[svg.Circle(class_=["pm-dot"], r=4.6)] * told.others,
        *[svg.Circle(class_=["pm-dot", "pm-dot--near"], r=4.4)] * told.near,
    )
    x = share(step * (i + 0.5))
    for n, mark in enumerate(marks):
        yield svg.SVG(xmlns=None, x=x, y=height - _FLOOR - _APART * n, overflow="visible", elements=[mark])


def _column(told: Told, tallest: int, i: int, step: float) -> Iterator[svg.Element]:
    """The same as lengths, in the same order."""
    bottom = float(_BOTTOM)
    for part, kind in ((told.met_again, "again"), (told.others, "others"), (told.near, "near")):
        if part:
            length = (_BOTTOM - _TOP) * part / tallest
            bottom -= length
            yield svg.Rect(
                class_=["pm-col", f"pm-col--{kind}"],
                x=share(step * (i + 0.15)),
                width=share(step * 0.7),
                y=round(bottom, 1),
                height=round(length, 1),
            )
