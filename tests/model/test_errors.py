"""Every mistake is said at its place, in our words, with a way out; and all of them at once."""

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.model import (
    ActionItem,
    Citation,
    ContributingFactor,
    Loaded,
    Postmortem,
    load_factor,
    load_postmortem,
)
from mkdocs_postmortems.near_matches import did_you_mean, near_matches
from mkdocs_postmortems.source import parse
from tests.model.builders import PATH, finding, findings, loaded, loaded_factor

NOT_OUR_WORDS = ("input should", "pydantic", "input_value", "validation error", "none is not", "nonetype", "valid ")


# ---------------------------------------------------------------------- what YAML makes of words

ACCIDENTS = {
    "NO": "true or false",
    "off": "true or false",
    "Yes": "true or false",
    "1.10": "a number",
    "12:30": "a number",
    "012": "a number",
    "0x1F": "a number",
    "1_000": "a number",
    "1.0e+3": "a number",
    ".inf": "a number",
    "9" * 4_000: "a number",
    "2019-07-02": "a date",
    "2019-07-02 10:00:00": "a date",
}


@pytest.mark.parametrize(("written", "made"), ACCIDENTS.items(), ids=lambda text: text[:20])
@pytest.mark.parametrize("key", ["title", "organization", "id"])
def test_a_word_that_yaml_takes_for_something_else_needs_quotes(key: str, written: str, made: str) -> None:
    shown = written if len(written) <= 60 else written[:57] + "..."
    told = finding(loaded(f"{key}: {written}"))
    assert told.startswith(
        f'2:{len(key) + 3} {key} is "{shown}", not text | YAML reads it as {made}; put it in quotes: "'
    )


@pytest.mark.parametrize(("written", "made"), ACCIDENTS.items(), ids=lambda text: text[:20])
def test_the_same_word_in_a_list_is_reported_where_it_stands(written: str, made: str) -> None:
    result = loaded(f"services:\n  - dns\n  - {written}")
    assert finding(result).startswith('4:5 services[2] is "')
    assert f"YAML reads it as {made}" in finding(result)
    assert result.item is not None
    assert result.item.services == ("dns",)


@pytest.mark.parametrize("written", ["NO", "1.10", "12:30", "012", "2019-07-02", "null", "~"])
def test_in_quotes_the_same_word_is_text(written: str) -> None:
    result = loaded(f'title: "{written}"\nservices: ["{written}"]')
    assert result.errors == ()
    assert result.item is not None
    assert (result.item.title, result.item.services) == (written, (written,))


LONG = "9" * 6_000
DAY = "write it as 2019-07-02"
MOMENT = "write it as 2019-07-02T13:42:00Z"
SEVERITIES = "one of: SEV1, SEV2, SEV3, SEV4, SEV5"
LIST = "write one entry on each line, with a dash before it"
MAPPING = "write one `key: value` on each line, indented below it"
NOTHING = "write something, or leave the key out"
ZONE = "add Z for UTC, or the offset: 2019-07-02T13:42"
SLUG = 'small letters, digits and hyphens: "stale-cache"'
LINK = "start it with https://, http:// or mailto:"

