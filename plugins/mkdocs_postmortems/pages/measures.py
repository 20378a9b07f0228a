"""The measures: what each says, drawn by year, with the same numbers in tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from markupsafe import Markup

from mkdocs_postmortems.analysis import Analysis, Measure, Period, Point, Summary, Unit
from mkdocs_postmortems.pages.page import Page
from mkdocs_postmortems.pages.plots import DAYS, SECONDS, DotPlot, Mark, columns
from mkdocs_postmortems.words import count, span

YEARS = 20
"""How many years are drawn and listed; those before them are one line of the table."""

QUARTERS = 12
"""How many quarters are listed; those before them are told by year."""


@dataclass(frozen=True)
class Section:
    """One measure with the periods it is told by, oldest first."""

    measure: Measure
    all_years: Sequence[Period]
    all_quarters: Sequence[Period]

    @property
    def years(self) -> Sequence[Period]:
        return self.all_years[-YEARS:]

    @property
    def quarters(self) -> Sequence[Period]:
        return self.all_quarters[-QUARTERS:]

    @property
    def total(self) -> Summary:
        return self.measure.total

    @property
    def earlier(self) -> Summary | None:
        """The years before those listed, together."""
        return self.measure.before(self.years[0]) if len(self.all_years) > YEARS else None

    @property
    def is_drawn(self) -> bool:
        """Whether there is anything to see: of spans enough for a median, of others one that counts."""
        return self.total.is_enough if self.measure.unit.is_spread else self.total.counted > 0

    @cached_property
    def plot(self) -> DotPlot:
        marks: dict[Period, list[Mark]] = {year: [] for year in self.years}
        for point in self.measure.points:
            if (year := Period(point.day.year)) in marks:
                marks[year].append(Mark(point.value, f"{_of(point)}: {self.words(point.value)}"))
        return DotPlot(marks, SECONDS if self.measure.unit is Unit.SECONDS else DAYS)

    @property
    def below(self) -> int:
        """How many values are too small for the scale."""
        return self.total.below(self.plot.scale.one)

    @property
    def chart(self) -> Markup:
        if self.measure.unit.is_spread:
            kind = "in bands" if self.plot.is_banded else f"one mark for each {self.measure.asked[0]}"
            return self.plot.drawn(self._by_year, f"{self.measure.name}, {kind}, by year")
        return columns(self._by_year, f"{self.measure.name}, by year", is_share=self.measure.unit is Unit.SHARE)

    @property
    def _by_year(self) -> Mapping[Period, Summary]:
        return {year: self.measure.in_period(year) for year in self.years}

    def words(self, value: float) -> str:
        """A value of this measure as a reader sees it."""
        if self.measure.unit is Unit.SECONDS:
            return span(timedelta(seconds=round(value)))
        if not value:
            return "the same day"
        return count(int(value), "day") if value == int(value) else f"{value:g} days"


def pages(analysis: Analysis) -> Iterator[Page]:
    yield Page(
        address="measures",
        title="Measures",
        template="measures.md.jinja",
        context={"archive": analysis.archive, "sections": _sections(analysis)},
        crumbs=(("Measures", None),),
        in_nav=True,
        description="How quickly harm is noticed and stopped, and how much is learned before it happens again",
    )


def _sections(analysis: Analysis) -> list[Section]:
    measures = analysis.measures
    return [Section(measure, measures.years, measures.quarters) for measure in measures.all]


def _of(point: Point) -> str:
    """What a value is of, in a few words."""
    postmortem = point.postmortem
    name = point.action.id if point.action else postmortem.title
    return " ".join(filter(None, (str(postmortem.date), postmortem.organization, name)))
