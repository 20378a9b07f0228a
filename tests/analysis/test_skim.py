"""Of thousands of texts the most promising are found by their words, without reading one as a postmortem."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_postmortems.analysis.skim import most_promising
from tests.analysis.builders import DATABASE, EXPIRED_CERT, EXPIRED_TLS, FULL_DISK, FULL_VOLUME, WRONG_CLOCK

TEXTS = {"cert": EXPIRED_CERT, "disk": FULL_DISK, "clock": WRONG_CLOCK, "database": DATABASE}
CROWD = {f"clock-{n}": f"{WRONG_CLOCK} It was run {n}." for n in range(200)}


def promising(texts: dict[str, str], text: str, count: int = 1) -> list[str]:
    return most_promising(texts, [(text, 1)], count)


@pytest.mark.parametrize(
    ("text", "neighbour"),
    [(EXPIRED_TLS, "cert"), (FULL_VOLUME, "disk"), (DATABASE, "database"), (WRONG_CLOCK, "clock")],
)
def test_a_neighbour_is_found_though_it_says_it_in_other_words(text: str, neighbour: str) -> None:
    assert promising(TEXTS, text) == [neighbour]


def test_a_neighbour_is_not_lost_among_hundreds() -> None:
    assert promising({**CROWD, "cert": EXPIRED_CERT}, EXPIRED_TLS) == ["cert"]


def test_a_word_of_its_theme_finds_a_text_that_shares_no_word() -> None:
    assert promising({**CROWD, "licence": "renewal"}, "expired") == ["licence"]


def test_rare_words_promise_more_than_common_ones() -> None:
    texts = {"flamingo": "flamingo", **{f"zebra-{n}": "zebra zebra zebra" for n in range(5)}}
    assert promising(texts, "A zebra and a flamingo.") == ["flamingo"]


@pytest.mark.parametrize(
    "said", ["Flamingo", "FLAMINGO!", "`flamingo`", "[flamingo](x.md)", "a/flamingo", "| flamingo |"]
)
@pytest.mark.parametrize("around", ["{}", "“{}”", "dusk—{}—dawn", "‘{}’", "{}…"])
def test_marks_around_a_word_hide_nothing(said: str, around: str) -> None:
    assert promising({"flamingo": around.format(said), "zebra": "zebra"}, "The flamingo.") == ["flamingo"]


def test_common_words_promise_nothing() -> None:
    assert promising({"z": "a flamingo", "the": "the the and of"}, "The and of a flamingo.") == ["z"]
    assert promising({"the": "the the and of", "z": "nothing"}, "The and of.") == ["z"]


def test_the_order_of_the_texts_does_not_matter() -> None:
    texts = {**CROWD, **TEXTS}
    assert promising(texts, EXPIRED_TLS, 50) == promising(dict(reversed(texts.items())), EXPIRED_TLS, 50)


@pytest.mark.parametrize("count", [0, 1, 3, 4, 99])
def test_no_more_are_named_than_are_wanted_or_there(count: int) -> None:
    assert len(promising(TEXTS, EXPIRED_TLS, count)) == min(count, len(TEXTS))


def test_a_text_that_says_nothing_still_gets_as_many_to_compare_with() -> None:
    assert len(promising(TEXTS, "", 2)) == 2
    assert most_promising(TEXTS, [], 2) == promising(TEXTS, "", 2)


def test_among_no_texts_none_is_promising() -> None:
    assert promising({}, EXPIRED_TLS, 5) == []


any_text = st.text() | st.sampled_from([EXPIRED_CERT, FULL_DISK, "\ufeff---\ntitle: [", "\x00\x1b[31m", "ı İ ß ǅ"])


@given(st.dictionaries(st.text(max_size=3), any_text, max_size=5), st.lists(any_text, max_size=3), st.integers(0, 6))
@example({"a": "\udcff"}, ["\udcff"], 1)
def test_any_texts_are_put_in_an_order(texts: dict[str, str], sentences: list[str], count: int) -> None:
    found = most_promising(texts, [(sentence, 1) for sentence in sentences], count)
    assert len(found) == len(set(found)) == min(count, len(texts))
    assert set(found) <= texts.keys()
