"""Whether a condition is met more often than it was, as far as the numbers can tell.

Compared is its share of the coded postmortems of the recent past with its share of those before: what is at risk is a
postmortem in which it could have been cited. Days would make every condition rise as soon as more gets written down.
The test is Fisher's exact one, two-sided, corrected for all the patterns that are tested.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from mkdocs_postmortems.analysis.patterns import Pattern, Patterns
from mkdocs_postmortems.analysis.statistics import LEVEL, both_by_chance, chance_of_both, corrected
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model.vocabulary import Vocabulary


class Direction(Vocabulary):
    """What can be said. Too few: not even the most uneven split of these counts would be more than chance."""

    RISING = "rising"
    FALLING = "falling"
    NO_EVIDENCE = "no-evidence"
    TOO_FEW = "too-few"


@dataclass(frozen=True, slots=True)
class Trend:
    """A pattern in `recent` of `recent_of` coded postmortems, and in `earlier` of `earlier_of` before them.

    `chance` is the p of that split, and `corrected` the same for having looked at all patterns; both are None where
    too few is said.
    """

    direction: Direction
    recent: int
    recent_of: int
    earlier: int
    earlier_of: int
    chance: float | None = None
    corrected: float | None = None


class Trends:
    def __init__(self, archive: Archive, patterns: Patterns) -> None:
        self._archive, self._patterns = archive, patterns

    @property
    def since(self) -> date:
        """The first day of the recent past."""
        return self._archive.settings.today - timedelta(days=self._archive.settings.recent_days)

    def of(self, pattern: Pattern) -> Trend:
        known = self._by_slug.get(pattern.factor.slug)
        return known or self._too_few(pattern)

    def moved(self, direction: Direction) -> tuple[Pattern, ...]:
        """The patterns that rise, or that fall, the surest first."""
        found = [(trend, p) for p in self._patterns.recurring if (trend := self.of(p)).direction is direction]
        return tuple(p for _, p in sorted(found, key=lambda pair: (pair[0].corrected or 0, pair[1].factor.slug)))

    @property
    def tested(self) -> int:
        """How many patterns have enough occurrences for a test."""
        return len(self._by_slug)

    @cached_property
    def _recent_of(self) -> int:
        coded = (p for p in self._archive.postmortems if p.contributing_factors)
        return sum(postmortem.date >= self.since for postmortem in coded)

    def _recent(self, pattern: Pattern) -> int:
        return sum(postmortem.date >= self.since for postmortem in pattern.postmortems)

    def _too_few(self, pattern: Pattern) -> Trend:
        recent, coded = self._recent(pattern), self._patterns.coded
        return Trend(Direction.TOO_FEW, recent, self._recent_of, pattern.count - recent, coded - self._recent_of)

    @cached_property
    def _by_slug(self) -> Mapping[str, Trend]:
        """The trends of the patterns that can be tested: chosen by how often they are met, not by when."""
        coded, recent_of = self._patterns.coded, self._recent_of
        tested = [p for p in self._patterns.recurring if _could_tell(p.count, recent_of, coded)]
        counts = [self._recent(pattern) for pattern in tested]
        chances = [
            both_by_chance(recent, pattern.count, recent_of, coded)
            for pattern, recent in zip(tested, counts, strict=True)
        ]
        trends = {}
        for pattern, recent, chance, after_all in zip(tested, counts, chances, corrected(chances), strict=True):
            earlier, earlier_of = pattern.count - recent, coded - recent_of
            direction = Direction.NO_EVIDENCE
            if after_all <= 1 - LEVEL:
                rises = recent * earlier_of > earlier * recent_of
                direction = Direction.RISING if rises else Direction.FALLING
            trends[pattern.factor.slug] = Trend(direction, recent, recent_of, earlier, earlier_of, chance, after_all)
        return trends


def _could_tell(count: int, recent_of: int, coded: int) -> bool:
    """Whether any split of so many could be more than chance."""
    if not 0 < recent_of < coded:
        return False
    _, chances = chance_of_both(count, recent_of, coded)
    return min(chances[0], chances[-1]) <= 1 - LEVEL
