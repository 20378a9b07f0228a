"""Factors that a text seems to show, each with the sentence that says so; few, and those plain."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.analysis.suggestions import CERTAIN, Evidence, Suggestion
from mkdocs_postmortems.model import ContributingFactor, Postmortem, load_postmortem
from mkdocs_postmortems.source import parse
from tests.analysis.builders import DATABASE, EXPIRED_CERT, EXPIRED_TLS, FULL_DISK, FULL_VOLUME, WRONG_CLOCK, saying
from tests.archive.builders import archive_of, factor

EXPIRED = {"definition": "A certificate in use expired before anybody had renewed it."}
UNTRACKED = {"definition": "Nobody was told in time that a certificate was about to expire, and nobody renewed it."}
FULL = {"definition": "A disk filled up until no space was left, mostly with logging."}
GROWING = {"definition": "Logging filled a disk, since nothing took old files away, until no space was left."}


def vocabulary(**more: dict[str, Any]) -> list[ContributingFactor]:
    said = {
        "expired-certificate": EXPIRED,
        "untracked-expiry": UNTRACKED,
        "full-disk": FULL,
        "unbounded-growth": GROWING,
    }
    said |= {
        slug.replace("_", "-"): {**said.get(slug.replace("_", "-"), {}), **fields} for slug, fields in more.items()
    }
    return [factor(slug, **fields) for slug, fields in said.items()]


def of(
    draft: Postmortem, *archive: Postmortem, factors: Sequence[ContributingFactor] | None = None, **arguments: Any
) -> tuple[Suggestion, ...]:
    known = vocabulary() if factors is None else factors
    return Analysis(archive_of(*archive, factors=known)).suggestions.of(draft, **arguments)


def suggested(text: str, *archive: Postmortem, **arguments: Any) -> set[str]:
    return {one.factor.slug for one in of(saying("new", "2026-02-01", text), *archive, **arguments)}


def draft_of(text: str) -> Postmortem:
    """What the command makes of a text without front matter."""
    item = load_postmortem(parse(text.encode(), "2026-02-01-notes.md")).item
    assert item is not None
    return item


# ------------------------------------------------------------------ what is suggested


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (EXPIRED_CERT, {"expired-certificate", "untracked-expiry"}),
        (EXPIRED_TLS, {"expired-certificate", "untracked-expiry"}),
        (FULL_DISK, {"full-disk", "unbounded-growth"}),
        (FULL_VOLUME, {"full-disk", "unbounded-growth"}),
    ],
)
def test_a_text_shows_what_it_tells_in_other_words(text: str, shown: set[str]) -> None:
    assert suggested(text) == shown


@pytest.mark.parametrize("text", ["", "Colleagues met for lunch.", WRONG_CLOCK, DATABASE, "Le serveur était lent. 🙂"])
def test_a_text_that_shows_none_of_them_gets_none(text: str) -> None:
    assert suggested(text) == set()


def test_nothing_is_suggested_that_is_not_plain() -> None:
    draft = saying("new", "2026-02-01", f"{DATABASE} {WRONG_CLOCK} A certificate was nearby, and it all took a while.")
    unsure = of(draft, certain=0)
    assert unsure
    assert all(0 < one.score < CERTAIN for one in unsure)
    assert of(draft) == ()
    assert all(one.score >= CERTAIN for one in of(saying("new", "2026-02-01", EXPIRED_CERT), count=20))


def test_a_factor_is_known_by_how_it_showed_elsewhere() -> None:
    showed = [
        saying(f"p{n}", f"2026-01-0{n}", "", contributing_factors=[{"factor": "odd-sums", "how": WRONG_CLOCK}])
        for n in (1, 2)
    ]
    factors = vocabulary(odd_sums={"definition": "It was off."}, clock_change={"definition": WRONG_CLOCK})
    assert "odd-sums" in suggested(WRONG_CLOCK, *showed, factors=factors)
    assert "odd-sums" not in suggested(WRONG_CLOCK, factors=factors)


def test_what_is_like_a_text_speaks_for_its_factors() -> None:
    alike = [saying(f"p{n}", f"2026-01-0{n}", EXPIRED_TLS, "expired-certificate") for n in (1, 2, 3)]
    other = [saying(f"q{n}", f"2026-01-0{n}", FULL_DISK, "full-disk") for n in (4, 5, 6)]

    def score(*archive: Postmortem) -> float:
        found = of(saying("new", "2026-02-01", EXPIRED_CERT), *archive, certain=0)
        return {one.factor.slug: one.score for one in found}["expired-certificate"]

    assert score(*alike, *other) > score(*other)


def test_the_surest_comes_first_and_no_more_than_are_wanted() -> None:
    draft = saying("new", "2026-02-01", EXPIRED_CERT)
    scores = [one.score for one in of(draft, count=20, certain=0)]
    assert scores == sorted(scores, reverse=True)
    assert [len(of(draft, count=n)) for n in (0, 1, 2)] == [0, 1, 2]


# ------------------------------------------------------------------ what is not


@pytest.mark.parametrize("name", ["expired-certificate", "lapsed-cert", "old-cert"])
def test_a_factor_that_is_cited_already_is_not_suggested_by_whatever_name(name: str) -> None:
    factors = vocabulary(
        expired_certificate={"aliases": ["lapsed-cert"]}, old_cert={"merged_into": "expired-certificate"}
    )
    assert {one.factor.slug for one in of(saying("new", "2026-02-01", EXPIRED_CERT, name), factors=factors)} == {
        "untracked-expiry"
    }


@pytest.mark.parametrize("fields", [{"deprecated": "say which"}, {"merged_into": "untracked-expiry"}])
def test_a_factor_that_is_not_to_be_cited_is_not_suggested(fields: dict[str, str]) -> None:
    factors = vocabulary(expired_certificate=fields, lapsed_certificate=EXPIRED)
    cited = [saying(f"p{n}", f"2026-01-0{n}", EXPIRED_CERT, "expired-certificate") for n in (1, 2)]
    assert suggested(EXPIRED_CERT, *cited, factors=factors) == {"lapsed-certificate", "untracked-expiry"}


def test_a_factor_that_nobody_described_is_not_suggested() -> None:
    cited = [saying(f"p{n}", f"2026-01-0{n}", EXPIRED_CERT, "no-file") for n in (1, 2, 3)]
    assert suggested(EXPIRED_CERT, *cited, certain=0) == {"expired-certificate", "untracked-expiry"}


def test_what_a_postmortem_says_of_a_factor_itself_does_not_count_for_it() -> None:
    told = [{"factor": "odd-sums", "how": WRONG_CLOCK}]
    factors = vocabulary(odd_sums={"definition": "It was off."}, clock_change={"definition": WRONG_CLOCK})
    itself = saying("itself", "2026-01-01", WRONG_CLOCK, contributing_factors=told)
    hidden = itself.model_copy(update={"contributing_factors": ()})
    assert "odd-sums" not in {one.factor.slug for one in of(hidden, itself, factors=factors, certain=0.5)}
    other = saying("other", "2026-01-02", WRONG_CLOCK)
    assert "odd-sums" in {one.factor.slug for one in of(other, itself, factors=factors, certain=0.5)}


def test_without_factors_or_postmortems_nothing_is_suggested() -> None:
    assert suggested(EXPIRED_CERT, factors=[]) == set()
    assert suggested("", factors=[], certain=0) == set()


# ------------------------------------------------------------------ the evidence


def test_each_has_the_sentences_that_show_it_with_the_line_their_paragraph_begins_on() -> None:
    draft = draft_of(f"# Lunch\n\nWe met.\n\nIt was late in the evening.\n{EXPIRED_TLS}\nThen we left the place.\n")
    found = {one.factor.slug: one.evidence for one in of(draft)}
    assert found["expired-certificate"] == (Evidence(5, EXPIRED_TLS),)


def test_the_best_two_sentences_are_told_the_best_first() -> None:
    weak = "There was a certificate at the gateway."
    draft = draft_of(f"# Lunch\n\n{weak}\n\n{EXPIRED_CERT}\n\n{EXPIRED_TLS}\n")
    (evidence,) = [one.evidence for one in of(draft) if one.factor.slug == "expired-certificate"]
    assert sorted(evidence, key=lambda told: told.line) == [Evidence(5, EXPIRED_CERT), Evidence(7, EXPIRED_TLS)]


def test_a_trigger_and_a_title_are_told_at_their_lines() -> None:
    draft = draft_of(
        f"---\ndate: 2026-02-01\ntrigger: {FULL_DISK.replace(':', '')}\ntitle: The certificate expired\n---\n"
    )
    lines = {one.factor.slug: one.evidence[0].line for one in of(draft, count=9, certain=0.5)}
    assert (lines["full-disk"], lines["expired-certificate"]) == (3, 4)


def test_what_stands_in_code_shows_nothing() -> None:
    assert of(draft_of(f"# Lunch\n\n```\n{EXPIRED_CERT}\n```\n")) == ()


hostile = st.lists(
    st.sampled_from(
        [EXPIRED_CERT, FULL_DISK, "", "[bold]", "{{ x }}", "<script>", "| a |", "```", "# ", "- ", "---", "**x**"]
    )
    | st.text(st.characters(exclude_categories=["Cs", "Cc"])),
    max_size=6,
)


@given(hostile)
@settings(max_examples=50)
def test_of_any_text_every_suggestion_is_plain_and_quotes_a_line(parts: list[str]) -> None:
    text = "\n".join(["# A", *parts])
    for one in of(draft_of(text)):
        assert one.score >= CERTAIN
        assert 1 <= len(one.evidence) <= 2
        for told in one.evidence:
            assert 1 <= told.line <= text.count("\n") + 1
            assert told.text.split()[0] in " ".join(text.split())
