"""Postmortems worth reading beside one, each with its reason: links first, then factors, services and text."""

from typing import Any

import pytest

from mkdocs_postmortems.analysis.related import ENOUGH, RelatedPostmortem, RelatedPostmortems
from mkdocs_postmortems.model import Postmortem
from tests.analysis.builders import (
    DATABASE,
    EXPIRED_CERT,
    EXPIRED_TLS,
    FULL_DISK,
    FULL_VOLUME,
    WRONG_CLOCK,
    saying,
)
from tests.archive.builders import archive_of, factor, incident


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
    texts = [
        saying("a", "2026-01-01", EXPIRED_CERT, "expired-credential", services=["gateway"]),
        saying("b", "2026-01-02", WRONG_CLOCK, "clock-skew", services=["tariffs"]),
    ]
    assert related(texts, "a") == []
    assert related(texts, "b") == []


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


def test_only_the_nearest_of_many_occurrences_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_postmortems.analysis.related.REACH", 5)
    many = [saying(f"p{n:02}", f"2026-01-{n + 1:02}", "", "common") for n in range(20)]
    assert sorted(related(many, "p10", count=100)) == [f"p{n:02}" for n in range(5, 16) if n != 10]
    assert sorted(related(many, "p00", count=100)) == [f"p{n:02}" for n in range(1, 6)]


def test_those_that_share_the_rarest_factors_are_looked_at_however_many_share_a_common_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mkdocs_postmortems.analysis.related.SHORTLIST", 2)
    postmortems = [
        saying("here", "2026-01-01", "", "common", "rare"),
        saying("a", "2026-01-02", "", "rare"),
        *(saying(f"z{n}", f"2026-01-0{n}", "", "common") for n in range(3, 9)),
    ]
    assert related(postmortems, "here", count=100) == ["a", "z8"]


# ------------------------------------------------------------------ what computes a suggestion

UNCODED = [
    saying("cert", "2026-01-01", EXPIRED_CERT),
    saying("disk", "2026-01-02", FULL_DISK),
    saying("clock", "2026-01-03", WRONG_CLOCK),
    saying("database", "2026-01-04", DATABASE),
    saying("tls", "2026-01-05", EXPIRED_TLS),
    saying("volume", "2026-01-06", FULL_VOLUME),
]
"""Nobody named a factor or a service in these."""


@pytest.mark.parametrize(("one", "other"), [("cert", "tls"), ("tls", "cert"), ("disk", "volume"), ("volume", "disk")])
def test_what_happened_the_same_way_in_other_words_comes_first_though_nobody_named_a_factor(
    one: str, other: str
) -> None:
    assert related(UNCODED, one)[0] == other


def test_what_is_suggested_is_enough_alike_or_shares_a_factor() -> None:
    archive = archive_of(*UNCODED, saying("silent", "2026-01-07", ""))
    suggestions = RelatedPostmortems(archive)
    scores = [found.score for one in archive.postmortems for found in suggestions.of(one)]
    assert scores
    assert min(scores) >= ENOUGH
    assert suggestions.of(archive.by_id["silent"]) == ()


def test_a_shared_factor_is_suggested_however_common_it_is() -> None:
    archive = archive_of(*(saying(f"p{n}", f"2026-01-0{n}", "", "common") for n in range(1, 6)))
    found = RelatedPostmortems(archive).of(archive.by_id["p1"])
    assert [one.postmortem.id for one in found] == ["p5", "p4", "p3", "p2"]
    assert all(one.reasons == ("both: common",) for one in found)


def test_a_factor_and_its_other_names_are_one() -> None:
    archive = archive_of(
        saying("a", "2026-01-01", "", "clock-skew"),
        saying("b", "2026-01-02", "", "clock-drift"),
        saying("c", "2026-01-03", "", "wrong-time"),
        factors=[
            factor("clock-skew", title="Clocks disagree", aliases=["clock-drift"]),
            factor("wrong-time", merged_into="clock-skew"),
        ],
    )
    found = RelatedPostmortems(archive).of(archive.by_id["a"])
    assert [(one.postmortem.id, one.reasons) for one in found] == [
        ("c", ("both: clocks disagree",)),
        ("b", ("both: clocks disagree",)),
    ]


