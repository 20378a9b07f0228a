"""YAML front matter: split off, guarded, and read with the place of every key and value.

PyYAML scans the text into *events*, its resolver and constructor say what a scalar means; everything between is here.
Values are built from the events as they come, under guard: nesting that crashes the C loader, aliases and merge keys
that grow without bound, and tags never get as far as a loader. A document is scanned once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from mkdocs_postmortems.source.defect import Defect
from mkdocs_postmortems.source.place import FieldPath, Place

MAX_SIZE = 64 * 1024
"""Characters of front matter; the largest in any real report we know is a twentieth of that."""

MAX_DEPTH = 32
"""Nesting of lists and mappings; ours needs four."""

_OPENING = re.compile(r"-{3}[ \t]*\n")
_CLOSING = re.compile(r"^(?:-{3}|\.{3})[ \t]*$", re.MULTILINE)

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


Mark = tuple[int, int, int, int, str | None]
"""Line and column of a key, line and column of its value, and a scalar as it was written. A plain tuple: an archive
holds hundreds of thousands of them."""


@dataclass(slots=True)
class FrontMatter:
    """What stood between the dashes: plain values, the mark of each, and what was wrong."""

    fields: dict[str, Any] = field(default_factory=dict)
    marks: dict[FieldPath, Mark] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)


class RefusedError(Exception):
    """What is wrong with an event; `kind` is the name of the rule that reports it."""

    def __init__(self, mark: Any, message: str, hint: str, kind: str = "unsafe-front-matter") -> None:
        super().__init__(message)
        self.mark, self.message, self.hint, self.kind = mark, message, hint, kind


def split(text: str) -> tuple[str | None, int, bool]:
    """Cut the front matter from a text with `\\n` line ends: the YAML, the offset of the body, and whether it was
    closed.

    Accepts exactly what MkDocs accepts, but for a file that ends on the closing dashes without a last line end.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None, 0, True
    first_line_end = text.find("\n", opening.end()) + 1
    closing = _CLOSING.search(text, first_line_end) if first_line_end else None
    if closing is None and _CLOSING.match(text, opening.end()):
        return None, 0, True  # nothing between two lines of dashes is front matter to nobody: two rules
    if closing is None:
        return None, 0, False
    return text[opening.end() : closing.start()], min(closing.end() + 1, len(text)), True


def other_readings(text: str, path: str, *, has_mark: bool, matter: str | None) -> Iterator[Defect]:
    """Where other programs see other front matter than MkDocs and we do, in a text that may have had a byte order
    mark: what one of them counts the other shows as prose."""
    if matter is None:
        unseen = _UNSEEN.match(text)
        if unseen:
            line = 1 + text.count("\n", 0, unseen.start("opening"))
            message, hint = _why_unseen(unseen, text)
            yield Defect("unseen-front-matter", Place(path, line), message, hint)
        return
    kind, last = "disputed-front-matter", text[: text.index(matter) + len(matter)].count("\n") + 1
    if has_mark:
        message = "the file starts with a byte order mark, behind which other programs see no front matter"
        yield Defect(kind, Place(path, 1), message, "save it as UTF-8 without a byte order mark")
    closing = text.split("\n", last)[last - 1]
    if closing.startswith("."):
        message = "the front matter is closed with three dots, which other programs do not take for its end"
        yield Defect(kind, Place(path, last), message, "close it with ---")
    elif early := _LONG_DASHES.search(matter):
        message = "a line of dashes inside the front matter is its end to other programs"
        line = 2 + matter.count("\n", 0, early.start())
        yield Defect(kind, Place(path, line), message, "put the value in quotes, or take the line out")
    elif text.count("\n") < last:
        message = "the file ends on the dashes that close the front matter, and MkDocs takes all of it for prose"
        yield Defect(kind, Place(path, last), message, "end the last line, as editors do")


_UNSEEN = re.compile(
    r"\s*^(?P<opening>[ \t]*(?P<mark>-{3,}|\+{3}|\{))[ \t]*\n\s*[\"']?[A-Za-z_][\w-]*[\"']?\s*(?P<sign>[:=])",
    re.MULTILINE,
)
"""What somebody meant for front matter: something that opens it, and a key on the line below."""

_LONG_DASHES = re.compile(r"^-{3,}\s*$", re.MULTILINE)


