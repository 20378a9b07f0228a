"""Numbers, days and spans as a reader sees them."""

import re
from datetime import UTC, date, datetime, timedelta

from markupsafe import Markup, escape

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~=:<>&\"'^$@/])")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def markdown_text(value: object) -> Markup:
    """A value as text inside Markdown: every mark that could mean something is written as a character reference.

    Backslashes would not do: extensions add marks of their own that Markdown's escapes do not know.
    """
    text = " ".join(str(value).split())
    return Markup(_MARKDOWN.sub(lambda match: f"&#{ord(match.group())};", text))


def span(value: timedelta) -> str:
    """`2 h 59 min`, `3 d 4 h`; under a minute in seconds, where anybody counted them."""
    seconds = int(value.total_seconds())
    if seconds < 60:
        return f"{seconds} s" if seconds else "under 1 min"
    minutes, hours, days = seconds // 60 % 60, seconds // 3600 % 24, seconds // 86400
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min"


def day(value: date) -> str:
    """`18 November 2025`."""
    return f"{day_and_month(value)} {value.year}"


def day_and_month(value: date) -> str:
    """`18 November`, where the year stands beside it."""
    return f"{value.day} {_MONTHS[value.month - 1]}"


def moment(value: datetime) -> str:
    """`18 November 2025, 11:20 UTC`."""
    utc = value.astimezone(UTC)
    return f"{day(utc.date())}, {utc:%H:%M} UTC"


def machine_moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def clock(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%H:%M")


def number(value: int) -> str:
    return f"{value:,}"


def count(value: int, one: str, many: str | None = None) -> str:
    """`1 postmortem`, `12 postmortems`."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def times(value: int) -> str:
    """`once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(value, f"{value:,} times")


def years(value: range) -> str:
    """`2012 to 2026`, or the one year there is."""
    return f"{value[0]} to {value[-1]}" if len(value) > 1 else str(value[0])


def percent(part: int, whole: int) -> str:
    """A share, or a dash where there is nothing to share; never without its parts nearby."""
    if not whole:
        return "-"
    share = 100 * part / whole
    return "under 1%" if 0 < share < 0.5 else f"{share:.0f}%"


def attribute(value: object) -> str:
    """Text for an attribute of Material's own templates, which do not escape."""
    return str(escape(" ".join(str(value).split())))


def inline_code(text: str) -> Markup:
    """Our own prose, where `backquotes` mark what is written in files."""
    parts = " ".join(text.split()).split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if i % 2 else escape(part) for i, part in enumerate(parts)
    )


def listed(value: object) -> str:
    """The value of an option."""
    return (", ".join(value) or "none") if isinstance(value, tuple) else str(value)


def is_web_link(value: str) -> bool:
    """Whether a value may become a link; everything else is shown as it was written."""
    return value.startswith(("https://", "http://")) and not any(c.isspace() for c in value)
