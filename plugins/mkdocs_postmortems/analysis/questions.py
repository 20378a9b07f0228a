"""What a pattern review should talk about, and why: questions that rest on what the archive found in a quarter.

Five kinds, in this order: a condition that was met again while its action was open; the condition most met in several
places; a fix that did not hold; a near miss; a condition that came back most often. The first of each kind is asked,
then the second of each, until there are three. No condition is asked about twice, and where there is nothing to ask,
fewer are asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from mkdocs_postmortems.analysis.dispositions import Disposition
from mkdocs_postmortems.analysis.recurrence import Verdict
from mkdocs_postmortems.archive import Occurrence, slugify
from mkdocs_postmortems.model import ActionStatus, ContributingFactor, Postmortem
from mkdocs_postmortems.model.vocabulary import Vocabulary
from mkdocs_postmortems.words import count, number, times

MOST = 3
"""A meeting has time for so many."""


class QuestionKind(Vocabulary):
    """What a question rests on, in the order in which they are asked."""

    KNOWN_AND_OPEN = "known-and-open"
    MOST_MET = "most-met"
    DID_NOT_HOLD = "did-not-hold"
    NEAR_MISS = "near-miss"
    CAME_BACK = "came-back"


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the room, what it rests on in words, and the postmortems to read about it, oldest first."""

    kind: QuestionKind
    text: str
    because: str
    postmortems: tuple[Postmortem, ...]
    factor: ContributingFactor | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """A condition met in several postmortems of a quarter, oldest first, and in several places, counted in `places`,
    which are organizations or services. `coded` is the denominator; `before` and `coded_before` are the same numbers
    for everything before the quarter."""

    occurrences: tuple[Occurrence, ...]
    places: int
    place: str
    coded: int
    before: int
    coded_before: int

    @property
    def factor(self) -> ContributingFactor:
        return self.occurrences[0].factor


@dataclass(frozen=True, slots=True)
class Returned:
    """A condition that its scope met again in a quarter: `again` are its citations there, oldest first.

    `before` is how often the scope had met it before the first of them, `last` the nearest of those times, `decided`
    what was decided about it then, and `tried` what was done about it after the nearest few.
    """

    again: tuple[Occurrence, ...]
    before: int
    last: Occurrence
    decided: Disposition
    tried: tuple[Verdict, ...]

    @property
    def factor(self) -> ContributingFactor:
        return self.last.factor

    @property
    def organization(self) -> str | None:
        return self.again[0].postmortem.organization

    @property
    def days(self) -> int:
        """From the last time before to the first time in the quarter."""
        return (self.again[0].postmortem.date - self.last.postmortem.date).days

    @property
    def actions(self) -> int:
        """How many actions were tried."""
        return len({id(verdict.action) for verdict in self.tried})


def places_of(occurrences: Sequence[Occurrence]) -> tuple[int, str]:
    """In how many organizations something was met, or where one has it all, at how many services."""
    organizations = {slugify(o.postmortem.organization) for o in occurrences if o.postmortem.organization}
    if len(organizations) > 1:
        return len(organizations), "organization"
    return len({slugify(name) for o in occurrences for name in o.postmortem.services}), "service"


def questions(
    left_open: Iterable[Verdict],
    spread: Iterable[Spread],
    failed: Iterable[Verdict],
    near_misses: Iterable[Postmortem],
    returned: Iterable[Returned],
) -> tuple[Question, ...]:
    """The questions worth asking: what was open longest comes first among the open, what was met most among the
    spread, what came back soonest among the fixes, the newest among the near misses, and of what returned whatever
    stands first."""
    kinds = (
        map(_why_open, sorted(left_open, key=lambda v: (-v.days, *_named(v)))),
        map(_everywhere, sorted(spread, key=lambda s: (-len(s.occurrences), -s.places, s.factor.slug))),
        map(_one_or_two, sorted(failed, key=lambda v: (not v.is_dated, v.days, *_named(v)))),
        map(_what_caught_it, reversed([*near_misses])),
        map(_what_would_end_it, returned),
    )
    return tuple(islice(_in_turns(kinds), MOST))


