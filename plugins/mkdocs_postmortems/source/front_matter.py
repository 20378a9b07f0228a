"""YAML front matter: split off, guarded, and read with the place of every key and value.

The guard looks at YAML *events* before anything is built from them: nesting that crashes the C loader,
aliases and merge keys that grow without bound, and tags never reach a loader. The nodes are then composed from
those same events, so that a document is scanned once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.composer import Composer
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


@dataclass(frozen=True, slots=True)
class Value:
    """Where a value stands and how it was written, before YAML made something of it."""

    key: Place
    place: Place
    written: str | None = None


@dataclass(slots=True)
class FrontMatter:
    """What stood between the dashes: plain values, the place of each, and what was wrong."""

    fields: dict[str, Any] = field(default_factory=dict)
    values: dict[FieldPath, Value] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)


class RefusedError(Exception):
    def __init__(self, mark: Any, message: str, hint: str) -> None:
        super().__init__(message)
        self.mark, self.message, self.hint = mark, message, hint


class _Replay(Composer, SafeConstructor, Resolver):
    """PyYAML's own composer and constructor, fed with events that were already seen to be safe."""

    def __init__(self, events: list[yaml.Event]) -> None:
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        Resolver.__init__(self)
        self._events, self._next = events, 0

    def check_event(self, *choices: type[yaml.Event]) -> bool:
        return isinstance(self._events[self._next], choices) if choices else True

    def peek_event(self) -> yaml.Event:
        return self._events[self._next]

    def get_event(self) -> yaml.Event:
        event = self._events[self._next]
        self._next += 1
        return event


def split(text: str) -> tuple[str | None, int, bool]:
    """Cut the front matter from a text with `\\n` line ends: the YAML, the offset of the body, and whether it was
    closed.

    Accepts exactly what MkDocs accepts, but for a file that ends on the closing dashes without a last line end.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None, 0, True
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return None, 0, False
    return text[opening.end() : closing.start()], min(closing.end() + 1, len(text)), True


def load(text: str, path: str, first_line: int, *, limit: int | None = MAX_SIZE) -> FrontMatter:
    """Read a YAML mapping that starts on `first_line` of the file at `path`, of at most `limit` characters."""
    matter = FrontMatter()
    try:
        root = _compose(text, limit)
        if root is None:
            return matter
        if not isinstance(root, yaml.MappingNode):
            raise RefusedError(
                root.start_mark,
                "the front matter is not a mapping of keys to values",
                "write one `key: value` on each line",
            )
        matter.fields = _Walk(path, first_line, matter).mapping(root, ())
    except RefusedError as refused:
        place = Place(path, first_line + refused.mark.line, refused.mark.column + 1)
        matter.defects.append(Defect("unsafe-front-matter", place, refused.message, refused.hint, fatal=True))
    except yaml.YAMLError as error:
        matter.defects.append(_broken(error, text, path, first_line))
    except RecursionError:  # pragma: no cover - the depth limit comes first; a belt to its braces
        place = Place(path, first_line)
        hint = "flatten the front matter"
        matter.defects.append(Defect("unsafe-front-matter", place, "nested too deeply", hint, fatal=True))
    return matter


def _compose(text: str, limit: int | None) -> yaml.Node | None:
    if limit is not None and len(text) > limit:
        mark = yaml.Mark("", 0, 0, 0, None, 0)
        raise RefusedError(
            mark,
            f"the front matter is {len(text):,} characters long, more than {limit:,}",
            "keep facts in the front matter and move the story into the body",
        )
    replay = _Replay(list(_guarded_events(text)))
    node: yaml.Node | None = replay.get_single_node()
    return node


def _guarded_events(text: str) -> Iterator[yaml.Event]:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise RefusedError(
                event.start_mark,
                f"the front matter uses a YAML alias (*{event.anchor})",
                "write the value out",
            )
        if isinstance(event, yaml.NodeEvent):
            _refuse_markup(event)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise RefusedError(
                    event.start_mark,
                    f"the front matter nests deeper than {MAX_DEPTH} levels",
                    "a value that starts with a bracket or a brace needs quotes",
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        yield event


def _refuse_markup(event: yaml.NodeEvent) -> None:
    if event.anchor:
        raise RefusedError(
            event.start_mark,
            f"the front matter uses a YAML anchor (&{event.anchor})",
            "write the value out where it is used",
        )
    tag = getattr(event, "tag", None)
    if tag not in (None, "!"):
        raise RefusedError(event.start_mark, f"the front matter uses a YAML tag ({tag})", "put the text in quotes")
    if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.implicit[0]:
        raise RefusedError(event.start_mark, "the front matter uses a YAML merge key (<<)", "write the keys out")


class _Walk:
    """From nodes to plain values, noting places, written forms and repeated keys on the way."""

    def __init__(self, path: str, first_line: int, matter: FrontMatter) -> None:
        self._path, self._first_line, self._matter = path, first_line, matter
        self._scalars = SafeConstructor()

    def mapping(self, node: yaml.MappingNode, path: FieldPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        seen: dict[str, Place] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                raise RefusedError(key_node.start_mark, "a key is a list or a mapping", "keys are plain words")
            key = key_node.value
            if key in seen:
                self._matter.defects.append(
                    Defect(
                        "duplicate-key",
                        place,
                        f'the key "{key}" stands twice; the first is on line {seen[key].line}',
                        "keep one of the two; of repeated keys YAML silently takes the last",
                    )
                )
                continue
            seen[key] = place
            result[key] = self._value(value_node, (*path, key), place)
        return result

    def _value(self, node: yaml.Node, path: FieldPath, key: Place) -> Any:
        place = self._place(node)
        if isinstance(node, yaml.ScalarNode):
            self._matter.values[path] = Value(key, place, node.value)
            return self._scalar(node, place)
        self._matter.values[path] = Value(key, place)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        return [self._value(item, (*path, i), self._place(item)) for i, item in enumerate(node.value)]

    def _scalar(self, node: yaml.ScalarNode, place: Place) -> Any:
        if node.tag == "tag:yaml.org,2002:str":
            return node.value
        try:
            return self._scalars.construct_object(node)
        except (ValueError, OverflowError):  # 2024-13-45, or a number of 5,000 digits
            return node.value
        except yaml.YAMLError:  # "=", which YAML 1.1 gives a meaning that nobody wants
            return node.value

    def _place(self, node: yaml.Node) -> Place:
        return Place(self._path, self._first_line + node.start_mark.line, node.start_mark.column + 1)


def _broken(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Defect:
    """A YAML syntax error in our words, at its place."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        last = text.count("\n")  # the parser may complain about the end, one line past the last
        place = Place(path, first_line + min(mark.line, last), mark.column + 1 if mark.line <= last else 1)
    else:
        place = Place(path, first_line + text.count("\n", 0, getattr(error, "position", 0)))
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read")
    message = f"the front matter is not YAML: {problem}"
    return Defect("broken-front-matter", place, message, _way_out(problem), fatal=True)


def _way_out(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "a value that contains a colon and a blank needs quotes"
    if "cannot start any token" in problem:
        return "indent with blanks, not tabs, and put values that start with a special character in quotes"
    if "did not find expected" in problem or "could not find expected" in problem:
        return "look for a missing quote, bracket or colon on this line or the one above, and for uneven indentation"
    return "compare the line with its neighbours: quotes, brackets, colons, indentation"
