"""The kinds of value front matter holds. Each is strict: what YAML made of a word is never taken for the word."""

import re
from datetime import date, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PrivateAttr,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from mkdocs_postmortems.source import FieldPath, Place, Source

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ID = re.compile(r"\w[\w-]*(?:\.[\w-]+)*")
_WRITTEN_DAY = re.compile(r"\d{4}-\d\d-\d\d")
FIRST_YEAR, LAST_YEAR = 1900, 2100
_SCHEMES = ("http", "https", "mailto")


Kept = dict[str, list[int]]
"""For lists of which an entry could not be used: where each of the others stands in the file."""


class Entry(BaseModel):
    """A mapping in front matter: frozen, and refusing keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Document(Entry):
    """What a whole file says, with the file."""

    _source: Source = PrivateAttr()
    _kept: Kept = PrivateAttr(default_factory=dict)

    @property
    def source(self) -> Source:
        private = self.__pydantic_private__  # as `self._source`, without pydantic's search for it: rules ask often
        source: Source = private["_source"] if private else Source("")
        return source

    @property
    def path(self) -> str:
        return self.source.path

    def place(self, at: FieldPath, *, of_key: bool = False) -> Place:
        """Where a value stands; list entries are counted as this document has them."""
        if len(at) > 1 and at[0] in self._kept and isinstance(at[1], int):
            at = (at[0], self._kept[at[0]][at[1]], *at[2:])
        return self._source.place(at, of_key=of_key)


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise PydanticCustomError("slug", "small letters, digits and single hyphens")
    return value


def _identifier(value: str) -> str:
    if not _ID.fullmatch(value):
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
            value = date.fromisoformat(value) if _WRITTEN_DAY.fullmatch(value) else None
        except ValueError:
            value = None
        if value is None:
            raise PydanticCustomError("day", "a day of the calendar")
    if isinstance(value, date):
        _in_range(value)
    return value


def _moment(value: Any) -> Any:
    if isinstance(value, str) and not _WRITTEN_DAY.fullmatch(value):
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


def _like(pattern: str) -> WithJsonSchema:
    """How an editor sees a value that our own validator looks at."""
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$"})


Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(strict=True), AfterValidator(_slug), _like(_SLUG.pattern)]
Identifier = Annotated[str, StringConstraints(strict=True), AfterValidator(_identifier), _like(_ID.pattern)]
Url = Annotated[str, StringConstraints(strict=True), AfterValidator(_url), _like(r"(?:https?|mailto):\S+")]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]

Span = timedelta
"""A length of time between two moments."""
