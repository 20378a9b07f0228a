"""An action item as data, with what became of it."""

from typing import Literal, Self

from pydantic import Field

from mkdocs_postmortems.analysis import Verdict, VerdictKind
from mkdocs_postmortems.analysis.actions import days_overdue
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.exports.record import Day, Record
from mkdocs_postmortems.model import ActionItem, ActionStatus, Change, Postmortem, Priority, ReportedStatus


class VerdictRecord(Record):
    """What became of an action item on one factor."""

    verdict: VerdictKind = Field(
        description="Whether the condition came back, and what that says of the action; see the guide."
    )
    factor: str = Field(description="The slug of the factor.")
    days: int = Field(description="Days until the condition was met again, or for which it has held.")
    days_from: Literal["done", "incident"] = Field(
        description="Where the days begin: on the day the action was done, or of the incident it belongs to."
    )
    again: str | None = Field(description="The id of the first later postmortem that the verdict rests on.")
    others: int = Field(description="How many further postmortems say the same.")

    def __str__(self) -> str:
        return f"{self.verdict} {self.again}" if self.again else self.verdict

    @classmethod
    def of(cls, verdict: Verdict) -> Self:
        was_done = verdict.kind in (VerdictKind.DID_NOT_HOLD, VerdictKind.HELD_SO_FAR)
        return cls(
            verdict=verdict.kind,
            factor=verdict.factor.slug,
            days=verdict.days,
            days_from="done" if was_done and verdict.is_dated else "incident",
            again=verdict.again.id if verdict.again else None,
            others=verdict.others,
        )


class ActionRecord(Record):
    """An action item, as its postmortem has it, with what became of it."""

    id: str = Field(description="Its id within its postmortem.")
    action: str = Field(description="What was agreed.")
    owner: str | None = Field(description="The team or role that sees it through, as written.")
    priority: Priority | None = Field(description="How soon it is wanted.")
    due: Day | None = Field(description="The day it is due.")
    status: ActionStatus = Field(description="How far it is; `unknown` belongs in no share.")
    days_overdue: int = Field(description="For how many days it has been late; 0 where it is not.")
    reported: ReportedStatus | None = Field(description="What the report said of it when it was published.")
    because: str | None = Field(description="Why it was dropped.")
    factors: tuple[str, ...] = Field(description="The slugs of the factors it answers.")
    changes: Change | None = Field(description="What kind of thing it changes.")
    done_on: Day | None = Field(description="The day it was done.")
    verified_on: Day | None = Field(description="The day it was seen to work.")
    evidence: str | None = Field(description="How that was seen.")
    ticket: str | None = Field(description="Where it is tracked.")
    verdicts: tuple[VerdictRecord, ...] = Field(description="What became of it, factor by factor.")

    def __str__(self) -> str:
        return f"{self.id} {self.status}"


def action_records(postmortem: Postmortem, publication: Publication) -> tuple[ActionRecord, ...]:
    """The action items of a postmortem."""
    verdicts: dict[int, list[VerdictRecord]] = {}  # of two actions with one id each has its own
    for verdict in publication.analysis.recurrence.verdicts(postmortem):
        verdicts.setdefault(id(verdict.action), []).append(VerdictRecord.of(verdict))
    return tuple(_record(item, tuple(verdicts.get(id(item), ())), publication) for item in postmortem.action_items)


def _record(item: ActionItem, verdicts: tuple[VerdictRecord, ...], publication: Publication) -> ActionRecord:
    return ActionRecord(
        **{name: getattr(item, name) for name in _AS_WRITTEN},
        days_overdue=days_overdue(item, publication.archive.settings.today),
        factors=publication.archive.answered_by(item),
        verdicts=verdicts,
    )


_AS_WRITTEN = (
    "id", "action", "owner", "priority", "due", "status", "reported", "because", "changes", "done_on", "verified_on",
    "evidence", "ticket",
)  # fmt: skip
"""What goes from front matter into the record as it is."""
