"""Measures whose every number was worked out by hand, and what holds of any archive."""

import statistics
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.analysis import Analysis, Measure, Period, Summary, Unit, Why
from mkdocs_postmortems.model import Postmortem
from tests.archive.builders import archive_of, incident

POSTMORTEMS = [
    # 2024-q4: the first of Acme and the first of Borealis, which can repeat nothing
    incident(
        "a", "2024-11-03", "stale-cache", organization="Acme",
        started_at="2024-11-03T10:00:00Z", detected_at="2024-11-03T10:00:00Z",
        mitigated_at="2024-11-03T10:30:00Z", resolved_at="2024-11-03T11:00:00Z",
        action_items=[
            {"id": "A1", "action": "Bound its age", "status": "done", "done_on": "2024-11-13", "changes": "control"},
            {"id": "A2", "action": "Write it down", "status": "open", "changes": "document"},
        ],
    ),
    incident(
        "b", "2024-12-24", "clock-skew", organization="Borealis",
        started_at="2024-12-24T08:00:00Z", detected_at="2024-12-24T08:10:00Z", resolved_at="2024-12-25T08:00:00Z",
        action_items=[{"id": "A1", "action": "Teach the night shift", "status": "dropped", "changes": "training"}],
    ),
    # 2025-q1
    incident(
        "c", "2025-01-07", "stale-cache", organization="Acme",
        started_at="2025-01-07T08:00:00Z", detected_at="2025-01-07T08:40:00Z", mitigated_at="2025-01-07T10:00:00Z",
        action_items=[
            {"id": "A1", "action": "Bound it", "status": "verified", "done_on": "2025-01-07", "changes": "default"},
            {"id": "A2", "action": "Tell the vendor", "status": "unknown", "changes": "interface"},
        ],
    ),
    incident(
        "d", "2025-02-01", "slow-rollback", organization="Acme",
        started_at="2025-02-01T12:00:00Z", detected_at="2025-02-01T11:55:00Z",
        action_items=[{"id": "A1", "action": "Roll back faster", "status": "done", "done_on": "2025-01-31"}],
    ),
    incident("e", "2025-03-31", "clock-skew", organization="Borealis", started_at="2025-03-31T12:00:00Z"),
    # 2025-q3: a near miss whose times are no measure of harm, an incident nobody coded, and a draft
    incident(
        "n", "2025-07-01", "stale-cache", organization="Acme", kind="near-miss",
        started_at="2025-07-01T08:00:00Z", detected_at="2025-07-01T08:01:00Z",
        action_items=[{"id": "A1", "action": "Watch the age", "status": "unknown", "changes": "automation"}],
    ),
    incident(
        "f", "2025-09-30", organization="Acme",
        started_at="2025-09-30T23:00:00Z", detected_at="2025-10-01T00:30:00Z", resolved_at="2025-10-01T23:00:00Z",
        action_items=[
            {"id": "A1", "action": "Do it by hand no more", "status": "done", "changes": "automation"},
            {"id": "A2", "action": "Keep a list", "status": "in-progress"},
        ],
    ),
    incident("draft", "2025-09-30", "stale-cache", organization="Acme", status="draft"),
]  # fmt: skip

HOUR = 3600


def measures(*postmortems: Postmortem, **options: Any) -> dict[str, Measure]:
    found = Analysis(archive_of(*(postmortems or POSTMORTEMS), **options)).measures
    return {measure.slug: measure for measure in found.all}


def counts(summary: Summary) -> tuple[int, int, int]:
    """It is so for this many, of those counted, of those asked."""
    return summary.part, summary.counted, summary.of


def names(measure: Measure) -> list[tuple[str, str | None, float]]:
    return [(p.postmortem.id, p.action and p.action.id, p.value) for p in measure.points]


