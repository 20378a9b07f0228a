"""What a measure asks of one postmortem or one action item: its value, or why it has none."""

from datetime import date, datetime, timedelta

from mkdocs_postmortems.analysis.measure import Why
from mkdocs_postmortems.model import ActionItem, ActionStatus, Postmortem

Reading = float | Why
"""A value in the unit of the measure, or the reason why there is none."""


def seconds_between(start: datetime | None, end: datetime | None, span: timedelta | None) -> Reading:
    """The span from one moment to another; none where the start that is given came later."""
    if span is not None:
        return span.total_seconds()
    return Why.END_BEFORE_START if start and end else Why.TIMES_NOT_GIVEN


def is_finished(item: ActionItem) -> Reading:
    """Whether what was to be done is done; of a dropped one that is no question any more."""
    if item.status is ActionStatus.UNKNOWN:
        return Why.FATE_UNKNOWN
    return Why.DROPPED if item.status is ActionStatus.DROPPED else float(item.status.is_done)


def days_to_close(item: ActionItem, since: date) -> Reading:
    """From the day of the incident to the day on which the work was done."""
    if item.done_on is None:
        return Why.DAY_NOT_GIVEN
    days = (item.done_on - since).days
    return float(days) if days >= 0 else Why.DONE_BEFORE


def is_stronger(item: ActionItem) -> Reading:
    """Whether it changes something that holds without being remembered."""
    if item.status is ActionStatus.DROPPED:
        return Why.DROPPED
    return Why.CHANGE_NOT_GIVEN if item.changes is None else float(item.changes.is_stronger)


def has_shipped_change(postmortem: Postmortem) -> Reading:
    """Whether a stronger action item was done. It is not told where one of unknown end, or one that does not say what
    it changed, could be it."""
    if any(item.status.is_done and item.changes and item.changes.is_stronger for item in postmortem.action_items):
        return 1.0
    return Why.CHANGE_NOT_TOLD if any(map(_could_be_shipped_change, postmortem.action_items)) else 0.0


def _could_be_shipped_change(item: ActionItem) -> bool:
    could_be_done = item.status.is_done or item.status is ActionStatus.UNKNOWN
    return could_be_done and (item.changes is None or item.changes.is_stronger)
