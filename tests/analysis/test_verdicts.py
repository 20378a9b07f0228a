"""Whether what was done held: an archive small enough to be worked out by hand, and every verdict about it.

    slow-recovery at Acme        a1 10 Jan · a2 20 Feb 10:00 · a3 20 Feb 15:00 · a4 1 May
    stale-cache at Acme          a1 10 Jan · a3 20 Feb 15:00 · a4 1 May · a5 1 May, at a time nobody wrote down
    slow-recovery at Borealis    b1 1 Dec the year before · b3 1 June
    stale-cache at Borealis      b2 10 Jan
    clock-skew at Borealis       b2 10 Jan

The day of the report is 21 November 2026.
"""

from typing import Any

import pytest

from mkdocs_postmortems.analysis import Recurrence, Verdict, VerdictKind
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import Postmortem
from tests.archive.builders import archive_of, factor, incident


def action(id_: str, status: str, *factors: str, **fields: Any) -> dict[str, Any]:
    return {"id": id_, "action": f"Do {id_}", "status": status, "factors": list(factors), **fields}


def acme() -> list[Postmortem]:
    return [
        incident(
            "a1",
            "2026-01-10",
            "slow-recovery",
            "stale-cache",
            organization="Acme",
            action_items=[
                action("A1", "done", "slow-recovery", done_on="2026-02-01"),
                action("A2", "open", "stale-cache", due="2026-02-01"),
                action("A3", "unknown", "slow-recovery"),
                action("A4", "dropped", "stale-cache", because="too dear"),
                action("A5", "done", done_on="2026-02-01"),
            ],
        ),
        incident(
            "a2",
            "2026-02-20",
            "slow-recovery",
            organization="Acme",
            kind="near-miss",
            started_at="2026-02-20T10:00:00Z",
            action_items=[
                action("A1", "verified", "slow-recovery", done_on="2026-03-20", verified_on="2026-04-01"),
                action("A2", "done", "slow-recovery"),
            ],
        ),
        incident(
            "a3",
            "2026-02-20",
            "slow-recovery",
            "stale-cache",
            organization="Acme",
            started_at="2026-02-20T15:00:00Z",
            action_items=[
                action("A1", "in-progress", "stale-cache", due="2026-06-01"),
                action("A2", "verified", "slow-recovery", verified_on="2026-05-01"),
            ],
        ),
        incident(
            "a4",
            "2026-05-01",
            "slow-recovery",
            "stale-cache",
            organization="Acme",
            action_items=[
                action("A1", "done", "stale-cache", done_on="2026-05-02"),
                action("A2", "open", "slow-recovery"),
            ],
        ),
        incident(
            "a5",
            "2026-05-01",
            "stale-cache",
            organization="Acme",
            kind="near-miss",
            action_items=[action("A1", "verified", "stale-cache")],
        ),
    ]


def borealis() -> list[Postmortem]:
    return [
        incident(
            "b1",
            "2025-12-01",
            "slow-recovery",
            organization="Borealis",
            action_items=[action("A1", "done", "slow-recovery", done_on="2025-12-15")],
        ),
        incident(
            "b2",
            "2026-01-10",
            "clock-skew",
            "stale-cache",
            organization="Borealis",
            action_items=[
                action("A1", "done", "clock-skew", done_on="2026-01-11"),
                action("A2", "dropped", "stale-cache"),
                action("A3", "verified", "clock-skew", "stale-cache", done_on="2026-02-01", verified_on="2026-03-01"),
            ],
        ),
        incident(
            "b3",
            "2026-06-01",
            "slow-recovery",
            organization="Borealis",
            action_items=[action("A1", "unknown", "slow-recovery")],
        ),
    ]


Row = tuple[str, str, str, str, int, bool, str | None, int]

