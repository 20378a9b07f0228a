"""What was decided about a contributing factor."""

from typing import Any

import pytest

from mkdocs_postmortems.analysis import Disposition, Dispositions
from mkdocs_postmortems.archive import Archive
from tests.archive.builders import archive_of, factor, incident

EARLIER = incident(
    "2026-01-09-slow-failover",
    "2026-01-09",
    action_items=[{"action": "Rehearse failover"}, {"id": "drill", "action": "Do it each quarter"}],
)
DRAFT = incident("2026-01-10-a-draft", "2026-01-10", status="draft", action_items=[{"action": "Rehearse failover"}])


def archive(citation: dict[str, Any], *actions: list[str]) -> Archive:
    """One incident that cites a factor like this, with actions on these factors."""
    items = [{"action": f"Do {n}", "factors": factors} for n, factors in enumerate(actions, start=1)]
    one = incident("now", "2026-02-01", contributing_factors=[citation], action_items=items)
    factors = [
        factor("slow-recovery", aliases=["long-restore"]),
        factor("slow-restore", merged_into="slow-recovery"),
        factor("clock-skew"),
    ]
    return archive_of(EARLIER, DRAFT, one, factors=factors)


def disposition(citation: dict[str, Any], *actions: list[str]) -> Disposition:
    found = archive(citation, *actions)
    return Dispositions(found).of(found.occurrences(found.by_id["now"])[0])


def test_a_factor_that_nothing_answers_has_no_disposition() -> None:
    found = disposition({"factor": "slow-recovery"}, [], ["clock-skew"])
    assert not found
    assert found == Disposition()


@pytest.mark.parametrize(
    ("cited", "named"),
    [
        ("slow-recovery", "slow-recovery"),
        ("slow-recovery", "long-restore"),
        ("long-restore", "slow-recovery"),
        ("slow-restore", "long-restore"),
        ("not-written", "not-written"),
    ],
)
def test_the_actions_that_name_a_factor_by_whatever_name_answer_it(cited: str, named: str) -> None:
    found = disposition({"factor": cited}, ["clock-skew"], [named], ["clock-skew", named])
    assert found
    assert [item.id for item in found.actions] == ["A2", "A3"]


@pytest.mark.parametrize(
    ("reference", "action"),
    [
        ("2026-01-09-slow-failover#A1", "Rehearse failover"),
        ("2026-01-09-slow-failover#drill", "Do it each quarter"),
    ],
)
def test_an_action_of_another_postmortem_covers_a_factor(reference: str, action: str) -> None:
    found = disposition({"factor": "slow-recovery", "covered_by": reference})
    assert found
    assert found.covered_by is not None
    assert found.covered_by[0] is EARLIER
    assert found.covered_by[1].action == action


@pytest.mark.parametrize(
    "reference",
    [
        "2026-01-09-slow-failover#A3",
        "2026-01-09-slow-failover#A2",
        "2026-01-09-slow-failover#",
        "2026-01-09-slow-failover",
        "2026-01-09-slow-failovr#A1",
        "2026-01-10-a-draft#A1",
        "#A1",
        "#",
    ],
)
def test_an_action_that_is_not_there_covers_nothing(reference: str) -> None:
    found = disposition({"factor": "slow-recovery", "covered_by": reference})
    assert not found
    assert found.covered_by is None


def test_to_accept_a_condition_with_its_reason_is_a_disposition() -> None:
    found = disposition(
        {"factor": "slow-recovery", "accepted": {"because": "it goes this year", "review_on": "2026-12-01"}}
    )
    assert found
    assert found.accepted is not None
    assert found.accepted.because == "it goes this year"


def test_to_hand_a_condition_on_is_a_disposition() -> None:
    found = disposition({"factor": "slow-recovery", "handed_off": {"to": "database-vendor"}})
    assert found
    assert found.handed_off is not None
    assert found.handed_off.to == "database-vendor"


def test_a_disposition_of_another_factor_is_none_of_this_one() -> None:
    one = incident(
        "now",
        "2026-02-01",
        contributing_factors=[
            {"factor": "slow-recovery", "handed_off": {"to": "database-vendor"}},
            {"factor": "clock-skew"},
        ],
    )
    both = archive_of(one)
    dispositions = Dispositions(both)
    assert [bool(dispositions.of(occurrence)) for occurrence in both.occurrences(one)] == [True, False]
