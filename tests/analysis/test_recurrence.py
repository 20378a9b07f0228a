"""What was met before, what was met again, and among whom."""

import pytest

from mkdocs_postmortems.analysis import Met, Recurrence
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import Postmortem
from tests.archive.builders import archive_of, factor, incident

Pairs = set[tuple[str, str, str]]


class Unabridged(Recurrence):
    """Tells all occurrences one by one."""

    NEAREST = 1000


class Brief(Recurrence):
    NEAREST = 2


def forward(archive: Archive) -> Pairs:
    """Earlier postmortem, later one and factor, as the earlier ones tell it."""
    recurrence = Unabridged(archive)
    return {
        (item.id, met.postmortem.id, again.occurrence.factor.slug)
        for item in archive.postmortems
        for again in recurrence.after(item)
        for met in again.occurrences
    }


def backward(archive: Archive) -> Pairs:
    """The same as the later ones tell it."""
    recurrence = Unabridged(archive)
    return {
        (met.postmortem.id, item.id, known.occurrence.factor.slug)
        for item in archive.postmortems
        for known in recurrence.before(item)
        for met in known.occurrences
    }


def two_organizations() -> list[Postmortem]:
    return [
        incident("a1", "2026-01-01", "clock-skew", organization="Acme", services=["dns"]),
        incident("a2", "2026-01-02", "clock-skew", organization="Acme", services=["cdn"]),
        incident("a3", "2026-01-03", "clock-skew", organization="Acme", services=["dns", "cdn"]),
        incident("b1", "2026-01-04", "clock-skew", organization="Borealis", services=["dns"]),
        incident("c1", "2026-01-05", "clock-skew", services=["dns"]),
        incident("c2", "2026-01-06", "clock-skew"),
    ]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("organization", {("a1", "a2"), ("a1", "a3"), ("a2", "a3"), ("c1", "c2")}),
        ("service", {("a1", "a3"), ("a2", "a3")}),
        (
            "archive",
            {
                (one, other)
                for one in ("a1", "a2", "a3", "b1", "c1", "c2")
                for other in ("a1", "a2", "a3", "b1", "c1", "c2")
                if one < other
            },
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_scope_says_among_whom_a_factor_comes_back(scope: str, expected: set[tuple[str, str]]) -> None:
    archive = archive_of(*two_organizations(), recurrence_scope=scope)
    assert {(one, other) for one, other, _ in forward(archive)} == expected
    assert forward(archive) == backward(archive)


@pytest.mark.parametrize(
    ("first", "second", "is_later"),
    [
        pytest.param("2026-01-01", "2026-01-02", True, id="next-day"),
        pytest.param("2026-01-01", "2026-01-01", False, id="same-day-no-times"),
        pytest.param("2026-01-01T08:00:00Z", "2026-01-01", False, id="same-day-one-time"),
        pytest.param("2026-01-01T08:00:00Z", "2026-01-01T09:00:00Z", True, id="same-day-later-time"),
        pytest.param("2026-01-01T08:00:00Z", "2026-01-01T08:00:00Z", False, id="same-day-same-time"),
        pytest.param(
            "2026-01-01T09:00:00+02:00",
            "2026-01-01T08:00:00Z",
            True,
            id="same-day-two-zones",
        ),
    ],
)
def test_only_what_certainly_began_later_is_a_recurrence(first: str, second: str, is_later: bool) -> None:
    archive = archive_of(began("first", first), began("second", second))
    assert forward(archive) == backward(archive) == ({("first", "second", "clock-skew")} if is_later else set())


def began(name: str, moment: str) -> Postmortem:
    return incident(name, moment[:10], "clock-skew", started_at=moment if "T" in moment else None)


def test_before_and_after_tell_the_nearest_first_and_by_factor() -> None:
    archive = archive_of(
        incident("a", "2026-01-01", "clock-skew", "stale-cache"),
        incident("b", "2026-01-02", "clock-skew"),
        incident("c", "2026-01-03", "stale-cache", "clock-skew"),
        incident("d", "2026-01-04", "clock-skew"),
    )
    recurrence = Unabridged(archive)
    assert told(recurrence.before(archive.by_id["c"])) == [("stale-cache", ["a"]), ("clock-skew", ["b", "a"])]
    assert told(recurrence.after(archive.by_id["a"])) == [("clock-skew", ["b", "c", "d"]), ("stale-cache", ["c"])]


def told(met: tuple[Met, ...]) -> list[tuple[str, list[str]]]:
    return [(m.occurrence.factor.slug, [o.postmortem.id for o in m.occurrences]) for m in met]


SAME_DAY = [
    incident("some-time", "2026-01-01", "clock-skew"),
    incident("at-eight", "2026-01-01", "clock-skew", started_at="2026-01-01T08:00:00Z"),
    incident("at-nine", "2026-01-01", "clock-skew", started_at="2026-01-01T09:00:00Z"),
    incident("at-nine-too", "2026-01-01", "clock-skew", started_at="2026-01-01T09:00:00Z"),
    incident("next-day", "2026-01-02", "clock-skew"),
]


def test_of_many_on_one_day_only_those_with_earlier_times_came_before() -> None:
    expected = {("at-eight", "at-nine"), ("at-eight", "at-nine-too")}
    expected |= {(one.id, "next-day") for one in SAME_DAY[:-1]}
    assert {(one, other) for one, other, _ in forward(archive_of(*SAME_DAY))} == expected
    assert {(one, other) for one, other, _ in backward(archive_of(*SAME_DAY))} == expected


@pytest.mark.parametrize("scope", ["organization", "service", "archive"])
def test_a_repeat_is_what_met_something_before(scope: str) -> None:
    archive = archive_of(*two_organizations(), *SAME_DAY, recurrence_scope=scope)
    recurrence = Recurrence(archive)
    later = {other for _, other, _ in forward(archive)}
    assert {item.id for item in archive.postmortems if recurrence.is_repeat(item)} == later


def test_what_was_met_once_was_not_met_before_or_again() -> None:
    archive = archive_of(incident("a", "2026-01-01", "clock-skew"), incident("b", "2026-01-02", "stale-cache"))
    assert forward(archive) == backward(archive) == set()


# ------------------------------------------------------------------ what had been tried


def tried(archive: Archive, name: str) -> list[tuple[str, str, str, int]]:
    return [
        (verdict.postmortem.id, verdict.action.id, verdict.kind.value, verdict.days)
        for met in Recurrence(archive).before(archive.by_id[name])
        for verdict in met.tried
    ]


def with_actions(*factors: str) -> list[Postmortem]:
    actions = [
        {"action": "Do it", "status": "done", "done_on": "2026-01-05", "factors": list(factors)},
        {"action": "Do more", "status": "open", "factors": list(factors)},
        {"action": "Do other things", "status": "unknown"},
    ]
    return [
        incident("a", "2026-01-01", "clock-skew", action_items=actions),
        incident("b", "2026-01-03", "clock-skew", action_items=[actions[1]]),
        incident("c", "2026-01-11", "clock-skew"),
    ]


def test_what_was_tried_is_judged_by_this_incident_nearest_first() -> None:
    archive = archive_of(*with_actions("clock-skew"), factors=[factor("clock-skew")])
    assert tried(archive, "c") == [
        ("b", "A1", "known-and-open", 8),
        ("a", "A1", "did-not-hold", 6),
        ("a", "A2", "known-and-open", 10),
    ]
    assert tried(archive, "b") == [("a", "A1", "known-and-open", 2), ("a", "A2", "known-and-open", 2)]
    assert tried(archive, "a") == []


def test_what_was_tried_is_found_under_an_alias() -> None:
    archive = archive_of(*with_actions("clock-drift"), factors=[factor("clock-skew", aliases=["clock-drift"])])
    assert [(name, id_) for name, id_, _, _ in tried(archive, "b")] == [("a", "A1"), ("a", "A2")]


def test_what_was_tried_on_a_factor_nobody_described_is_told_too() -> None:
    assert len(tried(archive_of(*with_actions("clock-skew")), "b")) == 2


def test_only_the_nearest_are_told_one_by_one_and_all_are_counted() -> None:
    action = {"action": "Do it", "status": "open", "factors": ["clock-skew"]}
    items = [incident(name, f"2026-01-0{n}", "clock-skew", action_items=[action]) for n, name in enumerate("abcd", 1)]
    archive = archive_of(*items, incident("now", "2026-02-01", "clock-skew"), factors=[factor("clock-skew")])
    (known,) = Brief(archive).before(archive.by_id["now"])
    assert known.count == 4
    assert [o.postmortem.id for o in known.occurrences] == ["d", "c"]
    assert [verdict.postmortem.id for verdict in known.tried] == ["d", "c"]
    (again,) = Brief(archive).after(archive.by_id["a"])
    assert again.count == 4
    assert [o.postmortem.id for o in again.occurrences] == ["b", "c"]