BY_HAND: list[Row] = [
    # postmortem, action, factor, verdict, days, counted from a known day, met again in, and in so many more
    ("b1", "A1", "slow-recovery", "did-not-hold", 168, True, "b3", 0),
    ("a1", "A1", "slow-recovery", "did-not-hold", 19, True, "a2", 2),
    ("a1", "A2", "stale-cache", "known-and-open", 41, True, "a3", 2),
    ("a1", "A3", "slow-recovery", "seen-again", 41, False, "a2", 2),
    ("a1", "A4", "stale-cache", "known-and-open", 41, True, "a3", 2),
    ("b2", "A1", "clock-skew", "held-so-far", 314, True, None, 0),
    ("b2", "A3", "clock-skew", "held-so-far", 293, True, None, 0),
    ("b2", "A3", "stale-cache", "held-so-far", 293, True, None, 0),
    ("a2", "A1", "slow-recovery", "known-and-open", 0, True, "a3", 0),
    ("a2", "A1", "slow-recovery", "did-not-hold", 42, True, "a4", 0),
    ("a2", "A2", "slow-recovery", "did-not-hold", 0, False, "a3", 1),
    ("a3", "A1", "stale-cache", "known-and-open", 70, True, "a4", 1),
    ("a3", "A2", "slow-recovery", "known-and-open", 70, True, "a4", 0),
    ("a4", "A1", "stale-cache", "held-so-far", 203, True, None, 0),
    ("a5", "A1", "stale-cache", "held-so-far", 204, False, None, 0),
]


def row(verdict: Verdict) -> Row:
    return (
        verdict.postmortem.id,
        verdict.action.id,
        verdict.factor.slug,
        verdict.kind.value,
        verdict.days,
        verdict.is_dated,
        verdict.again.id if verdict.again else None,
        verdict.others,
    )


def rows(archive: Archive) -> list[Row]:
    return [row(verdict) for verdict in Recurrence(archive).all]


@pytest.fixture(scope="module")
def by_hand() -> Recurrence:
    return Recurrence(archive_of(*acme(), *borealis(), factors=[factor("slow-recovery"), factor("stale-cache")]))


def test_every_verdict_is_the_one_worked_out_by_hand(by_hand: Recurrence) -> None:
    assert sorted(row(verdict) for verdict in by_hand.all) == sorted(BY_HAND)


def test_every_kind_of_verdict_occurs_in_the_archive_worked_out_by_hand() -> None:
    assert {kind for _, _, _, kind, *_ in BY_HAND} == {kind.value for kind in VerdictKind}


@pytest.mark.parametrize("name", ["a1", "a2", "a3", "a4", "a5", "b1", "b2", "b3"])
def test_verdicts_of_one_postmortem(name: str, by_hand: Recurrence) -> None:
    (item,) = (item for item in (*acme(), *borealis()) if item.id == name)
    assert sorted(row(verdict) for verdict in by_hand.verdicts(item)) == sorted(r for r in BY_HAND if r[0] == name)


@pytest.mark.parametrize("slug", ["slow-recovery", "stale-cache", "clock-skew", "unheard-of"])
def test_verdicts_on_one_factor_oldest_postmortem_first(slug: str, by_hand: Recurrence) -> None:
    assert [row(verdict) for verdict in by_hand.of_factor(slug)] == [r for r in BY_HAND if r[2] == slug]


def test_one_organization_is_judged_as_if_it_were_alone() -> None:
    assert sorted(rows(archive_of(*acme()))) == sorted(r for r in BY_HAND if r[0].startswith("a"))
    assert sorted(rows(archive_of(*borealis()))) == sorted(r for r in BY_HAND if r[0].startswith("b"))


# ------------------------------------------------------------------ one promise at a time


def judged(action_item: dict[str, Any], *later: str, **settings: Any) -> list[tuple[str, int, bool]]:
    """What becomes of an action on an incident of 10 January, when the factor is met again on later days."""
    first = incident("first", "2026-01-10", "stale-cache", action_items=[action_item])
    archive = archive_of(first, *(incident(f"on-{day}", day, "stale-cache") for day in later), **settings)
    return [(kind, days, dated) for _, _, _, kind, days, dated, _, _ in rows(archive)]


@pytest.mark.parametrize(
    ("done_on", "expected"),
    [
        pytest.param("2026-01-19", [("did-not-hold", 1, True)], id="the-day-before"),
        pytest.param("2026-01-20", [("known-and-open", 10, True)], id="the-same-day"),
        pytest.param("2026-01-21", [("known-and-open", 10, True)], id="the-day-after"),
    ],
)
def test_done_before_it_began_did_not_hold(done_on: str, expected: list[tuple[str, int, bool]]) -> None:
    assert judged(action("A1", "done", "stale-cache", done_on=done_on), "2026-01-20") == expected


