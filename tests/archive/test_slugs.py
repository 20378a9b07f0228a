"""Names as they stand in addresses."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.archive import slugify

names = st.text(max_size=200)
long_names = st.text(st.characters(categories=["Ll", "Nd"], include_characters=" -"), min_size=80, max_size=90)
examples = settings(deadline=None, max_examples=100)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("edge-proxy", "edge-proxy"),
        ("Edge Proxy", "edge-proxy"),
        ("edge_proxy", "edge-proxy"),
        ("Let's Encrypt", "lets-encrypt"),
        ("Let\N{RIGHT SINGLE QUOTATION MARK}s Encrypt", "lets-encrypt"),
        ("  build / release  ", "build-release"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "unnamed"),
        ("C++", "c"),
        ("", "unnamed"),
        ("***", "unnamed"),
        ("Straße", "strasse"),
        ("Übersee", "übersee"),
        ("支付", "支付"),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full-width"),
        ("1.2.3", "1-2-3"),
    ],
)
def test_a_name_becomes_a_slug(name: str, slug: str) -> None:
    assert slugify(name) == slug


@examples
@given(names)
def test_a_slug_is_safe_in_a_path(name: str) -> None:
    slug = slugify(name)
    assert slug
    assert len(slug) <= 80
    assert not set(slug) & set("/\\._ \t\n\x00%?#:")
    assert not slug.startswith("-")
    assert not slug.endswith("-")


@examples
@given(names)
@example("edge _proxy")
def test_a_slug_is_its_own_slug(name: str) -> None:
    assert slugify(slugify(name)) == slugify(name)


@examples
@given(st.text(st.characters(max_codepoint=127)))
def test_case_does_not_tell_names_apart(name: str) -> None:
    assert slugify(name.upper()) == slugify(name)


@examples
@given(long_names, st.sampled_from("abcxyz"), st.sampled_from("0123456789"))
def test_long_names_that_differ_at_the_end_stay_different(name: str, one: str, other: str) -> None:
    assert slugify(name + one) != slugify(name + other)


def test_a_name_of_eighty_characters_is_kept_and_a_longer_one_is_cut() -> None:
    assert slugify("a" * 80) == "a" * 80
    cut = slugify("a" * 81)
    assert cut.startswith("a" * 71 + "-")
    assert len(cut) == 80


@pytest.mark.parametrize(
    ("one", "other"),
    [pytest.param("दिन", "दीन", id="devanagari"), pytest.param("กี", "กู", id="thai")],
)
def test_names_that_differ_in_a_vowel_sign_stay_different(one: str, other: str) -> None:
    assert slugify(one) != slugify(other)


def test_a_slug_fits_a_file_name_with_its_suffix() -> None:
    assert len(f"{slugify(chr(0x20000) * 100)}.md".encode()) <= 255
