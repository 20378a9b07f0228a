"""Every key of a contributing factor is read, and its slug is the name of its file."""

from typing import Any

import pytest

from mkdocs_postmortems.model import ContributingFactor, FactorType
from tests.model.builders import finding, findings, loaded_factor

EVERY_KEY = """
title: No staged rollout
type: process
definition: A change could reach all of production at once.
includes: [Configuration and rules that skip the pipeline code goes through]
excludes: [A staged rollout that was passed too quickly - see staged-rollout-gap]
aliases: [big-bang-deploy, global-push]
ask: [Can any single change of ours reach every server within a minute?]
controls: [Progressive delivery with an automatic stop on health signals]
broader: unsafe-change
merged_into: unsafe-rollout
deprecated: too broad to say anything
allow: {ambiguous-alias: being sorted out}
""".strip()

AS_READ: dict[str, Any] = {
    "slug": "no-staged-rollout",
    "title": "No staged rollout",
    "type": FactorType.PROCESS,
    "definition": "A change could reach all of production at once.",
    "includes": ("Configuration and rules that skip the pipeline code goes through",),
    "excludes": ("A staged rollout that was passed too quickly - see staged-rollout-gap",),
    "aliases": ("big-bang-deploy", "global-push"),
    "ask": ("Can any single change of ours reach every server within a minute?",),
    "controls": ("Progressive delivery with an automatic stop on health signals",),
    "broader": "unsafe-change",
    "merged_into": "unsafe-rollout",
    "deprecated": "too broad to say anything",
    "allow": {"ambiguous-alias": "being sorted out"},
}


@pytest.mark.parametrize(("key", "value"), AS_READ.items(), ids=AS_READ)
def test_a_key_is_read(key: str, value: object) -> None:
    result = loaded_factor(EVERY_KEY)
    assert result.errors == ()
    assert getattr(result.item, key) == value


def test_no_key_is_left_out_of_the_test_above() -> None:
    assert set(AS_READ) == set(ContributingFactor.model_fields)


@pytest.mark.parametrize("word", list(FactorType))
def test_every_type_is_accepted(word: FactorType) -> None:
    result = loaded_factor(f"type: {word}")
    assert result.item is not None
    assert result.item.type is word


def test_a_factor_without_title_is_called_by_its_slug() -> None:
    result = loaded_factor("type: process")
    assert result.item is not None
    assert (result.item.slug, result.item.title) == ("no-staged-rollout", "No staged rollout")


def test_a_second_slug_is_refused_and_the_name_of_the_file_stays() -> None:
    result = loaded_factor("title: x\nslug: other")
    assert finding(result).startswith('3:1 unknown key "slug" | the keys there are: aliases, allow')
    assert result.item is not None
    assert result.item.slug == "no-staged-rollout"


def test_all_mistakes_are_reported_at_once_and_the_rest_is_used() -> None:
    result = loaded_factor("title: 1.10\ntyp: process\ntype: proces\naliases: [Big Bang, ok]\nbroader: 12\nask: one")
    assert findings(result) == [
        '2:8 title is "1.10", not text | YAML reads it as a number; put it in quotes: "1.10"',
        f'4:7 type is "proces", not one of its values | did you mean "process"? one of: {", ".join(FactorType)}',
        '5:11 aliases[1] is "Big Bang", not a slug | small letters, digits and hyphens: "big-bang"',
        '7:6 ask is "one", not a list | write one entry on each line, with a dash before it',
        '6:10 broader is "12", not text | YAML reads it as a number; put it in quotes: "12"',
        '3:1 unknown key "typ" | did you mean "type"?',
    ]
    assert result.item is not None
    assert (result.item.title, result.item.aliases) == ("No staged rollout", ("ok",))


def test_a_file_whose_name_is_no_slug_is_told_so() -> None:
    told = finding(loaded_factor("title: x", path="postmortems/factors/Stale_Cache.md"))
    assert told == (
        '1:1 the name of the file is "Stale_Cache", not a slug | small letters, digits and hyphens: "stale-cache"'
    )


def test_a_factor_nobody_has_described_has_a_title_all_the_same() -> None:
    factor = ContributingFactor.unwritten("stale-cache")
    assert (factor.slug, factor.title, factor.path) == ("stale-cache", "Stale cache", "")