def test_an_action_done_between_two_recurrences_was_first_open_and_then_did_not_hold() -> None:
    done = action("A1", "done", "stale-cache", done_on="2026-02-01")
    assert judged(done, "2026-01-20", "2026-02-11", "2026-03-01") == [
        ("known-and-open", 10, True),
        ("did-not-hold", 10, True),
    ]


@pytest.mark.parametrize("status", ["open", "in-progress", "dropped"])
def test_what_is_not_done_leaves_the_condition_known_and_open(status: str) -> None:
    assert judged(action("A1", status, "stale-cache"), "2026-01-20") == [("known-and-open", 10, True)]


@pytest.mark.parametrize("status", ["open", "in-progress", "dropped", "unknown"])
def test_what_is_not_done_has_not_held(status: str) -> None:
    assert judged(action("A1", status, "stale-cache")) == []


@pytest.mark.parametrize("status", ["done", "verified"])
def test_what_is_done_without_a_date_counts_from_the_incident(status: str) -> None:
    assert judged(action("A1", status, "stale-cache"), "2026-01-20") == [("did-not-hold", 10, False)]
    assert judged(action("A1", status, "stale-cache"), as_of="2026-01-31") == [("held-so-far", 21, False)]


def test_the_day_an_action_was_done_goes_before_the_day_it_was_verified() -> None:
    both = action("A1", "verified", "stale-cache", done_on="2026-01-15", verified_on="2026-01-25")
    assert judged(both, "2026-01-20") == [("did-not-hold", 5, True)]
    assert judged(both, as_of="2026-01-31") == [("held-so-far", 16, True)]


def test_a_done_day_of_an_action_that_is_not_done_says_nothing() -> None:
    assert judged(action("A1", "open", "stale-cache", done_on="2026-01-11"), "2026-01-20") == [
        ("known-and-open", 10, True)
    ]


def test_days_so_far_are_never_negative() -> None:
    later = action("A1", "done", "stale-cache", done_on="2027-01-01")
    assert judged(later, as_of="2026-11-21") == [("held-so-far", 0, True)]


def test_an_action_that_names_no_factor_or_one_not_cited_is_not_judged() -> None:
    items = [action("A1", "done"), action("A2", "done", "clock-skew")]
    assert rows(archive_of(incident("a", "2026-01-10", "stale-cache", action_items=items))) == []


def test_names_of_one_factor_are_one_factor() -> None:
    items = [action("A1", "open", "old-copy")]
    archive = archive_of(
        incident("a", "2026-01-10", "stale-copy", action_items=items),
        incident("b", "2026-01-20", "stale-cache"),
        factors=[factor("stale-cache", aliases=["old-copy"]), factor("stale-copy", merged_into="stale-cache")],
    )
    assert rows(archive) == [("a", "A1", "stale-cache", "known-and-open", 10, True, "b", 0)]


def test_an_action_that_names_a_factor_twice_is_judged_once() -> None:
    items = [action("A1", "open", "stale-cache", "old-copy")]
    archive = archive_of(
        incident("a", "2026-01-10", "stale-cache", action_items=items),
        incident("b", "2026-01-20", "stale-cache"),
        factors=[factor("stale-cache", aliases=["old-copy"])],
    )
    assert len(rows(archive)) == 1


def test_two_actions_of_one_id_are_both_judged() -> None:
    items = [action("A2", "open", "stale-cache"), {"action": "Do more", "factors": ["stale-cache"]}]
    archive = archive_of(
        incident("a", "2026-01-10", "stale-cache", action_items=items), incident("b", "2026-01-20", "stale-cache")
    )
    assert len(rows(archive)) == 2


def test_a_hidden_draft_is_no_recurrence() -> None:
    postmortems = [
        incident("a", "2026-01-10", "stale-cache", action_items=[action("A1", "open", "stale-cache")]),
        incident("b", "2026-01-20", "stale-cache", status="draft"),
    ]
    assert rows(archive_of(*postmortems)) == []
    assert len(rows(archive_of(*postmortems, drafts=True))) == 1


def test_a_postmortem_out_of_sight_has_no_verdicts() -> None:
    draft = incident(
        "a", "2026-01-10", "stale-cache", status="draft", action_items=[action("A1", "done", "stale-cache")]
    )
    assert Recurrence(archive_of(draft)).verdicts(draft) == ()