def test_a_shared_service_makes_what_is_alike_more_alike() -> None:
    postmortems = [
        saying("here", "2026-01-01", "", "common", services=["Mail"]),
        saying("same-service", "2026-01-02", "", "common", services=["mail", "dns"]),
        saying("other-service", "2026-01-03", "", "common", services=["dns"]),
    ]
    archive = archive_of(*postmortems)
    first, second = RelatedPostmortems(archive).of(archive.by_id["here"])
    assert (first.postmortem.id, first.services, second.services) == ("same-service", ("Mail",), ())
    assert first.score > second.score


def test_a_service_alone_relates_nothing() -> None:
    texts = [
        saying("a", "2026-01-01", EXPIRED_CERT, services=["mail"]),
        saying("b", "2026-01-02", WRONG_CLOCK, services=["mail"]),
    ]
    assert related(texts, "a") == []


def test_of_two_that_are_as_alike_the_newer_comes_first() -> None:
    twins = [saying(name, day, EXPIRED_TLS, title="Tls") for name, day in (("z", "2026-01-02"), ("a", "2026-01-03"))]
    others = [saying("disk", "2026-01-04", FULL_DISK), saying("clock", "2026-01-05", WRONG_CLOCK)]
    found = related([saying("here", "2026-01-01", EXPIRED_CERT), *twins, *others], "here")
    assert found[:2] == ["a", "z"]


# ------------------------------------------------------------------ of a draft


def test_a_draft_finds_what_is_like_it_without_being_in_the_archive() -> None:
    archive = archive_of(*(one for one in UNCODED if one.id != "tls"))
    found = RelatedPostmortems(archive).like(saying("new", "2026-02-01", EXPIRED_TLS))
    assert found[0].postmortem.id == "cert"
    assert not any(one.is_link for one in found)


def test_a_draft_is_not_compared_with_its_own_page() -> None:
    archive = archive_of(*UNCODED)
    for one in archive.postmortems:
        assert one.id not in [found.postmortem.id for found in RelatedPostmortems(archive).like(one, 50)]


def test_of_a_draft_what_its_author_links_is_told_with_the_reasons_and_what_was_set_apart_is_not() -> None:
    archive = archive_of(*(one for one in UNCODED if one.id != "tls"))
    linked = [link("cert"), link("volume", "unrelated")]
    found = RelatedPostmortems(archive).like(saying("new", "2026-02-01", EXPIRED_TLS, related=linked), 50)
    assert found[0].postmortem.id == "cert"
    assert not found[0].is_link
    assert "volume" not in [one.postmortem.id for one in found]


@pytest.mark.parametrize("wanted", [0, 1, 2])
def test_of_a_draft_no_more_are_found_than_are_wanted(wanted: int) -> None:
    found = RelatedPostmortems(archive_of(*UNCODED)).like(saying("new", "2026-02-01", EXPIRED_TLS), wanted)
    assert len(found) == wanted


def test_one_draft_after_the_other_is_compared_for_itself() -> None:
    archive = archive_of(*(saying(f"p{n}", f"2026-01-0{n}", "", "common", services=["mail"]) for n in (1, 2, 3)))
    suggestions = RelatedPostmortems(archive)

    def scores(seen: RelatedPostmortems, n: int) -> list[float]:
        others = [f"other-{i}" for i in range(n)]
        draft = saying("new", "2026-02-01", "", "common", *others, services=["mail", *others])
        return [found.score for found in seen.like(draft)]

    assert [scores(suggestions, n) for n in range(8)] == [scores(RelatedPostmortems(archive), n) for n in range(8)]


@pytest.mark.parametrize("postmortem", UNCODED, ids=lambda one: one.id)
def test_a_draft_finds_what_its_page_will_tell(postmortem: Postmortem) -> None:
    suggestions = RelatedPostmortems(archive_of(*UNCODED))
    assert suggestions.like(postmortem) == suggestions.of(postmortem)
    without = RelatedPostmortems(archive_of(*(one for one in UNCODED if one is not postmortem)))
    assert without.like(postmortem) == suggestions.of(postmortem)


# ------------------------------------------------------------------ the reason


def reasons_of(postmortems: list[Postmortem], to: str, other: str, **archive: Any) -> tuple[str, ...]:
    built = archive_of(*postmortems, **archive)
    found = {one.postmortem.id: one for one in RelatedPostmortems(built).of(built.by_id[to], 50)}
    return found[other].reasons


