"""The words for one thing are one theme, and themes tell how things went wrong; the lists hold what they promise."""

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.analysis.lexicon import TELLING, Lexicon, lexicon, stem

SMALL = Lexicon(
    {"common": "the had a", "telling": {"expiry": "expired ran_out"}, "parts": {"certificate": "cert certificates"}},
    {"it ran out": ["cert licence, expired ran_out", "out_of_term"], "it fell": ["fell, down, stairs"]},
)


def themes(text: str, known: Lexicon = SMALL) -> dict[str, int]:
    return known.meaning(known.stems(text))[0]


def mechanisms(text: str, known: Lexicon = SMALL) -> list[str]:
    return known.meaning(known.stems(text))[1]


# ------------------------------------------------------------------ what it does


@pytest.mark.parametrize(
    "forms", [("expired", "expires", "Expiring"), ("certificates", "CERTIFICATE"), ("lock", "locks")]
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form.lower()) for form in forms}) == 1
    assert len({SMALL.stems(form)[0] for form in forms}) == 1


def test_words_are_told_apart_by_anything_but_letters_digits_and_inner_hyphens() -> None:
    told = [word for word, _ in SMALL.words("The `cert-manager`, (v2) -- isn't_up; 429/503: naïve Übung")]
    assert told == ["the", "cert-manager", "v2", "isn", "t", "up", "429", "503", "naïve", "übung"]


def test_a_theme_that_says_what_went_wrong_weighs_more_than_a_part() -> None:
    assert themes("The certificate had expired.") == {"expiry": TELLING, "certificate": 1}


@pytest.mark.parametrize("text", ["The cert ran out", "RAN OUT: the licence", "certs expire", "It was out of term."])
def test_a_mechanism_is_told_by_a_word_of_each_group(text: str) -> None:
    assert mechanisms(text) == ["it ran out"]


@pytest.mark.parametrize(
    "text", ["", "the cert", "it ran", "out ran the cert", "expired", "fell down", "out of her term"]
)
def test_a_mechanism_is_not_told_by_less(text: str) -> None:
    assert mechanisms(text) == []


def test_a_phrase_counts_where_its_words_stand_together_and_in_order() -> None:
    assert themes("ran out") == {"expiry": TELLING}
    assert themes("ran slowly out") == themes("out ran") == themes("ran") == {}


def test_several_mechanisms_are_told_in_the_order_of_the_alphabet() -> None:
    assert mechanisms("stairs down fell expired cert") == ["it fell", "it ran out"]


def test_single_words_of_a_theme_are_given_as_they_are_written() -> None:
    assert SMALL.words_of("certificate") == ["cert", "certificates"]
    assert SMALL.words_of("expiry") == ["expired"]


@given(st.text())
def test_any_text_has_stems_and_a_meaning(text: str) -> None:
    stems = lexicon().stems(text)
    assert [stem for _, stem in lexicon().words(text)] == stems
    themes, told = lexicon().meaning(stems)
    assert all(weight in (1, TELLING) for weight in themes.values())
    assert told == sorted(set(told))


VOCABULARY = ("cert", "expired", "ran", "out", "disk", "full", "retry", "storm", "backup", "the", "nobody", "of", "x")
sentences = st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join)


@given(sentences, sentences)
def test_what_is_said_is_still_said_with_more_words_around_it(text: str, more: str) -> None:
    for longer in (f"{text} {more}", f"{more} {text}"):
        assert themes(text, lexicon()).items() <= themes(longer, lexicon()).items()
        assert set(mechanisms(text, lexicon())) <= set(mechanisms(longer, lexicon()))


# ------------------------------------------------------------------ the lists that come with it


class Strict(yaml.SafeLoader):
    """Refuses a key that stands twice, of which YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        assert len(keys) == len(set(keys)), sorted(key for key in keys if keys.count(key) > 1)
        return dict(super().construct_mapping(node, deep))


def strictly(name: str) -> Any:
    text = files("mkdocs_postmortems").joinpath("analysis", name).read_text(encoding="utf-8")
    return yaml.load(text, Strict)


THEMES, MECHANISMS = strictly("themes.yml"), strictly("mechanisms.yml")
PHRASES = {theme: phrases.split() for part in ("telling", "parts") for theme, phrases in THEMES[part].items()}
PATTERNS = [
    pytest.param(mechanism, [group.split() for group in pattern.split(",")], id=f"{mechanism}-{i}")
    for mechanism, patterns in MECHANISMS.items()
    for i, pattern in enumerate(patterns)
]


def said(phrase: str) -> str:
    return phrase.replace("_", " ")


def all_phrases() -> Iterator[str]:
    yield from (phrase for phrases in PHRASES.values() for phrase in phrases)
    yield from (
        word for patterns in MECHANISMS.values() for pattern in patterns for word in pattern.replace(",", " ").split()
    )


def test_the_lists_have_the_parts_that_are_read() -> None:
    assert set(THEMES) == {"telling", "parts", "common"}
    assert not THEMES["telling"].keys() & THEMES["parts"].keys()
    assert all(patterns and isinstance(patterns, list) for patterns in MECHANISMS.values())


def test_phrases_are_small_letters_digits_hyphens_and_low_lines() -> None:
    assert [phrase for phrase in all_phrases() if not re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", phrase)] == []


@pytest.mark.parametrize("theme", PHRASES)
def test_every_phrase_of_a_theme_speaks_of_it_and_stands_there_once(theme: str) -> None:
    phrases = PHRASES[theme]
    assert [phrase for phrase in phrases if theme not in themes(f"and {said(phrase)} again", lexicon())] == []
    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize(("mechanism", "groups"), PATTERNS)
def test_every_phrase_of_a_mechanism_helps_to_tell_it(mechanism: str, groups: list[list[str]]) -> None:
    assert all(groups)
    for i, group in enumerate(groups):
        others = " and ".join(said(other[0]) for j, other in enumerate(groups) if j != i)
        assert len(group) == len(set(group))
        assert [p for p in group if mechanism not in mechanisms(f"{others} and {said(p)}", lexicon())] == []


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_a_mechanism_reads_well_after_both_tell_how(mechanism: str) -> None:
    assert re.fullmatch(r"[a-z][a-z' ,]+[a-z]", mechanism)


def test_common_words_are_single_and_stand_there_once() -> None:
    words = THEMES["common"].split()
    assert len(words) == len(set(words))
    assert all(word.isalpha() and word.islower() for word in words)


TEXTS = [
    ("the licence lapsed on Sunday", "something ran out of its term"),
    ("The volume was full of debug output.", "a disk filled up"),
    ("Clients retried at once and kept the overload alive.", "retries kept an overload alive"),
    ("Two copies of the job ran in parallel.", "two runs came in each other's way"),
    ("The reminder went to a former colleague's mailbox.", "the warning reached nobody"),
    ("The password was rotated, and the export still used the old one.", "a secret was changed in one place only"),
    ("Every order was charged twice.", "something was done twice"),
]


@pytest.mark.parametrize(("text", "told"), TEXTS, ids=[told for _, told in TEXTS])
def test_sentences_of_reports_tell_what_went_wrong(text: str, told: str) -> None:
    assert told in mechanisms(text, lexicon())


@pytest.mark.parametrize("text", ["", "We met on Tuesday and had lunch.", "Der Server war langsam.", "🙂 !!! ___ ---"])
def test_what_tells_nothing_tells_nothing(text: str) -> None:
    assert mechanisms(text, lexicon()) == []