def test_time_to_detect_is_told_of_the_incidents_that_give_both_times_in_order() -> None:
    detect = measures()["time-to-detect"]
    assert names(detect) == [("a", None, 0), ("b", None, 600), ("c", None, 2400), ("f", None, 5400)]
    assert detect.total.of == 6  # the near miss began no harm
    assert detect.total.left_out == {Why.END_BEFORE_START: 1, Why.TIMES_NOT_GIVEN: 1}
    assert detect.total.median == 1500  # between 600 and 2400
    assert detect.total.quartiles == (450, 3150)  # at 0.75 and 2.25 of the way from 0 to 600 to 2400 to 5400
    assert (detect.total.least, detect.total.greatest) == (0, 5400)


def test_time_to_mitigate_and_to_resolve() -> None:
    found = measures()
    mitigate, resolve = found["time-to-mitigate"], found["time-to-resolve"]
    assert names(mitigate) == [("a", None, 1800), ("c", None, 2 * HOUR)]
    assert (mitigate.total.of, mitigate.total.median, mitigate.total.quartiles) == (6, None, None)
    assert names(resolve) == [("a", None, HOUR), ("b", None, 24 * HOUR), ("f", None, 24 * HOUR)]
    assert (resolve.total.median, resolve.total.quartiles) == (24 * HOUR, (12.5 * HOUR, 24 * HOUR))


def test_a_point_belongs_to_the_quarter_and_year_of_its_incident() -> None:
    detect = measures()["time-to-detect"]
    assert {period.label: (s.counted, s.of) for period, s in detect.by_quarter.items()} == {
        "2024-q4": (2, 2),
        "2025-q1": (1, 3),
        "2025-q3": (1, 1),
    }
    assert {period.label: (s.counted, s.of, s.median) for period, s in detect.by_year.items()} == {
        "2024": (2, 2, None),
        "2025": (2, 4, None),
    }
    assert detect.in_period(Period(2025, 2)) == Summary(Unit.SECONDS)
    assert detect.before(Period(2025)) == detect.by_year[Period(2024)]


def test_repeats_are_of_those_that_could_repeat_a_condition() -> None:
    repeats = measures()["repeat-share"]
    # c met stale-cache after a, e met clock-skew after b, n met stale-cache after both; d could have
    assert names(repeats) == [("c", None, 1), ("d", None, 0), ("e", None, 1), ("n", None, 1)]
    assert repeats.total.left_out == {Why.NOTHING_EARLIER: 2, Why.NOT_CODED: 1}
    assert repeats.total.share == 0.75


def test_near_misses_and_postmortems_filed_leave_nobody_out_but_drafts() -> None:
    found = measures()
    assert counts(found["near-misses"].total) == (1, 7, 7)
    assert counts(found["postmortems-filed"].total) == (7, 7, 7)
    assert {p.label: s.part for p, s in found["postmortems-filed"].by_quarter.items()} == {
        "2024-q4": 2,
        "2025-q1": 3,
        "2025-q3": 2,
    }


def test_action_items_finished_leaves_out_what_nobody_tells_and_what_was_dropped() -> None:
    finished = measures()["action-completion"]
    # done or verified: a A1, c A1, d A1, f A1; open or in progress: a A2, f A2
    assert counts(finished.total) == (4, 6, 9)
    assert finished.total.left_out == {Why.FATE_UNKNOWN: 2, Why.DROPPED: 1}
    assert {p.label: counts(s) for p, s in finished.by_quarter.items()} == {
        "2024-q4": (1, 2, 3),
        "2025-q1": (2, 2, 3),
        "2025-q3": (1, 2, 3),
    }


def test_time_to_close_counts_days_from_the_incident_of_those_that_give_the_day() -> None:
    close = measures()["time-to-close"]
    assert names(close) == [("a", "A1", 10), ("c", "A1", 0)]
    assert close.total.left_out == {Why.DONE_BEFORE: 1, Why.DAY_NOT_GIVEN: 1}


def test_stronger_action_items_are_of_those_that_say_what_they_change() -> None:
    strength = measures()["action-strength"]
    # control, default, interface, automation twice; a document; the training was dropped, two do not say
    assert counts(strength.total) == (5, 6, 9)
    assert strength.total.left_out == {Why.DROPPED: 1, Why.CHANGE_NOT_GIVEN: 2}


