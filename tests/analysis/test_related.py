"""Postmortems worth reading beside one, each with its reason."""

from typing import Any

import pytest

from mkdocs_postmortems.analysis.related import RelatedPostmortems
from mkdocs_postmortems.model import Postmortem
from tests.archive.builders import archive_of, incident


def link(to: str, relation: str = "recurrence", why: str | None = "the same again") -> dict[str, Any]:
    return {"postmortem": to, "relation": relation, "why": why}


def related(postmortems: list[Postmortem], to: str, count: int = 5, **settings: Any) -> list[str]:
    archive = archive_of(*postmortems, **settings)
    return [found.postmortem.id for found in RelatedPostmortems(archive).of(archive.by_id[to], count)]


def test_the_authors_links_come_first_with_their_reason() -> None:
    archive = archive_of(
        incident("a", "2026-01-01", "clock-skew"),
        incident("b", "2026-01-02"),
        incident("c", "2026-01-03", "clock-skew", related=[link("b", "follow-up", "its first action")]),
    )
    first, second = RelatedPostmortems(archive).of(archive.by_id["c"])
    assert (first.postmortem.id, first.relation, first.why, first.shared) == ("b", "follow-up", "its first action", ())
    assert (second.postmortem.id, second.relation, second.why) == ("a", None, None)
    assert [shared.slug for shared in second.shared] == ["clock-skew"]


def test_a_link_leads_both_ways() -> None:
    archive = archive_of(
        incident("a", "2026-01-01"), incident("b", "2026-01-02", related=[link("a", "supersedes", "told anew")])
    )
    (back,) = RelatedPostmortems(archive).of(archive.by_id["a"])
    assert (back.postmortem.id, back.relation, back.why, back.is_backlink) == ("b", "supersedes", "told anew", True)
    (forth,) = RelatedPostmortems(archive).of(archive.by_id["b"])
    assert (forth.postmortem.id, forth.relation, forth.is_backlink) == ("a", "supersedes", False)


def test_of_links_both_ways_each_side_tells_its_own() -> None:
    archive = archive_of(
        incident("a", "2026-01-01", related=[link("b", "related", "as a sees it")]),
        incident("b", "2026-01-02", related=[link("a", "recurrence", "as b sees it")]),
    )
    suggestions = RelatedPostmortems(archive)
    assert [found.why for found in suggestions.of(archive.by_id["a"])] == ["as a sees it"]
    assert [found.why for found in suggestions.of(archive.by_id["b"])] == ["as b sees it"]


def test_what_is_linked_is_not_suggested_again() -> None:
    postmortems = [
        incident("a", "2026-01-01", "clock-skew"),
        incident("b", "2026-01-02", "clock-skew", related=[link("a")]),
    ]
    assert related(postmortems, "a") == ["b"]
    assert related(postmortems, "b") == ["a"]


@pytest.mark.parametrize("to", ["a", "b"])
@pytest.mark.parametrize("said_by", ["a", "b"])
def test_unrelated_removes_a_suggestion_for_good_on_both_sides(said_by: str, to: str) -> None:
    other = {"a": "b", "b": "a"}[said_by]
    postmortems = [
        incident(name, f"2026-01-0{n}", "clock-skew", related=[link(other, "unrelated")] if name == said_by else None)
        for n, name in enumerate("abc", start=1)
    ]
    assert related(postmortems, to) == ["c"]


def test_links_to_nowhere_and_to_hidden_drafts_are_passed_over() -> None:
    postmortems = [
        incident("a", "2026-01-01", "clock-skew", related=[link("gone"), link("b")]),
        incident("b", "2026-01-02", "clock-skew", status="draft", related=[link("a")]),
    ]
    assert related(postmortems, "a") == []
    assert related(postmortems, "a", drafts=True) == ["b"]


def test_what_shares_nothing_is_not_related() -> None:
    assert related([incident("a", "2026-01-01", "clock-skew"), incident("b", "2026-01-02", "stale-cache")], "a") == []


def test_a_postmortem_is_not_related_to_itself() -> None:
    assert related([incident("a", "2026-01-01", "clock-skew", "clock-skew")], "a") == []


def test_a_link_to_oneself_is_passed_over() -> None:
    assert related([incident("a", "2026-01-01", related=[link("a")])], "a") == []


@pytest.mark.parametrize("to", ["a", "b"])
def test_two_links_to_one_postmortem_are_one_suggestion(to: str) -> None:
    twice = [link("a", "recurrence"), link("a", "follow-up")]
    assert len(related([incident("a", "2026-01-01"), incident("b", "2026-01-02", related=twice)], to)) == 1


def test_a_rare_factor_relates_more_than_a_common_one() -> None:
    postmortems = [
        incident("here", "2026-01-01", "rare", "common"),
        incident("shares-rare", "2026-01-02", "rare"),
        *(incident(f"shares-common-{n}", f"2026-01-0{n}", "common") for n in (3, 4, 5)),
    ]
    assert related(postmortems, "here") == [
        "shares-rare",
        "shares-common-5",
        "shares-common-4",
        "shares-common-3",
    ]


def test_more_shared_factors_relate_more_than_one_of_them() -> None:
    postmortems = [
        incident("here", "2026-01-01", "one", "two", "three"),
        incident("shares-two", "2026-01-02", "two", "three"),
        incident("shares-one", "2026-01-03", "one"),
    ]
    assert related(postmortems, "here") == ["shares-two", "shares-one"]


def test_shared_factors_are_told_rarest_first_and_then_by_name() -> None:
    archive = archive_of(
        incident("a", "2026-01-01", "common", "b-rare", "a-rare"),
        incident("b", "2026-01-02", "b-rare", "common", "a-rare"),
        incident("c", "2026-01-03", "common"),
    )
    first = RelatedPostmortems(archive).of(archive.by_id["a"])[0]
    assert [shared.slug for shared in first.shared] == ["a-rare", "b-rare", "common"]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, ["linked"]),
        (1, ["linked"]),
        (3, ["linked", "p9", "p8"]),
        (20, ["linked", *(f"p{n}" for n in range(9, 0, -1))]),
    ],
)
def test_count_limits_what_is_computed_and_never_the_authors_links(count: int, expected: list[str]) -> None:
    postmortems = [
        incident("here", "2026-01-01", "clock-skew", related=[link("linked")]),
        incident("linked", "2026-01-01"),
        *(incident(f"p{n}", f"2026-01-1{n}", "clock-skew") for n in range(1, 10)),
    ]
    assert related(postmortems, "here", count) == expected


def test_only_the_nearest_of_many_occurrences_are_looked_at() -> None:
    reach = RelatedPostmortems.REACH
    many = [incident(f"p{n:03}", f"{2020 + n // 28}-01-{1 + n % 28:02}", "common") for n in range(2 * reach + 3)]
    found = related(many, f"p{reach + 1:03}", count=1000)
    assert sorted(found) == [f"p{n:03}" for n in range(1, 2 * reach + 2) if n != reach + 1]