WRONG_VALUES = {
    "an impossible day": ("date: 2024-13-45", f'2:7 date is "2024-13-45", not a day | {DAY}'),
    "a leap day that was none": ("date: 2023-02-29", f'2:7 date is "2023-02-29", not a day | {DAY}'),
    "a day with a time": (
        "date: 2019-07-02T10:00:00Z",
        f'2:7 date is "2019-07-02T10:00:00Z", not a day | {DAY}',
    ),
    "a word for a day": ("date: NO", f'2:7 date is "NO", not a day | {DAY}'),
    "a number for a day": ("date: 20190702", f'2:7 date is "20190702", not a day | {DAY}'),
    "a day as a list": ("date: [2019, 7, 2]", f"2:7 date is a list, not a day | {DAY}"),
    "a number of 6,000 digits for a day": (
        f"date: {LONG}",
        f'2:7 date is "{LONG[:57]}...", not a day | {DAY}',
    ),
    "a number of 6,000 digits for a severity": (
        f"severity: {LONG}",
        f'2:11 severity is "{LONG[:57]}...", not one of its values | {SEVERITIES}',
    ),
    "a time without a day": (
        "started_at: 12:30",
        f'2:13 started_at is "12:30", not a date and time | {MOMENT}',
    ),
    "a day for a time": (
        "started_at: 2019-07-02",
        f'2:13 started_at is "2019-07-02", not a date and time | {MOMENT}',
    ),
    "a time without a zone": (
        "started_at: 2019-07-02T13:42:00",
        f'2:13 started_at is "2019-07-02T13:42:00", not a time with a zone | {ZONE}:00Z',
    ),
    "a time without seconds and zone": (
        "started_at: 2019-07-02 13:42",
        f'2:13 started_at is "2019-07-02 13:42", not a time with a zone | {ZONE}Z',
    ),
    "a zone by its name": (
        "started_at: 2019-07-02 13:42:00 CEST",
        f'2:13 started_at is "2019-07-02 13:42:00 CEST", not a date and time | {MOMENT}',
    ),
    "an impossible time": (
        "started_at: 2019-07-02T25:00:00Z",
        f'2:13 started_at is "2019-07-02T25:00:00Z", not a date and time | {MOMENT}',
    ),
    "a severity of another scale": (
        "severity: SEV6",
        f'2:11 severity is "SEV6", not one of its values | {SEVERITIES}',
    ),
    "a severity as a number": (
        "severity: 1",
        f'2:11 severity is "1", not one of its values | {SEVERITIES}',
    ),
    "a kind almost right": (
        "kind: near_miss",
        '2:7 kind is "near_miss", not one of its values | did you mean "near-miss"? one of: incident, near-miss',
    ),
    "a list of severities": (
        "severity: [SEV1]",
        f"2:11 severity is a list, not one of its values | {SEVERITIES}",
    ),
    "a word for a list": (
        "services: dns",
        f'2:11 services is "dns", not a list | {LIST}',
    ),
    "a mapping for a list": (
        "impact: {a: b}",
        f"2:9 impact is a mapping, not a list | {LIST}",
    ),
    "a list for text": ("trigger: [a]", "2:10 trigger is a list, not text | write it as one line of text"),
    "a mapping for text": ("trigger: {a: b}", "2:10 trigger is a mapping, not text | write it as one line of text"),
    "a word for a mapping": (
        "allow: missing-section",
        f'2:8 allow is "missing-section", not a mapping | {MAPPING}',
    ),
    "a word for an action item": (
        "action_items:\n  - Page on lag",
        f'3:5 action_items[1] is "Page on lag", not a mapping | {MAPPING}',
    ),
    "nothing in a list": (
        "services:\n  - dns\n  -",
        f'4:4 services[2] is "", not text | {NOTHING}',
    ),
    "null in a list": (
        "services: [dns, null]",
        f'2:17 services[2] is "null", not text | {NOTHING}',
    ),
    "nothing among action items": (
        "action_items:\n  -",
        f'3:4 action_items[1] is "", not a mapping | {MAPPING}',
    ),
    "empty text": ('trigger: ""', f'2:10 trigger is "", not text | {NOTHING}'),
    "blank text": ('trigger: "  "', f'2:10 trigger is "  ", not text | {NOTHING}'),
    "a factor that is no slug": (
        "contributing_factors:\n  - factor: Stale Cache!",
        f'3:13 contributing_factors[1].factor is "Stale Cache!", not a slug | {SLUG}',
    ),
    "an id that climbs": (
        "id: ../x",
        '2:5 id is "../x", not an id | letters, digits, hyphens and dots, such as 2019-07-02-edge-waf-regex',
    ),
    "a script for a link": (
        'sources: [{title: a, url: "javascript:alert(1)"}]',
        f'2:27 sources[1].url is "javascript:alert(1)", not a link | {LINK}',
    ),
    "a path for a link": (
        "sources: [{title: a, url: //evil.example}]",
        f'2:27 sources[1].url is "//evil.example", not a link | {LINK}',
    ),
    "an impossible day further down": (
        "contributing_factors:\n  - factor: a\n    accepted: {because: b, review_on: 2024-13-45}",
        f'4:39 contributing_factors[1].accepted.review_on is "2024-13-45", not a day | {DAY}',
    ),
    "a reason that is none": (
        "allow: {missing-section: NO}",
        '2:26 allow.missing-section is "NO", not text | YAML reads it as true or false; put it in quotes: "NO"',
    ),
}


