"""Which conditions line up in one incident more often than chance would bring them together.

Every pair of factors that are cited three times or more is tested, also those that never met: choosing pairs because
they met often would count chance as a finding. What chance brings depends on how many factors a postmortem lists
(`breadth`). Three at once are told where all three pairs are more than chance, and the three together are more than
any one of the pairs brings with it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import prod

from mkdocs_postmortems.analysis.patterns import Pattern, Patterns
from mkdocs_postmortems.analysis.statistics import (
    LEVEL,
    Interval,
    at_least_by_chance,
    chance_of_both,
    corrected,
    odds_for,
    share_interval,
)
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import Layer

LEAST = 3
"""Joint cases below which nothing is ranked, and citations below which a factor is in no pair."""

MANY = 8
"""Joint cases from which on pairs are counted as one group."""

MOST = 40
"""Factors of one postmortem beyond which it is left out of threes: it would bring ten thousand of them."""

Slugs = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """Two or three patterns, the rarest first, that met in `together` postmortems.

    `expected` is how many chance alone would bring (see `Combinations.breadth`). `chance` is the one-sided p,
    `corrected` the same for having looked at all.
    """

    patterns: tuple[Pattern, ...]
    together: int
    expected: float
    chance: float
    corrected: float

    @property
    def slugs(self) -> Slugs:
        """Its patterns in the order of their names."""
        return tuple(sorted(pattern.factor.slug for pattern in self.patterns))

    @property
    def lift(self) -> float:
        return self.together / self.expected

    @property
    def interval(self) -> Interval:
        """The lifts that these counts fit, at 95 percent: the exact interval of the share of the rarest pattern."""
        rarest = self.patterns[0].count
        low, high = share_interval(self.together, rarest)
        return low * rarest / self.expected, high * rarest / self.expected

    def other(self, pattern: Pattern) -> Pattern:
        """The partner of a pattern in a pair."""
        return next(one for one in self.patterns if one.factor.slug != pattern.factor.slug)

    @property
    def is_more_than_chance(self) -> bool:
        return self.corrected <= 1 - LEVEL


@dataclass(frozen=True, slots=True)
class Meetings:
    """How many pairs met so many times, and how many would by chance. `times` of `MANY` stands for all beyond, too."""

    times: int
    pairs: int
    expected: float


class Combinations:
    def __init__(self, archive: Archive, patterns: Patterns) -> None:
        self._archive, self._patterns = archive, patterns

    @cached_property
    def factors(self) -> tuple[Pattern, ...]:
        """Those that are frequent enough to be in a pair."""
        return tuple(pattern for pattern in self._patterns.all if pattern.count >= LEAST)

    @property
    def tested(self) -> int:
        """How many pairs were looked at."""
        return len(self.factors) * (len(self.factors) - 1) // 2

    @cached_property
    def breadth(self) -> float:
        """How many pairs there are in all, for each that there would be if factors fell on postmortems at random; never
        less than 1.

        It is more where some postmortems were read for conditions far more closely than others, which brings all
        factors together; the expected number of every pair is multiplied by it. Where all list about as many, factors
        keep each other out, and a pair is all the more remarkable; that is left alone, to be on the safe side.
        """
        counts = [pattern.count for pattern in self.factors]
        met = sum(len(slugs) * (len(slugs) - 1) for slugs in self._cited)
        by_chance = (sum(counts) ** 2 - sum(count**2 for count in counts)) / (self._patterns.coded or 1)
        return max(1.0, met / by_chance) if by_chance else 1.0

    @cached_property
    def met(self) -> tuple[Combination, ...]:
        """The pairs that met often enough to be ranked, the least likely first."""
        return tuple(pair for pair in self._pairs.values() if pair.together >= LEAST)

    @cached_property
    def more(self) -> tuple[Combination, ...]:
        """The pairs that met more often than chance brings, all pairs counted."""
        return tuple(pair for pair in self.met if pair.is_more_than_chance)

    def of(self, slug: str) -> tuple[Combination, ...]:
        """The pairs of a factor that met often enough to be ranked, the least likely first."""
        return self._of.get(slug, ())

    @cached_property
    def _of(self) -> Mapping[str, tuple[Combination, ...]]:
        found: dict[str, list[Combination]] = {}
        for pair in self.met:
            for pattern in pair.patterns:
                found.setdefault(pattern.factor.slug, []).append(pair)
        return {slug: tuple(pairs) for slug, pairs in found.items()}

    @property
    def striking_alone(self) -> int:
        """How many of the ranked pairs would look more than chance to somebody who looked at nothing else."""
        return sum(pair.chance <= 1 - LEVEL for pair in self.met)

    @cached_property
    def meetings(self) -> tuple[Meetings, ...]:
        """How often pairs met, from never to `MANY` times and more."""
        pairs = Counter(min(MANY, pair.together) for pair in self._pairs.values())
        by_counts = Counter((p.patterns[0].count, p.patterns[1].count) for p in self._pairs.values())
        by_chance = [0.0] * (MANY + 1)
        for (one, other), many in by_counts.items():
            least, chances = chance_of_both(one, other, self._patterns.coded, self._odds(one, other))
            for times, chance in enumerate(chances, start=least):
                by_chance[min(MANY, times)] += many * chance
        return tuple(Meetings(times, pairs[times], by_chance[times]) for times in range(MANY + 1))

    @cached_property
    def triples_met(self) -> int:
        """How many different threes met often enough to be ranked."""
        return sum(times >= LEAST for times in self._triples.values())

    @cached_property
    def triples(self) -> tuple[Combination, ...]:
        """Three at once, more often than any one pair of them explains, the least likely first."""
        more = {pair.slugs for pair in self.more}
        candidates = [
            (slugs, times)
            for slugs, times in self._triples.items()
            if times >= LEAST and more.issuperset(combinations(slugs, 2))
        ]
        chances = [self._chance_of_three(slugs, times) for slugs, times in candidates]
        found = [
            self._three(slugs, times, chance, after_all)
            for (slugs, times), chance, after_all in zip(candidates, chances, corrected(chances), strict=True)
        ]
        return tuple(sorted((one for one in found if one.is_more_than_chance), key=_least_likely_first))

    @cached_property
    def layers(self) -> tuple[tuple[frozenset[Layer], int], ...]:
        """Which layers lined up, and in how many coded postmortems; the most frequent first."""
        seen = Counter(
            frozenset(citation.layer for citation in p.contributing_factors)
            for p in self._archive.postmortems
            if p.contributing_factors
        )
        return tuple(sorted(seen.items(), key=lambda pair: (-pair[1], [layer not in pair[0] for layer in Layer])))

    # ------------------------------------------------------------------ counting

    @cached_property
    def _cited(self) -> tuple[Slugs, ...]:
        """The factors of each postmortem that can be in a pair, in order."""
        able = {pattern.factor.slug for pattern in self.factors}
        return tuple(
            tuple(sorted({o.factor.slug for o in self._archive.occurrences(p)} & able))
            for p in self._archive.postmortems
        )

    @cached_property
    def _pairs(self) -> Mapping[Slugs, Combination]:
        """Every pair, the least likely first."""
        together = Counter(pair for slugs in self._cited for pair in combinations(slugs, 2))
        by_slug = {pattern.factor.slug: pattern for pattern in self.factors}
        slugs = list(combinations(sorted(by_slug), 2))
        chances = [self._chance(together[pair], *sorted(by_slug[slug].count for slug in pair)) for pair in slugs]
        found = []
        for pair, chance, after_all in zip(slugs, chances, corrected(chances), strict=True):
            patterns = tuple(sorted((by_slug[slug] for slug in pair), key=lambda p: (p.count, p.factor.slug)))
            rarer, other = (pattern.count for pattern in patterns)
            expected = self._expected(rarer, other)
            found.append((pair, Combination(patterns, together[pair], expected, chance, after_all)))
        return dict(sorted(found, key=lambda item: _least_likely_first(item[1])))

    def _expected(self, one: int, other: int) -> float:
        """How often two of these counts meet by chance; never as often as cannot be."""
        total = self._patterns.coded
        return max(one + other - total, min(self.breadth * one * other / total, min(one, other) - 0.5), 0.0)

    def _odds(self, one: int, other: int) -> float:
        return odds_for(self._expected(one, other), one, other, self._patterns.coded)

    def _chance(self, both: int, one: int, other: int) -> float:
        return at_least_by_chance(both, one, other, self._patterns.coded, self._odds(one, other))

    @cached_property
    def _triples(self) -> Mapping[Slugs, int]:
        often = {slugs for slugs, pair in self._pairs.items() if pair.together >= LEAST}
        return Counter(
            three
            for slugs in self._cited
            if len(slugs) <= MOST
            for three in combinations(slugs, 3)
            if often.issuperset(combinations(three, 2))
        )

    def _chance_of_three(self, slugs: Slugs, times: int) -> float:
        """The p of three at once given each of their pairs, whichever explains it best."""
        counts = [
            (self._pairs[pair].together, self._patterns.by_slug[third].count)
            for pair, third in _pairs_and_thirds(slugs)
        ]
        total = self._patterns.coded
        return max(
            at_least_by_chance(times, together, third, total, self._odds(together, third)) for together, third in counts
        )

    def _three(self, slugs: Slugs, times: int, chance: float, after_all: float) -> Combination:
        patterns = sorted((self._patterns.by_slug[slug] for slug in slugs), key=lambda p: (p.count, p.factor.slug))
        total = self._patterns.coded
        expected = total * self.breadth**2 * prod(pattern.count / total for pattern in patterns)
        return Combination(tuple(patterns), times, expected, chance, after_all)


def _pairs_and_thirds(slugs: Slugs) -> list[tuple[Slugs, str]]:
    one, other, third = slugs
    return [((one, other), third), ((one, third), other), ((other, third), one)]


def _least_likely_first(found: Combination) -> tuple[float, float, int, tuple[str, ...]]:
    return found.corrected, found.chance, -found.together, tuple(p.factor.slug for p in found.patterns)
