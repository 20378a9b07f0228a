"""Which words are about people, and which constructions a text could hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.language import Reader, reader
from mkdocs_postmortems.language.construction import Alphabet, Parser

ENGLISH = reader("en")
assert ENGLISH is not None
READER: Reader = ENGLISH


def of_class(name: str, sentence: str) -> list[str]:
    return [token.word for token in READER.tokens(sentence) if name in token.classes]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The on-call engineer restarted the broker.", "the on-call engineer"),
        ("The engineer on the platform team restarted it.", "the engineer on the platform team"),
        ("One of the engineers restarted it.", "one of the engineers"),
        ("Somebody restarted it.", "somebody"),
        ("Our DBA restarted it.", "our dba"),
    ],
)
def test_a_phrase_is_about_people_when_its_head_is(sentence: str, words: str) -> None:
    assert " ".join(of_class("people", sentence)) == words


@pytest.mark.parametrize(
    "sentence",
    [
        "The alert for the on-call engineer fired late.",
        "The Prometheus operator evicted 14 replicas.",
        "The package manager refused it.",
        "The old leader took no writes.",
        "The agent restarted twice.",
        "The user interface froze.",
    ],
)
def test_a_phrase_is_about_a_thing_when_its_head_is(sentence: str) -> None:
    assert "people" not in {c for token in READER.tokens(sentence)[:2] for c in token.classes}


@pytest.mark.parametrize("name", ["Bob", "Siobhán", "Łukasz", "Nguyễn", "@kofi", "Mei-Ling", "Ms. Okafor", "J. Tanaka"])
def test_names_are_known_from_many_places(name: str) -> None:
    assert of_class("name", f"{name} dropped the table.")


@pytest.mark.parametrize("thing", ["Jenkins", "Kafka", "Cassandra", "The DB", "Travis", "March", "Frankfurt", "Envoy"])
def test_products_months_and_places_are_no_names(thing: str) -> None:
    assert not of_class("name", f"{thing} dropped the table.")


ALPHABET = Alphabet({"role": frozenset({"engineer"})}, ("past",), {}, ("the", "a"), {})


@pytest.mark.parametrize(
    ("construction", "text", "is_there"),
    [
        ("the engineer", "the engineer", True),
        ("(the | an) engineer", "an engineer", True),
        ("the . engineer", "the tired engineer", True),
        ("the engineer !left", "the engineer left", False),
        ("^ engineer", "the engineer", False),
        ("engineer $", "the engineer", True),
        ("the {role}? left", "the left", True),
        ("the <role>{1,2} left", "the engineer engineer left", True),
        ("engine", "engineer", False),
    ],
)
def test_a_construction_reads_like_what_it_finds(construction: str, text: str, is_there: bool) -> None:
    parser = Parser(ALPHABET, {"role": "<role>"})
    row = "".join(
        ALPHABET.written(word, {"role"} & ({"role"} if word == "engineer" else set())) for word in text.split()
    )
    found = parser.construction(construction).expression.search(row)
    assert (found is not None) is is_there


@pytest.mark.parametrize(
    "wrong", ["(the engineer", "the engineer)", "the <nobody>", "{nothing}", "the |* engineer", "?", "."]
)
def test_what_is_no_construction_is_refused(wrong: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        Parser(ALPHABET, {}).construction(wrong)


@settings(max_examples=300)
@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    READER.found(text)
    READER.rows(text, frozenset())


WORDS = (
    "The", "engineer", "should", "have", "noticed", "Bob", "dropped", "it", "because", "nobody", "was", "careful", ",",
    ".", "?", "and", "who", "did", "not", "@kofi",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_a_sentence_that_says_something_is_on_a_line_that_could(words: list[str]) -> None:
    sentence = " ".join(words)
    if READER.found(sentence):
        assert READER.rows(sentence, frozenset())


def test_a_language_without_data_is_not_read() -> None:
    assert reader("de") is None
    assert reader("../en") is None
