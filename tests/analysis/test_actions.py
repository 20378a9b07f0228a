"""What is owed, and how much of what was agreed came to pass."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.analysis import ActionRegister, Actions, AgreedAction, Analysis, Share
from mkdocs_postmortems.analysis.actions import days_overdue
from mkdocs_postmortems.model import ActionItem, ActionStatus
from mkdocs_postmortems.model.vocabulary import Change, ReportedStatus
from tests.analysis.agreed import DRAFT, LEADER, VOTE
from tests.archive.builders import archive_of, factor, incident

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def register() -> ActionRegister:
    """The archive that is counted by hand in agreed.py."""
    return Analysis(archive_of(VOTE, DRAFT, LEADER)).actions


def names(actions: Iterable[AgreedAction]) -> list[str]:
    return [action.reference for action in actions]


def registered(*items: dict[str, Any], day: str = "2026-01-01", **options: Any) -> ActionRegister:
    """The register of one incident with these action items."""
    said = [{"action": "Page on lag", **item} for item in items]
    return Analysis(archive_of(incident("one", day, "lag", action_items=said), **options)).actions


# ------------------------------------------------------------------ the archive counted by hand


def test_open_ones_are_in_the_order_in_which_they_are_due_and_those_without_a_date_come_last(
    register: ActionRegister,
) -> None:
    assert names(register.open) == ["leader#A1", "leader#A2", "leader#A4", "vote#A2"]
    assert names(register.overdue) == ["leader#A1", "leader#A2"]
    assert names(register.not_overdue) == ["leader#A4", "vote#A2"]
    assert names(register.dated) == ["leader#A1", "leader#A2", "leader#A4"]
    assert names(register.undated) == ["vote#A2"]
    assert [action.days_overdue for action in register.open] == [265, 1, 0, 0]
    assert [action.age for action in register.open] == [315, 315, 315, 200]


def test_an_owner_who_is_nobody_is_no_owner(register: ActionRegister) -> None:
    assert names(register.unowned) == ["leader#A4", "vote#A2"]


def test_what_became_of_the_others(register: ActionRegister) -> None:
    assert len(register) == 9
    assert register.by_status == {
        ActionStatus.OPEN: 3,
        ActionStatus.IN_PROGRESS: 1,
        ActionStatus.DONE: 1,
        ActionStatus.VERIFIED: 1,
        ActionStatus.DROPPED: 2,
        ActionStatus.UNKNOWN: 1,
    }
    assert (register.done, register.unverified, register.unknown) == (2, 1, 1)
    assert register.reported == {ReportedStatus.PLANNED: 1}
    assert [(a.reference, a.item.because) for a in register.dropped] == [
        ("vote#A5", None),
        ("leader#A3", "the first one will do"),
    ]


def test_completed_leaves_out_what_was_dropped_and_what_nobody_has_told(register: ActionRegister) -> None:
    assert register.completed == Share(part=2, whole=6, untold=1)  # 9 without 2 dropped and 1 unknown


def test_stronger_leaves_out_what_was_dropped_and_what_does_not_say_what_it_changes(register: ActionRegister) -> None:
    counts = {change: len(actions) for change, actions in register.by_change.items()}
    assert counts == {
        Change.CONTROL: 3,
        Change.DEFAULT: 1,
        Change.AUTOMATION: 0,
        Change.INTERFACE: 1,
        Change.DOCUMENT: 0,  # the only one was dropped
        Change.TRAINING: 1,
        None: 1,
    }
    assert register.stronger == Share(part=5, whole=6, untold=1)


def counted(groups: Iterable[tuple[Any, Actions]]) -> list[tuple[str, int, int, int, int]]:
    """Name, open, overdue, done, in all."""
    return [
        (getattr(thing, "slug", thing), len(some.open), len(some.overdue), some.done, len(some))
        for thing, some in groups
    ]


def test_by_owner_names_that_differ_in_case_and_marks_are_one(register: ActionRegister) -> None:
    assert counted(register.by_owner) == [("storage-team", 2, 2, 1, 4), ("client-team", 0, 0, 1, 2)]


def test_by_service_an_action_counts_at_each_service_of_its_incident(register: ActionRegister) -> None:
    assert counted(register.by_service) == [("storage", 4, 2, 2, 9), ("login", 3, 2, 0, 4)]


def test_by_factor_an_action_counts_at_each_factor_it_answers(register: ActionRegister) -> None:
    assert counted(register.by_factor) == [("unwatched-lag", 2, 1, 1, 3), ("slow-replay", 1, 1, 2, 3)]
    assert register.answering_none == 4  # leader#A3 and A4, vote#A4 and A5


def test_all_of_them_with_what_is_owed_first_then_the_newest(register: ActionRegister) -> None:
    owed = ["leader#A1", "leader#A2", "leader#A4", "vote#A2"]
    assert names(register.owed_first) == [*owed, "vote#A1", "vote#A3", "vote#A4", "vote#A5", "leader#A3"]


def test_some_postmortems_have_numbers_of_their_own(register: ActionRegister) -> None:
    assert register.of([VOTE]).completed == Share(part=2, whole=3, untold=1)
    assert register.of([LEADER, VOTE]).completed == register.completed


def test_a_draft_owes_nothing_yet_but_in_a_preview(register: ActionRegister) -> None:
    assert not any(action.postmortem.is_draft for action in register.all)
    preview = Analysis(archive_of(VOTE, DRAFT, LEADER, drafts=True)).actions
    assert names(preview.overdue) == ["leader#A1", "draft#A1", "leader#A2"]


# ------------------------------------------------------------------ edges


@pytest.mark.parametrize(("due", "days"), [("2026-11-20", 1), ("2026-11-21", 0), ("2026-11-22", 0), (None, 0)])
def test_an_action_is_late_from_the_day_after_it_was_due(due: str | None, days: int) -> None:
    (action,) = registered({} if due is None else {"due": due}).all
    assert action.days_overdue == days


@pytest.mark.parametrize("status", ["done", "verified", "dropped", "unknown"])
def test_what_is_not_open_is_never_late(status: str) -> None:
    register = registered({"due": "2020-01-01", "status": status})
    assert register.overdue == ()
    assert register.all[0].days_overdue == 0


def test_an_incident_still_to_come_has_no_age() -> None:
    (action,) = registered({}, day="2026-12-24").open
    assert action.age == 0


def test_of_two_due_on_one_day_the_more_urgent_comes_first() -> None:
    items = [{"due": "2026-12-01", "priority": p} for p in ("P2", "P0")]
    register = registered({"due": "2026-12-01"}, *items)
    assert [action.item.priority for action in register.open] == ["P0", "P2", None]


def test_an_alias_and_a_merged_factor_count_as_the_one_they_lead_to() -> None:
    described = [factor("lag", aliases=["unseen-lag"]), factor("old-lag", merged_into="lag")]
    cited = incident(
        "one", "2026-01-01", "lag", action_items=[{"action": "Page", "factors": ["unseen-lag", "old-lag", "lag"]}]
    )
    register = Analysis(archive_of(cited, factors=described)).actions
    assert counted(register.by_factor) == [("lag", 1, 0, 0, 1)]


def test_an_archive_without_action_items_counts_nothing() -> None:
    for register in (Analysis(archive_of()).actions, registered()):
        assert (len(register), register.open, register.by_owner, register.by_factor) == (0, (), (), ())
        assert (register.completed, register.stronger) == (Share(0, 0, 0), Share(0, 0, 0))
        assert not register.completed.is_telling


@pytest.mark.parametrize(
    ("share", "is_telling"),
    [
        (Share(0, 0, 0), False),
        (Share(0, 0, 5), False),
        (Share(3, 3, 4), False),
        (Share(3, 3, 3), True),
        (Share(0, 1, 0), True),
    ],
)
def test_a_share_stands_for_all_unless_more_are_left_out_than_counted(share: Share, is_telling: bool) -> None:
    assert share.is_telling is is_telling


# ------------------------------------------------------------------ whatever is agreed

items = st.fixed_dictionaries(
    {"status": st.sampled_from([*map(str, ActionStatus)])},
    optional={
        "due": st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.isoformat),
        "owner": st.sampled_from(["storage-team", "Storage team", "we", "TBD", "client-team"]),
        "changes": st.sampled_from([*map(str, Change)]),
        "priority": st.sampled_from(["P0", "P1", "P2", "P3"]),
    },
)
some_items = st.lists(items, max_size=8)


@settings(deadline=None)
@given(some_items)
def test_every_action_item_is_counted_once_for_each_question(agreed: list[dict[str, Any]]) -> None:
    register = registered(*agreed)
    assert sum(register.by_status.values()) == len(agreed)
    assert len(register.overdue) + len(register.not_overdue) == len(register.open)
    assert len(register.dated) + len(register.undated) == len(register.open)
    assert register.completed.everything + len(register.dropped) == len(agreed)
    assert register.stronger.everything + len(register.dropped) == len(agreed)
    assert sorted(names(register.owed_first)) == sorted(names(register.all))
    assert sum(len(some) for _, some in register.by_owner) == sum(action.is_owned for action in register.all)


@settings(deadline=None)
@given(some_items)
def test_open_and_late_are_what_a_reader_of_the_file_would_call_so(agreed: list[dict[str, Any]]) -> None:
    register = registered(*agreed)
    late = sorted(item["due"] for item in agreed if item["status"] in ("open", "in-progress") and "due" in item)
    assert [str(action.item.due) for action in register.dated] == late
    assert len(register.overdue) == sum(day < "2026-11-21" for day in late)


@settings(deadline=None)
@given(some_items, st.integers(1, 400))
def test_with_time_nothing_stops_being_late_by_itself(agreed: list[dict[str, Any]], days: int) -> None:
    now, then = registered(*agreed), registered(*agreed, as_of=TODAY + timedelta(days=days))
    assert {*names(now.overdue)} <= {*names(then.overdue)}
    assert names(now.open) == names(then.open)
    assert all(days_overdue(a.item, then.today) == a.days_overdue + days for a in now.overdue)


def test_stronger_are_the_changes_that_hold_when_nobody_remembers_them() -> None:
    assert [change for change in Change if not change.is_stronger] == [Change.DOCUMENT, Change.TRAINING]


def test_the_rule_and_the_register_call_the_same_items_overdue(register: ActionRegister) -> None:
    from mkdocs_postmortems.checks.rule import Filed
    from mkdocs_postmortems.checks.rules.overdue_action import RULE

    analysis = Analysis(archive_of(VOTE, LEADER))
    found: list[ActionItem] = []
    for postmortem in analysis.archive.postmortems:
        for problem in RULE.check(Filed(postmortem, analysis)):
            found.append(postmortem.action_items[int(problem.at[1])])
    assert found == [action.item for action in register.overdue]
