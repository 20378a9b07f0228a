"""What a quarter brings to the table, computed by hand; and that nothing is told twice or lost."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.analysis import Analysis, Quarter, QuestionKind, Review, VerdictKind
from mkdocs_postmortems.analysis.trends import Direction
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import ActionStatus, Postmortem
from mkdocs_postmortems.settings import Settings
from tests.analysis.reviewed import FACTORS, postmortems
from tests.analysis.test_brute_force import actions, cited, loaded_of
from tests.archive.builders import archive_of, ids, incident

Q1, Q2, Q3, Q4 = (Quarter(2026, number) for number in (1, 2, 3, 4))


@pytest.fixture(scope="module")
def small() -> Analysis:
    return Analysis(archive_of(*postmortems(), factors=FACTORS))


def read(analysis: Analysis, quarter: Quarter) -> Review:
    review = analysis.reviews.of(quarter)
    assert review is not None
    return review


# ---------------------------------------------------------------------- a small archive, by hand


def test_each_quarter_with_postmortems_has_a_review_newest_first(small: Analysis) -> None:
    assert small.reviews.quarters == (Q4, Q3, Q2, Q1)
    assert [ids(review.postmortems) for review in small.reviews.all] == [["b3"], ["a3"], ["a2", "b1", "b2"], ["a1"]]
    assert small.reviews.of(Quarter(2025, 4)) is None


def test_the_review_that_is_due_is_of_the_last_complete_quarter(small: Analysis) -> None:
    assert small.reviews.due == Q3


@pytest.mark.parametrize(
    ("as_of", "due"),
    [("2026-12-31", Q3), ("2027-01-01", Q4), ("2026-10-01", Q3), ("2026-09-30", Q2), ("2026-03-31", None)],
)
def test_a_quarter_is_complete_on_the_day_after_its_last(as_of: str, due: Quarter | None) -> None:
    assert Analysis(archive_of(*postmortems(), as_of=as_of)).reviews.due == due


def test_what_was_known_is_counted_among_those_that_could_have_known(small: Analysis) -> None:
    # In the second quarter a2 follows a1 and met clock-skew again; b2 follows b1 and met something else; b1 is the
    # first of Borealis. b3 cites nothing.
    told = {review.quarter: (review.met_before, review.could_repeat) for review in small.reviews.all}
    assert told == {Q1: (0, 0), Q2: (1, 2), Q3: (1, 1), Q4: (0, 0)}


def test_the_actions_of_a_quarter_are_those_of_its_postmortems(small: Analysis) -> None:
    first = read(small, Q1).actions
    assert first.by_status == {ActionStatus.DONE: 1, ActionStatus.OPEN: 1, ActionStatus.UNKNOWN: 1}
    assert [len(review.actions) for review in small.reviews.all] == [1, 0, 0, 3]


def test_what_returned_is_told_with_its_past_and_what_was_done_then(small: Analysis) -> None:
    returned = read(small, Q2).returned
    assert [(r.factor.slug, r.organization, r.before, r.days) for r in returned] == [
        ("clock-skew", "Acme", 1, 100),  # January 10 to April 20: 21 + 28 + 31 + 20
        ("stale-cache", "Acme", 1, 100),
    ]
    assert [[(v.action.id, v.kind, v.days) for v in r.tried] for r in returned] == [
        [("A1", VerdictKind.DID_NOT_HOLD, 78)],  # February 1 to April 20: 27 + 31 + 20
        [("A2", VerdictKind.KNOWN_AND_OPEN, 100)],
    ]
    (alert,) = read(small, Q3).returned
    assert (alert.factor.slug, alert.before, alert.days, alert.tried) == ("no-alert", 1, 85, ())


def test_a_condition_met_several_times_in_a_quarter_returned_once() -> None:
    days = ["2025-11-01", "2026-01-05", "2026-01-20", "2026-03-31"]
    analysis = Analysis(archive_of(*(incident(f"p{i}", day, "clock-skew") for i, day in enumerate(days))))
    (returned,) = read(analysis, Q1).returned
    assert ids(occurrence.postmortem for occurrence in returned.again) == ["p1", "p2", "p3"]
    assert (returned.before, returned.last.postmortem.id, returned.days) == (1, "p0", 65)


def test_a_fix_did_not_hold_in_the_quarter_in_which_its_condition_came_back(small: Analysis) -> None:
    told = {
        review.quarter: [(v.action.id, v.factor.slug, v.days) for v in review.did_not_hold]
        for review in small.reviews.all
    }
    assert told == {Q1: [], Q2: [("A1", "clock-skew", 78)], Q3: [], Q4: []}


def test_what_is_new_to_the_archive_is_told_with_what_came_of_it(small: Analysis) -> None:
    told = {
        review.quarter: [(n.occurrence.factor.slug, n.occurrence.postmortem.id, n.since) for n in review.new]
        for review in small.reviews.all
    }
    assert told == {
        Q1: [("clock-skew", "a1", 2), ("stale-cache", "a1", 1)],
        Q2: [("no-alert", "a2", 2)],
        Q3: [],
        Q4: [],
    }


def test_new_here_leaves_out_the_first_postmortem_of_an_organization(small: Analysis) -> None:
    told = [
        (review.quarter, new.occurrence.factor.slug, new.occurrence.postmortem.id, new.elsewhere, new.since)
        for review in small.reviews.all
        for new in review.new_here
    ]
    assert told == [(Q2, "no-alert", "b2", 1, 0)]  # clock-skew was as new to Borealis, in its first postmortem


def test_nothing_is_new_to_a_part_of_an_archive_that_is_one_scope() -> None:
    analysis = Analysis(archive_of(*postmortems(), recurrence_scope="archive"))
    assert [review.new_here for review in analysis.reviews.all] == [(), (), (), ()]


def test_near_misses_are_those_of_the_quarter(small: Analysis) -> None:
    assert [ids(review.near_misses) for review in small.reviews.all] == [[], [], ["b2"], []]


def test_an_acceptance_is_told_in_the_quarter_of_its_day(small: Analysis) -> None:
    told = {
        review.quarter: [(c.factor.slug, c.acceptance.because) for c in review.acceptances if c.acceptance]
        for review in small.reviews.all
    }
    assert told == {Q1: [], Q2: [], Q3: [("no-alert", "retired this year")], Q4: []}


@pytest.mark.parametrize(
    ("review_on", "told_in"),
    [
        pytest.param("2025-01-01", Quarter(2025, 4), id="before-everything"),
        pytest.param("2026-02-01", Q2, id="quarter-without-postmortems"),
        pytest.param("2026-06-30", Q2, id="last-day-of-a-quarter"),
        pytest.param("2026-11-21", Q2, id="since-the-newest-until-today"),
        pytest.param("2026-11-22", None, id="not-yet"),
    ],
)
def test_an_acceptance_falls_due_in_the_next_review_there_is(review_on: str, told_in: Quarter | None) -> None:
    accepted = {"factor": "clock-skew", "accepted": {"because": "rare", "review_on": review_on}}
    archive = archive_of(
        incident("p1", "2025-12-01", contributing_factors=[accepted]), incident("p2", "2026-04-01", "stale-cache")
    )
    told = [review.quarter for review in Analysis(archive).reviews.all if review.acceptances]
    assert told == ([told_in] if told_in else [])


def test_an_acceptance_that_was_decided_again_is_not_asked_about() -> None:
    accepted = {"factor": "clock-skew", "accepted": {"because": "rare", "review_on": "2026-01-31"}}
    done = {"id": "A1", "action": "Step it", "status": "done", "done_on": "2026-01-20", "factors": ["clock-skew"]}
    archive = archive_of(incident("p1", "2026-01-01", contributing_factors=[accepted], action_items=[done]))
    assert read(Analysis(archive), Q1).acceptances == ()


def test_what_is_known_of_today_alone_is_told_in_the_review_that_is_due_and_after_it(small: Analysis) -> None:
    assert [review.today is not None for review in small.reviews.all] == [True, True, False, False]
    today = read(small, Q3).today
    assert today
    assert [(a.reference, a.days_overdue, a.item.because) for a in today.overdue] == [
        ("a1#A2", 144, "waits for the new disks")  # June 30 to November 21: 31 + 31 + 30 + 31 + 21
    ]
    assert (today.dated, today.moved) == (2, ())


def test_where_no_quarter_is_over_every_review_tells_of_today() -> None:
    analysis = Analysis(archive_of(*postmortems(), as_of="2025-12-31"))
    assert all(review.today for review in analysis.reviews.all)


def test_what_rises_is_told_with_its_trend() -> None:
    old = [incident(f"o{i:02}", "2025-02-01", "stale-cache") for i in range(20)]
    new = [incident(f"n{i:02}", "2026-09-01", "clock-skew") for i in range(20)]
    today = read(Analysis(archive_of(*old, *new)), Q3).today
    assert today
    told = [(p.factor.slug, trend.direction, trend.recent, trend.earlier) for p, trend in today.moved]
    assert told == [("clock-skew", Direction.RISING, 20, 0), ("stale-cache", Direction.FALLING, 0, 20)]


def test_a_pair_is_told_from_its_third_meeting_on() -> None:
    together = ["2025-11-01", "2026-01-05", "2026-05-01", "2026-08-01", "2026-08-02"]
    apart = [incident(f"x{i}", "2026-02-01", "slow-recovery") for i in range(12)]
    met = [incident(f"p{i}", day, "clock-skew", "stale-cache") for i, day in enumerate(together)]
    analysis = Analysis(archive_of(*met, *apart))
    told = {
        review.quarter: [(ids(pair.postmortems), pair.before, pair.together) for pair in review.moved]
        for review in analysis.reviews.all
    }
    assert told == {Q3: [(["p3", "p4"], 3, 5)], Q2: [(["p2"], 2, 3)], Q1: [], Quarter(2025, 4): []}
    assert read(analysis, Q2).moved[0].combination in analysis.combinations.met


# ---------------------------------------------------------------------- the questions


def test_the_questions_are_one_of_each_kind_and_none_about_the_same_condition(small: Analysis) -> None:
    # Clock skew did not hold, and it is the one met in both organizations: it is asked about once.
    asked = [(q.kind, q.factor and q.factor.slug, q.text, ids(q.postmortems)) for q in read(small, Q2).questions]
    assert asked == [
        (QuestionKind.KNOWN_AND_OPEN, "stale-cache", "What kept “Bound the cache” from being done?", ["a1", "a2"]),
        (QuestionKind.MOST_MET, "clock-skew", "Would a wrong clock show?", ["a2", "b1"]),
        (QuestionKind.NEAR_MISS, None, "“Nearly dark”: what caught it, and would it catch the next one?", ["b2"]),
    ]


def test_a_question_says_what_it_rests_on(small: Analysis) -> None:
    assert [question.because for question in read(small, Q2).questions] == [
        "Stale cache at Acme: met again 100 days after the incident it was agreed for. Owner: cache-team.",
        "Clock skew: met in 2 of 3 coded postmortems of this quarter, at 2 organizations. Before: 1 of 1.",
        "A near miss. Noticed by chance.",
    ]


def test_a_condition_that_came_back_is_asked_about_when_nothing_else_is(small: Analysis) -> None:
    (question,) = read(small, Q3).questions
    assert question.kind is QuestionKind.CAME_BACK
    assert question.text == "What would it take not to meet this again: No alert?"
    assert (
        question.because
        == "No alert at Acme: met once before, last 85 days earlier. No action after the latest names it."
    )


def test_where_there_is_nothing_to_ask_nothing_is_asked(small: Analysis) -> None:
    assert read(small, Q1).questions == read(small, Q4).questions == ()


def test_a_fix_that_did_not_hold_asks_whether_it_is_one_condition_or_two() -> None:
    done = {"id": "A1", "action": "Step it", "status": "done", "factors": ["clock-skew"]}
    archive = archive_of(
        incident("p1", "2026-01-01", "clock-skew", action_items=[done]), incident("p2", "2026-04-01", "clock-skew")
    )
    (question,) = read(Analysis(archive), Q2).questions
    assert question.text == "“Step it” was done, and the condition came back: is it one condition or two?"
    assert question.because == ("Clock skew: met again 90 days after that incident; when it was done is not given.")


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"status": "in-progress"}, "What kept “Step it” from being done?"),
        (
            {"status": "dropped", "because": "too dear"},
            "We dropped “Step it”, and its condition came back: would we decide the same today?",
        ),
        ({"status": "done", "done_on": "2026-05-01"}, "What kept “Step it” from being done sooner?"),
    ],
    ids=lambda value: value["status"] if isinstance(value, dict) else "",
)
def test_an_action_that_was_not_there_in_time_is_asked_about_by_what_became_of_it(
    fields: dict[str, str], asked: str
) -> None:
    item = {"id": "A1", "action": "Step it", "factors": ["clock-skew"], **fields}
    archive = archive_of(
        incident("p1", "2026-01-01", "clock-skew", action_items=[item]), incident("p2", "2026-04-01", "clock-skew")
    )
    question, *_ = read(Analysis(archive), Q2).questions
    assert question.text == asked


def test_an_action_of_unknown_status_is_never_asked_about() -> None:
    item = {"id": "A1", "action": "Step it", "status": "unknown", "factors": ["clock-skew"]}
    archive = archive_of(
        incident("p1", "2026-01-01", "clock-skew", action_items=[item]), incident("p2", "2026-04-01", "clock-skew")
    )
    assert [question.kind for question in read(Analysis(archive), Q2).questions] == [QuestionKind.CAME_BACK]


@pytest.mark.parametrize(
    ("services", "place"), [((["dns"], ["cdn"]), "at 2 services"), ((["dns"], ["dns"]), None)], ids=["two", "one"]
)
def test_in_one_organization_several_places_are_services(services: tuple[list[str], ...], place: str | None) -> None:
    archive = archive_of(
        *(incident(f"p{i}", "2026-01-01", "clock-skew", services=names) for i, names in enumerate(services))
    )
    asked = [question.because for question in read(Analysis(archive), Q1).questions]
    assert [place in because for because in asked if place] == ([True] if place else [])
    assert len(asked) == (1 if place else 0)


def texts(*items: Postmortem) -> list[str]:
    """What is asked about the second quarter of an archive of these."""
    return [question.text for question in read(Analysis(archive_of(*items)), Q2).questions]


def on(slug: str, action: str, **fields: Any) -> list[dict[str, Any]]:
    """One action item on a factor."""
    return [{"id": "A1", "action": action, "factors": [slug], **fields}]


def test_what_was_open_longest_is_asked_about_first() -> None:
    first, *_ = texts(
        incident("p1", "2026-02-01", "stale-cache", action_items=on("stale-cache", "Bound it")),
        incident("p2", "2026-01-01", "clock-skew", action_items=on("clock-skew", "Step it")),
        incident("p3", "2026-04-01", "stale-cache", "clock-skew"),
    )
    assert first == "What kept “Step it” from being done?"


def test_what_came_back_soonest_after_a_known_day_is_asked_about_first() -> None:
    done = {"status": "done"}
    first, *_ = texts(
        incident("p1", "2026-03-31", "late-alert", action_items=on("late-alert", "Undated", **done)),
        incident(
            "p2", "2026-01-01", "clock-skew", action_items=on("clock-skew", "Long ago", done_on="2026-01-02", **done)
        ),
        incident(
            "p3", "2026-01-01", "stale-cache", action_items=on("stale-cache", "Just now", done_on="2026-03-20", **done)
        ),
        incident("p4", "2026-04-01", "clock-skew", "stale-cache", "late-alert"),
    )
    assert first.startswith("“Just now” was done")


def test_the_newest_near_miss_is_asked_about_first() -> None:
    near = {"kind": "near-miss", "severity": None}
    asked = texts(
        incident("p1", "2026-04-01", title="First", **near), incident("p2", "2026-04-02", title="Second", **near)
    )
    assert [text.split("”")[0] for text in asked] == ["“Second", "“First"]


def test_the_condition_in_the_most_postmortems_is_asked_about_first() -> None:
    asked = texts(
        incident("p1", "2026-04-01", "stale-cache", services=["dns"]),
        incident("p2", "2026-04-01", "stale-cache", services=["dns"]),
        incident("p3", "2026-04-01", "stale-cache", services=["cdn"]),
        incident("p4", "2026-04-01", "clock-skew", services=["mail", "chat"]),
        incident("p5", "2026-04-01", "clock-skew", services=["maps", "shop"]),
    )
    assert asked == ["Where else among us is this so: Stale cache?", "Where else among us is this so: Clock skew?"]


def test_a_condition_without_a_question_of_its_own_still_gets_one() -> None:
    archive = archive_of(
        *(incident(f"p{i}", "2026-01-01", "clock-skew", organization=name) for i, name in enumerate(("Acme", "Bor")))
    )
    (question,) = read(Analysis(archive), Q1).questions
    assert question.text == "Where else among us is this so: Clock skew?"


# ---------------------------------------------------------------------- any archive

FIRST_DAY = date(2025, 1, 1)
days = st.integers(0, 720).map(lambda n: FIRST_DAY + timedelta(days=n))


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "title": "Something failed",
        "date": draw(days),
        "status": draw(st.sampled_from(["published", "published", "draft"])),
        "kind": draw(st.sampled_from(["incident", "incident", "near-miss"])),
        "organization": draw(st.sampled_from([None, "Acme", "Acme", "Borealis"])),
        "services": draw(st.lists(st.sampled_from(["dns", "cdn"]), max_size=2, unique=True)),
        "contributing_factors": [
            {"factor": name, **({"accepted": {"because": "rare", "review_on": review_on}} if review_on else {})}
            for name in draw(cited)
            for review_on in [draw(st.none() | days)]
        ],
        "action_items": [{"id": f"A{n}", **item} for n, item in enumerate(draw(st.lists(actions, max_size=3)), 1)],
    }


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    loaded = [loaded_of({"id": f"p{n}", **item}) for n, item in enumerate(draw(st.lists(facts(), max_size=7)))]
    scope = draw(st.sampled_from(["organization", "service", "archive"]))
    return Archive(Settings.of({"recurrence_scope": scope, "as_of": draw(days)}), loaded)


@given(archives())
def test_every_postmortem_is_in_the_one_review_of_its_day(archive: Archive) -> None:
    reviews = Analysis(archive).reviews.all
    told = [postmortem for review in reviews for postmortem in review.postmortems]
    assert sorted(ids(told)) == sorted(ids(archive.postmortems))
    assert all(r.quarter.first <= p.date <= r.quarter.last for r in reviews for p in r.postmortems)
    assert all(review.postmortems for review in reviews)


@given(archives())
def test_every_fix_that_did_not_hold_is_in_one_review(archive: Archive) -> None:
    analysis = Analysis(archive)
    told = [verdict for review in analysis.reviews.all for verdict in review.did_not_hold]
    failed = [verdict for verdict in analysis.recurrence.all if verdict.kind is VerdictKind.DID_NOT_HOLD]
    assert Counter(map(id, told)) == Counter(map(id, failed))


@given(archives())
def test_every_condition_is_new_to_the_archive_once(archive: Archive) -> None:
    told = Counter(new.occurrence.factor.slug for review in Analysis(archive).reviews.all for new in review.new)
    assert told == {slug: 1 for slug, occurrences in archive.by_factor.items() if occurrences}


@given(archives())
def test_what_returned_is_what_recurrence_tells(archive: Archive) -> None:
    analysis = Analysis(archive)
    told = Counter(
        (o.postmortem.id, o.factor.slug) for r in analysis.reviews.all for line in r.returned for o in line.again
    )
    met = [(p.id, m.occurrence.factor.slug) for p in archive.postmortems for m in analysis.recurrence.before(p)]
    assert told == Counter(met)


@given(archives())
def test_every_acceptance_that_fell_due_is_in_one_review(archive: Archive) -> None:
    analysis = Analysis(archive)
    told = Counter(id(condition) for review in analysis.reviews.all for condition in review.acceptances)
    until = max([archive.settings.today, *(quarter.last for quarter in analysis.reviews.quarters)])
    accepted = (*analysis.conditions.review_due, *analysis.conditions.accepted)
    assert told == Counter(id(c) for c in accepted if c.acceptance and c.acceptance.review_on <= until)


@given(archives())
def test_questions_are_few_and_each_about_something_else(archive: Archive) -> None:
    for review in Analysis(archive).reviews.all:
        slugs = [question.factor.slug for question in review.questions if question.factor]
        assert len(review.questions) <= 3
        assert len(set(slugs)) == len(slugs)
        assert all(question.postmortems for question in review.questions)


def test_an_empty_archive_has_no_review() -> None:
    reviews = Analysis(archive_of()).reviews
    assert (reviews.quarters, reviews.all, reviews.due, reviews.of(Q1)) == ((), (), None, None)


def test_drafts_are_in_no_review() -> None:
    draft: Postmortem = incident("d", "2026-01-01", "clock-skew", status="draft")
    assert Analysis(archive_of(draft)).reviews.all == ()
