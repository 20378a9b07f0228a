"""A timeline, read from its section: a table, a list, or lines that begin with a time.

Times are compared only as far as they certainly can be: `2018-11` is some day of that month, `about 13:00` is no time
to hold anybody to, a time of an unknown zone is not held against one of a known, and `09:00` below `18:00` may be the
morning after. What stands in another table or below another heading may be told side by side with the rest.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from mkdocs_postmortems.source import Passage, Section, Table, fold_title

_MONTHS = {
    name: i
    for i, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ROUGH = (
    r"(?P<{}>(?:(?:about|around|approx(?:imately|\.)?|roughly|before|after|by|until|from|since|circa|ca?\.)(?!\w)|[~≈<>])"
    r"\s*)?"
)
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\b\.?,?\s+)?"
_DAY = (
    r"(?:(?P<year>\d{4})[-/](?P<month>\d{1,2})(?:[-/](?P<day>\d{1,2}))?(?!\d|:\d)"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH.format('name2')}(?:,?[ -](?P<year2>\d{{4}})(?!\d|:\d))?"
    rf"|{_MONTH.format('name3')} (?P<day3>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d)(?:,? (?P<year3>\d{{4}})(?!\d|:\d))?"
    r"|(?P<day4>\d{1,2})\.(?P<month4>\d{1,2})\.(?P<year4>\d{4})(?!\d))"
)
_BETWEEN_DAY_AND_CLOCK = r"[\s,:|–—-]*(?:T|at\b|@)?\s*"
_CLOCK = (
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?!\d)(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?|\s?(?P<half2>[ap])\.?m\b\.?)"
)
_TIME = re.compile(
    rf"\s*{_ROUGH.format('rough')}{_WEEKDAY}"
    rf"(?:{_DAY}(?:{_BETWEEN_DAY_AND_CLOCK}{_ROUGH.format('rough2')}{_CLOCK})?|{_CLOCK.replace('P<', 'P<only_')})",
    re.IGNORECASE,
)
_UNTIL = re.compile(rf"\s*(?:-|–|—|to\b|until\b)\s*{_CLOCK}", re.IGNORECASE)
_ROUGH_AFTERWARDS = re.compile(r"[\s(*_:,-]*(?:approx|ish\b|or so\b|roughly|estimated|est\.|\+/-|±|\?)", re.IGNORECASE)
_SAID_TO_BE_ROUGH = re.compile(r"^approx|[(\[]approx", re.IGNORECASE)
_ALL_ROUGH = re.compile(
    r"\btimes\b[^.\n|]{0,40}\b(?:approximat\w+|rough|estimate[ds]?)\b|\b(?:approximate|rough|estimated) times\b"
    r"|\A[^\n]*\bapproximate\b",
    re.IGNORECASE,
)
_ANOTHER_DAY = re.compile(
    r"\b(?:(?:next|following|previous|same|later) (?:day|morning|night|week)|(?:day|morning|night) (?:before|after)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|day \d+|tomorrow|yesterday|overnight|(?:days?|weeks?) later)\b"
    r"|\+\s?\d\s?d(?:ays?)?\b|\+\d\)",
    re.IGNORECASE,
)
"""What says that the clocks below it are those of a day that nobody wrote."""

_ZONES = {
    "UTC": 0, "GMT": 0, "WET": 0, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "EST": -300, "EDT": -240,
    "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "JST": 540, "SGT": 480, "AEST": 600, "AEDT": 660,
    "NZST": 720, "NZDT": 780, "WIB": 420, "KST": 540,
}  # fmt: skip
"""Zones that mean one thing, in minutes east of Greenwich."""

_OTHER_ZONES = ["BST", "IST", "CST", "ET", "CT", "MT", "PT", "ART", "BRT", "AST", "HKT", "SAST", "MSK", "PKT", "ICT"]
"""Zones that mean several, or that change with the season: they are a zone said, and not one to reckon with."""

_ZONE = re.compile(
    r"\b(?P<name>"
    + "|".join([*_ZONES, *_OTHER_ZONES])
    + r"|(?i:utc|gmt|cest|p[ds]t|edt|[cm]dt))\b(?:\s?(?P<shift>[+-]\d{1,2})(?::?(?P<shift_min>\d{2}))?(?![:\d]))?"
    r"|(?P<zulu>(?<=\d)Z\b|(?<=\d )Z\b|Z(?=\)))|\b[A-Z][A-Za-z]{1,12}/[A-Z][a-z_]+\b"
    r"|\b(?i:pacific|mountain|central|eastern|atlantic|european|indian?|japan|zulu|local)"
    r"(?:\s(?i:standard|daylight|summer|european))?(?:\s(?i:time))\b|\blocal\b(?=\s*(?:[):|,]|$))"
)
_OFFSET = re.compile(r"\s?(?P<sign>[+-])(?P<hours>\d{2})(?:(?P<colon>:?)(?P<minutes>\d{2}))?(?![\d:])")
_OFFSET_SAID = re.compile(
    r"\d:\d{2}\s?\+\d{2}:?\d{2}\b|\d:\d{2} -\d{4}\b|:\d{2}:\d{2}(?:\.\d+)?[+-]\d{2}(?::?\d{2})?\b(?!:)"
    r"|T\d{2}:\d{2}-\d{2}:\d{2}\b"
)
_OPENING_MARKS = re.compile(r"[\s(*_`\[]*")
_LEADING_MARKS = re.compile(r"^[\s*_`\[(>{-]+")
_BETWEEN = re.compile(r"^[\s*_`\]):,;.|}–—-]+")
_TIME_COLUMN = re.compile(r"\b(?:time|when|date|utc|at|clock|timestamp)\b", re.IGNORECASE)
_LATER_COLUMN = re.compile(r"\blearn(?:ed|t) (?:later|since|after)|\bhindsight\b", re.IGNORECASE)
_CERTAINLY_MIDNIGHT, _PERHAPS_MIDNIGHT = timedelta(hours=12), timedelta(hours=6)
_HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a timeline. `earliest` and `latest` bound its time; both know their zone or neither does.

    `is_dated` says that the day was written, here or above, and not taken for that of the line before. Only events of
    the same `part` of a timeline are known to be told in one row.
    """

    line: int
    written: str
    text: str
    earliest: datetime
    latest: datetime
    has_clock: bool = False
    is_dated: bool = False
    is_rough: bool = False
    learned_later: str = ""
    part: int = 0

    @property
    def at(self) -> datetime | None:
        """The moment, in UTC, where it is told to the minute, with its day and its zone."""
        is_a_moment = self.has_clock and not self.is_rough and self.earliest == self.latest
        is_known = is_a_moment and self.is_dated and self.earliest.tzinfo is not None
        return _in_utc(self.earliest) if is_known else None

    def is_before(self, other: "Event") -> bool:
        """Whether it certainly happened earlier."""
        if self.is_rough or other.is_rough or (self.earliest.tzinfo is None) != (other.earliest.tzinfo is None):
            return False
        return self.part == other.part and self.is_dated == other.is_dated and self.latest < other.earliest


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events of a section, and whether anything says in which zone they are told."""

    events: tuple[Event, ...]
    has_zone: bool

    @classmethod
    def of(cls, section: Section, day: date) -> "Timeline":
        """Read a section about an incident of that day; what it says before any day is written is of that day."""
        reading = _Reading(day, f"{section.title}\n{section.text}")
        rows = [list(_rows(table)) for table in section.body.tables]
        if not any(_knows(line.written) for table in rows for line in table):
            rows = [list(_lines(section))]
        events = [event for lines in rows for event in reading.events(lines)]
        return cls(tuple(events), says_zone(f"{section.title}\n{section.text}"))


def says_zone(text: str) -> bool:
    """Whether a text names a time zone."""
    return "UTC" in text or _ZONE.search(text) is not None or _OFFSET_SAID.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands on a line: where its time is written, what follows, and the heading over the time."""

    number: int
    written: str
    text: str | None = None
    heading: str = ""
    learned_later: str = ""
    is_heading: bool = False