@pytest.mark.parametrize(
    ("relation", "why", "forth", "back"),
    [
        ("recurrence", "again in Oslo", "The same condition: again in Oslo", "The same condition: again in Oslo"),
        ("follow-up", None, "This one follows from it", "Follows from this one"),
        ("supersedes", None, "Superseded by this one", "Supersedes this one"),
    ],
)
def test_a_link_says_what_it_is_from_either_side(relation: str, why: str | None, forth: str, back: str) -> None:
    postmortems = [
        saying("a", "2026-01-01", ""),
        saying("b", "2026-01-02", "", related=[link("a", relation, why)]),
    ]
    assert reasons_of(postmortems, "b", "a") == (forth,)
    assert reasons_of(postmortems, "a", "b") == (back,)


def test_one_that_the_prose_names_is_a_link_and_says_so_on_both_sides() -> None:
    postmortems = [
        saying("2026-01-01-first", "2026-01-01", EXPIRED_CERT),
        saying("b", "2026-01-02", "This time [[2026-01-01-first]] was known."),
    ]
    assert reasons_of(postmortems, "b", "2026-01-01-first") == ("Named in the text",)
    assert reasons_of(postmortems, "2026-01-01-first", "b") == ("Named in the text",)


def test_a_gap_is_told_as_one_where_both_cite_it_so() -> None:
    cited = [{"factor": "no-alert", "layer": "control-gap"}, {"factor": "stale-cache"}]
    as_cause = [{"factor": "no-alert"}, {"factor": "stale-cache"}]
    postmortems = [
        saying("a", "2026-01-01", "", contributing_factors=cited),
        saying("b", "2026-01-02", "", contributing_factors=cited),
        saying("c", "2026-01-03", "", contributing_factors=as_cause),
    ]
    assert reasons_of(postmortems, "a", "b") == ("both: stale cache", "the same gap: no alert")
    assert reasons_of(postmortems, "a", "c") == ("both: no alert and stale cache",)


def test_what_texts_share_is_told_by_how_it_went_wrong() -> None:
    assert reasons_of(UNCODED, "cert", "tls")[0] == "both tell how something ran out of its term"
    assert reasons_of(UNCODED, "disk", "volume")[0] == "both tell how a disk filled up"


def test_services_are_told_and_no_more_than_three() -> None:
    def of(*services: str) -> tuple[str, ...]:
        both = [saying(name, "2026-01-01", "", "common", services=[*services]) for name in ("a", "b")]
        return reasons_of(both, "a", "b")

    assert of("mail") == ("both: common", "the same service: mail")
    assert of("mail", "dns") == ("both: common", "the same services: mail and dns")
    assert of("mail", "dns", "cdn", "login") == ("both: common", "the same services: mail, dns and cdn")


ONE = saying("one", "2026-01-01", "")


@pytest.mark.parametrize(
    ("shared", "told"),
    [
        ({"words": ('"cert"', '"term"', '"key"', '"box"')}, ('both say "cert", "term" and "key"',)),
        ({"words": ('"cert"',)}, ('both say "cert"',)),
        ({"themes": ("a", "b", "c", "d")}, ("both speak of a, b and c",)),
        ({"mechanisms": ("it broke", "it bent"), "themes": ("a",)}, ("both tell how it broke",)),
        ({"mechanisms": ("it broke",), "services": ("mail",)}, ("both tell how it broke", "the same service: mail")),
        ({"themes": ("a",), "services": ("mail",)}, ("the same service: mail", "both speak of a")),
        ({"themes": ("a",), "shared": (factor("no-alert"),)}, ()),
    ],
)
def test_what_tells_most_is_told(shared: dict[str, Any], told: tuple[str, ...]) -> None:
    assert RelatedPostmortem(ONE, **shared).told == told


def test_words_are_told_only_where_there_is_nothing_else_to_tell() -> None:
    archive = archive_of(*UNCODED, saying("again", "2026-01-07", EXPIRED_CERT, "expired"))
    suggestions = RelatedPostmortems(archive)
    found = [one for postmortem in archive.postmortems for one in suggestions.of(postmortem)]
    assert not any(one.words for one in found if one.mechanisms or one.services or one.themes or one.shared)


