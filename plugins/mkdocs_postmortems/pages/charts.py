"""Charts as SVG, drawn when the site is built: no script, no request, colours from the style sheet.

x is in per cent and y in pixels, so that a chart fills any width and its text keeps its size.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import svg
from markupsafe import Markup

from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.pages.drawing import HIDDEN, image, markup, plot, share
from mkdocs_postmortems.words import span

_STEPS = tuple(
    timedelta(minutes=minutes)
    for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, *(days * 1440 for days in (1, 2, 7, 14, 30, 90)))
)
_MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of an incident: `kind` is undetected, harm or after."""

    kind: str
    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    @property
    def words(self) -> str:
        return f"{_PHASE_WORDS[self.kind]}, {span(self.length)}"


_PHASE_WORDS = {
    "undetected": "Not yet detected",
    "harm": "Harm continuing",
    "after": "Harm stopped, not yet normal",
}


def phases(postmortem: Postmortem) -> tuple[Phase, ...]:
    """The phases that the known times mark off; none unless the start and one later moment are known and in order."""
    moments = [postmortem.started_at, postmortem.detected_at, postmortem.mitigated_at, postmortem.resolved_at]
    kinds = ["undetected", "harm", "after"]
    if moments[0] is None:
        return ()
    if moments[1] is None:  # when it was detected is not known: that stretch is harm all the same
        moments[1] = moments[0]
    if moments[2] is None and moments[3] is not None:  # nothing tells harm and recovery apart
        moments[2] = moments[3]
    known = [(kind, start, end) for kind, (start, end) in zip(kinds, pairwise(moments), strict=True) if start and end]
    if any(end < start for _, start, end in known):
        return ()
    return tuple(Phase(kind, start, end) for kind, start, end in known if end > start)


def phase_chart(drawn: tuple[Phase, ...]) -> Markup:
    """The phases of an incident, drawn to scale."""
    start, end = drawn[0].start, drawn[-1].end
    total = end - start

    def across(moment: datetime) -> float:
        return 100 * ((moment - start) / total)

    elements: list[svg.Element] = []
    for phase in drawn:
        left, width = across(phase.start), across(phase.end) - across(phase.start)
        elements.append(svg.Rect(class_=[f"pm-ph-{phase.kind}"], x=share(left), width=share(width), y=1, height=28))
        label = span(phase.length)
        if phase.kind != "undetected" and width > 2 + 1.3 * len(label):
            light = "d" if phase.kind == "after" else ""
            elements.append(svg.Text(class_=["pm-ph-label", light], x=share(left + 1.2), y=19, text=label))
    for moment in _ticks(start, end):
        at = across(moment)
        elements.append(svg.Line(class_=["pm-axis"], x1=share(at), x2=share(at), y1=29, y2=35))
        elements.append(svg.Text(x=share(at), y=48, text_anchor="middle", text=_tick_label(moment, total)))
    words = ", ".join(phase.words for phase in drawn)
    return plot(elements, height=54, label=f"{words[:1]}{words[1:].lower()}")


def _ticks(start: datetime, end: datetime) -> list[datetime]:
    """Round moments inside the span, at most a handful, and none where its label would hang over an edge."""
    total = end - start
    step = next((step for step in _STEPS if total / step <= _MOST_TICKS), None)
    if step is None:
        return []
    epoch = datetime(2000, 1, 3, tzinfo=UTC)
    first = epoch + -(-(start - epoch) // step) * step
    moments = [first + i * step for i in range(_MOST_TICKS + 1)]
    margin = total * 0.03
    return [moment for moment in moments if start + margin <= moment <= end - margin]


def _tick_label(moment: datetime, total: timedelta) -> str:
    utc = moment.astimezone(UTC)
    return f"{utc:%m-%d}" if total > timedelta(days=3) or not (utc.hour or utc.minute) else f"{utc:%H:%M}"


def year_columns(by_year: Mapping[int, int], years: Iterable[int], label: str, top: int | None = None) -> Markup:
    """A sparkline: one column a year, a tick where there was none. `top` sets one scale for several of them."""
    counts = [by_year.get(year, 0) for year in years]
    top = max(top or 0, *counts, 1) if counts else 1
    heights = [round(max(1.0, 18 * value / top), 1) if value else 0 for value in counts]
    columns = "".join(f"M{5 * i} 19v-{height:g}h4v{height:g}z" for i, height in enumerate(heights) if height)
    ticks = "".join(f"M{5 * i} 19v-1h4v1z" for i, height in enumerate(heights) if not height)
    drawn: list[svg.Element] = [
        svg.Path(class_=kind, extra={"d": path})
        for kind, path in ((["pm-col"], columns), (["pm-col", "pm-col--z"], ticks))
        if path
    ]
    view = svg.ViewBoxSpec(0, 0, max(5 * len(counts) - 1, 1), 19)
    words = f"{label}: {', '.join(map(str, counts))}"
    return markup(
        svg.SVG(
            xmlns=None,
            class_=["pm-spark"],
            viewBox=view,
            preserveAspectRatio=svg.PreserveAspectRatio("none"),
            elements=drawn,
            extra=image(words),
        )
    )


def share_bar(part: int, whole: int, longest: int) -> Markup:
    """A bar for a share; `longest` is the largest part, which fills the track."""
    width = 100 * part / longest if longest else 0
    return markup(
        svg.SVG(
            xmlns=None,
            extra=HIDDEN,
            elements=[
                svg.Rect(class_=["t"], width=share(100), height=share(100)),
                svg.Rect(class_=["pm-col"], width=share(width), height=share(100)),
            ],
        )
    )