def _rows(table: Table) -> Iterator[_Line]:
    """The rows of a table; the time stands in the first column that is headed like one, else in the first."""
    headings = table.rows[0]
    times = [i for i, heading in enumerate(headings) if _TIME_COLUMN.search(heading)]
    later = [i for i, heading in enumerate(headings) if _LATER_COLUMN.search(heading)]
    when = times[:2] if len(times) > 1 and "date" in fold_title(headings[times[0]]) else times[:1] or [0]
    for cells, number in zip(table.rows[1:], table.lines[1:], strict=True):
        written = " ".join(cells[i] for i in when)
        text = " ".join(cell for i, cell in enumerate(cells) if i not in (*when, *later))
        yield _Line(number, written, text, " ".join(headings[i] for i in when), " ".join(cells[i] for i in later))


def _lines(section: Section) -> Iterator[_Line]:
    headings = {heading.line for heading in section.body.headings}
    raw = section.text.split("\n")
    for passage in section.body.passages:
        is_item = _ITEM.match(raw[passage.line - section.first]) is not None
        for line in _told(passage, is_one=is_item):
            yield _Line(line.line, line.text, is_heading=line.line in headings)


def _told(passage: Passage, *, is_one: bool) -> Iterator[Passage]:
    """A passage, cut where a line of it begins with a time of its own; an item `is_one`, however it is wrapped."""
    lines, first = passage.text.split("\n"), 0
    for i in range(1, len(lines)):
        if not is_one and _begins_anew(lines[i - 1], lines[i]):
            yield Passage("\n".join(lines[first:i]), passage.line + first)
            first = i
    yield Passage("\n".join(lines[first:]), passage.line + first)


