"""The fixes: what became of what was done, counted by hand.

    A1 on slow-recovery   done 1 February    a1 10 January · a2 1 March            did not hold, 28 days
    A1 on stale-cache     done 1 February    a1 10 January                         held, 293 days
    A2 on slow-recovery   open               a1 10 January · a2 1 March            known and open, 50 days
    A3 on slow-recovery   unknown            a1 10 January · a2 1 March            seen again, 50 days
    A4 on stale-cache     in progress        a1 10 January                         no verdict
    A1 of a2              done 1 April       a2 1 March · a3 20 March · a4 1 May   known and open, 19; did not hold, 30
    A1 of a4              verified           a4 1 May                              held, 204 days since the incident

The day of the report is 21 November 2026.
"""

from collections import Counter

from hypothesis import given, settings

from mkdocs_postmortems.analysis import Analysis, Fixes, VerdictKind
from mkdocs_postmortems.archive import Archive
from tests.analysis.register import action
from tests.analysis.test_brute_force import archives
from tests.archive.builders import archive_of, incident

KINDS = tuple(VerdictKind)


def by_hand() -> Archive:
    return archive_of(
        incident(
            "a1",
            "2026-01-10",
            *("slow-recovery", "stale-cache"),
            action_items=[
                action("A1", "done", "slow-recovery", "stale-cache", done_on="2026-02-01"),
                action("A2", "open", "slow-recovery"),
                action("A3", "unknown", "slow-recovery"),
                action("A4", "in-progress", "stale-cache", "clock-skew"),
            ],
        ),
        incident(
            "a2",
            "2026-03-01",
            *("slow-recovery", "full-disk"),
            action_items=[action("A1", "done", "full-disk", done_on="2026-04-01")],
        ),
        incident("a3", "2026-03-20", "full-disk"),
        incident("a4", "2026-05-01", "full-disk", action_items=[action("A1", "verified", "full-disk")]),
    )


def rows(fixes: Fixes, kind: str) -> list[tuple[str, str, str, int, str | None]]:
    return [
        (v.postmortem.id, v.action.id, v.factor.slug, v.days, v.again and v.again.id)
        for v in fixes.of(VerdictKind(kind))
    ]


def test_every_verdict_is_in_the_group_worked_out_by_hand() -> None:
    fixes = Analysis(by_hand()).fixes
    assert rows(fixes, "did-not-hold") == [
        ("a2", "A1", "full-disk", 30, "a4"),
        ("a1", "A1", "slow-recovery", 28, "a2"),
    ]
    assert rows(fixes, "known-and-open") == [
        ("a2", "A1", "full-disk", 19, "a3"),
        ("a1", "A2", "slow-recovery", 50, "a2"),
    ]
    assert rows(fixes, "seen-again") == [("a1", "A3", "slow-recovery", 50, "a2")]
    assert rows(fixes, "held-so-far") == [
        ("a1", "A1", "stale-cache", 293, None),
        ("a4", "A1", "full-disk", 204, None),
    ]


def test_shares_are_of_what_was_done_and_has_shown_whether_it_holds() -> None:
    fixes = Analysis(by_hand()).fixes
    assert (fixes.judged, fixes.pairs, fixes.without_verdict) == (4, 7, 1)


def test_an_action_on_what_its_postmortem_does_not_cite_is_not_followed() -> None:
    item = action("A1", "done", "clock-skew")
    fixes = Analysis(archive_of(incident("a", "2026-01-10", "stale-cache", action_items=[item]))).fixes
    assert (fixes.judged, fixes.pairs, fixes.without_verdict) == (0, 0, 0)


def test_an_empty_archive_has_nothing_to_judge() -> None:
    fixes = Analysis(archive_of()).fixes
    assert [fixes.of(kind) for kind in KINDS] == [()] * len(KINDS)
    assert (fixes.judged, fixes.pairs, fixes.without_verdict) == (0, 0, 0)


@settings(deadline=None, max_examples=100)
@given(archives())
def test_every_verdict_is_in_one_group_and_no_pair_is_judged_twice(archive: Archive) -> None:
    analysis = Analysis(archive)
    fixes = analysis.fixes
    told = [v for kind in KINDS for v in fixes.of(kind)]
    assert Counter(map(id, told)) == Counter(map(id, analysis.recurrence.all))
    judged = [
        (id(v.action), v.factor.slug)
        for kind in (VerdictKind.DID_NOT_HOLD, VerdictKind.HELD_SO_FAR)
        for v in fixes.of(kind)
    ]
    assert len(set(judged)) == len(judged) == fixes.judged
    assert 0 <= fixes.without_verdict <= fixes.pairs
    held = [v.days for v in fixes.of(VerdictKind.HELD_SO_FAR)]
    assert held == sorted(held, reverse=True)