@pytest.mark.parametrize(("matter", "told"), WRONG_VALUES.values(), ids=WRONG_VALUES)
def test_a_wrong_value_is_reported_at_its_place_with_a_way_out(matter: str, told: str) -> None:
    result = loaded(matter)
    assert finding(result) == told
    assert result.errors[0].kind == "wrong-value"
    assert result.item is not None


@pytest.mark.parametrize("year", ["0001", "1066", "9999"])
@pytest.mark.parametrize("key", ["date: {}-07-02", "started_at: {}-07-02T10:00:00Z"])
def test_a_year_that_can_only_be_a_slip_is_refused(key: str, year: str) -> None:
    assert "check the year" in finding(loaded(key.format(year)))


@pytest.mark.parametrize(
    "written",
    ["2019-07-02T13:42:00Z", "2019-07-02 13:42:00 +02:00", "2019-07-02T13:42+05:30", "2019-07-02T13:42:00.5-08:00"],
)
def test_a_time_with_a_zone_is_accepted_however_it_is_written(written: str) -> None:
    result = loaded(f"started_at: {written}")
    assert result.errors == ()
    assert result.item is not None
    assert result.item.started_at is not None
    assert result.item.started_at.tzinfo is not None


def test_a_day_in_quotes_for_a_time_is_not_told_to_add_a_zone() -> None:
    assert "2019-07-02Z" not in finding(loaded('started_at: "2019-07-02"'))


@pytest.mark.parametrize("key", ["started_at", "detected_at", "mitigated_at", "resolved_at"])
def test_every_time_wants_a_zone(key: str) -> None:
    assert "not a time with a zone" in finding(loaded(f"{key}: 2019-07-02T13:42:00"))


# ---------------------------------------------------------------------- unknown and missing keys

UNKNOWN_KEYS = {
    "top level": ("title: x\nseverty: SEV1", '3:1 unknown key "severty" | did you mean "severity"?'),
    "capitals": ("title: x\nSeverity: SEV1", '3:1 unknown key "Severity" | did you mean "severity"?'),
    "hyphen for underscore": ("action-items: []", '2:1 unknown key "action-items" | did you mean "action_items"?'),
    "quoted": ('"severty": SEV1', '2:1 unknown key "severty" | did you mean "severity"?'),
    "in a citation": (
        "contributing_factors:\n  - factor: a\n    layr: b",
        '4:5 unknown key "layr" in contributing_factors[1] | did you mean "layer"?',
    ),
    "too short to tell": (
        "contributing_factors:\n  - factor: a\n    hwo: b",
        (
            '4:5 unknown key "hwo" in contributing_factors[1] | '
            "the keys there are: accepted, covered_by, factor, handed_off, how, layer"
        ),
    ),
    "in an action item": (
        "action_items:\n  - action: a\n  - action: b\n    onwer: c",
        '5:5 unknown key "onwer" in action_items[2] | did you mean "owner"?',
    ),
    "in an acceptance": (
        "contributing_factors:\n  - {factor: a, accepted: {because: b, review_on: 2026-01-01, by: c}}",
        '3:63 unknown key "by" in contributing_factors[1].accepted | the keys there are: because, review_on',
    ),
    "in a hand-off": (
        "contributing_factors:\n  - factor: a\n    handed_off:\n      to: b\n      tickt: c",
        '6:7 unknown key "tickt" in contributing_factors[1].handed_off | did you mean "ticket"?',
    ),
    "in a relation": (
        "related: [{postmortem: a, reason: b}]",
        '2:27 unknown key "reason" in related[1] | did you mean "relation"?',
    ),
    "in a source": (
        "sources: [{title: a, url: https://b.example, author: c}]",
        '2:46 unknown key "author" in sources[1] | the keys there are: title, url',
    ),
}