def _begins_anew(above: str, line: str) -> bool:
    """Whether a line in a paragraph is told on its own, and does not only happen to be broken before a time."""
    written = _LEADING_MARKS.sub("", line)
    found = _TIME.match(written)
    if found is None:
        return False
    end = _behind(written, found)[2]
    return _ENDED.search(above) is not None or _SET_OFF.match(written, end) is not None or _knows(above)


_PLAIN = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?", re.ASCII)
_ITEM = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])\s")
_ENDED = re.compile(r"(?:[.!?:;)\]|*_]|\\|  )\s*$")
_SET_OFF = re.compile(r"[\s*_`)\]]*[-–—:|]")


def _knows(written: str) -> bool:
    return _TIME.match(_LEADING_MARKS.sub("", written)) is not None


class _Reading:
    """Reads times line by line: a time without a day is of the day before it, or of the next when midnight passed."""

    def __init__(self, day: date, text: str) -> None:
        self._day, self._is_rough = day, _ALL_ROUGH.search(text) is not None
        self._some_are_rough = "approx" in text.lower()
        self._is_dated, self._last_clock, self._weekday, self._part = False, time.min, "", 0

    def events(self, lines: Iterable[_Line]) -> Iterator[Event]:
        """The events of one table, or of the lines of a section."""
        self._begin_part()
        for line in lines:
            event = self._event(line)
            if event is not None:
                yield event

    def _begin_part(self) -> None:
        """From here on no clock is known to follow those above."""
        self._part += 1
        self._is_dated, self._last_clock = False, time.min

    def _event(self, line: _Line) -> Event | None:
        if line.text is not None and not self._is_rough and _PLAIN.fullmatch(line.written):
            return self._plain_event(line)
        written = _LEADING_MARKS.sub("", line.written)
        found = _TIME.match(written)
        if found is None:
            if line.is_heading or _ANOTHER_DAY.search(line.written):
                self._begin_part()
            return None
        parts = {key.removeprefix("only_"): value for key, value in found.groupdict().items() if value}
        days, clock = self._days(parts), _clock(parts)
        if days is None or ("hour" in parts and clock is None):
            return None
        first, last = days
        zone, until, end = _behind(written, found)
        zone = zone or _zone_over(line.heading)
        if clock is not None and not _has_day(parts):
            first = last = self._pass_midnight(first, clock, written[end:])
        self._last_clock = clock or self._last_clock
        text = line.text if line.text is not None else _BETWEEN.sub("", written[end:]).strip()
        if line.text is None and not text and clock is None:
            return None  # a day that heads the lines below it
        earliest = datetime.combine(first, clock or time.min, zone)
        return Event(
            line.number,
            found.group().strip(),
            text,
            earliest,
            _latest(earliest, until) if clock else datetime.combine(last, time.max, zone),
            has_clock=clock is not None,
            is_dated=self._is_dated or (_has_day(parts) and clock is None),
            is_rough=self._is_rough or _is_rough(parts, written[end:], text) or (clock is not None and first != last),
            learned_later=line.learned_later,
            part=self._part,
        )

    def _plain_event(self, line: _Line) -> Event | None:
        """What most rows say, `2026-03-14 09:12`, without looking for anything else in it."""
        try:
            moment = datetime.fromisoformat(line.written)
        except ValueError:
            return None
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            return None
        moment = moment.replace(tzinfo=_zone_over(line.heading))
        self._day, self._is_dated, self._last_clock = moment.date(), True, moment.time()
        text = line.text or ""
        return Event(
            line.number,
            line.written,
            text,
            moment,
            moment,
            has_clock=True,
            is_dated=True,
            is_rough=self._some_are_rough and _SAID_TO_BE_ROUGH.search(text) is not None,
            learned_later=line.learned_later,
            part=self._part,
        )

    def _days(self, parts: dict[str, str]) -> tuple[date, date] | None:
        """The first and the last day that may be meant."""
        if not _has_day(parts):
            self._heed_weekday(parts.get("weekday", ""))
            return self._day, self._day
        days = _written_days(parts, self._day)
        if days is None or days[0] != days[1] or ("rough" in parts and "hour" not in parts):
            return days
        self._day, self._is_dated, self._last_clock = days[0], True, time.min
        return days

    def _heed_weekday(self, weekday: str) -> None:
        """A weekday without its date tells that the day is another, and not which."""
        if weekday and weekday.lower() != self._weekday:
            self._weekday = weekday.lower()
            self._begin_part()

    def _pass_midnight(self, day: date, clock: time, rest: str) -> date:
        """The day of a clock without one; where it may be that day or the next, a part begins."""
        back = _minutes(self._last_clock) - _minutes(clock)
        if _ANOTHER_DAY.match(rest.lstrip(" ,(")) or _CERTAINLY_MIDNIGHT >= back > _PERHAPS_MIDNIGHT:
            self._begin_part()
        elif back > _CERTAINLY_MIDNIGHT and day < date.max:
            self._day = day + timedelta(days=1)
        return self._day


