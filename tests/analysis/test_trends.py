"""Rising and falling are said where the numbers can tell, and hardly ever where nothing moves."""

from datetime import date, timedelta
from random import Random

import pytest

from mkdocs_postmortems.analysis.trends import Direction, Trend
from tests.analysis.simulated import LAST, archive_of_days, by_chance, usual_shares

OLD, NEW = LAST - timedelta(days=900), LAST - timedelta(days=30)


def trend(days: list[tuple[date, list[str]]], slug: str, **settings: object) -> Trend:
    analysis = archive_of_days(days, **settings)
    return analysis.trends.of(analysis.patterns.by_slug[slug])


def test_a_trend_compares_shares_of_coded_postmortems() -> None:
    """By hand: 6 of 8 recent against 2 of 24 earlier.

    As odd or odder are 6, 7 and 8 recent ones: (28 * 276 + 8 * 24 + 1) / 10,518,300 ways.
    """
    days = [
        *[(NEW, ["growing"])] * 6,
        *[(NEW, ["other"])] * 2,
        *[(OLD, ["growing"])] * 2,
        *[(OLD, ["other"])] * 22,
        (NEW, []),
        (OLD, []),
    ]
    found = trend(days, "growing")
    assert (found.recent, found.recent_of, found.earlier, found.earlier_of) == (6, 8, 2, 24)
    assert found.chance == pytest.approx(7921 / 10_518_300)
    assert found.direction is Direction.RISING
    assert trend(days, "other").direction is Direction.FALLING


def test_more_postmortems_alone_are_no_trend() -> None:
    days = [*[(NEW, ["a", "b"]), (NEW, ["b"])] * 20, *[(OLD, ["a", "b"]), (OLD, ["b"])] * 4]
    assert trend(days, "a").direction is Direction.NO_EVIDENCE


def test_the_first_day_of_the_recent_past_is_recent() -> None:
    days = [(LAST - timedelta(days=100), ["a"]), (LAST - timedelta(days=101), ["a"]), (OLD, ["b"])]
    found = trend(days, "a", recent_days=100)
    assert (found.recent, found.earlier) == (1, 1)


@pytest.mark.parametrize(
    "days",
    [
        [(NEW, ["a"]), (NEW, ["a"]), (OLD, ["b"])],
        [(NEW, ["a"]), (NEW, ["a"]), (NEW, ["a"])],
        [(OLD, ["a"]), (OLD, ["a"]), (OLD, ["b"])],
    ],
    ids=["no-split-could-tell", "nothing-earlier", "nothing-recent"],
)
def test_too_few_is_an_answer(days: list[tuple[date, list[str]]]) -> None:
    found = trend(days, "a")
    assert (found.direction, found.chance, found.corrected) == (Direction.TOO_FEW, None, None)


def test_a_factor_that_is_no_pattern_has_too_few() -> None:
    assert trend([(NEW, ["a"]), (OLD, ["b"])], "a").direction is Direction.TOO_FEW


def test_an_archive_of_nothing_moves_nowhere() -> None:
    analysis = archive_of_days([])
    assert (analysis.trends.moved(Direction.RISING), analysis.trends.tested) == ((), 0)


def test_in_archives_where_nothing_moves_hardly_any_says_that_something_does() -> None:
    random = Random(20261121)
    shares = usual_shares(30)
    false = 0
    for _ in range(200):
        trends = archive_of_days(by_chance(random, 150, shares), recent_days=700).trends
        false += bool(trends.moved(Direction.RISING) or trends.moved(Direction.FALLING))
    assert false <= 10  # 5 percent


def test_a_planted_doubling_is_found() -> None:
    random = Random(7)
    shares = usual_shares(30)
    found = 0
    for _ in range(40):
        days = [
            (day, [*cited, *(["planted"] if random.random() < (0.5 if (LAST - day).days <= 700 else 0.25) else [])])
            for day, cited in by_chance(random, 600, shares)
        ]
        analysis = archive_of_days(days, recent_days=700)
        found += analysis.trends.of(analysis.patterns.by_slug["planted"]).direction is Direction.RISING
    assert found >= 38
