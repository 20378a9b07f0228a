"""What was agreed, and what became of it: every action item of an archive, and the numbers told of any of them.

**Completed** is the share done or verified of the action items whose end is known: those open, in progress, done or
verified. Dropped ones were decided against and unknown ones nobody has told of; both are left out and stated beside
it. **Stronger** is the share that changes a control, a default, automation or an interface (`Change.is_stronger`), of
all that say what they change and were not dropped: it is told of what was agreed, so an unknown status does not
matter. Days run to the day of the report; nothing is counted by person, and an owner is a team or a role.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeVar

from mkdocs_postmortems.analysis.owners import names_nobody
from mkdocs_postmortems.archive import Archive, Service, slugify
from mkdocs_postmortems.model import ActionItem, ActionStatus, ContributingFactor, Postmortem
from mkdocs_postmortems.model.vocabulary import Change, Priority, ReportedStatus

G = TypeVar("G")


def days_overdue(item: ActionItem, today: date) -> int:
    """For how many days an open action has been late; 0 on the day it is due, and where nothing can be late."""
    return max(0, (today - item.due).days) if item.is_open and item.due else 0


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with how many are in neither because nobody has told."""

    part: int
    whole: int
    untold: int = 0

    @property
    def is_telling(self) -> bool:
        """Whether it may stand for all: not where more are left out than counted."""
        return self.whole > 0 and self.untold <= self.whole

    @property
    def everything(self) -> int:
        """The whole if everything were told: of it the share is `part` at least, and at most `part + untold`."""
        return self.whole + self.untold


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """An action item with the postmortem after which it was agreed, as of a day.

    `factors` are the slugs of those it answers. `age` is in days since the incident began, for nothing says when an
    action was agreed.
    """

    postmortem: Postmortem
    item: ActionItem
    factors: tuple[str, ...]
    today: date

    @property
    def reference(self) -> str:
        """How front matter names it, in `covered_by`."""
        return f"{self.postmortem.id}#{self.item.id}"

    @property
    def is_owned(self) -> bool:
        return self.item.owner is not None and not names_nobody(self.item.owner)

    @property
    def days_overdue(self) -> int:
        return days_overdue(self.item, self.today)

    @property
    def age(self) -> int:
        return max(0, (self.today - self.postmortem.date).days)


class Actions:
    """Some action items, in the order of their postmortems, and what is counted of them."""

    def __init__(self, actions: Iterable[AgreedAction]) -> None:
        self.all = tuple(actions)

    def __len__(self) -> int:
        return len(self.all)

    @cached_property
    def by_status(self) -> Mapping[ActionStatus, int]:
        return Counter(action.item.status for action in self.all)

    @cached_property
    def open(self) -> tuple[AgreedAction, ...]:
        """Those still to be finished, the longest overdue first and those that are due at no time last."""
        return tuple(sorted((action for action in self.all if action.item.is_open), key=_soonest_due_first))

    @cached_property
    def overdue(self) -> tuple[AgreedAction, ...]:
        return tuple(action for action in self.open if action.days_overdue)

    @cached_property
    def not_overdue(self) -> tuple[AgreedAction, ...]:
        return tuple(action for action in self.open if not action.days_overdue)

    @cached_property
    def dated(self) -> tuple[AgreedAction, ...]:
        """Open ones with a due date."""
        return tuple(action for action in self.open if action.item.due)

    @cached_property
    def undated(self) -> tuple[AgreedAction, ...]:
        """Open ones without: they can never be late."""
        return tuple(action for action in self.open if not action.item.due)

    @cached_property
    def unowned(self) -> tuple[AgreedAction, ...]:
        """Open ones without an owner, or with one who is nobody."""
        return tuple(action for action in self.open if not action.is_owned)

    @cached_property
    def dropped(self) -> tuple[AgreedAction, ...]:
        """Newest postmortem first."""
        return self._newest_first(action for action in self.all if action.item.status is ActionStatus.DROPPED)

    @cached_property
    def owed_first(self) -> tuple[AgreedAction, ...]:
        """All of them: the open ones in their order, then the others, newest postmortem first."""
        return (*self.open, *self._newest_first(action for action in self.all if not action.item.is_open))

    @staticmethod
    def _newest_first(actions: Iterable[AgreedAction]) -> tuple[AgreedAction, ...]:
        return tuple(sorted(actions, key=lambda action: action.postmortem.date, reverse=True))

    @property
    def done(self) -> int:
        """Done or verified."""
        return sum(n for status, n in self.by_status.items() if status.is_done)

    @property
    def unverified(self) -> int:
        """Done, and nobody has said that it works."""
        return self.by_status.get(ActionStatus.DONE, 0)

    @property
    def unknown(self) -> int:
        return self.by_status.get(ActionStatus.UNKNOWN, 0)

    @cached_property
    def reported(self) -> Mapping[ReportedStatus, int]:
        """What those of unknown status were said to be when their reports were published."""
        told = [action.item.reported for action in self.all if action.item.status is ActionStatus.UNKNOWN]
        return {reported: n for reported in ReportedStatus if (n := told.count(reported))}

    @property
    def completed(self) -> Share:
        """Those done or verified, of those whose end is known."""
        return Share(self.done, len(self.open) + self.done, self.unknown)

    @cached_property
    def by_change(self) -> Mapping[Change | None, "Actions"]:
        """What was agreed and not dropped, by what it changes; None where nobody said."""
        found: dict[Change | None, list[AgreedAction]] = {change: [] for change in (*Change, None)}
        for action in self.all:
            if action.item.status is not ActionStatus.DROPPED:
                found[action.item.changes].append(action)
        return {change: Actions(actions) for change, actions in found.items()}

    @property
    def stronger(self) -> Share:
        """Those that would hold when nobody remembers them, of those that say what they change."""
        counts = {change: len(actions) for change, actions in self.by_change.items()}
        part = sum(n for change, n in counts.items() if change and change.is_stronger)
        return Share(part, sum(counts.values()) - counts[None], counts[None])