def _why_unseen(found: re.Match[str], text: str) -> tuple[str, str]:
    mark = found["mark"]
    if mark == "{":
        return "the front matter is JSON, which MkDocs takes for prose", "write it as YAML between two lines of ---"
    if mark == "+++":
        return "the front matter is TOML, which MkDocs takes for prose", "write it as YAML between two lines of ---"
    if mark != "---":
        message = f"the front matter is opened with {len(mark)} dashes, so that MkDocs takes it for prose"
        return message, "open and close it with exactly three"
    if text.startswith("\n"):
        return (
            "a blank line stands above the front matter, so that MkDocs takes it for prose",
            "take the blank line out",
        )
    return "the front matter is indented, so that MkDocs takes it for prose", "let it begin at the start of the line"


def load(text: str, path: str, first_line: int, *, limit: int | None = MAX_SIZE) -> FrontMatter:
    """Read a YAML mapping that starts on `first_line` of the file at `path`, of at most `limit` characters."""
    matter = FrontMatter()
    try:
        if limit is not None and len(text) > limit:
            raise RefusedError(
                yaml.Mark("", 0, 0, 0, None, 0),
                f"the front matter is {len(text):,} characters long, more than {limit:,}",
                "keep facts in the front matter and move the story into the body",
            )
        matter.fields = _Reading(text, path, first_line, matter).document()
    except RefusedError as refused:
        place = Place(path, first_line + refused.mark.line, refused.mark.column + 1)
        matter.defects.append(Defect(refused.kind, place, refused.message, refused.hint, fatal=True))
    except yaml.YAMLError as error:
        matter.defects.append(_broken(error, text, path, first_line))
    return matter


