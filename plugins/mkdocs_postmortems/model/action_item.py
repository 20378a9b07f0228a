"""Work agreed after an incident."""

from typing import Annotated

from pydantic import Field

from mkdocs_postmortems.model.fields import Day, Entry, Identifier, Slug, Text
from mkdocs_postmortems.model.vocabulary import ActionStatus, Change, Priority, ReportedStatus


class ActionItem(Entry):
    """One agreed piece of work; `owner` is a team or a role, dates are days."""

    action: Text
    id: Identifier
    owner: Text | None = None
    priority: Annotated[Priority | None, Field(strict=False)] = None
    due: Day | None = None
    status: Annotated[ActionStatus, Field(strict=False)] = ActionStatus.OPEN
    reported: Annotated[ReportedStatus | None, Field(strict=False)] = None
    because: Text | None = None
    factors: tuple[Slug, ...] = Field(default=(), strict=False)
    changes: Annotated[Change | None, Field(strict=False)] = None
    done_on: Day | None = None
    verified_on: Day | None = None
    evidence: Text | None = None
    ticket: Text | None = None

    @property
    def is_open(self) -> bool:
        return self.status in (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)
