"""How long a condition has stood: a dot at each citation, a solid line until the newest, dashed from then to today.

As in `charts`, x is in per cent and y in pixels.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import svg
from markupsafe import Markup

from mkdocs_postmortems.pages.drawing import image, markup, share

_DOTS = 40
"""How many dots a line has at most, before those that would lie on each other are left out."""

_CLOSE = 2.5
"""Per cent of the line between the dots of such a line."""

_TOLD = 6
"""How many days the description of a line names; of more, the first and the newest."""

_LABELS = 4


@dataclass(frozen=True, slots=True)
class RunScale:
    """The time that all lines of a page share: from the start of a year to the day of the report."""

    year: int
    today: date

    def at(self, day: date) -> float:
        """Where a day is, in per cent; what lies ahead of the report is put on its day."""
        start = date(self.year, 1, 1)
        return min(100.0, 100 * (day - start).days / max(1, (self.today - start).days))

    @property
    def words(self) -> str:
        return f"{self.year} to today"


def run_axis(scale: RunScale) -> Markup:
    """The years above the lines."""
    years = range(scale.year, max(scale.year, scale.today.year) + 1)
    labels: list[svg.Element] = [
        svg.Text(x=share(at), y=17, text_anchor="middle" if at else "start", text=str(year))
        for year in years[:: -(-len(years) // _LABELS)]
        if (at := scale.at(date(year, 1, 1))) < 92 or year == scale.year
    ]
    label = f"scale from {scale.year} to {scale.today}"
    return markup(svg.SVG(xmlns=None, class_=["pm-run"], elements=labels, extra=image(label)))


def run_line(days: Iterable[date], scale: RunScale) -> Markup:
    """The days on which a condition was cited, oldest first."""
    cited = sorted(set(days))
    first, newest = scale.at(cited[0]), scale.at(cited[-1])
    elements: list[svg.Element] = [
        svg.Line(class_=["w"], x1=share(first), x2=share(newest), y1=11, y2=11),
        svg.Line(class_=["u"], x1=share(newest), x2=share(100), y1=11, y2=11),
        *(svg.Circle(class_=["pm-dot"], cx=share(at), cy=11, r=4) for at in _dots([scale.at(day) for day in cited])),
    ]
    label = f"cited {_told(cited)}; open until {scale.today}"
    return markup(svg.SVG(xmlns=None, class_=["pm-run"], elements=elements, extra=image(label)))


def _dots(places: list[float]) -> list[float]:
    return places if len(places) <= _DOTS else list(_apart(places))


def _apart(places: list[float]) -> Iterator[float]:
    """Of places that would hide each other the first; and the newest, whatever it hides."""
    before, newest = -_CLOSE, places[-1]
    for place in places:
        if place - before >= _CLOSE and newest - place >= _CLOSE:
            yield place
            before = place
    yield newest


def _told(days: list[date]) -> str:
    if len(days) <= _TOLD:
        return ", ".join(map(str, days))
    return f"on {len(days)} days from {days[0]} to {days[-1]}"
