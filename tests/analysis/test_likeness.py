"""How like two texts are: by what few others say, whatever the order, and with work that stays small."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.analysis.features import Features, features
from mkdocs_postmortems.analysis.likeness import KINDS, Likeness, Vectors

MOST = sum(kind.share for kind in KINDS.values())
TERMS = st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 9), max_size=5)
FEATURES = st.builds(Features, TERMS, TERMS, TERMS, TERMS)
TEXTS = st.dictionaries(st.sampled_from("klmnop"), FEATURES, max_size=6)


def words(text: str) -> Features:
    """A text of words that stand for no theme."""
    said: dict[str, float] = {}
    for word in text.split():
        said[word] = said.get(word, 0) + 1
    return Features(said, {}, {}, {})


def among(**texts: str) -> Likeness:
    return Likeness({key: words(text) for key, text in texts.items()})


def same(one: dict[str, float], other: dict[str, float]) -> bool:
    return one == pytest.approx(other)


# ------------------------------------------------------------------ what holds of any texts


@given(TEXTS)
def test_nothing_is_more_like_a_text_than_itself(texts: dict[str, Features]) -> None:
    likeness = Likeness(texts)
    for key in texts:
        found = likeness.to(likeness.vectors_of(key))
        assert all(0 < score <= found[key] + 1e-9 for score in found.values())
        assert found.get(key, 0) <= MOST + 1e-9


@given(TEXTS)
def test_two_texts_are_as_like_from_either_side(texts: dict[str, Features]) -> None:
    likeness = Likeness(texts)
    found = {key: likeness.to(likeness.vectors_of(key)) for key in texts}
    assert all(found[other][key] == pytest.approx(score) for key in texts for other, score in found[key].items())


@given(TEXTS, FEATURES)
def test_the_order_of_texts_does_not_matter(texts: dict[str, Features], text: Features) -> None:
    backwards = Likeness(dict(reversed(texts.items())))
    forwards = Likeness(texts)
    assert same(forwards.to(forwards.vectors(text)), backwards.to(backwards.vectors(text)))
    assert all(same(forwards.to(forwards.vectors_of(k)), backwards.to(backwards.vectors_of(k))) for k in texts)


@given(TEXTS, FEATURES)
def test_a_text_is_like_those_alone_that_share_a_term(texts: dict[str, Features], text: Features) -> None:
    likeness = Likeness(texts)
    for key in likeness.to(likeness.vectors(text)):
        assert any(getattr(text, kind).keys() & getattr(texts[key], kind).keys() for kind in KINDS)


@given(TEXTS, FEATURES)
def test_what_is_shared_is_said_by_both_and_told_once(texts: dict[str, Features], text: Features) -> None:
    likeness = Likeness(texts)
    vectors = likeness.vectors(text)
    for kind in KINDS:
        for key in texts:
            shared = likeness.shared(kind, vectors, key)
            assert len(shared) == len(set(shared))
            assert set(shared) <= getattr(text, kind).keys() & getattr(texts[key], kind).keys()


@given(st.dictionaries(st.sampled_from("klm"), st.text()), st.text())
def test_any_texts_can_be_compared(texts: dict[str, str], text: str) -> None:
    likeness = Likeness({key: features([(said, 1)]) for key, said in texts.items()})
    assert likeness.to(likeness.vectors(features([(text, 1)]))).keys() <= texts.keys()


# ------------------------------------------------------------------ what tells


def test_texts_that_say_all_the_same_are_as_like_as_can_be() -> None:
    said = Features({"a": 1}, {"b": 2}, {"b + c": 3}, {"it fell": 4})
    likeness = Likeness({"one": said, "other": said, "third": words("z")})
    assert likeness.to(likeness.vectors_of("one"))["other"] == pytest.approx(MOST)


def test_a_rare_word_makes_more_alike_than_a_common_one() -> None:
    likeness = among(here="rare common", rare="rare x y", common="common x y", third="common", fourth="common")
    found = likeness.to(likeness.vectors_of("here"))
    assert found["rare"] > found["common"] > 0


def test_more_shared_words_make_more_alike() -> None:
    likeness = among(here="a b c", two="a b x", one="a x y", more="b c x y")
    found = likeness.to(likeness.vectors_of("here"))
    assert found["two"] > found["one"]


def test_saying_a_word_again_and_again_soon_says_nothing_new() -> None:
    likeness = among(one="a" + " x" * 60, other="b" + " x" * 60)

    def weight(times: int) -> float:
        """How much more `a` tells than `b`, which is as rare and said once."""
        told = likeness.vectors(words(" ".join(["a"] * times + ["b"])))["words"]
        return told["a"] / told["b"]

    assert 1 == weight(1) < weight(3) < 3
    assert weight(30) < weight(60) < 10


def test_what_shares_nothing_is_left_out() -> None:
    likeness = among(here="a b", other="c d", third="c")
    assert set(likeness.to(likeness.vectors_of("other"))) == {"other", "third"}
    assert likeness.to(likeness.vectors(words("z"))) == {}


def test_a_text_that_is_not_among_them_does_not_change_them() -> None:
    likeness = among(one="a b", other="a c", third="c")
    before = likeness.to(likeness.vectors_of("one"))
    likeness.to(likeness.vectors(words("a a a c")))
    assert likeness.to(likeness.vectors_of("one")) == before


def test_what_tells_most_is_shared_first_and_of_as_telling_the_first_in_the_alphabet() -> None:
    likeness = among(here="common z-rare y-rare", other="y-rare z-rare common", third="common x", fourth="common x")
    assert likeness.shared("words", likeness.vectors_of("here"), "other") == ("y-rare", "z-rare", "common")


@pytest.mark.parametrize("texts", [{}, {"one": ""}, {"one": "", "other": ""}, {"only": "a"}])
def test_where_there_is_nothing_to_compare_nothing_is_alike(texts: dict[str, str]) -> None:
    likeness = among(**texts)
    assert likeness.to(likeness.vectors(words(""))) == {}
    assert all(likeness.to(likeness.vectors_of(key)) == {} for key in texts)


# ------------------------------------------------------------------ work that stays small


def test_of_a_word_only_the_texts_that_say_it_most_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_postmortems.analysis.likeness.POSTINGS", 3)
    likeness = among(**{f"t{n}": f"{'a ' * n} {'x ' * (9 - n)}" for n in range(1, 9)}, z="z")
    assert set(likeness.to(likeness.vectors(words("a")))) == {"t8", "t7", "t6"}


def test_a_text_is_known_by_the_terms_that_tell_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_postmortems.analysis.likeness.TERMS", 1)
    likeness = among(here="rare common", other="rare common", third="common", fourth="common")
    known: Vectors = likeness.vectors_of("here")
    assert set(known["words"]) == {"rare"}
