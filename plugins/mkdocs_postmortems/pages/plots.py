"""Plots of measures by year: spans as one mark each on a logarithmic scale, counts and shares as columns.

As in charts.py, x is in per cent and y in pixels. The marks of a year are a nested drawing at its place across, in
pixels inside, so that they lie side by side at any width.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Literal

import svg
from markupsafe import Markup, escape

from mkdocs_postmortems.analysis import Period, Summary
from mkdocs_postmortems.pages.drawing import plot, share

MOST_MARKS = 200
"""How many marks a plot has room for; more are drawn as bands."""

_MOST_NAMED = 12
"""How many years have their names on a phone too; of more, every second one has."""

_LEFT = 9.0
"""Per cent of the width for the names of the lines."""

_TOP, _BOTTOM, _FLOOR = 20, 236, 76
"""The ends of a scale, and where columns stand, in pixels from the top."""

_APART = 6.4
"""How far two marks must lie apart."""

_SIDE_BY_SIDE = tuple(_APART * i for i in (0, 1, -1, 2, -2, 3, -3))
_BAND, _WIDEST = 8, 24
"""The height of a band, and the width of the one that stands for the most values."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A logarithmic scale. A logarithm has no zero: what is below `one`, its first line, gets a strip of its own."""

    one: float
    lines: tuple[tuple[float, str], ...]
    below: tuple[str, str]


SECONDS = Scale(
    60,
    ((60, "1 min"), (600, "10 min"), (3600, "1 h"), (36_000, "10 h"), (604_800, "1 week"), (31_536_000, "1 year")),
    ("same", "minute"),
)
DAYS = Scale(1, ((1, "1 day"), (7, "1 week"), (30, "30 days"), (365, "1 year"), (3650, "10 years")), ("same", "day"))


@dataclass(frozen=True, slots=True)
class Mark:
    """One value, and the words that a pointer finds at it."""

    value: float
    words: str


