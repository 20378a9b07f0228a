"""Whether a condition came back, and what that says of the action meant to remove it.

For each action item on factor *f* of postmortem *i* and each later postmortem *j* in scope citing *f*: an action
that was done before *j* began **did not hold**; one that was not done yet left the condition **known and open**; of
one whose status nobody tells, the condition was **seen again**. A done action with no later *j* has **held so
far**. Days are counted between dates in UTC.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from mkdocs_postmortems.archive import Archive, Occurrence, slugify
from mkdocs_postmortems.model import ActionItem, ActionStatus, ContributingFactor, Postmortem
from mkdocs_postmortems.model.vocabulary import Vocabulary


class VerdictKind(Vocabulary):
    """What happened after an action was agreed."""

    DID_NOT_HOLD = "did-not-hold"
    KNOWN_AND_OPEN = "known-and-open"
    SEEN_AGAIN = "seen-again"
    HELD_SO_FAR = "held-so-far"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one action item on one factor.

    `again` is the first later postmortem it rests on (none when it held), `others` counts the further ones. `days`
    run from the day the action was done, or from the incident where `is_dated` is false or the action was still
    open.
    """

    kind: VerdictKind
    postmortem: Postmortem
    action: ActionItem
    factor: ContributingFactor
    days: int
    is_dated: bool
    again: Postmortem | None = None
    others: int = 0


@dataclass(frozen=True, slots=True)
class Met:
    """A factor of one postmortem that others in its scope have met too.

    `count` is how often, `occurrences` are the nearest of them, nearest first, and `tried` is what was done about the
    factor after those.
    """

    occurrence: Occurrence
    count: int
    occurrences: tuple[Occurrence, ...]
    tried: tuple[Verdict, ...] = ()


def done_day(action: ActionItem) -> date | None:
    """The day an action was done, as far as anybody wrote it down."""
    return action.done_on or action.verified_on


def judge(action: ActionItem, before: Postmortem, after: Postmortem) -> tuple[VerdictKind, int, bool]:
    """What a later postmortem says of an action: the verdict, its days, and whether they count from a known day."""
    since = (after.date - before.date).days
    if action.status is ActionStatus.UNKNOWN:
        return VerdictKind.SEEN_AGAIN, since, False
    if not action.status.is_done:
        return VerdictKind.KNOWN_AND_OPEN, since, True
    day = done_day(action)
    if day is None:
        return VerdictKind.DID_NOT_HOLD, since, False
    if day < after.date:
        return VerdictKind.DID_NOT_HOLD, (after.date - day).days, True
    return VerdictKind.KNOWN_AND_OPEN, since, True


