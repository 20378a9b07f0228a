"""Lines with marks on them: occurrences in time, a line for each place, and pairs of factors beside chance.

As in `charts`, x is in per cent and y in pixels. Shapes stand once on a page (`marks` in `parts/icons.jinja`) and are
placed by reference, so that hundreds of them stay small.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import Literal

import svg
from markupsafe import Markup

from mkdocs_postmortems.analysis.combinations import Combination, Meetings
from mkdocs_postmortems.archive import Occurrence
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.pages.drawing import HIDDEN, image, markup, share, words

Link = Callable[[object], str]

_MIDDLE, _ABOVE, _BELOW = 11, 7, 15
_CLOSE = 1.2
"""Per cent of the line within which two marks would lie on each other."""

_FIRST_YEARS = 16
"""Years up to which each has its line; of more, every fifth."""

LEAST_LIFT, MOST_LIFT = 0.25, 32
"""The ends of the scale of lift, which doubles in equal steps."""


@dataclass(frozen=True, slots=True)
class Time:
    """The years that a line of time stands for."""

    years: range

    def at(self, day: date) -> float:
        """Where a day is, in per cent."""
        first = date(self.years[0], 1, 1).toordinal()
        last = date(self.years[-1], 12, 31).toordinal()
        return 100 * (day.toordinal() - first) / (last - first)

    @property
    def told(self) -> list[int]:
        """The years that are written below the line."""
        return [year for year in self.years if len(self.years) <= _FIRST_YEARS or not year % 5]


def mark(postmortem: Postmortem) -> str:
    """The shape of a postmortem: a near miss is hollow, severities have shapes of their own."""
    if postmortem.is_near_miss:
        return "near"
    return postmortem.severity.value.lower() if postmortem.severity else "ungraded"


def lane(occurrences: Sequence[Occurrence], time: Time, link: Link | None = None) -> Markup:
    """The occurrences of one place, oldest first; where `link` is given, each leads to its postmortem."""
    elements: list[svg.Element] = _years(time)
    days = [occurrence.postmortem.date for occurrence in occurrences]
    if len(days) > 1:
        elements.append(
            svg.Line(
                class_=["pm-again-line"],
                x1=share(time.at(days[0])),
                x2=share(time.at(days[-1])),
                y1=_MIDDLE,
                y2=_MIDDLE,
            )
        )
    before, y = -100.0, _MIDDLE
    for occurrence in occurrences:
        at = time.at(occurrence.postmortem.date)
        y = _MIDDLE if at - before > _CLOSE else _BELOW if y <= _MIDDLE else _ABOVE
        before = at
        placed = svg.Use(href=f"#pm-m-{mark(occurrence.postmortem)}", x=share(at), y=y)
        elements.append(_linked(placed, occurrence.postmortem, link) if link else placed)
    return markup(svg.SVG(xmlns=None, elements=elements, extra={} if link else HIDDEN))


def _linked(placed: svg.Use, postmortem: Postmortem, link: Link) -> svg.Element:
    told = words(f"{postmortem.date}, {postmortem.title}")
    return svg.A(href=words(link(postmortem)), elements=[svg.Title(text=told), placed], extra={"aria-label": told})


def _years(time: Time) -> list[svg.Element]:
    return [
        svg.Line(class_=["pm-grid"], x1=share(at), x2=share(at), y1=0, y2=svg.Length(100, "%"))
        for year in time.told
        for at in [time.at(date(year, 1, 1))]
    ]


def time_axis(time: Time) -> Markup:
    """The years below the lanes; in the middle of each where all are told, else where they begin."""
    month = 7 if len(time.told) == len(time.years) else 1
    labels: list[svg.Element] = [
        svg.Text(x=share(time.at(date(year, month, 1))), y=14, text_anchor="middle", text=_short(year, time))
        for year in time.told
    ]
    return markup(svg.SVG(xmlns=None, elements=labels, extra=HIDDEN))


def _short(year: int, time: Time) -> str:
    return f"\u2019{year % 100:02d}" if len(time.told) > 6 else str(year)


# ---------------------------------------------------------------------- lift

_LIFTS: tuple[tuple[float, Literal["start", "middle", "end"], str], ...] = (
    (LEAST_LIFT, "start", "¼"),
    (1, "middle", "1"),
    (4, "middle", "4"),
    (MOST_LIFT, "end", str(MOST_LIFT)),
)


def lift_axis() -> Markup:
    """The scale of lift, for the head of a column."""
    labels: list[svg.Element] = [
        svg.Text(x=share(_lift_at(lift)), y=15, text_anchor=anchor, text=told) for lift, anchor, told in _LIFTS
    ]
    label = "scale from a quarter to 32 times as often as chance"
    return markup(svg.SVG(xmlns=None, class_=["pm-range", "pm-range--axis"], elements=labels, extra=image(label)))


def lift_range(found: Combination) -> Markup:
    """How many times as often as chance, with the interval; the dashed line is chance."""
    low, high = found.interval
    sure = ["i", "s"] if found.is_more_than_chance else ["i"]
    elements: list[svg.Element] = [
        svg.Line(class_=["c"], x1=share(_lift_at(1)), x2=share(_lift_at(1)), y1=0, y2=20),
        svg.Line(class_=sure, x1=share(_lift_at(low)), x2=share(_lift_at(high)), y1=10, y2=10),
        svg.Circle(class_=["p"], cx=share(_lift_at(found.lift)), cy=10, r=3.6),
    ]
    label = f"{found.lift:.1f} times as often as chance, between {low:.1f} and {high:.1f}"
    return markup(svg.SVG(xmlns=None, class_=["pm-range"], elements=elements, extra=image(label)))


def _lift_at(lift: float) -> float:
    shown = min(MOST_LIFT, max(LEAST_LIFT, lift))
    return 100 * log2(shown / LEAST_LIFT) / log2(MOST_LIFT / LEAST_LIFT)


def meetings_lane(met: Meetings, most: float) -> Markup:
    """Pairs that met so often: filled what was counted, hollow what chance alone would bring."""
    counted, expected = 100 * met.pairs / most, 100 * met.expected / most
    elements: list[svg.Element] = [
        svg.Line(class_=["pm-grid"], x1=share(at), x2=share(at), y1=0, y2=svg.Length(100, "%"))
        for at in range(0, 101, 20)
    ]
    elements += [
        svg.Line(class_=["v"], x1=share(counted), x2=share(expected), y1=_MIDDLE, y2=_MIDDLE),
        svg.Use(href="#pm-m-expected", x=share(expected), y=_MIDDLE),
        svg.Use(href="#pm-m-counted", x=share(counted), y=_MIDDLE),
    ]
    return markup(svg.SVG(xmlns=None, class_=["pm-vs"], elements=elements, extra=HIDDEN))


def scale(most: float) -> Markup:
    """The axis of counts from none to `most`, in five steps."""
    labels: list[svg.Element] = [
        svg.Text(
            x=share(20 * step),
            y=14,
            text_anchor="start" if not step else "end" if step == 5 else "middle",
            text=f"{most * step / 5:,.0f}",
        )
        for step in range(6)
    ]
    return markup(svg.SVG(xmlns=None, elements=labels, extra=HIDDEN))
