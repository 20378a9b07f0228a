"""The due dates of open action items as a calendar to subscribe to.

All-day events and not tasks (VTODO): Google Calendar and Outlook leave the tasks of a subscribed calendar out, and
Apple's Calendar shows them only in an account of its own. An event takes no time of anybody's day (TRANSPARENT), and an
action that is done is gone from the calendar when it is read the next time.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from mkdocs_postmortems.analysis import AgreedAction
from mkdocs_postmortems.model import Postmortem

PageUrl = Callable[[Postmortem], str]
"""Where on the web the page of a postmortem stands."""


def calendar(actions: Iterable[AgreedAction], today: date, page_url: PageUrl | None = None) -> bytes:
    """An event on the due date of each open action; without any an empty calendar, so that nobody has to subscribe
    again. `today` is when it was written."""
    result = Calendar()
    result.add("prodid", "-//mkdocs-postmortems//Action items//EN")
    result.add("version", "2.0")
    result.add("name", NAME)
    result.add("x-wr-calname", NAME)
    written = datetime.combine(today, time(), UTC)
    uids: Counter[str] = Counter()
    for action in actions:
        if action.item.is_open and action.item.due:
            uids[action.reference] += 1
            result.add_component(_event(action, action.item.due, uids[action.reference], written, page_url))
    written_out: bytes = result.to_ical()
    return written_out


NAME = "Action items due"


def _event(action: AgreedAction, due: date, number: int, written: datetime, page_url: PageUrl | None) -> Event:
    """`number` tells apart actions of one postmortem that have the same id."""
    event = Event()
    event.add("uid", f"{action.reference}{f'-{number}' if number > 1 else ''}@mkdocs-postmortems")
    event.add("dtstamp", written)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", _shown(f"{action.item.action} ({action.item.owner or 'no owner'})"))
    event.add("description", _description(action))
    event.add("transp", "TRANSPARENT")
    if page_url:
        event.add("url", f"{page_url(action.postmortem)}#{action.item.id.lower()}")
    return event


def _description(action: AgreedAction) -> str:
    postmortem, item = action.postmortem, action.item
    told = {
        "After": f"{postmortem.title} ({postmortem.date})",
        "Action item": action.reference,
        "Status": item.status.label,
        "Priority": item.priority,
        "Note": item.because,
        "Ticket": item.ticket,
    }
    return "\n".join(f"{name}: {_shown(value)}" for name, value in told.items() if value)


def _shown(text: str) -> str:
    """On one line, without characters that a calendar cannot hold."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(c for c in line if c.isprintable())
