"""The register of conditions: which were met and stand open, and how long they have.

A condition is a factor in one scope (DESIGN section 5; see `recurrence_scope`). With the scope `service` it is the
factor at one service of an organization, so that each service has a register of its own; a postmortem that names no
service stands alone there, as it does in the verdicts.

What its newest citation says decides: an action that was done closes the condition, an acceptance or a hand-off takes
it off the register, anything else leaves it open. A public report says what was planned on its day, so *open* means
that nothing was reported done.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mkdocs_postmortems.analysis.actions import ActionRegister, AgreedAction
from mkdocs_postmortems.analysis.dispositions import Disposition, Dispositions
from mkdocs_postmortems.analysis.recurrence import began_after, done_day
from mkdocs_postmortems.archive import Archive, Occurrence, Organization, Service, slugify
from mkdocs_postmortems.model import Acceptance, ActionStatus, ContributingFactor, HandOff, Postmortem
from mkdocs_postmortems.model.vocabulary import Vocabulary

_Scope = tuple[str, ...]


class ConditionState(Vocabulary):
    """Where a condition stands; the first that applies."""

    CLOSED = "closed"
    ACCEPTED = "accepted"
    HANDED_OFF = "handed-off"
    OPEN = "open"


class NewestWord(Vocabulary):
    """What the newest citation of an open condition says was agreed about it; the first that applies.

    `done-before` is an action that was done, and the condition came all the same; `not-told` one whose status is
    unknown; `other-things` means that the postmortem has actions, and none names the condition.
    """

    OPEN_ACTION = "open-action"
    NOT_TOLD = "not-told"
    DROPPED = "dropped"
    DONE_BEFORE = "done-before"
    OTHER_THINGS = "other-things"
    NO_ACTION = "no-action"

    @property
    def words(self) -> str:
        """What a condition has of which this is said."""
        return _WORDS[self]


_WORDS = {
    NewestWord.OPEN_ACTION: "an open action",
    NewestWord.NOT_TOLD: "an action of which nobody has told what became",
    NewestWord.DROPPED: "an action that was dropped",
    NewestWord.DONE_BEFORE: "an action that was done before the condition came back",
    NewestWord.OTHER_THINGS: "actions on other things only",
    NewestWord.NO_ACTION: "no action at all",
}


@dataclass(frozen=True)
class Condition:
    """A factor in one scope, with its citations, oldest first.

    `newest` are the citations that no other is known to come after: one, unless several are of the same day. Each has
    its place in `dispositions`. `fed` are those known to come after the first. `agreed` are the actions on it that the
    newest have or are covered by, `open_actions` all that are still to be done, oldest first. `age` is in days, from
    the first citation to the day of the report. `organization` and `service` say which scope it is, if any.
    """

    factor: ContributingFactor
    occurrences: tuple[Occurrence, ...]
    newest: tuple[Occurrence, ...]
    dispositions: tuple[Disposition, ...]
    fed: tuple[Occurrence, ...]
    state: ConditionState
    agreed: tuple[AgreedAction, ...]
    open_actions: tuple[AgreedAction, ...]
    today: date
    organization: Organization | None = None
    service: Service | None = None

    @property
    def first(self) -> date:
        return self.occurrences[0].postmortem.date

    @property
    def last(self) -> date:
        return self.occurrences[-1].postmortem.date

    @property
    def age(self) -> int:
        return max(0, (self.today - self.first).days)

    @property
    def came_back(self) -> bool:
        return bool(self.fed)

    @cached_property
    def newest_word(self) -> NewestWord:
        statuses = {action.item.status for action in self.agreed}
        if any(action.item.is_open for action in self.agreed):
            return NewestWord.OPEN_ACTION
        if ActionStatus.UNKNOWN in statuses:
            return NewestWord.NOT_TOLD
        if ActionStatus.DROPPED in statuses:
            return NewestWord.DROPPED
        if statuses:
            return NewestWord.DONE_BEFORE
        has_actions = any(occurrence.postmortem.action_items for occurrence in self.newest)
        return NewestWord.OTHER_THINGS if has_actions else NewestWord.NO_ACTION

    @property
    def oldest_open(self) -> AgreedAction | None:
        """The open action on it that has waited longest; its owner is whom to ask."""
        return self.open_actions[0] if self.open_actions else None

    @cached_property
    def overdue(self) -> tuple[AgreedAction, ...]:
        return tuple(action for action in self.open_actions if action.days_overdue)

    @property
    def acceptance(self) -> Acceptance | None:
        """The decision to live with it, whether or not its day of review has passed; the one that holds longest."""
        found = (disposition.accepted for disposition in self.dispositions if disposition.accepted)
        return max(found, key=lambda acceptance: acceptance.review_on, default=None)

    @property
    def hand_off(self) -> HandOff | None:
        return next((disposition.handed_off for disposition in self.dispositions if disposition.handed_off), None)


class Conditions:
    """Every condition of an archive, those that fed the most postmortems first, then the oldest."""

    def __init__(self, archive: Archive, dispositions: Dispositions, actions: ActionRegister) -> None:
        self._archive, self._dispositions, self._actions = archive, dispositions, actions

    @property
    def scope(self) -> str:
        """What a condition is followed in: an organization, a service, or the archive where it has no organizations."""
        scope = self._archive.settings.recurrence_scope
        return "archive" if scope == "organization" and not self._archive.organizations else scope

    @cached_property
    def all(self) -> tuple[Condition, ...]:
        lines = ((key, line) for slug in self._archive.by_factor for key, line in self._lines(slug).items())
        return tuple(sorted((self._condition(key, line) for key, line in lines), key=_most_fed_first))

    def in_state(self, state: ConditionState) -> tuple[Condition, ...]:
        return tuple(condition for condition in self.all if condition.state is state)

    @cached_property
    def open(self) -> tuple[Condition, ...]:
        return self.in_state(ConditionState.OPEN)

    @cached_property
    def came_back(self) -> tuple[Condition, ...]:
        """Open, and met again after the first time."""
        return tuple(condition for condition in self.open if condition.came_back)

    @cached_property
    def seen_once(self) -> tuple[Condition, ...]:
        """Open, and not known to have come back; the newest first."""
        once = (condition for condition in self.open if not condition.came_back)
        return tuple(sorted(once, key=lambda condition: condition.last, reverse=True))

    @cached_property
    def review_due(self) -> tuple[Condition, ...]:
        """Open again, because the day has passed on which an acceptance was to be looked at; the longest ago first."""
        return _by_review(self.open)

    @cached_property
    def accepted(self) -> tuple[Condition, ...]:
        """Accepted for now; the next to be looked at first."""
        return _by_review(self.in_state(ConditionState.ACCEPTED))

    @cached_property
    def handed_off(self) -> tuple[Condition, ...]:
        return self.in_state(ConditionState.HANDED_OFF)

    @cached_property
    def closed(self) -> tuple[Condition, ...]:
        return self.in_state(ConditionState.CLOSED)

    @cached_property
    def open_actions(self) -> tuple[AgreedAction, ...]:
        """The open actions on open conditions, each once."""
        return _each_once(action for condition in self.open for action in condition.open_actions)

    @cached_property
    def dated_actions(self) -> tuple[AgreedAction, ...]:
        """Those of them with a due date: the others cannot be overdue."""
        return tuple(action for action in self.open_actions if action.item.due)

    @cached_property
    def overdue(self) -> tuple[AgreedAction, ...]:
        return tuple(action for action in self.open_actions if action.days_overdue)

    # ------------------------------------------------------------------ how the register is put together

    def _lines(self, slug: str) -> Mapping[_Scope, list[Occurrence]]:
        """The occurrences of a factor by scope, oldest first."""
        lines: dict[_Scope, list[Occurrence]] = {}
        for occurrence in self._archive.by_factor[slug]:
            for scope in self._scopes(occurrence.postmortem):
                lines.setdefault(scope, []).append(occurrence)
        return lines

    def _scopes(self, postmortem: Postmortem) -> list[_Scope]:
        """The scopes that a postmortem is in: two share one just where a factor met again is a recurrence."""
        scope = self._archive.scope(postmortem)
        if self._archive.settings.recurrence_scope != "service":
            return [(scope,)]
        services = dict.fromkeys(map(slugify, postmortem.services))
        return [(scope, service) for service in services] or [(scope, "", postmortem.id)]

    def _condition(self, scope: _Scope, line: list[Occurrence]) -> Condition:
        newest = tuple(o for o in line if not began_after(line[-1].postmortem, o.postmortem))
        dispositions = tuple(map(self._dispositions.of, newest))
        agreed = _each_once(action for o, d in zip(newest, dispositions, strict=True) for action in self._agreed(o, d))
        today = self._archive.settings.today
        states = (_state(o, d, today) for o, d in zip(newest, dispositions, strict=True))
        organization, *service = scope
        return Condition(
            factor=line[0].factor,
            occurrences=tuple(line),
            newest=newest,
            dispositions=dispositions,
            fed=_after_the_first(line),
            state=min(states, key=list(ConditionState).index),
            agreed=agreed,
            open_actions=self._still_open(line, agreed),
            today=today,
            organization=self._archive.organization(organization) if organization else None,
            service=self._archive.service(service[0]) if service and service[0] else None,
        )

    def _agreed(self, occurrence: Occurrence, disposition: Disposition) -> Iterator[AgreedAction]:
        """The actions on a condition that a citation has or is covered by."""
        for item in disposition.actions:
            yield self._actions.the_one(occurrence.postmortem, item)
        if disposition.covered_by:
            yield self._actions.the_one(*disposition.covered_by)

    def _still_open(self, line: list[Occurrence], agreed: tuple[AgreedAction, ...]) -> tuple[AgreedAction, ...]:
        """Every action on a condition that is still to be done, whichever citation it answers; the oldest first."""
        answering = (
            self._actions.the_one(occurrence.postmortem, item)
            for occurrence in line
            for item in self._archive.actions_on(occurrence.postmortem).get(occurrence.factor.slug, ())
        )
        still_open = (action for action in (*answering, *agreed) if action.item.is_open)
        return tuple(sorted(_each_once(still_open), key=lambda action: action.postmortem.date))


def _by_review(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """Those that were accepted, by the day they are to be looked at again."""
    days = [(condition.acceptance.review_on, condition) for condition in conditions if condition.acceptance]
    return tuple(condition for _, condition in sorted(days, key=lambda pair: pair[0]))


def _each_once(actions: Iterable[AgreedAction]) -> tuple[AgreedAction, ...]:
    return tuple({id(action.item): action for action in actions}.values())


def _state(occurrence: Occurrence, disposition: Disposition, today: date) -> ConditionState:
    if _is_done(occurrence, disposition):
        return ConditionState.CLOSED
    if disposition.accepted and disposition.accepted.review_on >= today:
        return ConditionState.ACCEPTED
    return ConditionState.HANDED_OFF if disposition.handed_off else ConditionState.OPEN


def _is_done(occurrence: Occurrence, disposition: Disposition) -> bool:
    """Whether something was done about a condition. What was done before it came again, elsewhere, did not hold."""
    if any(action.status.is_done for action in disposition.actions):
        return True
    if disposition.covered_by is None:
        return False
    _, action = disposition.covered_by
    day = done_day(action)
    return action.status.is_done and (day is None or day >= occurrence.postmortem.date)


def _after_the_first(line: list[Occurrence]) -> tuple[Occurrence, ...]:
    """The occurrences known to have begun after another of their line."""
    first_day = line[0].postmortem.date
    timed = (o for o in line if o.postmortem.date == first_day and o.postmortem.started_at)
    earliest = next(timed, line[0]).postmortem
    return tuple(o for o in line if began_after(o.postmortem, earliest))


def _most_fed_first(condition: Condition) -> tuple[int, date, str, str, str, str]:
    return (
        -len(condition.fed),
        condition.first,
        condition.factor.slug,
        condition.organization.slug if condition.organization else "",
        condition.service.slug if condition.service else "",
        condition.occurrences[0].postmortem.id,
    )