@pytest.mark.parametrize(("matter", "told"), UNKNOWN_KEYS.values(), ids=UNKNOWN_KEYS)
def test_an_unknown_key_is_refused_at_its_place_with_the_near_match(matter: str, told: str) -> None:
    result = loaded(matter)
    assert finding(result) == told
    assert result.errors[0].kind == "unknown-key"
    assert result.item is not None


@pytest.mark.parametrize("key", ["root_cause", "culprit", "assignee"])
def test_there_is_no_field_for_who_caused_it_and_the_known_keys_are_listed(key: str) -> None:
    told = finding(loaded(f"{key}: x"))
    assert told.startswith(f'2:1 unknown key "{key}" | ')
    assert "contributing_factors" in told


MISSING_KEYS = {
    "action": ("action_items:\n  - owner: a", '3:5 the key "action" is missing in action_items[1] | add `action:`'),
    "factor": (
        "contributing_factors:\n  - factor: a\n  - how: b",
        '4:5 the key "factor" is missing in contributing_factors[2] | add `factor:`',
    ),
    "postmortem": (
        "related: [{why: a}]",
        '2:11 the key "postmortem" is missing in related[1] | add `postmortem:`',
    ),
    "url": ("sources: [{title: a}]", '2:11 the key "url" is missing in sources[1] | add `url:`'),
    "said to be empty": (
        "action_items:\n  - action:\n    owner: a",
        '3:12 the key "action" is missing in action_items[1] | add `action:`',
    ),
}


@pytest.mark.parametrize(("matter", "told"), MISSING_KEYS.values(), ids=MISSING_KEYS)
def test_an_entry_without_what_it_is_about_is_reported_and_left_out(matter: str, told: str) -> None:
    result = loaded(matter)
    assert finding(result) == told
    assert result.errors[0].kind == "missing-key"
    assert result.item is not None


@pytest.mark.parametrize("key", ["because", "review_on"])
def test_an_acceptance_needs_a_reason_and_a_day(key: str) -> None:
    facts = {"because: why", "review_on: 2026-01-01"}
    rest = next(fact for fact in facts if not fact.startswith(key))
    result = loaded(f"contributing_factors:\n  - factor: a\n    accepted: {{{rest}}}")
    assert finding(result) == f'4:5 the key "{key}" is missing in contributing_factors[1].accepted | add `{key}:`'
    assert result.item is not None
    assert result.item.contributing_factors == (Citation(factor="a"),)


# ---------------------------------------------------------------------- all at once

A_DOZEN_MISTAKES = """\
title: 1.10
date: 2024-13-45
severity: SEV9
sevrity: SEV1
services: storage
started_at: 2026-03-14T09:12:00
detected_by: monitring
contributing_factors:
  - factor: Monitoring Gap
    layer: control gap
  - facter: slow-recovery
  - factor: alert-noise
action_items:
  - action: Page on lag
    due: soon
    ownr: storage-team
  - owner: storage-team
sources: [{title: The review, url: www.example.com}]
organization: Example"""


def test_a_dozen_mistakes_are_told_in_one_go_each_at_its_place() -> None:
    told = sorted(line.partition(" |")[0] for line in findings(loaded(A_DOZEN_MISTAKES)))
    assert told == sorted(
        [
            '2:8 title is "1.10", not text',
            '3:7 date is "2024-13-45", not a day',
            '4:11 severity is "SEV9", not one of its values',
            '5:1 unknown key "sevrity"',
            '6:11 services is "storage", not a list',
            '7:13 started_at is "2026-03-14T09:12:00", not a time with a zone',
            '8:14 detected_by is "monitring", not one of its values',
            '10:13 contributing_factors[1].factor is "Monitoring Gap", not a slug',
            '11:12 contributing_factors[1].layer is "control gap", not one of its values',
            '12:5 the key "factor" is missing in contributing_factors[2]',
            '12:5 unknown key "facter" in contributing_factors[2]',
            '16:10 action_items[1].due is "soon", not a day',
            '17:5 unknown key "ownr" in action_items[1]',
            '18:5 the key "action" is missing in action_items[2]',
            '19:36 sources[1].url is "www.example.com", not a link',
        ]
    )


