"""The names of factors, what each leads to, and which factor is a kind of which."""

import pytest

from mkdocs_postmortems.archive.vocabulary import FactorVocabulary
from mkdocs_postmortems.model import ContributingFactor
from tests.archive.builders import factor

VOCABULARY = FactorVocabulary(
    [
        factor("slow-storage", aliases=["tired-storage", "slow-disk", "shared-name"]),
        factor("slow-disk", merged_into="slow-storage", aliases=["lame-disk"]),
        factor("slow-tape", merged_into="lame-disk"),
        factor("full-disk", broader="tired-storage"),
        factor("full-tape", broader="slow-tape"),
        factor("fast-disk", broader="slow-storage", deprecated="there is none"),
        factor("full-array", broader="full-disk"),
        factor("ouroboros", broader="ouroboros"),
        factor("its-own-kind", broader="own-alias", aliases=["own-alias"]),
        factor("orphan", broader="nobody-wrote-this"),
        factor("also-claims", aliases=["shared-name"]),
        factor("retired", deprecated="say what was slow"),
        factor("round", merged_into="about", aliases=["roundabout"]),
        factor("about", merged_into="round"),
    ]
)


def slugs(factors: tuple[ContributingFactor, ...]) -> list[str]:
    return [factor.slug for factor in factors]


# ------------------------------------------------------------------ names


def test_the_live_factors_are_those_to_cite_by_slug() -> None:
    assert slugs(VOCABULARY.live) == [
        *("also-claims", "full-array", "full-disk", "full-tape", "its-own-kind", "orphan", "ouroboros", "slow-storage"),
    ]


@pytest.mark.parametrize(
    ("name", "named"),
    [
        pytest.param("slow-storage", "slow-storage", id="slug"),
        pytest.param("tired-storage", "slow-storage", id="alias"),
        pytest.param("slow-disk", "slow-disk", id="slug-before-alias-and-before-merger"),
        pytest.param("lame-disk", "slow-disk", id="alias-of-one-that-was-merged"),
        pytest.param("shared-name", "also-claims", id="alias-claimed-twice-goes-by-the-alphabet"),
        pytest.param("nobody-wrote-this", None, id="no-name"),
    ],
)
def test_a_name_is_that_of_one_factor_whatever_became_of_it(name: str, named: str | None) -> None:
    found = VOCABULARY.named(name)
    assert (found.slug if found else None) == named


@pytest.mark.parametrize("name", ["slow-tape", "lame-disk", "slow-disk", "tired-storage", "slow-storage"])
def test_a_name_leads_past_mergers_and_aliases_to_what_is_cited_today(name: str) -> None:
    assert VOCABULARY.resolve(name) is VOCABULARY.by_slug["slow-storage"]


def test_a_slug_is_never_an_alias_of_another_factor() -> None:
    assert "slow-disk" not in VOCABULARY.by_alias
    assert VOCABULARY.by_alias["lame-disk"] == "slow-disk"


def test_every_name_that_leads_to_a_factor_is_known_its_slug_first() -> None:
    names = VOCABULARY.names(VOCABULARY.by_slug["slow-storage"])
    assert names == ("slow-storage", "lame-disk", "slow-disk", "slow-tape", "tired-storage")


def test_a_pointer_has_no_names_of_its_own() -> None:
    assert VOCABULARY.names(VOCABULARY.by_slug["slow-disk"]) == ()


def test_every_name_leads_to_exactly_one_factor_mergers_in_a_circle_or_not() -> None:
    names = [name for factor in VOCABULARY.by_slug.values() for name in VOCABULARY.names(factor)]
    assert sorted(names) == sorted([*VOCABULARY.by_slug, *VOCABULARY.by_alias])


def test_only_what_is_described_is_in_the_vocabulary() -> None:
    assert VOCABULARY.by_slug["retired"] in VOCABULARY
    assert ContributingFactor.unwritten("orphan-of-orphans") not in VOCABULARY
    assert VOCABULARY.names(ContributingFactor.unwritten("orphan-of-orphans")) == ()


# ------------------------------------------------------------------ kinds


@pytest.mark.parametrize(
    ("slug", "above"),
    [
        pytest.param("full-disk", "slow-storage", id="by-an-alias"),
        pytest.param("full-tape", "slow-storage", id="past-a-merger"),
        pytest.param("full-array", None, id="of-one-that-is-a-kind-itself"),
        pytest.param("slow-storage", None, id="of-none"),
        pytest.param("orphan", None, id="of-one-that-nobody-described"),
        pytest.param("ouroboros", None, id="of-itself"),
        pytest.param("its-own-kind", None, id="of-itself-by-an-alias"),
    ],
)
def test_a_factor_is_a_kind_of_one_that_is_a_kind_of_nothing(slug: str, above: str | None) -> None:
    found = VOCABULARY.broader(VOCABULARY.by_slug[slug])
    assert (found.slug if found else None) == above


def test_the_kinds_of_a_factor_are_the_live_ones_by_slug() -> None:
    assert slugs(VOCABULARY.narrower(VOCABULARY.by_slug["slow-storage"])) == ["full-disk", "full-tape"]


@pytest.mark.parametrize("slug", ["full-disk", "ouroboros", "its-own-kind", "slow-disk"])
def test_a_factor_without_kinds_has_none(slug: str) -> None:
    assert VOCABULARY.narrower(VOCABULARY.by_slug[slug]) == ()


def test_an_empty_vocabulary_knows_nothing() -> None:
    empty = FactorVocabulary([])
    assert (empty.live, empty.named("slow-disk"), empty.resolve("slow-disk")) == ((), None, None)
