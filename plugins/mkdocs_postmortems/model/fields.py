"""The kinds of value front matter holds. Each is strict: what YAML made of a word is never taken for the word."""

import re
from datetime import date, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ID = re.compile(r"\w[\w.-]*")
FIRST_YEAR, LAST_YEAR = 1900, 2100
_SCHEMES = ("http", "https", "mailto")


class Entry(BaseModel):
    """A mapping in front matter: frozen, and refusing keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise PydanticCustomError("slug", "small letters, digits and single hyphens")
    return value


def _identifier(value: str) -> str:
    if not _ID.fullmatch(value) or ".." in value:
        raise PydanticCustomError("identifier", "letters, digits, hyphens and dots")
    return value


def _url(value: str) -> str:
    try:
        scheme = urlsplit(value).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in _SCHEMES or any(c.isspace() for c in value):
        raise PydanticCustomError("url", "a link starts with http:, https: or mailto:")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, datetime):
        raise PydanticCustomError("day", "a day without a time")
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("day", "a day of the calendar") from None
    if isinstance(value, date):
        _in_range(value)
    return value


def _moment(value: Any) -> Any:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("moment", "a date and a time") from None
    if not isinstance(value, datetime):
        raise PydanticCustomError("moment", "a date and a time")
    if value.tzinfo is None:
        raise PydanticCustomError("zone", "a time with its zone")
    _in_range(value)
    return value


def _in_range(value: date) -> None:
    """Refuse what can only be a slip: charts have a column for each year, and time zones overflow at the ends."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError("year", "a year that can be meant")


Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(strict=True), AfterValidator(_slug)]
Identifier = Annotated[str, StringConstraints(strict=True), AfterValidator(_identifier)]
Url = Annotated[str, StringConstraints(strict=True), AfterValidator(_url)]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]

Span = timedelta
"""A length of time between two moments."""
