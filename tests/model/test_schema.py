"""The exported JSON Schema accepts and rejects what the model does.

jsonschema judges the document as JSON, the model the same document as front matter; JSON is YAML. DIFFERENCES holds
what a schema says otherwise on purpose or cannot say.
"""

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from mkdocs_postmortems.model import (
    ActionStatus,
    Change,
    DetectedBy,
    FactorType,
    IncidentKind,
    Layer,
    Priority,
    Relation,
    ReportedStatus,
    Severity,
    Status,
    factor_schema,
    load_factor,
    load_postmortem,
    postmortem_schema,
)
from mkdocs_postmortems.source import parse

formats = FormatChecker(["date"])
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")


@formats.checks("date-time")
def is_date_time(value: object) -> bool:
    return not isinstance(value, str) or RFC_3339.fullmatch(value) is not None


postmortems = Draft202012Validator(postmortem_schema(), format_checker=formats)
factors = Draft202012Validator(factor_schema(), format_checker=formats)


def accepted_by_model(document: dict[str, Any], *, factor: bool = False) -> bool:
    text = f"---\n{json.dumps(document, ensure_ascii=False)}\n---\n# A heading\n".encode()
    source = parse(text, "postmortems/factors/x.md" if factor else "postmortems/2026-03-14-x.md")
    assert source.defects == ()
    return not (load_factor(source) if factor else load_postmortem(source)).errors


@pytest.mark.parametrize("schema", [postmortem_schema(), factor_schema()], ids=["postmortem", "factor"])
def test_the_schema_is_a_schema(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]


ACCEPTED: dict[str, dict[str, Any]] = {
    "nothing": {},
    "facts": {"title": "x", "date": "2019-07-02", "severity": "SEV1", "services": ["dns"]},
    "times": {"started_at": "2019-07-02T13:42:00Z", "resolved_at": "2019-07-02T16:52:00+02:00"},
    "empty lists": {"services": [], "impact": [], "contributing_factors": [], "action_items": []},
    "null where nothing is said": {"severity": None, "organization": None, "started_at": None},
    "an action item without id": {"action_items": [{"action": "a"}]},
    "an action item": {"action_items": [{"action": "a", "id": "A1", "due": "2026-01-01", "factors": ["a-b"]}]},
    "citations": {"contributing_factors": [{"factor": "a"}, {"factor": "b", "layer": "trigger", "covered_by": "x#A1"}]},
    "accepted": {"contributing_factors": [{"factor": "a", "accepted": {"because": "b", "review_on": "2026-01-01"}}]},
    "handed off": {"contributing_factors": [{"factor": "a", "handed_off": {"to": "b"}}]},
    "related": {"related": [{"postmortem": "2019-07-02-x", "relation": "follow-up"}]},
    "sources": {"sources": [{"title": "a", "url": "https://example.com"}]},
    "allowances": {"allow": {"anything": "a reason"}},
}

REJECTED: dict[str, dict[str, Any]] = {
    "an unknown key": {"severty": "SEV1"},
    "a number for text": {"title": 1},
    "empty text": {"title": ""},
    "a truth value for text": {"trigger": True},
    "text for a list": {"services": "dns"},
    "a number in a list": {"services": ["dns", 1]},
    "null in a list": {"services": [None]},
    "a severity of another scale": {"severity": "SEV6"},
    "a severity in small letters": {"severity": "sev1"},
    "an impossible day": {"date": "2024-13-45"},
    "a day in short form": {"date": "20190702"},
    "a day with a time": {"date": "2019-07-02T10:00:00Z"},
    "a number for a day": {"date": 20190702},
    "a day for a time": {"started_at": "2019-07-02"},
    "a time without a zone": {"started_at": "2019-07-02T13:42:00"},
    "a citation without factor": {"contributing_factors": [{"how": "a"}]},
    "a slug for a citation": {"contributing_factors": ["stale-cache"]},
    "an unknown key in a citation": {"contributing_factors": [{"factor": "a", "hwo": "b"}]},
    "an acceptance without reason": {
        "contributing_factors": [{"factor": "a", "accepted": {"review_on": "2026-01-01"}}]
    },
    "an acceptance for good": {"contributing_factors": [{"factor": "a", "accepted": {"because": "b"}}]},
    "a hand-off to nobody": {"contributing_factors": [{"factor": "a", "handed_off": {"ticket": "b"}}]},
    "an action item without action": {"action_items": [{"owner": "a"}]},
    "a priority that is none": {"action_items": [{"action": "a", "priority": "P4"}]},
    "a status that is none": {"action_items": [{"action": "a", "status": "finished"}]},
    "a relation that is none": {"related": [{"postmortem": "a", "relation": "duplicate"}]},
    "a source without link": {"sources": [{"title": "a"}]},
    "a list of allowances": {"allow": ["missing-section"]},
    "an allowance without reason": {"allow": {"missing-section": ""}},
}

DIFFERENCES: dict[str, tuple[dict[str, Any], bool]] = {
    "to the model any key with null says nothing": ({"title": None, "services": None, "allow": None}, False),
    "a schema does not strip blanks": ({"title": "  "}, True),
    "a schema has no calendar of incidents": ({"date": "0001-01-01"}, True),
}


@pytest.mark.parametrize("document", ACCEPTED.values(), ids=ACCEPTED)
def test_a_document_the_model_accepts_is_accepted_by_the_schema(document: dict[str, Any]) -> None:
    assert accepted_by_model(document)
    assert [error.message for error in postmortems.iter_errors(document)] == []


@pytest.mark.parametrize("document", REJECTED.values(), ids=REJECTED)
def test_a_document_the_model_rejects_is_rejected_by_the_schema(document: dict[str, Any]) -> None:
    assert not accepted_by_model(document)
    assert not postmortems.is_valid(document)