class _Reading:
    """One pass over the events of a document, from which values grow."""

    def __init__(self, text: str, path: str, first_line: int, matter: FrontMatter) -> None:
        parser = _Loader(text.translate(_LINE_BREAKS_TO_YAML_ALONE))
        self._events: Iterator[Any] = iter(parser.get_event, None)  # as `yaml.parse`, which asks twice for each
        self._path, self._first_line, self._matter = path, first_line, matter
        self._depth = 0

    def document(self) -> dict[str, Any]:
        next(self._events)  # the start of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return {}
        root = next(self._events)
        self._guard(root)
        if isinstance(root, yaml.ScalarEvent) and not root.value and root.implicit[0]:
            return {}
        if not isinstance(root, yaml.MappingStartEvent):
            raise RefusedError(
                root.start_mark,
                "the front matter is not a mapping of keys to values",
                "write one `key: value` on each line",
                "broken-front-matter",
            )
        fields = self._mapping(())
        next(self._events)  # the end of the document
        following = next(self._events)
        if not isinstance(following, yaml.StreamEndEvent):
            message = "the front matter holds a second YAML document"
            raise RefusedError(following.start_mark, message, "keep all keys in one", "broken-front-matter")
        return fields

    def _mapping(self, path: FieldPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while type(event := next(self._events)) is not yaml.MappingEndEvent:
            self._guard(event)
            if type(event) is not yaml.ScalarEvent:
                raise RefusedError(event.start_mark, "a key is a list or a mapping", "keys are plain words")
            if event.value == "<<" and event.implicit[0]:
                message = "the front matter uses a YAML merge key (<<)"
                raise RefusedError(event.start_mark, message, "write the keys out")
            key, line, column = event.value, *self._position(event)
            if key in lines:
                self._repeated(key, line, column, lines[key])
                self._pass_over()
            else:
                lines[key] = line
                result[key] = self._value(next(self._events), (*path, key), line, column)
        self._depth -= 1
        return result

    def _sequence(self, path: FieldPath) -> list[Any]:
        result: list[Any] = []
        while type(event := next(self._events)) is not yaml.SequenceEndEvent:
            result.append(self._value(event, (*path, len(result)), *self._position(event)))
        self._depth -= 1
        return result

    def _value(self, event: Any, path: FieldPath, key_line: int, key_column: int) -> Any:
        self._guard(event)
        line, column = self._position(event)
        if type(event) is yaml.ScalarEvent:
            self._matter.marks[path] = (key_line, key_column, line, column, event.value)
            return _scalar(event)
        self._matter.marks[path] = (key_line, key_column, line, column, None)
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._sequence(path)

    def _pass_over(self) -> None:
        """Leave a value out, under guard like any other."""
        marks, self._matter.marks = self._matter.marks, {}
        self._value(next(self._events), (), 0, 0)
        self._matter.marks = marks

    def _guard(self, event: Any) -> None:
        """Refuse what could do harm before anything is made of it."""
        if type(event) is yaml.ScalarEvent and event.anchor is None and event.tag is None:
            return  # as nearly all are
        if isinstance(event, yaml.AliasEvent):
            message = f"the front matter uses a YAML alias (*{event.anchor})"
            raise RefusedError(event.start_mark, message, "write the value out")
        if event.anchor:
            message = f"the front matter uses a YAML anchor (&{event.anchor})"
            raise RefusedError(event.start_mark, message, "write the value out where it is used")
        if event.tag not in (None, "!"):
            message = f"the front matter uses a YAML tag ({event.tag})"
            raise RefusedError(event.start_mark, message, "put the text in quotes")
        if isinstance(event, yaml.CollectionStartEvent):
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise RefusedError(
                    event.start_mark,
                    f"the front matter nests deeper than {MAX_DEPTH} levels",
                    "a value that starts with a bracket or a brace needs quotes",
                )

    def _position(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return self._first_line + mark.line, mark.column + 1

    def _repeated(self, key: str, line: int, column: int, first: int) -> None:
        self._matter.defects.append(
            Defect(
                "duplicate-key",
                Place(self._path, line, column),
                f'the key "{key}" stands twice; the first is on line {first}',
                "keep one of the two; of repeated keys YAML silently takes the last",
            )
        )


_RESOLVER: Any = Resolver()
_CONSTRUCTOR = SafeConstructor()
_COULD_BE_MORE_THAN_TEXT = frozenset(Resolver.yaml_implicit_resolvers) - {None}
_LINE_BREAKS_TO_YAML_ALONE = {0x85: " ", 0x2028: " ", 0x2029: " "}
"""What YAML 1.1 takes for the end of a line and nobody else does: lines would be counted differently behind it."""


def _scalar(event: Any) -> Any:
    """What YAML makes of a scalar: quoted ones are text, and so are most others by their first character."""
    value: str = event.value
    if not event.implicit[0] or (value and value[0] not in _COULD_BE_MORE_THAN_TEXT):
        return value
    tag = _RESOLVER.resolve(yaml.ScalarNode, value, event.implicit)
    construct = SafeConstructor.yaml_constructors.get(tag)
    if construct is None:  # "=" and "<<", to which YAML 1.1 gives a meaning nobody wants
        return value
    try:
        return construct(_CONSTRUCTOR, yaml.ScalarNode(tag, value))
    except (ValueError, OverflowError, yaml.YAMLError):
        return value  # 2024-13-45, or a number of 5,000 digits


def _broken(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Defect:
    """A YAML syntax error in our words, at its place."""
    context = str(getattr(error, "context", None) or "")
    unclosed = "quoted scalar" in context  # the parser complains where the text ends; the quote was opened further up
    mark = getattr(error, "context_mark" if unclosed else "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        last = text.count("\n")  # the parser may complain about the end, one line past the last
        place = Place(path, first_line + min(mark.line, last), mark.column + 1 if mark.line <= last else 1)
    else:  # a character that YAML forbids, at a position in bytes
        before = text.encode()[: getattr(error, "position", 0)]
        place = Place(path, first_line + before.count(b"\n"))
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read")
    if unclosed:
        problem = "a quote is opened and never closed"
    message = f"the front matter is not YAML: {problem}"
    return Defect("broken-front-matter", place, message, _way_out(problem), fatal=True)


def _way_out(problem: str) -> str:
    if "never closed" in problem:
        return "close it, or double a quote that belongs to the text"
    if "mapping values are not allowed" in problem:
        return "a value that contains a colon and a blank needs quotes"
    if "cannot start any token" in problem:
        return "indent with blanks, not tabs, and put values that start with a special character in quotes"
    if "did not find expected" in problem or "could not find expected" in problem:
        return "look for a missing quote, bracket or colon on this line or the one above, and for uneven indentation"
    return "compare the line with its neighbours: quotes, brackets, colons, indentation"