def test_what_is_wrong_is_left_out_and_the_rest_is_used() -> None:
    item = loaded(A_DOZEN_MISTAKES).item
    assert item is not None
    assert (item.title, str(item.date), item.organization) == ("A heading", "2026-03-14", "Example")
    assert (item.severity, item.services, item.started_at, item.sources) == (None, (), None, ())
    assert item.contributing_factors == (Citation(factor="alert-noise"),)
    assert item.action_items == (ActionItem(id="A1", action="Page on lag"),)


def test_nothing_is_made_of_a_file_that_cannot_be_read() -> None:
    result = loaded("title: [")
    assert (result.item, result.errors) == (None, ())
    assert result.source.defects


# ---------------------------------------------------------------------- whatever is written

KEYS = sorted({*Postmortem.model_fields, *ContributingFactor.model_fields, *ActionItem.model_fields})
KEYS += sorted({*Citation.model_fields, "because", "review_on", "to", "why", "postmortem", "url", "x", "", "0"})
WORDS = [
    "SEV1",
    "near-miss",
    "2024-13-45",
    "2019-07-02T13:42:00Z",
    "0001-01-01T00:00:00+14:00",
    "a-b",
    "http://x",
    "A1",
]
values = st.recursive(
    st.one_of(
        *(st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes()),
        *(st.text(max_size=5), st.sampled_from(WORDS)),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=10,
)


@settings(deadline=None, derandomize=True, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from(KEYS), values, max_size=8), st.sampled_from([PATH, "index.md", "a b.md", "x.md"])
)
def test_whatever_is_written_is_answered_in_our_words_at_a_place_in_the_file(
    fields: dict[str, object], path: str
) -> None:
    text = f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n# T\n"
    source = parse(text.encode(), path)
    results: list[Loaded[Postmortem] | Loaded[ContributingFactor]] = [load_postmortem(source), load_factor(source)]
    for result in results:
        assert result.item is not None or result.errors or source.defects
        for error in result.errors:
            assert error.message
            assert error.hint
            assert error.kind in ("wrong-value", "unknown-key", "missing-key")
            assert not any(words in (error.message + error.hint).lower() for words in NOT_OUR_WORDS)
            assert 1 <= source.place(error.at, of_key=error.at_key).line <= text.count("\n")


ANYTHING = ["NO", "1", "1.5", "2019-07-02", "[[]]", "{a: {}}", "[null]", '""', "x", "[x, {y: z}]", "[{x: [y]}]"]


@pytest.mark.parametrize("key", sorted(Postmortem.model_fields))
def test_no_key_answers_in_the_words_of_the_library(key: str) -> None:
    told = " ".join(words for value in ANYTHING for words in findings(loaded(f"{key}: {value}"))).lower()
    assert told
    assert not any(words in told for words in NOT_OUR_WORDS)
    assert "what is expected there" not in told


@pytest.mark.parametrize("key", sorted(set(ContributingFactor.model_fields) - {"slug"}))
def test_no_key_of_a_factor_does_either(key: str) -> None:
    told = " ".join(words for value in ANYTHING for words in findings(loaded_factor(f"{key}: {value}"))).lower()
    assert told
    assert not any(words in told for words in NOT_OUR_WORDS)
    assert "what is expected there" not in told


# ---------------------------------------------------------------------- near matches


def test_the_near_match_is_named_or_the_words_are_listed() -> None:
    assert did_you_mean("stale-cash", ["stale-cache", "slow-rollback"]) == 'did you mean "stale-cache"?'
    assert did_you_mean("zzz", ["stale-cache", "slow-rollback"]) == "one of: stale-cache, slow-rollback"
    assert did_you_mean("zzz", []) == ""


def test_the_nearest_matches_come_first() -> None:
    assert near_matches("stale-cash", ["stale-c", "stale-cache", "other"], count=2) == ["stale-cache", "stale-c"]
    assert near_matches("zzz", ["stale-cache"]) == []


def test_case_keeps_no_match_from_being_near() -> None:
    assert near_matches("inc-4712", ["INC-4711", "2019-07-02-edge-waf-regex"]) == ["INC-4711"]
    assert near_matches("STALE-CASH", ["stale-cache"]) == ["stale-cache"]
