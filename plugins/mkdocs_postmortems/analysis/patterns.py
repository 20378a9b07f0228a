"""Patterns: factors found in two or more postmortems, with the numbers a reader may trust."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from statistics import median

from mkdocs_postmortems.archive import Archive, Occurrence, Service
from mkdocs_postmortems.model import ContributingFactor, FactorType, Layer, Postmortem


@dataclass(frozen=True)
class Pattern:
    """A factor with its occurrences, oldest first. One that was met once or never is no pattern yet."""

    factor: ContributingFactor
    occurrences: tuple[Occurrence, ...]
    is_recurring: bool
    narrower: tuple["Pattern", ...] = ()
    """The factors that are kinds of this one."""

    @property
    def count(self) -> int:
        return len(self.occurrences)

    @cached_property
    def rolled_up(self) -> int:
        """In how many postmortems it was met, itself or one of its kinds; each counts once."""
        return len({p.id for pattern in (self, *self.narrower) for p in pattern.postmortems})

    @property
    def postmortems(self) -> tuple[Postmortem, ...]:
        return tuple(occurrence.postmortem for occurrence in self.occurrences)

    @property
    def first(self) -> date | None:
        return self.occurrences[0].postmortem.date if self.occurrences else None

    @property
    def last(self) -> date | None:
        return self.occurrences[-1].postmortem.date if self.occurrences else None

    @cached_property
    def median_gap(self) -> float | None:
        """The median of the days between one occurrence and the next; None below three occurrences."""
        days = [p.date.toordinal() for p in self.postmortems]
        return median(later - earlier for earlier, later in pairwise(days)) if len(days) > 2 else None

    @cached_property
    def organizations(self) -> tuple[str, ...]:
        return tuple(sorted({p.organization for p in self.postmortems if p.organization}, key=str.casefold))

    @cached_property
    def near_misses(self) -> int:
        return sum(p.is_near_miss for p in self.postmortems)

    @cached_property
    def by_year(self) -> Mapping[int, int]:
        return Counter(p.date.year for p in self.postmortems)

    @cached_property
    def by_layer(self) -> Mapping[Layer, int]:
        return Counter(occurrence.citation.layer for occurrence in self.occurrences)


class Patterns:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @cached_property
    def all(self) -> tuple[Pattern, ...]:
        """Every factor there is to read about, the most frequent first; ties by title."""
        return tuple(pattern for pattern in self._each if pattern.count or pattern.factor.is_live)

    @cached_property
    def pointers(self) -> tuple[Pattern, ...]:
        """Factors that only say where to go on: merged ones, and deprecated ones that nobody cites."""
        return tuple(pattern for pattern in self._each if not pattern.count and not pattern.factor.is_live)

    @cached_property
    def _each(self) -> tuple[Pattern, ...]:
        return tuple(sorted(map(self._pattern, self._archive.factors), key=_most_frequent_first))

    def _pattern(self, factor: ContributingFactor) -> Pattern:
        occurrences = self._archive.by_factor[factor.slug]
        narrower = sorted(map(self._pattern, self._archive.vocabulary.narrower(factor)), key=_most_frequent_first)
        is_recurring = len(occurrences) >= self._archive.settings.pattern_threshold
        return Pattern(factor, occurrences, is_recurring, tuple(narrower))

    @cached_property
    def recurring(self) -> tuple[Pattern, ...]:
        return tuple(pattern for pattern in self.all if pattern.is_recurring)

    def services(self, pattern: Pattern) -> list[tuple[Service, int]]:
        """Where a factor was met, and in how many postmortems, the most first."""
        members = {p.id for p in pattern.postmortems}
        met = ((service, sum(p.id in members for p in service.postmortems)) for service in self._archive.services)
        return sorted(((service, n) for service, n in met if n), key=lambda pair: (-pair[1], pair[0].slug))

    @cached_property
    def by_slug(self) -> Mapping[str, Pattern]:
        return {pattern.factor.slug: pattern for pattern in self.all}

    @cached_property
    def by_type(self) -> Mapping[FactorType | None, tuple[Pattern, ...]]:
        types: list[FactorType | None] = [*FactorType, None]
        return {type_: found for type_ in types if (found := tuple(p for p in self.all if p.factor.type is type_))}

    @cached_property
    def coded(self) -> int:
        """How many postmortems cite at least one factor: the denominator of every share."""
        return sum(bool(p.contributing_factors) for p in self._archive.postmortems)

    @property
    def uncoded(self) -> int:
        return len(self._archive.postmortems) - self.coded

    @cached_property
    def span(self) -> range:
        """The years the archive covers."""
        years = [p.date.year for p in self._archive.postmortems]
        return range(min(years), max(years) + 1) if years else range(0)


def _most_frequent_first(pattern: Pattern) -> tuple[int, str, str]:
    return -pattern.count, pattern.factor.title.casefold(), pattern.factor.slug