def test_words_are_told_as_they_are_written_there() -> None:
    postmortems = [
        saying("a", "2026-01-01", "Zanzibar's flamingos were dancing."),
        saying("b", "2026-01-02", "A flamingo dances on Zanzibar."),
        saying("c", "2026-01-03", "Quiet."),
    ]
    (told,) = reasons_of(postmortems, "a", "b")
    assert told.startswith("both say ")
    assert {'"zanzibar"', '"flamingos"', '"dancing"'} == {word.strip(",") for word in told.split() if '"' in word}


# ------------------------------------------------------------------ what stays and what goes


def test_a_suggestion_that_is_set_apart_makes_room_for_the_next() -> None:
    def of(*apart: str) -> list[str]:
        here = incident("here", "2026-01-01", "common", related=[link(name, "unrelated", None) for name in apart])
        return related([here, *(incident(f"p{n}", f"2026-01-0{n}", "common") for n in range(2, 7))], "here", count=2)

    assert of() == ["p6", "p5"]
    assert of("p6") == ["p5", "p4"]
    assert of("p6", "p5", "p4", "p3", "p2") == []


def test_where_two_authors_disagree_each_page_tells_what_its_own_said() -> None:
    postmortems = [
        incident("a", "2026-01-01", "clock-skew", related=[link("b", "unrelated")]),
        incident("b", "2026-01-02", "clock-skew", related=[link("a", "recurrence")]),
    ]
    assert related(postmortems, "b") == ["a"]
    assert related(postmortems, "a") == []


@pytest.mark.parametrize("said_by", ["draft", "archive"])
def test_of_a_draft_what_either_side_set_apart_is_gone(said_by: str) -> None:
    apart = {"draft": [link("cert", "unrelated")], "archive": [link("new", "unrelated")]}
    cert = saying("cert", "2026-01-01", EXPIRED_CERT, related=apart["archive"] if said_by == "archive" else None)
    archive = archive_of(cert, *(one for one in UNCODED if one.id not in ("cert", "tls")))
    draft = saying("new", "2026-02-01", EXPIRED_TLS, related=apart["draft"] if said_by == "draft" else None)
    assert "cert" not in [one.postmortem.id for one in RelatedPostmortems(archive).like(draft, 50)]


def test_the_authors_links_come_first_however_much_more_alike_another_is() -> None:
    linked = [one.model_copy() for one in UNCODED if one.id != "cert"]
    here = saying("cert", "2026-01-01", EXPIRED_CERT, related=[link("clock", "related")])
    found = related([here, *linked], "cert")
    assert found[:2] == ["clock", "tls"]


def test_of_fewer_the_first_are_told() -> None:
    postmortems = [
        *UNCODED,
        saying("again", "2026-01-07", EXPIRED_CERT, "x"),
        saying("more", "2026-01-08", EXPIRED_TLS, "x"),
    ]
    whole = related(postmortems, "again", count=50)
    assert len(whole) > 2
    assert [related(postmortems, "again", count=n) for n in range(len(whole) + 1)] == [
        whole[:n] for n in range(len(whole) + 1)
    ]


def test_the_most_like_come_first_and_the_order_of_files_does_not_matter() -> None:
    postmortems = [
        *UNCODED,
        saying("again", "2026-01-07", EXPIRED_CERT, "x"),
        saying("more", "2026-01-08", EXPIRED_TLS, "x"),
    ]
    for one in postmortems:
        archive, backwards = archive_of(*postmortems), archive_of(*postmortems[::-1])
        found = RelatedPostmortems(archive).of(archive.by_id[one.id], 50)
        assert [other.score for other in found] == sorted((other.score for other in found), reverse=True)
        again = RelatedPostmortems(backwards).of(backwards.by_id[one.id], 50)
        assert [(o.postmortem.id, o.reasons) for o in again] == [(o.postmortem.id, o.reasons) for o in found]


def test_several_reasons_are_told_the_strongest_kind_first() -> None:
    cited = [{"factor": "old-cert"}, {"factor": "no-alert", "layer": "control-gap"}]
    postmortems = [
        saying("a", "2026-01-01", EXPIRED_CERT, contributing_factors=cited, services=["shop"]),
        saying("b", "2026-01-02", EXPIRED_TLS, contributing_factors=cited, services=["Shop"]),
        saying("c", "2026-01-03", FULL_DISK),
    ]
    assert reasons_of(postmortems, "a", "b") == (
        "both: old cert",
        "the same gap: no alert",
        "both tell how something ran out of its term",
        "the same service: shop",
    )