def test_a_change_that_holds_was_shipped_where_one_was_done_and_not_told_where_one_may_have_been() -> None:
    shipped = measures()["shipped-change"]
    # a, c and f did; b dropped its training and e agreed nothing; of d what was changed, of n whether it was is untold
    assert names(shipped) == [("a", None, 1), ("b", None, 0), ("c", None, 1), ("e", None, 0), ("f", None, 1)]
    assert shipped.total.left_out == {Why.CHANGE_NOT_TOLD: 2}


def test_the_actions_page_and_the_measures_count_alike() -> None:
    analysis = Analysis(archive_of(*POSTMORTEMS))
    completed, stronger = analysis.actions.completed, analysis.actions.stronger
    finished, strength = analysis.measures.action_completion.total, analysis.measures.action_strength.total
    assert (completed.part, completed.whole, completed.untold) == (4, 6, finished.left_out[Why.FATE_UNKNOWN])
    assert (finished.part, finished.counted) == (4, 6)
    assert (stronger.part, stronger.whole) == (strength.part, strength.counted)


def test_periods_run_from_the_first_postmortem_to_today() -> None:
    found = Analysis(archive_of(*POSTMORTEMS, as_of="2026-04-01")).measures
    assert [period.label for period in found.years] == ["2024", "2025", "2026"]
    assert [period.label for period in found.quarters] == [
        "2024-q4", "2025-q1", "2025-q2", "2025-q3", "2025-q4", "2026-q1", "2026-q2",
    ]  # fmt: skip


def test_periods_run_to_the_last_postmortem_where_the_day_of_the_report_is_earlier() -> None:
    found = Analysis(archive_of(*POSTMORTEMS, as_of="2020-01-01")).measures
    assert [period.label for period in found.years] == ["2024", "2025"]


def test_an_empty_archive_has_measures_without_points_and_no_periods() -> None:
    found = Analysis(archive_of()).measures
    assert (found.years, found.quarters) == ((), ())
    assert all(measure.total == Summary(measure.unit) for measure in found.all)


def test_two_values_are_too_few_for_a_median_and_for_a_share() -> None:
    two = Summary(Unit.SECONDS, (60, 120))
    assert (two.median, two.quartiles, two.least, two.greatest) == (None, None, 60, 120)
    assert Summary(Unit.SHARE, (0, 1)).share is None
    assert Summary(Unit.SHARE, (0, 1, 1)).share == pytest.approx(2 / 3)


def test_a_share_is_not_said_where_more_is_untold_than_counted() -> None:
    values = (0.0, 1.0, 1.0)
    assert Summary(Unit.SHARE, values, Counter({Why.FATE_UNKNOWN: 4})).share is None
    assert Summary(Unit.SHARE, values, Counter({Why.NOTHING_EARLIER: 4})).share == pytest.approx(2 / 3)


def test_a_span_has_no_mean_under_any_name() -> None:
    summary = Summary(Unit.SECONDS, (60.0, 120.0, 6000.0))
    told = [getattr(summary, name) for name in dir(summary) if not name.startswith("_")]
    assert statistics.mean(summary.values) not in [value for value in told if isinstance(value, int | float)]


def test_what_only_a_later_postmortem_of_the_scope_cites_could_not_be_repeated() -> None:
    repeats = measures(
        incident("uncoded", "2024-01-01"),
        incident("first", "2024-01-02", "stale-cache"),
        incident("same-day", "2024-01-02", "stale-cache"),
        incident("next", "2024-01-03", "slow-rollback"),
    )["repeat-share"]
    assert names(repeats) == [("next", None, 0)]


def test_on_one_day_only_known_times_tell_which_came_first() -> None:
    at = {"untimed": None, "nine": "2024-01-02T09:00:00Z", "ten": "2024-01-02T10:00:00Z"}
    found = [incident(name, "2024-01-02", "stale-cache", started_at=time) for name, time in at.items()]
    assert names(measures(*found)["repeat-share"]) == [("ten", None, 1)]


