"""What became of the fixes: every verdict of the archive in four groups, with what the shares are shares of."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from mkdocs_postmortems.analysis.recurrence import Recurrence, Verdict, VerdictKind
from mkdocs_postmortems.archive import Archive


class Fixes:
    """The verdicts by kind. A pair is an action item and one contributing factor that it names and its own postmortem
    cites: an action on two factors may have held for one and not for the other."""

    def __init__(self, archive: Archive, recurrence: Recurrence) -> None:
        self._archive = archive
        self._recurrence = recurrence

    def of(self, kind: VerdictKind) -> tuple[Verdict, ...]:
        """What held by its days, the longest first; the others by the day the condition came back, the latest first."""
        return self._by_kind[kind]

    @property
    def judged(self) -> int:
        """How many pairs were done and have shown whether they hold: those met again afterwards, and those never met
        again. It is the denominator of both."""
        return len(self.of(VerdictKind.DID_NOT_HOLD)) + len(self.of(VerdictKind.HELD_SO_FAR))

    @cached_property
    def pairs(self) -> int:
        """How many there are, with a verdict or without."""
        return sum(
            slug in cited
            for postmortem in self._archive.postmortems
            if (cited := {occurrence.factor.slug for occurrence in self._archive.occurrences(postmortem)})
            for action in postmortem.action_items
            for slug in self._archive.answered_by(action)
        )

    @cached_property
    def without_verdict(self) -> int:
        """How many pairs are not done, and their condition was not met again: there is nothing to say yet."""
        return self.pairs - len({(id(verdict.action), verdict.factor.slug) for verdict in self._recurrence.all})

    @cached_property
    def _by_kind(self) -> Mapping[VerdictKind, tuple[Verdict, ...]]:
        groups: dict[VerdictKind, list[Verdict]] = {kind: [] for kind in VerdictKind}
        for verdict in self._recurrence.all:
            groups[verdict.kind].append(verdict)
        groups[VerdictKind.HELD_SO_FAR].sort(key=lambda verdict: -verdict.days)
        for kind in set(VerdictKind) - {VerdictKind.HELD_SO_FAR}:
            groups[kind].sort(key=_came_back, reverse=True)
        return {kind: tuple(verdicts) for kind, verdicts in groups.items()}


def _came_back(verdict: Verdict) -> tuple[date, date]:
    """The day the condition was met again, and the day of the postmortem the action is from."""
    return (verdict.again or verdict.postmortem).date, verdict.postmortem.date