class ActionRegister(Actions):
    """Every action item of an archive, and who owes it, where, about what."""

    def __init__(self, archive: Archive) -> None:
        self.today = archive.settings.today
        self._archive = archive
        self._by_id = {postmortem.id: tuple(self._agreed(postmortem)) for postmortem in archive.postmortems}
        super().__init__(chain.from_iterable(self._by_id.values()))

    def of(self, postmortems: Iterable[Postmortem]) -> Actions:
        """What was agreed after some of its postmortems."""
        return Actions(action for postmortem in postmortems for action in self._by_id[postmortem.id])

    def the_one(self, postmortem: Postmortem, item: ActionItem) -> AgreedAction:
        """An action item of one of its postmortems."""
        return next(action for action in self._by_id[postmortem.id] if action.item is item)

    def _agreed(self, postmortem: Postmortem) -> Iterator[AgreedAction]:
        for item in postmortem.action_items:
            yield AgreedAction(postmortem, item, self._archive.answered_by(item), self.today)

    @cached_property
    def by_owner(self) -> tuple[tuple[str, Actions], ...]:
        """By owner, those with the most overdue first; names that differ in case or marks are one owner."""
        names: dict[str, str] = {}
        found: dict[str, list[AgreedAction]] = {}
        for action in self.all:
            if action.is_owned and action.item.owner:
                slug = slugify(action.item.owner)
                names.setdefault(slug, action.item.owner)
                found.setdefault(slug, []).append(action)
        return _most_owed_first((names[slug], Actions(found[slug])) for slug in sorted(found))

    @cached_property
    def by_service(self) -> tuple[tuple[Service, Actions], ...]:
        """By service; an action agreed after an incident of two services is told at both."""
        return _most_owed_first(
            (service, actions) for service in self._archive.services if (actions := self.of(service.postmortems)).all
        )

    @cached_property
    def by_factor(self) -> tuple[tuple[ContributingFactor, Actions], ...]:
        """By factor that is cited or described; an action that answers two is told at both."""
        return _most_owed_first((self._archive.factor(slug), found) for slug, found in self._by_slug.items())

    def on(self, factor: ContributingFactor) -> Actions:
        """What was agreed about a factor."""
        return self._by_slug.get(factor.slug) or Actions(())

    @cached_property
    def _by_slug(self) -> Mapping[str, Actions]:
        found: dict[str, list[AgreedAction]] = {}
        for action in self.all:
            for slug in self._known(action):
                found.setdefault(slug, []).append(action)
        return {slug: Actions(found[slug]) for slug in sorted(found)}

    @cached_property
    def answering_none(self) -> int:
        """How many answer none of these factors."""
        return sum(not self._known(action) for action in self.all)

    def _known(self, action: AgreedAction) -> list[str]:
        return [slug for slug in action.factors if slug in self._archive.by_factor]


def _soonest_due_first(action: AgreedAction) -> tuple[date, str, date, str]:
    item, postmortem = action.item, action.postmortem
    return item.due or date.max, item.priority or max(Priority), postmortem.date, postmortem.id


def _most_owed_first(groups: Iterable[tuple[G, Actions]]) -> tuple[tuple[G, Actions], ...]:
    return tuple(sorted(groups, key=lambda group: (-len(group[1].overdue), -len(group[1].open), -len(group[1]))))