@pytest.mark.parametrize(("document", "by_schema"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_where_the_two_differ_is_known(document: dict[str, Any], by_schema: bool) -> None:
    assert postmortems.is_valid(document) is by_schema
    assert accepted_by_model(document) is not by_schema


@pytest.mark.parametrize(
    "document",
    [
        {"id": "a b"},
        {"contributing_factors": [{"factor": "Big Bang"}]},
        {"sources": [{"title": "a", "url": "javascript:alert(1)"}]},
    ],
    ids=["id", "slug", "link"],
)
def test_the_schema_knows_the_form_of_ids_slugs_and_links(document: dict[str, Any]) -> None:
    assert not accepted_by_model(document)
    assert not postmortems.is_valid(document)


@pytest.mark.parametrize(
    ("document", "accepted"),
    [
        ({"title": "x"}, True),
        ({"title": "x", "type": "process", "aliases": ["a-b"], "ask": ["Could it?"]}, True),
        ({"title": "x", "merged_into": "other", "broader": None, "allow": {"a": "b"}}, True),
        ({"title": "x", "slug": "other"}, False),
        ({"title": "x", "type": "human"}, False),
        ({"title": "x", "definition": ["a"]}, False),
        ({"title": "x", "aliases": "a"}, False),
        ({"title": "x", "deprecated": True}, False),
        ({"title": "x", "titel": "x"}, False),
    ],
    ids=lambda value: json.dumps(value)[:40],
)
def test_schema_and_model_of_a_factor_agree(document: dict[str, Any], accepted: bool) -> None:
    assert accepted_by_model(document, factor=True) is accepted
    assert factors.is_valid(document) is accepted


def test_a_factor_needs_no_title_by_the_schema_either() -> None:
    assert accepted_by_model({"type": "process"}, factor=True)
    assert factors.is_valid({"type": "process"})


# ---------------------------------------------------------------------- documents nobody thought of

text = st.sampled_from(["x", "Größe: 漢字", "NO", "12:30", "# no comment", ""])
slug = st.sampled_from(["a", "stale-cache", "a-1"])
day = st.sampled_from(["2019-07-02", "2024-13-45", "2024-02-30", "yesterday"])
moment = st.sampled_from(["2019-07-02T13:42:00Z", "2019-07-02T13:42:00+02:00", "2019-07-02T13:42:00", "noon"])
link = st.sampled_from(["https://example.com", "mailto:a@example.com"])
stray = st.sampled_from([1, 1.5, True, [], {}, [[]], {"a": "b"}, "stray"])


def one_of(words: type[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from([*words, "none of these"])


def mapping(required: str, **keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of these keys, now and then with a value of another kind, an unknown key, or without the required one."""
    nullable = {key: value if key in required else value | st.none() for key, value in keys.items()}
    optional = {key: value | stray for key, value in nullable.items()} | {"unknown": stray}
    first = {key: value for key, value in keys.items() if key in required}
    known = st.fixed_dictionaries(first, optional={key: nullable[key] for key in set(keys) - set(first)})
    return known | st.fixed_dictionaries({}, optional=optional)


citations = mapping(
    "factor",
    factor=slug,
    layer=one_of(Layer).filter(bool),
    how=text,
    covered_by=text,
    accepted=mapping("because review_on", because=text, review_on=day),
    handed_off=mapping("to", to=text, ticket=text),
)
action_items = mapping(
    "action",
    action=text,
    id=slug,
    owner=text,
    priority=one_of(Priority),
    due=day,
    status=one_of(ActionStatus),
    reported=one_of(ReportedStatus),
    because=text,
    factors=st.lists(slug, max_size=2),
    changes=one_of(Change),
    done_on=day,
    verified_on=day,
    evidence=text,
    ticket=text,
)
documents = mapping(
    "",
    id=slug,
    title=text,
    date=day,
    kind=one_of(IncidentKind),
    severity=one_of(Severity),
    status=one_of(Status),
    template=text,
    lang=text,
    organization=text,
    services=st.lists(text, max_size=2),
    started_at=moment,
    detected_at=moment,
    mitigated_at=moment,
    resolved_at=moment,
    detected_by=one_of(DetectedBy),
    trigger=text,
    impact=st.lists(text, max_size=2),
    contributing_factors=st.lists(citations, max_size=2),
    action_items=st.lists(action_items, max_size=2),
    related=st.lists(mapping("postmortem", postmortem=slug, relation=one_of(Relation), why=text), max_size=2),
    sources=st.lists(mapping("title url", title=text, url=link), max_size=2),
    authors=st.lists(text, max_size=2),
    allow=st.dictionaries(slug, text, max_size=2),
)
factor_documents = mapping(
    "title",
    title=text,
    type=one_of(FactorType),
    definition=text,
    includes=st.lists(text, max_size=2),
    aliases=st.lists(slug, max_size=2),
    broader=slug,
    merged_into=slug,
    deprecated=text,
    allow=st.dictionaries(slug, text, max_size=2),
)


def said(value: Any) -> Any:
    """A document without the keys that say nothing: the first of the known differences."""
    if isinstance(value, dict):
        return {key: said(inner) for key, inner in value.items() if inner is not None}
    return [said(inner) for inner in value] if isinstance(value, list) else value


reproducible = settings(deadline=None, derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.too_slow])


@reproducible
@given(documents.map(said))
def test_schema_and_model_agree_on_any_postmortem(document: dict[str, Any]) -> None:
    assert postmortems.is_valid(document) == accepted_by_model(document)


@reproducible
@given(factor_documents.map(said).map({"title": "x"}.__or__))
def test_schema_and_model_agree_on_any_factor(document: dict[str, Any]) -> None:
    assert factors.is_valid(document) == accepted_by_model(document, factor=True)