class Recurrence:
    """The verdicts of an archive. Later and earlier occurrences are looked up, never compared all with all."""

    NEAREST = 3
    """How many earlier or later occurrences of a factor are told one by one; the others are counted."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def verdicts(self, postmortem: Postmortem) -> tuple[Verdict, ...]:
        """What became of each of its actions, action by action and factor by factor."""
        return self._verdicts_by_id.get(postmortem.id, ())

    def of_factor(self, slug: str) -> tuple[Verdict, ...]:
        """What became of every action on a factor, oldest postmortem first."""
        return self._verdicts_by_factor.get(slug, ())

    def counts(self, slug: str) -> Mapping[VerdictKind, int]:
        """How many verdicts of each kind there are on a factor."""
        found = Counter(verdict.kind for verdict in self.of_factor(slug))
        return {kind: found[kind] for kind in VerdictKind}

    def before(self, postmortem: Postmortem) -> tuple[Met, ...]:
        """The factors of a postmortem that its scope had met earlier, with what had been tried about each."""
        return tuple(replace(met, tried=self.tried(met)) for met in self.met_before(postmortem))

    def tried(self, met: Met) -> tuple[Verdict, ...]:
        """What had been tried about a factor met before, after the nearest of those times."""
        return tuple(self._tried(met.occurrences, met.occurrence.postmortem))

    def met_before(self, postmortem: Postmortem) -> tuple[Met, ...]:
        """The same without what had been tried, which takes longer to find."""
        met = ((occurrence, self._earlier(occurrence)) for occurrence in self._archive.occurrences(postmortem))
        return tuple(Met(o, len(earlier), tuple(earlier[: -self.NEAREST - 1 : -1])) for o, earlier in met if earlier)

    def after(self, postmortem: Postmortem) -> tuple[Met, ...]:
        """The factors of a postmortem that its scope met again later."""
        met = ((occurrence, self._later(occurrence)) for occurrence in self._archive.occurrences(postmortem))
        return tuple(Met(o, len(later), tuple(later[: self.NEAREST])) for o, later in met if later)

    def is_repeat(self, postmortem: Postmortem) -> bool:
        """Whether its scope had met one of its factors before."""
        return any(self._earlier(occurrence) for occurrence in self._archive.occurrences(postmortem))

    def could_repeat(self, postmortem: Postmortem) -> bool:
        """Whether it cites a factor, and a postmortem of its scope that certainly began earlier cites one."""
        earliest = (other for place in self._places(postmortem) for other in self._earliest.get(place, ()))
        return bool(postmortem.contributing_factors) and any(began_after(postmortem, other) for other in earliest)

    @cached_property
    def all(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdicts in self._verdicts_by_id.values() for verdict in verdicts)

    @cached_property
    def _verdicts_by_id(self) -> Mapping[str, tuple[Verdict, ...]]:
        return {postmortem.id: tuple(self._judged(postmortem)) for postmortem in self._archive.postmortems}

    @cached_property
    def _verdicts_by_factor(self) -> Mapping[str, tuple[Verdict, ...]]:
        found: dict[str, list[Verdict]] = {}
        for verdict in self.all:
            found.setdefault(verdict.factor.slug, []).append(verdict)
        return {slug: tuple(verdicts) for slug, verdicts in found.items()}

    def _judged(self, postmortem: Postmortem) -> Iterator[Verdict]:
        occurrences = {o.factor.slug: o for o in self._archive.occurrences(postmortem)}
        for action in postmortem.action_items:
            for slug in self._archive.answered_by(action):
                if slug in occurrences:
                    yield from self._verdicts_on(action, occurrences[slug])

    def _verdicts_on(self, action: ActionItem, occurrence: Occurrence) -> Iterator[Verdict]:
        later = self._later(occurrence)
        if not later:
            yield from self._held(action, occurrence)
            return
        judged = [
            (judge(action, occurrence.postmortem, other.postmortem), other.postmortem)
            for other in self._ends(action, later)
        ]
        counts = self._counts(action, later)
        for (kind, days, is_dated), again in judged:
            yield Verdict(
                kind,
                occurrence.postmortem,
                action,
                occurrence.factor,
                days,
                is_dated,
                again,
                counts[kind] - 1,
            )

    def _ends(self, action: ActionItem, later: Sequence[Occurrence]) -> list[Occurrence]:
        """The first later occurrence, and the first after the action was done where that is another one."""
        first_after = self._first_after_done(action, later)
        ends = [later[0]]
        if 0 < first_after < len(later):
            ends.append(later[first_after])
        return ends

    def _counts(self, action: ActionItem, later: Sequence[Occurrence]) -> dict[VerdictKind, int]:
        first_after = self._first_after_done(action, later)
        return {
            VerdictKind.SEEN_AGAIN: len(later),
            VerdictKind.KNOWN_AND_OPEN: first_after,
            VerdictKind.DID_NOT_HOLD: len(later) - first_after,
        }

    def _first_after_done(self, action: ActionItem, later: Sequence[Occurrence]) -> int:
        """Where in `later` the occurrences begin that the action was done before."""
        if not action.status.is_done:
            return len(later)
        day = done_day(action)
        return bisect_right(later, day, key=_day) if day else 0

    def _held(self, action: ActionItem, occurrence: Occurrence) -> Iterator[Verdict]:
        if action.status.is_done:
            day = done_day(action)
            days = (self._archive.settings.today - (day or occurrence.postmortem.date)).days
            yield Verdict(
                VerdictKind.HELD_SO_FAR,
                occurrence.postmortem,
                action,
                occurrence.factor,
                max(days, 0),
                day is not None,
            )

    def _tried(self, earlier: Sequence[Occurrence], after: Postmortem) -> Iterator[Verdict]:
        for occurrence in earlier:
            for action in self._archive.actions_on(occurrence.postmortem).get(occurrence.factor.slug, ()):
                kind, days, is_dated = judge(action, occurrence.postmortem, after)
                yield Verdict(kind, occurrence.postmortem, action, occurrence.factor, days, is_dated, after)

    # ------------------------------------------------------------------ earlier and later

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str], tuple[Occurrence, ...]]:
        """Occurrences of each factor in each scope, oldest first."""
        lines: dict[tuple[str, str], list[Occurrence]] = {}
        for slug, occurrences in self._archive.by_factor.items():
            for occurrence in occurrences:
                lines.setdefault((slug, self._archive.scope(occurrence.postmortem)), []).append(occurrence)
        return {key: tuple(line) for key, line in lines.items()}

    @cached_property
    def _indexes(self) -> Mapping[tuple[str, str], int]:
        """Where in its line the occurrence of a factor in a postmortem stands."""
        return {(key[0], o.postmortem.id): i for key, line in self._lines.items() for i, o in enumerate(line)}

    @cached_property
    def _earliest(self) -> Mapping[tuple[str, str], tuple[Postmortem, ...]]:
        """The first postmortem of each place that cites a factor, and the first that also gives its time: of the same
        day, only that one is certain to be earlier."""
        earliest: dict[tuple[str, str], list[Postmortem]] = {}
        for postmortem in self._archive.postmortems:
            for place in self._places(postmortem) if postmortem.contributing_factors else ():
                known = earliest.setdefault(place, [])
                if not known or (postmortem.started_at and not any(other.started_at for other in known)):
                    known.append(postmortem)
        return {place: tuple(known) for place, known in earliest.items()}

    def _places(self, postmortem: Postmortem) -> list[tuple[str, str]]:
        """What two postmortems must have one of in common to be in one scope."""
        scope = self._archive.scope(postmortem)
        if self._archive.settings.recurrence_scope != "service":
            return [(scope, "")]
        return [(scope, slugify(name)) for name in postmortem.services]

    def _later(self, occurrence: Occurrence) -> Sequence[Occurrence]:
        """Later occurrences in scope, the next one first."""
        line, here = self._line(occurrence)
        next_day = bisect_right(line, occurrence.postmortem.date, key=_day)
        same_day = [o for o in line[here + 1 : next_day] if began_after(o.postmortem, occurrence.postmortem)]
        return self._in_scope(occurrence, (*same_day, *line[next_day:]))

    def _earlier(self, occurrence: Occurrence) -> Sequence[Occurrence]:
        """Earlier occurrences in scope, the nearest last."""
        line, here = self._line(occurrence)
        this_day = bisect_left(line, occurrence.postmortem.date, key=_day)
        same_day = [o for o in line[this_day:here] if began_after(occurrence.postmortem, o.postmortem)]
        return self._in_scope(occurrence, (*line[:this_day], *same_day))

    def _line(self, occurrence: Occurrence) -> tuple[tuple[Occurrence, ...], int]:
        slug, postmortem = occurrence.factor.slug, occurrence.postmortem
        return self._lines[slug, self._archive.scope(postmortem)], self._indexes[slug, postmortem.id]

    def _in_scope(self, occurrence: Occurrence, others: Sequence[Occurrence]) -> Sequence[Occurrence]:
        if self._archive.settings.recurrence_scope != "service":
            return others
        return [o for o in others if self._archive.share_scope(o.postmortem, occurrence.postmortem)]


def _day(occurrence: Occurrence) -> date:
    return occurrence.postmortem.date


def began_after(one: Postmortem, other: Postmortem) -> bool:
    """Whether one incident certainly began after another: on a later day, or later on the same day where both times
    are known."""
    if one.date != other.date:
        return one.date > other.date
    return bool(one.started_at and other.started_at and one.started_at > other.started_at)
