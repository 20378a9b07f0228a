"""The pattern review: what a quarter says beyond each of its incidents, for the people who meet about it.

A postmortem belongs to the quarter in which its incident began. A quarter without postmortems has no review, and what
falls due in it is told in the next one. What a status or a trend says, it says today: nobody wrote down what it said
at the end of an earlier quarter. So what is overdue and what rises is told in the review that is due now (of the last
complete quarter) and in those after it, and in no older one.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from mkdocs_postmortems.analysis.actions import ActionRegister
from mkdocs_postmortems.analysis.combinations import LEAST, Combination, Combinations, Slugs
from mkdocs_postmortems.analysis.conditions import Condition, Conditions
from mkdocs_postmortems.analysis.dispositions import Dispositions
from mkdocs_postmortems.analysis.fixes import Fixes
from mkdocs_postmortems.analysis.periods import Quarter
from mkdocs_postmortems.analysis.questions import Returned, Spread, places_of, questions
from mkdocs_postmortems.analysis.recurrence import Met, Recurrence, Verdict, VerdictKind
from mkdocs_postmortems.analysis.review import Moved, New, Review, Today
from mkdocs_postmortems.analysis.trends import Direction, Trends
from mkdocs_postmortems.archive import Archive, Occurrence
from mkdocs_postmortems.model import Postmortem

T = TypeVar("T")


class Reviews:
    """Everything is gathered by quarter once, so that all reviews together cost no more than the archive is long."""

    def __init__(
        self,
        archive: Archive,
        dispositions: Dispositions,
        recurrence: Recurrence,
        fixes: Fixes,
        actions: ActionRegister,
        conditions: Conditions,
        combinations: Combinations,
        trends: Trends,
    ) -> None:
        self._archive, self._dispositions = archive, dispositions
        self._recurrence, self._fixes = recurrence, fixes
        self._actions, self._conditions = actions, conditions
        self._combinations, self._trends = combinations, trends
        self._known: dict[Quarter, Review] = {}

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        """Those that have postmortems, the newest first."""
        return tuple(sorted(self._postmortems, reverse=True))

    @property
    def all(self) -> tuple[Review, ...]:
        """Newest first."""
        return tuple(map(self._review, self.quarters))

    def of(self, quarter: Quarter) -> Review | None:
        return self._review(quarter) if quarter in self._postmortems else None

    @cached_property
    def due(self) -> Quarter | None:
        """The quarter whose review is due: the newest with postmortems that is over."""
        return next((quarter for quarter in self.quarters if quarter.last < self._archive.settings.today), None)

    def _review(self, quarter: Quarter) -> Review:
        known = self._known.get(quarter)
        if known is None:
            known = self._known[quarter] = self._gathered(quarter)
        return known

    def _gathered(self, quarter: Quarter) -> Review:
        postmortems = self._postmortems[quarter]
        near_misses = tuple(postmortem for postmortem in postmortems if postmortem.is_near_miss)
        failed = self._did_not_hold.get(quarter, ())
        returned = self._returned(postmortems)
        could_repeat = [postmortem for postmortem in postmortems if self._recurrence.could_repeat(postmortem)]
        return Review(
            quarter=quarter,
            postmortems=postmortems,
            near_misses=near_misses,
            met_before=sum(map(self._recurrence.is_repeat, could_repeat)),
            could_repeat=len(could_repeat),
            actions=self._actions.of(postmortems),
            questions=questions(self._left_open.get(quarter, ()), self._spread(quarter), failed, near_misses, returned),
            returned=returned,
            did_not_hold=failed,
            new=self._new.get(quarter, ()),
            new_here=self._new_here.get(quarter, ()),
            acceptances=self._acceptances.get(quarter, ()),
            moved=self._moved.get(quarter, ()),
            today=self._today if self.due is None or quarter >= self.due else None,
        )

    # ------------------------------------------------------------------ one quarter

    def _returned(self, postmortems: Sequence[Postmortem]) -> tuple[Returned, ...]:
        """Conditions their scope met again, those it had met most often first."""
        lines: dict[tuple[str, str], list[Met]] = {}
        for postmortem in postmortems:
            for met in self._recurrence.met_before(postmortem):
                lines.setdefault((met.occurrence.factor.slug, self._archive.scope(postmortem)), []).append(met)
        return tuple(sorted(map(self._line, lines.values()), key=_most_often_before_first))

    def _line(self, line: Sequence[Met]) -> Returned:
        first, last = line[0], line[0].occurrences[0]
        again = tuple(met.occurrence for met in line)
        return Returned(again, first.count, last, self._dispositions.of(last), self._recurrence.tried(first))

    def _spread(self, quarter: Quarter) -> Iterator[Spread]:
        """Conditions met by several organizations, or services, in a quarter."""
        postmortems = self._postmortems[quarter]
        met: dict[str, list[Occurrence]] = {}
        for postmortem in postmortems:
            for occurrence in self._archive.occurrences(postmortem):
                met.setdefault(occurrence.factor.slug, []).append(occurrence)
        coded = sum(bool(postmortem.contributing_factors) for postmortem in postmortems)
        coded_before = bisect_left(self._coded_days, quarter.first)
        for slug, occurrences in met.items():
            places, place = places_of(occurrences)
            if len(occurrences) > 1 and places > 1:
                before = bisect_left(self._archive.by_factor[slug], quarter.first, key=_day)
                yield Spread(tuple(occurrences), places, place, coded, before, coded_before)

    # ------------------------------------------------------------------ everything by quarter

    @cached_property
    def _postmortems(self) -> Mapping[Quarter, tuple[Postmortem, ...]]:
        """In the order in which they happened."""
        return _by_quarter((postmortem.date, postmortem) for postmortem in self._archive.postmortems)

    @cached_property
    def _coded_days(self) -> tuple[date, ...]:
        return tuple(postmortem.date for postmortem in self._archive.postmortems if postmortem.contributing_factors)

    @cached_property
    def _did_not_hold(self) -> Mapping[Quarter, tuple[Verdict, ...]]:
        return self._came_back(VerdictKind.DID_NOT_HOLD)

    @cached_property
    def _left_open(self) -> Mapping[Quarter, tuple[Verdict, ...]]:
        return self._came_back(VerdictKind.KNOWN_AND_OPEN)

    def _came_back(self, kind: VerdictKind) -> Mapping[Quarter, tuple[Verdict, ...]]:
        """Verdicts by the quarter in which the condition came back, the first to come back on top."""
        return _by_quarter((v.again.date, v) for v in reversed(self._fixes.of(kind)) if v.again)

    @cached_property
    def _new(self) -> Mapping[Quarter, tuple[New, ...]]:
        """Conditions by the quarter in which the archive met them first."""
        met = (occurrences for occurrences in self._archive.by_factor.values() if occurrences)
        return _first_ones(New(occurrences[0], len(occurrences) - 1) for occurrences in met)

    @cached_property
    def _new_here(self) -> Mapping[Quarter, tuple[New, ...]]:
        """Conditions by the quarter in which a scope met them first, when it was in the archive already and others had
        met them before, the best known first: of the first postmortem of a scope everything would be new."""
        best_known_first = sorted(self._later_firsts(), key=lambda one: (-one.elsewhere, one.occurrence.factor.slug))
        return _by_quarter((_day(one.occurrence), one) for one in best_known_first)

    def _later_firsts(self) -> Iterator[New]:
        for occurrences in self._archive.by_factor.values():
            scopes = [self._archive.scope(occurrence.postmortem) for occurrence in occurrences]
            times, seen = Counter(scopes), set(scopes[:1])
            for i, (occurrence, scope) in enumerate(zip(occurrences, scopes, strict=True)):
                if scope not in seen and occurrence.postmortem.id not in self._debuts:
                    yield New(occurrence, times[scope] - 1, i)
                seen.add(scope)

    @cached_property
    def _debuts(self) -> frozenset[str]:
        """The first postmortem of each scope, by id."""
        first: dict[str, str] = {}
        for postmortem in self._archive.postmortems:
            first.setdefault(self._archive.scope(postmortem), postmortem.id)
        return frozenset(first.values())

    @cached_property
    def _acceptances(self) -> Mapping[Quarter, tuple[Condition, ...]]:
        """Accepted conditions by the first quarter with postmortems that ends on the day they are to be looked at, or
        after it; the newest has also what fell due since."""
        ends = [quarter.last for quarter in reversed(self.quarters)]
        if ends:
            ends[-1] = max(ends[-1], self._archive.settings.today)
        found: dict[Quarter, list[Condition]] = {}
        for condition in (*self._conditions.review_due, *self._conditions.accepted):
            i = bisect_left(ends, condition.acceptance.review_on) if condition.acceptance else len(ends)
            if i < len(ends):
                found.setdefault(self.quarters[-1 - i], []).append(condition)
        return {quarter: tuple(conditions) for quarter, conditions in found.items()}

    @cached_property
    def _moved(self) -> Mapping[Quarter, tuple[Moved, ...]]:
        """The pairs that met in each quarter and had met often enough to be ranked by its end; those that are more than
        chance first, then the most frequent."""
        ranked = {pair.slugs: pair for pair in self._combinations.met}
        before: Counter[Slugs] = Counter()
        found = {}
        for quarter in reversed(self.quarters):
            met = self._pairs(self._postmortems[quarter], ranked)
            moved = (Moved(ranked[pair], tuple(postmortems), before[pair]) for pair, postmortems in met.items())
            found[quarter] = tuple(sorted((one for one in moved if one.together >= LEAST), key=_surest_first))
            before.update({pair: len(postmortems) for pair, postmortems in met.items()})
        return found

    def _pairs(
        self, postmortems: Iterable[Postmortem], ranked: Mapping[Slugs, Combination]
    ) -> Mapping[Slugs, list[Postmortem]]:
        met: dict[Slugs, list[Postmortem]] = {}
        for postmortem in postmortems:
            cited = sorted(occurrence.factor.slug for occurrence in self._archive.occurrences(postmortem))
            for pair in combinations(cited, 2):
                if pair in ranked:
                    met.setdefault(pair, []).append(postmortem)
        return met

    @cached_property
    def _today(self) -> Today:
        moved = [p for way in (Direction.RISING, Direction.FALLING) for p in self._trends.moved(way)]
        return Today(
            self._actions.overdue,
            len(self._actions.dated),
            tuple((pattern, self._trends.of(pattern)) for pattern in moved),
            self._trends.tested,
        )


def _by_quarter(dated: Iterable[tuple[date, T]]) -> Mapping[Quarter, tuple[T, ...]]:
    found: dict[Quarter, list[T]] = {}
    for day, thing in dated:
        found.setdefault(Quarter.of(day), []).append(thing)
    return {quarter: tuple(things) for quarter, things in found.items()}


def _first_ones(new: Iterable[New]) -> Mapping[Quarter, tuple[New, ...]]:
    ordered = sorted(new, key=lambda one: (_day(one.occurrence), one.occurrence.factor.title.casefold()))
    return _by_quarter((_day(one.occurrence), one) for one in ordered)


def _day(occurrence: Occurrence) -> date:
    return occurrence.postmortem.date


def _most_often_before_first(returned: Returned) -> tuple[int, str, str, str]:
    factor = returned.factor
    return -returned.before, (returned.organization or "").casefold(), factor.title.casefold(), factor.slug


def _surest_first(moved: Moved) -> tuple[bool, int, tuple[str, ...]]:
    slugs = tuple(pattern.factor.slug for pattern in moved.combination.patterns)
    return not moved.combination.is_more_than_chance, -moved.together, slugs
