"""What pydantic finds wrong with front matter, said in our words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from mkdocs_postmortems.model.fields import FIRST_YEAR, LAST_YEAR
from mkdocs_postmortems.near_matches import STRICT, did_you_mean
from mkdocs_postmortems.source import FieldPath, Source


@dataclass(frozen=True, slots=True)
class FieldError:
    """A key or value that cannot be used. `kind` is the name of the rule that reports it."""

    kind: str
    at: FieldPath
    message: str
    hint: str
    at_key: bool = False


def explain(detail: Mapping[str, Any], source: Source, model: type[BaseModel]) -> FieldError:
    """Turn one of pydantic's errors into what is so and what to do."""
    path: FieldPath = tuple(detail["loc"])
    if detail["type"] == "extra_forbidden":
        return _unknown_key(path, model)
    if detail["type"] == "missing":
        return _missing_key(path)
    key, written = _name(path), source.written(path)
    if path == ("slug",):
        key, written = "the name of the file", detail["input"]
    message = f"{key} is {_quoted(written)}" if written is not None else f"{key} is {_shape(detail.get('input'))}"
    say = _SAYINGS.get(detail["type"], _no_use)
    expected, hint = say(detail, written)
    return FieldError("wrong-value", path, f"{message}, not {expected}", hint)


_NOT_ASKED = {
    "there is no key for who caused an incident: say what let it happen, under contributing_factors": {
        "blame", "blamed", "cause", "caused_by", "culprit", "fault", "guilty", "human_error", "offender", "person",
        "persons", "responsible", "responsible_person", "who",
    },
    "there is rarely one: cite the conditions under contributing_factors, each with its layer": {
        "rca", "root_cause", "root_causes", "rootcause",
    },
}  # fmt: skip
"""Keys that other templates have and this one will not, and what to write instead."""


def _unknown_key(path: FieldPath, model: type[BaseModel]) -> FieldError:
    key = str(path[-1])
    for instead, keys in _NOT_ASKED.items():
        if key.lower().replace("-", "_") in keys:
            return FieldError("unknown-key", path, f'unknown key "{key}"', instead, at_key=True)
    known = sorted(_keys_at(model, path[:-1]))
    where = f" in {_name(path[:-1])}" if len(path) > 1 else ""
    hint = did_you_mean(key, known, "the keys there are: " + ", ".join(known))
    return FieldError("unknown-key", path, f'unknown key "{key}"{where}', hint, at_key=True)


def _missing_key(path: FieldPath) -> FieldError:
    where = f" in {_name(path[:-1])}" if len(path) > 1 else ""
    return FieldError("missing-key", path, f'the key "{path[-1]}" is missing{where}', f"add `{path[-1]}:`")


def _keys_at(model: type[BaseModel], path: FieldPath) -> set[str]:
    """The keys a mapping at this path may have."""
    for key in path:
        if isinstance(key, int):
            continue
        field = model.model_fields.get(key)
        inner = _model_in(field.annotation) if field else None  # type: ignore[arg-type]  # every annotation can be hashed
        if inner is None:
            return set()
        model = inner
    return set(model.model_fields) - {"slug"}


@cache
def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _model_in(arg))), None)


def _name(path: FieldPath) -> str:
    """`action_items[2].due`, counting from one as people do."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).lstrip(".") or "the front matter"


def _quoted(written: str) -> str:
    short = written if len(written) <= 60 else written[:57] + "..."
    return f'"{short}"'


def _shape(value: object) -> str:
    match value:
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case None:
            return "empty"
        case _:
            return "something else"


_Saying = tuple[str, str]


def _text(detail: Mapping[str, Any], written: str | None) -> _Saying:
    value = detail.get("input")
    if written is None:
        return "text", "write it as one line of text"
    if value is None:
        return "text", "write something, or leave the key out"
    made = {bool: "true or false", int: "a number", float: "a number"}.get(type(value), "a date")
    return "text", f'YAML reads it as {made}; put it in quotes: "{written}"'


def _list(detail: Mapping[str, Any], written: str | None) -> _Saying:
    return "a list", "write one entry on each line, with a dash before it"


def _mapping(detail: Mapping[str, Any], written: str | None) -> _Saying:
    return "a mapping", "write one `key: value` on each line, indented below it"


def _enum(detail: Mapping[str, Any], written: str | None) -> _Saying:
    words = [word.strip("' ") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(",")]
    offer = did_you_mean(written or "", words, "", STRICT)
    return "one of its values", f"{offer} one of: {', '.join(words)}".lstrip()


def _day(detail: Mapping[str, Any], written: str | None) -> _Saying:
    return "a day", "write it as 2019-07-02"


def _moment(detail: Mapping[str, Any], written: str | None) -> _Saying:
    return "a date and time", "write it as 2019-07-02T13:42:00Z"


def _year(detail: Mapping[str, Any], written: str | None) -> _Saying:
    return f"between {FIRST_YEAR} and {LAST_YEAR}", "check the year"


def _zone(detail: Mapping[str, Any], written: str | None) -> _Saying:
    stem = (written or "").strip().replace(" ", "T")
    return "a time with a zone", f"add Z for UTC, or the offset: {stem}Z"


def _slug(detail: Mapping[str, Any], written: str | None) -> _Saying:
    suggestion = "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in (written or "").lower()).split())
    return "a slug", f'small letters, digits and hyphens: "{suggestion or "expired-certificate"}"'


def _identifier(detail: Mapping[str, Any], written: str | None) -> _Saying:
    return "an id", "letters, digits, hyphens and dots, such as 2019-07-02-edge-waf-regex"


def _url(detail: Mapping[str, Any], written: str | None) -> _Saying:
    return "a link", "start it with https://, http:// or mailto:"


def _empty(detail: Mapping[str, Any], written: str | None) -> _Saying:
    return "text", "write something, or leave the key out"


def _no_use(detail: Mapping[str, Any], written: str | None) -> _Saying:
    return "what is expected there", "compare it with a postmortem that passes, or run `postmortems schema`"


_SAYINGS: dict[str, Callable[[Mapping[str, Any], str | None], _Saying]] = {
    "string_type": _text,
    "string_too_short": _empty,
    "tuple_type": _list,
    "list_type": _list,
    "dict_type": _mapping,
    "model_type": _mapping,
    "model_attributes_type": _mapping,
    "enum": _enum,
    "day": _day,
    "date_type": _day,
    "moment": _moment,
    "datetime_type": _moment,
    "zone": _zone,
    "year": _year,
    "slug": _slug,
    "identifier": _identifier,
    "url": _url,
}
