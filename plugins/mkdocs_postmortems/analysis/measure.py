"""A measure: what is asked of each incident or action, the answers, and what may be said of a period.

A span of time is told by its points, its median and its quartiles, never by a mean: a few very long incidents carry a
mean wherever they like (The VOID Report, 2021 and 2022, https://www.thevoid.community/report; Š. Davidovič, Incident
Metrics in SRE, 2021).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from statistics import quantiles

from mkdocs_postmortems.analysis.periods import Period, quarter_of, year_of
from mkdocs_postmortems.model import ActionItem, Postmortem
from mkdocs_postmortems.model.vocabulary import Vocabulary

FEWEST = 3
"""How many points a median needs, or a share in per cent; of fewer the page says that they are too few."""


class Unit(Vocabulary):
    """What the value of a point is: seconds, days, whether something is so (1 or 0), or 1 for being there."""

    SECONDS = "seconds"
    DAYS = "days"
    SHARE = "share"
    COUNT = "count"

    @property
    def is_spread(self) -> bool:
        """Whether it is told by a median: shares and counts are told by how many they are."""
        return self in (Unit.SECONDS, Unit.DAYS)


class Good(Vocabulary):
    """The direction in which a measure should move."""

    HIGHER = "higher"
    LOWER = "lower"


class Why(Vocabulary):
    """Why something that was asked has no value."""

    TIMES_NOT_GIVEN = "times-not-given"
    END_BEFORE_START = "end-before-start"
    FATE_UNKNOWN = "fate-unknown"
    DROPPED = "dropped"
    DAY_NOT_GIVEN = "day-not-given"
    DONE_BEFORE = "done-before"
    CHANGE_NOT_GIVEN = "change-not-given"
    CHANGE_NOT_TOLD = "change-not-told"
    NOT_CODED = "not-coded"
    NOTHING_EARLIER = "nothing-earlier"

    @property
    def words(self) -> str:
        """Words that follow how many there are."""
        return _WHY_WORDS[self]

    @property
    def is_untold(self) -> bool:
        """Whether there is a value that nobody wrote down, rather than none."""
        return self not in (Why.END_BEFORE_START, Why.DROPPED, Why.DONE_BEFORE, Why.NOTHING_EARLIER)


_WHY_WORDS = {
    Why.TIMES_NOT_GIVEN: "without both times",
    Why.END_BEFORE_START: "with that time before the start that is given",
    Why.FATE_UNKNOWN: "of which nobody tells what became of them",
    Why.DROPPED: "dropped",
    Why.DAY_NOT_GIVEN: "without the day",
    Why.DONE_BEFORE: "done before the incident",
    Why.CHANGE_NOT_GIVEN: "not saying what they change",
    Why.CHANGE_NOT_TOLD: "not telling whether such a change was done",
    Why.NOT_CODED: "citing no factor",
    Why.NOTHING_EARLIER: "with nothing earlier to repeat",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One value, in the unit of its measure: of a postmortem, or of one of its action items."""

    postmortem: Postmortem
    action: ActionItem | None
    value: float

    @property
    def day(self) -> date:
        """The day by which it belongs to a period: that of the incident, also for its actions."""
        return self.postmortem.date


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was asked and has no value, with the reason."""

    postmortem: Postmortem
    action: ActionItem | None
    why: Why

    @property
    def day(self) -> date:
        return self.postmortem.date


@dataclass(frozen=True)
class Summary:
    """What the points of a period say: their values, smallest first, and how many were left out for each reason."""

    unit: Unit
    values: tuple[float, ...] = ()
    left_out: Mapping[Why, int] = field(default_factory=Counter)

    @property
    def counted(self) -> int:
        """The denominator: how many have a value."""
        return len(self.values)

    @property
    def of(self) -> int:
        """How many were asked, those left out too."""
        return self.counted + sum(self.left_out.values())

    @property
    def part(self) -> int:
        """Of a share: how many it is so for. Of a count: how many there are. Spans are never added up."""
        return 0 if self.unit.is_spread else int(sum(self.values))

    @property
    def is_enough(self) -> bool:
        return self.counted >= FEWEST

    @property
    def is_telling(self) -> bool:
        """Whether a share of those counted may stand for all: not where more are untold."""
        return self.is_enough and sum(n for why, n in self.left_out.items() if why.is_untold) <= self.counted

    @property
    def share(self) -> float | None:
        """`part` of `counted`, from 0 to 1, where that may be said."""
        return self.part / self.counted if self.unit is Unit.SHARE and self.is_telling else None

    @property
    def median(self) -> float | None:
        return self._quartiles[1] if self._has_spread else None

    @property
    def quartiles(self) -> tuple[float, float] | None:
        """The bounds of the middle half (type 7 of R. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages,
        1996: between the two nearest values, and never beyond them)."""
        return (self._quartiles[0], self._quartiles[2]) if self._has_spread else None

    @property
    def _has_spread(self) -> bool:
        return self.unit.is_spread and self.is_enough

    @cached_property
    def _quartiles(self) -> list[float]:
        return quantiles(self.values, n=4, method="inclusive")

    @property
    def least(self) -> float | None:
        return self.values[0] if self.values else None

    @property
    def greatest(self) -> float | None:
        return self.values[-1] if self.values else None

    def below(self, limit: float) -> int:
        """How many values are smaller than a limit."""
        return sum(value < limit for value in self.values)


@dataclass(frozen=True)
class Measure:
    """One measure with its words and its points, in the order in which the incidents happened.

    `asked` are the things in question, as one and as many; `counted` says which of them have a value, and `so` what a
    share counts among those. `caveat` is what the number does not say, `needs` what a site writes down to have it.
    """

    points: tuple[Point, ...]
    left_out: tuple[LeftOut, ...]
    slug: str
    name: str
    definition: str
    asked: tuple[str, str]
    counted: str
    unit: Unit
    good: Good
    caveat: str
    needs: str
    so: str = ""

    @cached_property
    def total(self) -> Summary:
        return self._summary(self.points, self.left_out)

    def in_period(self, period: Period) -> Summary:
        """What its points say of a year or a quarter."""
        return (self.by_quarter if period.quarter else self.by_year).get(period, Summary(self.unit))

    def before(self, period: Period) -> Summary:
        """What the points of all years before one say together."""
        earlier = [point for point in self.points if point.day.year < period.year]
        return self._summary(earlier, [out for out in self.left_out if out.day.year < period.year])

    @cached_property
    def by_year(self) -> Mapping[Period, Summary]:
        """The years in which anything was asked."""
        return self._by(year_of)

    @cached_property
    def by_quarter(self) -> Mapping[Period, Summary]:
        """The quarters in which anything was asked."""
        return self._by(quarter_of)

    def _by(self, period_of: Callable[[date], Period]) -> Mapping[Period, Summary]:
        points: dict[Period, list[Point]] = {}
        left_out: dict[Period, list[LeftOut]] = {}
        for point in self.points:
            points.setdefault(period_of(point.day), []).append(point)
        for out in self.left_out:
            left_out.setdefault(period_of(out.day), []).append(out)
        periods = sorted({*points, *left_out})
        return {period: self._summary(points.get(period, ()), left_out.get(period, ())) for period in periods}

    def _summary(self, points: Iterable[Point], left_out: Iterable[LeftOut]) -> Summary:
        values = tuple(sorted(point.value for point in points))
        return Summary(self.unit, values, Counter(out.why for out in left_out))
