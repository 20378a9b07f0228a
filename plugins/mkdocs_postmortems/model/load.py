"""From a Source to a Postmortem or a ContributingFactor, with every error of the file at once.

A value that cannot be used is reported and left out, and the rest is used: a writer who previews a page with one wrong
date sees the page and the finding. Only what nothing can be made of is lost.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mkdocs_postmortems.model.contributing_factor import ContributingFactor
from mkdocs_postmortems.model.errors import FieldError, explain
from mkdocs_postmortems.model.fields import Entry, Kept
from mkdocs_postmortems.model.postmortem import Postmortem
from mkdocs_postmortems.source import FieldPath, Source

_NOT_IN_AN_ID = re.compile(r"[^\w.-]+|\.{2,}")
_DATE_IN_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-|$)")
_ROUNDS = 8
"""How often a document is tried again without its errors; each round clears one level."""

M = TypeVar("M", bound=Entry)
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Loaded(Generic[T_co]):
    """What a file turned out to be: the thing, or None, and what was wrong with its front matter."""

    source: Source
    item: T_co | None
    errors: tuple[FieldError, ...] = ()


def load_postmortem(source: Source, today: date | None = None) -> Loaded[Postmortem]:
    """Read a postmortem; title, date and id come from the heading and the name of the file where they are missing.

    With `today` a text that is not a postmortem yet, without a title or a day anywhere, is read as one of today.
    """
    if not source.is_readable:
        return Loaded(source, None)
    stated = _stated(source.fields, Postmortem)
    if "action_items" in stated:
        stated["action_items"] = _with_ids(stated["action_items"])
    item, errors, kept = _validate(Postmortem, source, stated, {**_assumed(source, today), **_derived_facts(source)})
    if item is not None:
        item._source, item._kept = source, kept
    return Loaded(source, item, errors)


def load_factor(source: Source) -> Loaded[ContributingFactor]:
    """Read a contributing factor; its slug is the name of its file."""
    if not source.is_readable:
        return Loaded(source, None)
    slug = PurePosixPath(source.path).stem
    stated = _stated(source.fields, ContributingFactor)
    # The name of the file is the slug; a second place to say it could only disagree.
    repeated = stated.pop("slug", None)
    derived = {"slug": slug, "title": slug.replace("-", " ").capitalize()}
    item, errors, kept = _validate(ContributingFactor, source, stated, derived)
    if repeated is not None:
        errors = (*errors, explain({"type": "extra_forbidden", "loc": ("slug",)}, source, ContributingFactor))
    if item is not None:
        item._source, item._kept = source, kept
    return Loaded(source, item, errors)


def document_id(path: str) -> str:
    """The id a document has from its path: the name of the file, or of the folder for `index.md`."""
    pure = PurePosixPath(path)
    return pure.parent.name if pure.stem == "index" else pure.stem


def _derived_facts(source: Source) -> dict[str, Any]:
    name = document_id(source.path)
    facts: dict[str, Any] = {"id": _NOT_IN_AN_ID.sub("-", name).strip("-.") or "unnamed"}
    title = source.fields.get("title")
    if not isinstance(title, str) or not title.strip():
        heading = next((h for h in source.body.headings if h.level == 1 and h.text), None)
        if heading:
            facts["title"] = heading.text
    day = day_in_name(source.path)
    if day is not None:
        facts["date"] = day.isoformat()
    return facts


def _assumed(source: Source, today: date | None) -> dict[str, Any]:
    return {"title": document_id(source.path), "date": today.isoformat()} if today else {}


def day_in_name(path: str) -> date | None:
    """The day that the name of a file begins with."""
    dated = _DATE_IN_NAME.match(document_id(path))
    try:
        return date.fromisoformat(dated.group(1)) if dated else None
    except ValueError:
        return None


def _with_ids(items: Any) -> Any:
    """Action items without an id are counted through: A1, A2 ..."""
    if not isinstance(items, list):
        return items
    return [{"id": f"A{i}", **item} if isinstance(item, dict) else item for i, item in enumerate(items, start=1)]


def _validate(
    model: type[M], source: Source, stated: Mapping[str, Any], derived: Mapping[str, Any]
) -> tuple[M | None, tuple[FieldError, ...], Kept]:
    """Make the item of what is stated, and of what can be derived where nothing usable is stated.

    pydantic reports everything in the first round. The rounds after it only clear away what leaving a value out
    uncovers, such as an entry that lost the key it cannot do without.
    """
    errors: tuple[FieldError, ...] | None = None
    kept: dict[str, list[int]] = {}
    remaining: Any = stated
    for _ in range(_ROUNDS):
        try:
            item = model.model_validate({**derived, **remaining})
        except ValidationError as invalid:
            details = invalid.errors(include_url=False)
            if errors is None:
                errors = tuple(explain(detail, source, model) for detail in details)
            culprits = [_culprit(detail) for detail in details]
            _note_kept(kept, remaining, culprits)
            remaining = _without(remaining, culprits)
            if remaining is None:
                break
        else:
            return item, errors or (), kept
    return None, errors or (), kept


def _note_kept(kept: dict[str, list[int]], remaining: Mapping[str, Any], culprits: list[FieldPath]) -> None:
    """Keep account of which entries of a list stay, so that those behind one left out keep their places."""
    for key in {str(path[0]) for path in culprits if len(path) == 2 and isinstance(path[1], int)}:
        before = kept.get(key, list(range(len(remaining[key]))))
        kept[key] = [original for i, original in enumerate(before) if (key, i) not in culprits]


def _stated(value: Any, model: type[Entry] | None = None) -> Any:
    """What is said, without keys that say nothing (`due:` with no date after it); an unknown key is an error all the
    same."""
    if isinstance(value, Mapping):
        return {
            key: _stated(item)
            for key, item in value.items()
            if item is not None or (model is not None and key not in model.model_fields)
        }
    if isinstance(value, list):
        return [_stated(item) for item in value]
    return value


def _culprit(detail: ErrorDetails) -> FieldPath:
    """What to leave out: the wrong value, or the entry that lacks something it cannot do without."""
    return detail["loc"][:-1] if detail["type"] == "missing" else detail["loc"]


def _without(value: Any, paths: list[FieldPath]) -> Any:
    """A copy without the values at these paths; None when the whole is one of them."""
    if () in paths:
        return None
    by_head: dict[str | int, list[FieldPath]] = {}
    for path in paths:
        by_head.setdefault(path[0], []).append(path[1:])
    if isinstance(value, Mapping):
        kept = {key: _pruned(item, by_head.get(key)) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not _GONE}
    if isinstance(value, list):
        items = (_pruned(item, by_head.get(i)) for i, item in enumerate(value))
        return [item for item in items if item is not _GONE]
    return None


_GONE: Any = object()


def _pruned(value: Any, paths: list[FieldPath] | None) -> Any:
    if paths is None:
        return value
    if () in paths or not isinstance(value, Mapping | list):
        return _GONE
    return _without(value, paths)
