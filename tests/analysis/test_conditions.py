"""The register of conditions: the archive of register.py worked out by hand, and the definition said plainly."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.analysis import Analysis, Condition, Conditions, Dispositions, Recurrence
from mkdocs_postmortems.analysis.actions import ActionRegister, AgreedAction
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import ActionItem, Loaded, Postmortem
from mkdocs_postmortems.settings import Settings
from tests.analysis.register import action, by_hand, cited
from tests.analysis.test_brute_force import AS_OF, CALLED, FACTORS, days, factors_of, facts, is_later, loaded_of
from tests.archive.builders import archive_of, factor, incident


def conditions_of(archive: Archive) -> Conditions:
    return Analysis(archive).conditions


def named(conditions: tuple[Condition, ...]) -> list[str]:
    return [f"{c.factor.slug} at {c.organization.name if c.organization else 'all'}" for c in conditions]


def ids_of(actions: tuple[AgreedAction, ...]) -> list[str]:
    return [action.reference for action in actions]


def only(archive: Archive, slug: str = "stale-cache") -> Condition:
    (found,) = [c for c in conditions_of(archive).all if c.factor.slug == slug]
    return found


# ------------------------------------------------------------------ by hand


def test_each_condition_is_where_its_newest_citation_puts_it() -> None:
    conditions = conditions_of(by_hand())
    assert named(conditions.came_back) == ["slow-recovery at Acme", "stale-cache at Acme"]
    assert named(conditions.seen_once) == ["stale-cache at Borealis"]
    assert named(conditions.review_due) == ["stale-cache at Acme"]
    assert named(conditions.accepted) == ["clock-skew at Acme"]
    assert named(conditions.handed_off) == ["expired-cert at Acme"]
    assert named(conditions.closed) == ["full-disk at Acme", "slow-recovery at Borealis"]
    assert len(conditions.all) == 7
    assert named(conditions.open) == ["slow-recovery at Acme", "stale-cache at Acme", "stale-cache at Borealis"]


def test_the_facts_of_a_condition_are_those_worked_out_by_hand() -> None:
    slow, stale, other = conditions_of(by_hand()).open
    assert [(c.first, c.last, c.age) for c in (slow, stale, other)] == [
        (date(2026, 1, 10), date(2026, 6, 1), 315),
        (date(2026, 1, 10), date(2026, 6, 1), 315),
        (date(2026, 5, 5), date(2026, 5, 5), 200),
    ]
    assert [[o.postmortem.id for o in c.fed] for c in (slow, stale, other)] == [["a2", "a3"], ["a3"], []]
    assert [c.newest_word.value for c in (slow, stale, other)] == ["open-action", "other-things", "not-told"]
    assert ids_of(slow.agreed) == ["a3#A1", "a3#A2"]
    assert ids_of(slow.open_actions) == ["a1#A1", "a3#A1"]
    assert slow.oldest_open is not None
    assert slow.oldest_open.item.owner == "storage-team"
    assert ids_of(slow.overdue) == ["a1#A1"]
    assert slow.overdue[0].days_overdue == 293
    assert stale.acceptance is not None
    assert stale.acceptance.because == "rare"
    assert (stale.open_actions, stale.overdue, stale.oldest_open) == ((), (), None)


def test_overdue_is_of_the_open_actions_that_have_a_day() -> None:
    conditions = conditions_of(by_hand())
    assert ids_of(conditions.open_actions) == ids_of(conditions.dated_actions) == ["a1#A1", "a3#A1"]
    assert ids_of(conditions.overdue) == ["a1#A1"]


def test_an_archive_scope_makes_one_condition_of_each_factor() -> None:
    conditions = conditions_of(by_hand(recurrence_scope="archive"))
    assert named(conditions.open) == ["slow-recovery at all", "stale-cache at all"]
    assert [len(c.fed) for c in conditions.open] == [3, 2]
    assert conditions.scope == "archive"


# ------------------------------------------------------------------ what opens and what closes


def state(status: str, day: str = "2026-02-01", **fields: Any) -> str:
    item = action("A1", status, "stale-cache", **fields)
    return only(archive_of(incident("a", day, "stale-cache", action_items=[item]))).state.value


@pytest.mark.parametrize("status", ["done", "verified"])
def test_an_action_that_is_done_closes_it(status: str) -> None:
    assert state(status) == "closed"


@pytest.mark.parametrize("status", ["open", "in-progress", "dropped", "unknown"])
def test_an_action_that_is_not_known_to_be_done_leaves_it_open(status: str) -> None:
    assert state(status) == "open"


def test_an_action_on_something_else_leaves_it_open() -> None:
    item = action("A1", "done", "clock-skew")
    condition = only(archive_of(incident("a", "2026-02-01", "stale-cache", "clock-skew", action_items=[item])))
    assert (condition.state.value, condition.newest_word.value) == ("open", "other-things")


def test_what_was_done_after_an_earlier_citation_does_not_close_the_newest() -> None:
    archive = archive_of(
        incident("a", "2026-01-10", "stale-cache", action_items=[action("A1", "done", "stale-cache")]),
        incident("b", "2026-03-01", "stale-cache"),
    )
    assert (only(archive).state.value, only(archive).newest_word.value) == ("open", "no-action")


def covered(status: str, reference: str = "a#A1", **fields: Any) -> Condition:
    return only(
        archive_of(
            incident("a", "2026-01-10", "stale-cache", action_items=[action("A1", status, "stale-cache", **fields)]),
            incident("b", "2026-03-01", contributing_factors=[cited("stale-cache", covered_by=reference)]),
        )
    )


@pytest.mark.parametrize("done_on", ["2026-03-01", "2026-04-01", None])
def test_being_covered_by_an_action_that_is_done_closes_it(done_on: str | None) -> None:
    assert covered("done", done_on=done_on).state.value == "closed"


def test_being_covered_by_what_was_done_before_it_came_back_does_not_close_it() -> None:
    condition = covered("done", done_on="2026-02-28")
    assert (condition.state.value, condition.newest_word.value) == ("open", "done-before")


@pytest.mark.parametrize(("status", "word"), [("open", "open-action"), ("unknown", "not-told"), ("dropped", "dropped")])
def test_being_covered_by_an_action_that_is_not_done_leaves_it_open(status: str, word: str) -> None:
    condition = covered(status)
    assert (condition.state.value, condition.newest_word.value) == ("open", word)
    assert len(condition.open_actions) == (status == "open")  # once, though two postmortems tell of it


@pytest.mark.parametrize("reference", ["a#A9", "nowhere#A1", "a", "#", "b#A1"])
def test_a_cover_that_leads_nowhere_covers_nothing(reference: str) -> None:
    condition = covered("done", reference)
    assert (condition.state.value, condition.newest_word.value) == ("open", "no-action")


@pytest.mark.parametrize(("review_on", "expected"), [("2026-11-21", "accepted"), ("2026-11-20", "open")])
def test_an_acceptance_holds_until_its_day_of_review(review_on: str, expected: str) -> None:
    accepted = cited("stale-cache", accepted={"because": "rare", "review_on": review_on})
    condition = only(archive_of(incident("a", "2026-02-01", contributing_factors=[accepted])))
    assert condition.state.value == expected


def test_of_two_acceptances_of_one_day_the_longer_one_holds() -> None:
    accepted = [
        cited("stale-cache", accepted={"because": "rare", "review_on": day}) for day in ("2026-06-01", "2027-01-01")
    ]
    archive = archive_of(*(incident(f"p{n}", "2026-02-01", contributing_factors=[c]) for n, c in enumerate(accepted)))
    (condition,) = conditions_of(archive).accepted
    assert condition.acceptance is not None
    assert condition.acceptance.review_on == date(2027, 1, 1)


def test_those_to_be_looked_at_again_are_in_the_order_of_their_days() -> None:
    days = {"a": "2027-03-01", "b": "2026-03-01", "c": "2027-01-01", "d": "2026-01-31"}
    accepted = [cited(slug, accepted={"because": "rare", "review_on": day}) for slug, day in days.items()]
    conditions = conditions_of(archive_of(incident("a", "2026-01-01", contributing_factors=accepted)))
    assert [c.factor.slug for c in conditions.accepted] == ["c", "a"]
    assert [c.factor.slug for c in conditions.review_due] == ["d", "b"]


def test_what_is_done_goes_before_an_acceptance_that_is_due() -> None:
    accepted = cited("stale-cache", accepted={"because": "rare", "review_on": "2026-03-01"})
    item = action("A1", "done", "stale-cache")
    archive = archive_of(incident("a", "2026-02-01", contributing_factors=[accepted], action_items=[item]))
    assert only(archive).state.value == "closed"
    assert conditions_of(archive).review_due == ()


def test_a_condition_met_again_after_it_was_accepted_is_decided_by_the_newest() -> None:
    accepted = cited("stale-cache", accepted={"because": "rare", "review_on": "2027-03-01"})
    archive = archive_of(
        incident("a", "2026-02-01", contributing_factors=[accepted]), incident("b", "2026-03-01", "stale-cache")
    )
    assert only(archive).state.value == "open"


def test_of_two_on_one_day_with_no_times_neither_is_the_newest_alone_and_one_answer_is_enough() -> None:
    archive = archive_of(
        incident("a", "2026-02-01", "stale-cache", action_items=[action("A1", "done", "stale-cache")]),
        incident("b", "2026-02-01", "stale-cache"),
    )
    condition = only(archive)
    assert [o.postmortem.id for o in condition.newest] == ["a", "b"]
    assert (condition.state.value, condition.came_back) == ("closed", False)


def test_of_two_on_one_day_the_later_one_decides_where_both_times_are_known() -> None:
    archive = archive_of(
        incident(
            "b",
            "2026-02-01",
            "stale-cache",
            started_at="2026-02-01T08:00:00Z",
            action_items=[action("A1", "done", "stale-cache")],
        ),
        incident("a", "2026-02-01", "stale-cache", started_at="2026-02-01T09:00:00Z"),
    )
    condition = only(archive)
    assert [o.postmortem.id for o in condition.newest] == ["a"]
    assert (condition.state.value, condition.came_back) == ("open", True)


def test_what_came_after_any_of_the_first_day_was_fed() -> None:
    archive = archive_of(
        incident("a", "2026-02-01", "stale-cache"),
        incident("b", "2026-02-01", "stale-cache", started_at="2026-02-01T08:00:00Z"),
        incident("c", "2026-02-01", "stale-cache", started_at="2026-02-01T09:00:00Z"),
    )
    assert [o.postmortem.id for o in only(archive).fed] == ["c"]


def test_an_open_action_that_covers_a_condition_from_elsewhere_is_one_of_its_own() -> None:
    archive = archive_of(
        incident("a", "2026-01-10", "clock-skew", action_items=[action("A1", "open", "clock-skew", due="2026-02-01")]),
        incident("b", "2026-03-01", contributing_factors=[cited("stale-cache", covered_by="a#A1")]),
    )
    assert ids_of(only(archive).open_actions) == ids_of(only(archive).overdue) == ["a#A1"]


def test_of_what_was_seen_once_the_newest_comes_first() -> None:
    archive = archive_of(incident("a", "2026-01-10", "clock-skew"), incident("b", "2026-03-01", "stale-cache"))
    assert [c.factor.slug for c in conditions_of(archive).seen_once] == ["stale-cache", "clock-skew"]


# ------------------------------------------------------------------ names and scopes


def test_names_of_one_factor_are_one_condition() -> None:
    archive = archive_of(
        incident("a", "2026-01-10", "stale-copy"),
        incident("b", "2026-01-20", "stale-cache", "old-copy"),
        factors=[factor("stale-cache", aliases=["old-copy"]), factor("stale-copy", merged_into="stale-cache")],
    )
    assert [len(c.occurrences) for c in conditions_of(archive).all] == [2]


def test_each_service_has_its_own_condition_where_that_is_the_scope() -> None:
    archive = archive_of(
        incident("a", "2026-01-10", "stale-cache", services=["dns", "cdn"]),
        incident("b", "2026-01-20", "stale-cache", services=["cdn"]),
        incident("c", "2026-01-30", "stale-cache"),
        incident("d", "2026-02-10", "stale-cache"),
        recurrence_scope="service",
    )
    conditions = conditions_of(archive)
    found = [(c.service and c.service.name, [o.postmortem.id for o in c.occurrences]) for c in conditions.all]
    assert found == [("cdn", ["a", "b"]), ("dns", ["a"]), (None, ["c"]), (None, ["d"])]
    assert conditions.scope == "service"


def test_a_draft_is_on_no_register() -> None:
    draft = incident("a", "2026-01-10", "stale-cache", status="draft")
    assert conditions_of(archive_of(draft)).all == ()
    assert len(conditions_of(archive_of(draft, drafts=True)).all) == 1


def test_an_empty_archive_has_an_empty_register() -> None:
    conditions = conditions_of(archive_of())
    assert (conditions.all, conditions.open, conditions.overdue, conditions.scope) == ((), (), (), "archive")


def test_what_lies_ahead_of_the_report_has_no_age() -> None:
    assert only(archive_of(incident("a", "2026-12-24", "stale-cache"))).age == 0


# ------------------------------------------------------------------ the definition, said plainly


answers = st.sampled_from(
    [
        {},
        {},
        {"accepted": {"because": "rare", "review_on": "2026-01-31"}},
        {"accepted": {"because": "rare", "review_on": "2026-02-01"}},
        {"handed_off": {"to": "the vendor"}},
        *({"covered_by": f"p{n}#A{m}"} for n in range(4) for m in (1, 2)),
    ]
)


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    drawn = draw(st.lists(facts(), min_size=1, max_size=7))
    for item in drawn:
        item["contributing_factors"] = [{**citation, **draw(answers)} for citation in item["contributing_factors"]]
        item["action_items"] = [{**work, "due": draw(st.none() | days)} for work in item["action_items"]]
    scope = draw(st.sampled_from(["organization", "service", "archive"]))
    return Archive(
        Settings.of({"recurrence_scope": scope, "as_of": AS_OF}),
        draw(st.permutations([loaded_of({"id": f"p{n}", **item}) for n, item in enumerate(drawn)])),
        [Loaded(item.source, item) for item in FACTORS],
    )


Row = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], str, int, tuple[str, ...], int]


def places(archive: Archive, postmortem: Postmortem) -> set[object]:
    match archive.settings.recurrence_scope:
        case "archive":
            return {"all"}
        case "organization":
            return {postmortem.organization}
        case _:
            return {(postmortem.organization, name) for name in postmortem.services} or {postmortem.id}


def actions_on(postmortem: Postmortem, slug: str) -> list[ActionItem]:
    return [item for item in postmortem.action_items if slug in [CALLED[name] for name in item.factors]]


def covering(archive: Archive, postmortem: Postmortem, slug: str) -> list[tuple[Postmortem, ActionItem]]:
    references = [c.covered_by for c in postmortem.contributing_factors if CALLED[c.factor] == slug]
    return [
        (other, item)
        for other in archive.postmortems
        for item in other.action_items
        if f"{other.id}#{item.id}" in references
    ]


def state_after(archive: Archive, postmortem: Postmortem, slug: str) -> str:
    (citation,) = [c for c in postmortem.contributing_factors if CALLED[c.factor] == slug]
    own = [item for item in actions_on(postmortem, slug) if item.status in ("done", "verified")]
    since = [
        item
        for _, item in covering(archive, postmortem, slug)
        if item.status in ("done", "verified")
        and (item.done_on or item.verified_on or postmortem.date) >= postmortem.date
    ]
    if own or since:
        return "closed"
    if citation.accepted and citation.accepted.review_on >= AS_OF:
        return "accepted"
    return "handed-off" if citation.handed_off else "open"


def expected_rows(archive: Archive) -> Iterator[Row]:
    for slug in set(CALLED.values()):
        citing = [p for p in archive.postmortems if slug in factors_of(p)]
        for place in {place for p in citing for place in places(archive, p)}:
            members = [p for p in citing if place in places(archive, p)]
            newest = [p for p in members if not any(is_later(p, other) for other in members)]
            states = {state_after(archive, p, slug) for p in newest}
            agreed = {(p.id, item.id): item for p in members for item in actions_on(p, slug)}
            agreed |= {(o.id, item.id): item for p in newest for o, item in covering(archive, p, slug)}
            still_open = {key: item for key, item in agreed.items() if item.status in ("open", "in-progress")}
            yield (
                slug,
                tuple(p.id for p in members),
                tuple(sorted(p.id for p in newest)),
                tuple(sorted(p.id for p in members if any(is_later(other, p) for other in members))),
                next(s for s in ("closed", "accepted", "handed-off", "open") if s in states),
                (AS_OF - min(p.date for p in members)).days,
                tuple(sorted("#".join(key) for key in still_open)),
                sum(item.due is not None and item.due < AS_OF for item in still_open.values()),
            )


def row(condition: Condition) -> Row:
    return (
        condition.factor.slug,
        tuple(o.postmortem.id for o in condition.occurrences),
        tuple(sorted(o.postmortem.id for o in condition.newest)),
        tuple(sorted(o.postmortem.id for o in condition.fed)),
        condition.state.value,
        condition.age,
        tuple(sorted(ids_of(condition.open_actions))),
        len(condition.overdue),
    )


def register(archive: Archive) -> Conditions:
    return Conditions(archive, Dispositions(archive), ActionRegister(archive))


examples = settings(deadline=None, max_examples=100)


@examples
@given(archives())
def test_the_register_is_that_of_the_plain_definition(archive: Archive) -> None:
    assert sorted(map(row, register(archive).all)) == sorted(expected_rows(archive))


@examples
@given(archives())
def test_what_a_condition_fed_is_what_the_verdicts_call_met_again(archive: Archive) -> None:
    fed = {(c.factor.slug, o.postmortem.id) for c in register(archive).all for o in c.fed}
    recurrence = Recurrence(archive)
    met = {(m.occurrence.factor.slug, p.id) for p in archive.postmortems for m in recurrence.before(p)}
    assert fed == met


@examples
@given(archives())
def test_every_condition_is_in_one_state_and_every_open_one_on_one_list(archive: Archive) -> None:
    conditions = register(archive)
    states = (conditions.open, conditions.accepted, conditions.handed_off, conditions.closed)
    assert sum(map(len, states)) == len(conditions.all)
    assert len(conditions.came_back) + len(conditions.seen_once) == len(conditions.open)
    assert set(map(id, conditions.review_due)) <= set(map(id, conditions.open))


@examples
@given(archives(), st.randoms(use_true_random=False))
def test_the_register_does_not_depend_on_the_order_of_files(archive: Archive, chance: Any) -> None:
    mixed = list(archive.loaded_postmortems)
    chance.shuffle(mixed)
    again = Archive(archive.settings, mixed, archive.loaded_factors)
    assert list(map(row, register(again).all)) == list(map(row, register(archive).all))