def _in_turns(kinds: Sequence[Iterator[Question]]) -> Iterator[Question]:
    """One of each kind, then the next of each, passing over conditions that have been asked about."""
    asked: set[str] = set()
    while True:
        found = False
        for kind in kinds:
            question = next((q for q in kind if q.factor is None or q.factor.slug not in asked), None)
            if question is not None:
                found = True
                asked.update([question.factor.slug] if question.factor else ())
                yield question
        if not found:
            return


def _named(verdict: Verdict) -> tuple[str, str, str]:
    return verdict.postmortem.id, verdict.action.id, verdict.factor.slug


def _why_open(verdict: Verdict) -> Question:
    action = verdict.action
    if action.status is ActionStatus.DROPPED:
        text = f"We dropped “{action.action}”, and its condition came back: would we decide the same today?"
    else:
        text = f"What kept “{action.action}” from being done{' sooner' if action.status.is_done else ''}?"
    days = f"{count(verdict.days, 'day')} after the incident it was agreed for"
    owner = f"Owner: {action.owner}." if action.owner else "It names no owner."
    return Question(
        QuestionKind.KNOWN_AND_OPEN,
        text,
        f"{_where(verdict.factor, verdict.postmortem)}: met again {days}. {owner}",
        _both(verdict),
        verdict.factor,
    )


def _everywhere(spread: Spread) -> Question:
    factor, coded = spread.factor, f"{number(spread.coded)} coded postmortems"
    before = f"Before: {number(spread.before)} of {number(spread.coded_before)}."
    return Question(
        QuestionKind.MOST_MET,
        factor.ask[0] if factor.ask else f"Where else among us is this so: {factor.title}?",
        f"{factor.title}: met in {len(spread.occurrences)} of {coded} of this quarter, "
        f"at {count(spread.places, spread.place)}. {before}",
        tuple(occurrence.postmortem for occurrence in spread.occurrences),
        factor,
    )


def _one_or_two(verdict: Verdict) -> Question:
    since = "it was done" if verdict.is_dated else "that incident; when it was done is not given"
    return Question(
        QuestionKind.DID_NOT_HOLD,
        f"“{verdict.action.action}” was done, and the condition came back: is it one condition or two?",
        f"{_where(verdict.factor, verdict.postmortem)}: met again {count(verdict.days, 'day')} after {since}.",
        _both(verdict),
        verdict.factor,
    )


def _what_caught_it(near_miss: Postmortem) -> Question:
    noticed = f"Noticed {near_miss.detected_by.words}." if near_miss.detected_by else "How it was noticed is not said."
    return Question(
        QuestionKind.NEAR_MISS,
        f"“{near_miss.title}”: what caught it, and would it catch the next one?",
        f"A near miss. {noticed}",
        (near_miss,),
    )


def _what_would_end_it(returned: Returned) -> Question:
    factor, there = returned.factor, returned.again[0].postmortem
    tried = f"{count(returned.actions, 'action')} then." if returned.tried else "No action after the latest names it."
    days = count(returned.days, "day")
    return Question(
        QuestionKind.CAME_BACK,
        factor.ask[0] if factor.ask else f"What would it take not to meet this again: {factor.title}?",
        f"{_where(factor, there)}: met {times(returned.before)} before, last {days} earlier. {tried}",
        (returned.last.postmortem, *(occurrence.postmortem for occurrence in returned.again)),
        factor,
    )


def _where(factor: ContributingFactor, postmortem: Postmortem) -> str:
    return f"{factor.title} at {postmortem.organization}" if postmortem.organization else factor.title


def _both(verdict: Verdict) -> tuple[Postmortem, ...]:
    return (verdict.postmortem, *([verdict.again] if verdict.again else ()))