def test_where_services_are_the_scope_only_those_that_share_one_can_repeat() -> None:
    found = [
        incident("a", "2024-01-01", "stale-cache", services=["DNS"]),
        incident("b", "2024-01-02", "stale-cache", services=["mail"]),
        incident("c", "2024-01-03", "stale-cache", services=["dns", "cdn"]),
        incident("d", "2024-01-04", "stale-cache"),
    ]
    assert names(measures(*found, recurrence_scope="service")["repeat-share"]) == [("c", None, 1)]
    assert len(measures(*found)["repeat-share"].points) == 3


# ---------------------------------------------------------------------- of any archive

_DAYS = st.dates(date(2023, 1, 1), date(2026, 11, 21))
_ACTION = st.fixed_dictionaries(
    {"status": st.sampled_from(["open", "in-progress", "done", "verified", "dropped", "unknown"])},
    optional={
        "changes": st.sampled_from(["control", "default", "automation", "interface", "document", "training"]),
        "done_on": _DAYS.map(str),
    },
)


@st.composite
def incidents(draw: st.DrawFn) -> list[Postmortem]:
    found = []
    for i in range(draw(st.integers(0, 6))):
        day = draw(_DAYS)
        minutes = {
            key: draw(st.none() | st.integers(-60, 100_000)) for key in ("detected_at", "mitigated_at", "resolved_at")
        }
        start = f"{day}T12:00:00+00:00"
        times = {key: m if m is None else _moment(day, m) for key, m in minutes.items()}
        items = [
            {"id": f"A{n}", "action": "Do it", **item} for n, item in enumerate(draw(st.lists(_ACTION, max_size=3)))
        ]
        factors = draw(st.lists(st.sampled_from(["stale-cache", "clock-skew"]), unique=True))
        kind = draw(st.sampled_from(["incident", "near-miss"]))
        found.append(incident(f"p{i}", str(day), *factors, kind=kind, started_at=start, action_items=items, **times))
    return found


def _moment(day: date, minutes: int) -> str:
    return (datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(minutes=minutes)).isoformat()


def told(postmortems: list[Postmortem]) -> list[tuple[str, object, object]]:
    found = Analysis(archive_of(*postmortems)).measures
    return [(measure.slug, names(measure), measure.by_quarter) for measure in found.all]


@settings(max_examples=60, deadline=None)
@given(incidents(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(postmortems: list[Postmortem], random: Any) -> None:
    shuffled = random.sample(postmortems, len(postmortems))
    assert told(shuffled) == told(postmortems)


@settings(max_examples=60, deadline=None)
@given(incidents())
def test_every_period_adds_up_to_the_whole_and_medians_lie_within_it(postmortems: list[Postmortem]) -> None:
    found = Analysis(archive_of(*postmortems)).measures
    for measure in found.all:
        for periods in (measure.by_year, measure.by_quarter):
            assert sorted(value for s in periods.values() for value in s.values) == list(measure.total.values)
            assert sum((Counter(s.left_out) for s in periods.values()), Counter()) == Counter(measure.total.left_out)
        assert set(measure.by_quarter) <= set(found.quarters)
        assert set(measure.by_year) <= set(found.years)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 1e9), min_size=3))
def test_median_and_middle_half_lie_between_least_and_greatest(values: list[float]) -> None:
    s = Summary(Unit.SECONDS, tuple(sorted(values)))
    assert s.median is not None
    assert s.quartiles is not None
    lower, upper = s.quartiles
    assert s.least is not None
    assert s.greatest is not None
    slack = 1e-9 * s.greatest
    assert s.least - slack <= lower <= s.median + slack <= upper + 2 * slack <= s.greatest + 3 * slack
    assert s.median == pytest.approx(statistics.median(values))


@settings(max_examples=30, deadline=None)
@given(incidents(), _DAYS, _DAYS)
def test_a_later_day_of_report_never_removes_a_point_or_a_period(
    postmortems: list[Postmortem], one: date, other: date
) -> None:
    earlier, later = (Analysis(archive_of(*postmortems, as_of=day)).measures for day in sorted((one, other)))
    for before, after in zip(earlier.all, later.all, strict=True):
        assert set(names(before)) <= set(names(after))
    assert set(earlier.quarters) <= set(later.quarters)