@dataclass(frozen=True)
class DotPlot:
    """The values of each year. Where they are too many to lie side by side, all are drawn as bands: the wider, the more
    values fall there."""

    marks: Mapping[Period, Sequence[Mark]]
    scale: Scale

    @cached_property
    def is_banded(self) -> bool:
        return sum(map(len, self.marks.values())) > MOST_MARKS or any(c is None for c in self._circles.values())

    @cached_property
    def widest(self) -> int:
        """How many values the widest band stands for."""
        return max((n for bands in self._bands.values() for n in bands.values()), default=0)

    def drawn(self, summaries: Mapping[Period, Summary], label: str) -> Markup:
        """With the median of each year that has one, and the share of values that have no place on the scale."""
        has_strip = any(summary.below(self.scale.one) for summary in summaries.values())
        elements = [*self._lines(), _axis(_BOTTOM + 10)]
        if has_strip:
            elements.extend(_aside(0, 295 + 14 * i, word, "start") for i, word in enumerate(self.scale.below))
        for i, (period, summary) in enumerate(summaries.items()):
            x, width = _place(i, len(summaries), _LEFT)
            elements.append(_name(x, 262, period, is_aside=i % 2 == 1 and len(summaries) > _MOST_NAMED))
            if has_strip and summary.counted:
                elements.extend(_strip(x, width, summary.below(self.scale.one), summary.counted))
            if column := [*self._column(period), *self._median(summary)]:
                elements.append(
                    svg.SVG(xmlns=None, class_=["pm-year"], x=share(x), overflow="visible", elements=column)
                )
        return plot(elements, 312 if has_strip else 270, label)

    def _lines(self) -> list[svg.Element]:
        elements: list[svg.Element] = []
        lowest, highest = self._bounds
        for value, name in self.scale.lines:
            if lowest <= value <= highest:
                y = self._y(value)
                elements.append(svg.Line(class_=["pm-grid"], x1=0, x2=share(100), y1=y, y2=y))
                elements.append(svg.Text(x=0, y=round(y - 3, 1), text=name))
        return elements

    def _column(self, period: Period) -> Sequence[svg.Element]:
        if not self.is_banded:
            return self._circles.get(period) or ()
        bands = sorted(self._bands.get(period, {}).items())
        widths = [(y, round(max(2.0, _WIDEST * n / self.widest), 1)) for y, n in bands]
        path: list[svg.PathData] = []
        for y, width in widths:
            path += [svg.M(round(-width / 2, 1), y + 1), svg.h(width), svg.v(_BAND - 2), svg.h(-width), svg.Z()]
        return (svg.Path(class_=["pm-dot", "pm-dot--pale"], d=path),) if path else ()

    def _median(self, summary: Summary) -> Sequence[svg.Element]:
        if summary.median is None or summary.median < self.scale.one:
            return ()
        y, reach = self._y(summary.median), 15 if self.is_banded else 10
        return (svg.Line(class_=["pm-median"], x1=-reach, x2=reach, y1=y, y2=y),)

    @cached_property
    def _bounds(self) -> tuple[float, float]:
        """The line at or below the least value, and the greatest value or what is ten times that line. With values
        that have no place it is the first line: a median may lie between those and the others."""
        values = [max(mark.value, self.scale.one) for year in self.marks.values() for mark in year] or [self.scale.one]
        lowest = max(line for line, _ in self.scale.lines if line <= min(values))
        return lowest, max(*values, 10 * lowest)

    def _y(self, value: float) -> float:
        """Where a value stands, in pixels from the top."""
        lowest, highest = self._bounds
        return round(_BOTTOM - (_BOTTOM - _TOP) * log(value / lowest) / log(highest / lowest), 1)

    @cached_property
    def _circles(self) -> Mapping[Period, list[svg.Element] | None]:
        return {period: self._side_by_side(year) for period, year in self.marks.items()}

    def _side_by_side(self, year: Sequence[Mark]) -> list[svg.Element] | None:
        """Each mark where it covers no other; None where there is no such place."""
        highest = dict.fromkeys(_SIDE_BY_SIDE, float("inf"))
        circles: list[svg.Element] = []
        for mark in sorted(self._on_scale(year), key=lambda mark: (mark.value, mark.words)):
            y = self._y(mark.value)
            free = next((x for x in _SIDE_BY_SIDE if highest[x] - y >= _APART), None)
            if free is None:
                return None
            highest[free] = y
            words: list[svg.Element] = [svg.Title(text=str(escape(mark.words)))]
            circle = svg.Circle(class_=["pm-dot", "pm-dot--pale"], cx=round(free, 1), r=3.4, elements=words)
            circles.append(svg.SVG(xmlns=None, y=y, overflow="visible", elements=[circle]))
        return circles

    @cached_property
    def _bands(self) -> Mapping[Period, Counter[int]]:
        """How many values of a year fall into each band, by where it begins."""
        return {
            period: Counter(int(self._y(mark.value) // _BAND) * _BAND for mark in self._on_scale(year))
            for period, year in self.marks.items()
        }

    def _on_scale(self, year: Sequence[Mark]) -> list[Mark]:
        return [mark for mark in year if mark.value >= self.scale.one]


def columns(summaries: Mapping[Period, Summary], label: str, *, is_share: bool) -> Markup:
    """A column for each year: as high as what was asked, pale where it was counted, and filled as far as it is so."""
    tallest = max((summary.of for summary in summaries.values()), default=0)
    elements: list[svg.Element] = [_axis(_FLOOR)]
    for i, (period, summary) in enumerate(summaries.items()):
        x, width = _place(i, len(summaries))
        if is_share:
            elements.extend(_bar(x, width, summary.of if summary.left_out else 0, tallest, "pm-left-out"))
            elements.extend(_bar(x, width, summary.counted, tallest, "pm-counted"))
        elements.extend(_bar(x, width, summary.part, tallest, "pm-col"))
        elements.append(_name(x, _FLOOR + 17, period, is_aside=i % 2 == 1 and len(summaries) > _MOST_NAMED))
        elements.append(_aside(x, _FLOOR + 34, f"{summary.part:,}" if summary.counted else "-"))
        if is_share and summary.counted:
            elements.append(_aside(x, _FLOOR + 50, f"of {summary.counted:,}"))
    return plot(elements, _FLOOR + (56 if is_share else 40), label)


def _bar(x: float, width: float, value: int, tallest: int, kind: str) -> Sequence[svg.Element]:
    if not value:
        return ()
    height = round(max(1.0, (_FLOOR - 6) * value / tallest), 1)
    left = share(x - width / 2)
    return (svg.Rect(class_=[kind], x=left, y=round(_FLOOR - height, 1), width=share(width), height=height),)


def _strip(x: float, width: float, below: int, counted: int) -> Sequence[svg.Element]:
    left = share(x - width / 2)
    return (
        svg.Rect(class_=["pm-track"], x=left, y=276, width=share(width), height=9),
        svg.Rect(class_=["pm-col"], x=left, y=276, width=share(width * below / counted), height=9),
        _aside(x, 301, f"{below}/{counted}"),
    )


def _place(i: int, of: int, left: float = 0.0) -> tuple[float, float]:
    """The middle of a year's column and its width, in per cent."""
    step = (100 - left) / of
    return left + step * (i + 0.5), min(step * 0.66, 8.0)


def _axis(y: int) -> svg.Element:
    return svg.Line(class_=["pm-axis"], x1=0, x2=share(100), y1=y, y2=y)


def _name(x: float, y: int, period: Period, *, is_aside: bool) -> svg.Element:
    """The year in two digits; on a phone there may be no room for one that is aside."""
    kind = ["pm-screen-wide"] if is_aside else None
    return svg.Text(class_=kind, x=share(x), y=y, text_anchor="middle", text=f"'{period.year % 100:02}")


def _aside(x: float, y: int, text: str, anchor: Literal["start", "middle"] = "middle") -> svg.Element:
    """Words for which a phone has no room: the table has the same."""
    return svg.Text(class_=["pm-screen-wide"], x=share(x), y=y, text_anchor=anchor, text=text)