def _has_day(parts: dict[str, str]) -> bool:
    return not parts.keys().isdisjoint({"year", "day2", "day3", "day4"})


def _written_days(parts: dict[str, str], near: date) -> tuple[date, date] | None:
    """The first and the last day of what is written; a day without a year is the one that is nearest."""
    year = parts.get("year") or parts.get("year2") or parts.get("year3") or parts.get("year4")
    name = parts.get("name2") or parts.get("name3")
    month = _MONTHS[name[:3].lower()] if name else int(parts.get("month") or parts["month4"])
    day = parts.get("day") or parts.get("day2") or parts.get("day3") or parts.get("day4")
    try:
        first = date(int(year or near.year), month, int(day or 1))
        if year is None and abs(first - near) > _HALF_A_YEAR:
            first = first.replace(year=first.year + (1 if first < near else -1))
        last = first if day else (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return (first, last) if FIRST_YEAR <= first.year <= LAST_YEAR else None


FIRST_YEAR, LAST_YEAR = 1970, 2100
"""Other numbers of four digits are no years: 5000-10 pods."""


def _clock(parts: dict[str, str]) -> time | None:
    if "hour" not in parts:
        return None
    hour, half = int(parts["hour"]), (parts.get("half") or parts.get("half2") or "").lower()
    if half and "minute" not in parts and not 1 <= hour <= 12:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(parts.get("minute") or 0), int(parts.get("second") or 0))
    except ValueError:
        return None


def _until(written: str, start: int) -> tuple[int, time | None]:
    """Where a span such as 09:12-09:43 ends in the text, and on the clock."""
    found = _UNTIL.match(written, start)
    if found is None:
        return start, None
    clock = _clock({key: value for key, value in found.groupdict().items() if value})
    return (found.end(), clock) if clock else (start, None)


def _latest(earliest: datetime, until: time | None) -> datetime:
    if until is None:
        return earliest
    latest = datetime.combine(earliest.date(), until, earliest.tzinfo)
    return latest if latest >= earliest else latest.replace(hour=23, minute=59)


def _is_rough(parts: dict[str, str], rest: str, text: str) -> bool:
    if not parts.keys().isdisjoint({"rough", "rough2"}) or _ROUGH_AFTERWARDS.match(rest):
        return True
    return _SAID_TO_BE_ROUGH.search(text) is not None


def _minutes(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)


def _in_utc(moment: datetime) -> datetime | None:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def _behind(written: str, found: re.Match[str]) -> tuple[timezone | None, time | None, int]:
    """What belongs to a time: its zone, where that means one thing, the end of a span, and where the text goes on."""
    offset = _OFFSET.match(written, found.end())
    if offset and _is_offset(offset, found.group()):
        return _east(offset["sign"] + offset["hours"], offset["minutes"]), None, offset.end()
    end, until = _until(written, found.end())
    marks = _OPENING_MARKS.match(written, end)
    named = _ZONE.match(written, marks.end() if marks else end)
    return (_zone(named), until, named.end()) if named else (None, until, end)


def _is_offset(offset: re.Match[str], clock: str) -> bool:
    """Whether what follows a clock is how far it is from Greenwich, and not the end of a span: 09:12-10:00."""
    is_full = clock.count(":") == 2 or re.search(r"\dT\d", clock) is not None
    if offset["minutes"] is None:
        return is_full
    return ":" in clock and (offset["sign"] == "+" or is_full or not offset["colon"])


def _zone(found: re.Match[str] | None) -> timezone | None:
    """The zone, where it means one thing."""
    if found is None:
        return None
    minutes = 0 if found["zulu"] else _ZONES.get((found["name"] or "").upper())
    if minutes is None:
        return None
    if found["shift"]:
        return _east(found["shift"], found["shift_min"])
    return timezone(timedelta(minutes=minutes))


@lru_cache(maxsize=256)  # one column has many rows
def _zone_over(heading: str) -> timezone | None:
    return _zone(_ZONE.search(heading))


def _east(hours: str, minutes: str | None) -> timezone | None:
    shift = timedelta(hours=abs(int(hours)), minutes=int(minutes or 0)) * (-1 if hours.startswith("-") else 1)
    return timezone(shift) if abs(shift) < timedelta(hours=15) else None
