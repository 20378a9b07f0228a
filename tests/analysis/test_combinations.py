"""Pairs and triples are told where they met more often than chance, all of them counted, and hardly ever otherwise."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, false_discovery_control, nchypergeom_fisher

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.analysis.combinations import LEAST, Combination, Combinations
from mkdocs_postmortems.analysis.statistics import odds_for
from mkdocs_postmortems.model import Layer
from tests.analysis.simulated import archive_of_days, by_chance, so_many_each, usual_shares
from tests.archive.builders import archive_of, incident

DAY = date(2026, 1, 1)


def found_in(*cited: list[str]) -> Combinations:
    return archive_of_days([(DAY, slugs) for slugs in cited]).combinations


def slugs(found: Combination) -> tuple[str, ...]:
    return tuple(pattern.factor.slug for pattern in found.patterns)


def test_the_numbers_of_a_pair_are_those_reckoned_by_hand() -> None:
    """12 coded postmortems; a and b in the same 4, c in 4 others, and one each of something else.

    4 pairs met, and so many would by chance: 3 pairs of 4 * 4 / 12 each. Expected are 4 * 4 / 12, so a and b met 3
    times as often. The exact interval of 4 of 4 is 0.3976 to 1; by 12 / 4 that is 1.19 to 3.
    p is (4 over 4) (8 over 0) / (12 over 4) = 1 / 495, and three pairs were looked at.
    """
    found = found_in(*[["a", "b"]] * 4, *[["c"]] * 4, ["p"], ["q"], ["r"], ["s"])
    assert (found.tested, found.breadth) == (3, pytest.approx(1))
    pair = found.met[0]
    assert (slugs(pair), pair.together) == (("a", "b"), 4)
    assert (pair.expected, pair.lift) == (pytest.approx(4 / 3), pytest.approx(3))
    assert pair.interval == pytest.approx((1.1929, 3.0), abs=5e-5)
    assert pair.chance == pytest.approx(1 / 495)
    assert pair.corrected == pytest.approx(3 / 495)
    assert (found.more, found.met) == ((pair,), (pair,))


def test_where_some_postmortems_list_many_factors_more_pairs_are_expected() -> None:
    """a, b and c 5 times each in 15, 3 times all at once: 9 pairs met, and 3 * 5 * 5 / 15 = 5 would by chance."""
    found = found_in(*[["a", "b", "c"]] * 3, *[["a"], ["b"], ["c"]] * 2, *[[f"x{i}"] for i in range(6)])
    assert found.breadth == pytest.approx(9 / 5)
    assert [pair.expected for pair in found.met] == [pytest.approx(3)] * 3
    assert found.more == ()


def test_where_all_list_as_few_no_fewer_pairs_are_expected() -> None:
    found = found_in(*[["a", "b"]] * 3, *[["c", "d"]] * 3, *[["a", "d"]] * 3)
    assert found.breadth == 1
    assert {pair.expected for pair in found.met} == {3 * 6 / 9, 6 * 6 / 9}


def test_a_pair_that_met_twice_is_not_ranked() -> None:
    assert found_in(*[["a", "b"]] * 2, *[["a"], ["b"]] * 3, *[["x"]] * 30).met == ()


def test_a_factor_cited_twice_is_in_no_pair() -> None:
    found = found_in(*[["a", "b"]] * 2, *[["x"]] * 30)
    assert (found.tested, found.meetings[2].pairs) == (0, 0)


def test_two_that_never_meet_are_no_finding() -> None:
    found = found_in(*[["a"]] * 20, *[["b"]] * 20)
    assert (found.met, found.more) == ((), ())


def test_three_at_once_are_told_where_no_pair_explains_them() -> None:
    """Three that always come together, and two that do with a third that is everywhere."""
    found = found_in(*[["a", "b", "c"]] * 6, *[["x"]] * 60)
    assert [slugs(three) for three in found.triples] == [("a", "b", "c")]
    three = found.triples[0]
    assert three.together == 6
    assert three.chance == pytest.approx(nchypergeom_fisher.sf(5, 66, 6, 6, odds_for(found.met[0].expected, 6, 6, 66)))
    often = found_in(*[["a", "b", "c"]] * 6, *[["c"]] * 58, ["a"], ["b"])
    assert often.triples == ()
    assert often.triples_met == 1


def test_meetings_are_counted_from_never_to_eight_and_more() -> None:
    found = found_in(*[["a", "b"]] * 9, *[["c"]] * 3, *[["x"]] * 2)
    assert [(m.times, m.pairs) for m in found.meetings if m.pairs] == [(0, 2), (8, 1)]
    assert sum(m.pairs for m in found.meetings) == found.tested == 3
    assert sum(m.expected for m in found.meetings) == pytest.approx(3)


def test_layers_that_lined_up_are_counted_by_postmortem() -> None:
    layered = [{"factor": "a", "layer": "trigger"}, {"factor": "b", "layer": "control-gap"}]
    archive = archive_of(
        incident("p1", "2026-01-01", contributing_factors=layered),
        incident("p2", "2026-01-02", contributing_factors=[*layered, {"factor": "c", "layer": "trigger"}]),
        incident("p3", "2026-01-03", contributing_factors=[{"factor": "a", "layer": "system-gap"}]),
        incident("p4", "2026-01-04"),
    )
    layers = Analysis(archive).combinations.layers
    assert layers == ((frozenset({Layer.TRIGGER, Layer.CONTROL_GAP}), 2), (frozenset({Layer.SYSTEM_GAP}), 1))


def test_an_archive_of_nothing_has_no_combinations() -> None:
    found = found_in()
    assert (found.tested, found.met, found.triples, found.layers) == (0, (), (), ())
    assert all(m.pairs == 0 and m.expected == 0 for m in found.meetings)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdef"), unique=True), min_size=1, max_size=40))
def test_pairs_are_those_of_a_reckoning_without_any_index(cited: list[list[str]]) -> None:
    coded = [set(slugs) for slugs in cited if slugs]
    counts = Counter(slug for slugs in coded for slug in slugs)
    able = sorted(slug for slug, n in counts.items() if n >= LEAST)
    pairs = list(combinations(able, 2))
    both = {(one, other): sum({one, other} <= slugs for slugs in coded) for one, other in pairs}
    by_chance = sum(counts[one] * counts[other] for one, other in pairs) / (len(coded) or 1)
    breadth = max(1, sum(both.values()) / by_chance) if pairs else 1
    found = found_in(*cited)
    assert found.tested == len(pairs)
    assert found.breadth == pytest.approx(breadth)
    chances = {}
    for (one, other), together in both.items():
        a, b, total = counts[one], counts[other], len(coded)
        expected = max(a + b - total, min(breadth * a * b / total, min(a, b) - 0.5), 0)
        odds = odds_for(expected, a, b, total)
        is_certain = a + b - total >= min(a, b)  # which SciPy's law cannot do
        chances[one, other] = 1.0 if is_certain else min(1.0, nchypergeom_fisher.sf(together - 1, total, a, b, odds))
    after_all = dict(zip(pairs, false_discovery_control(list(chances.values())), strict=True)) if pairs else {}
    for pair in found.met:
        one, other = sorted(slugs(pair))
        interval = binomtest(both[one, other], min(counts[one], counts[other])).proportion_ci(method="exact")
        scale = min(counts[one], counts[other]) / pair.expected
        assert pair.together == both[one, other] >= LEAST
        assert pair.corrected == pytest.approx(after_all[one, other], abs=1e-6)
        assert pair.interval == pytest.approx((interval.low * scale, interval.high * scale))


@pytest.mark.parametrize(
    "archive",
    [
        lambda random: by_chance(random, 150, usual_shares(30)),
        lambda random: so_many_each(random, 150, usual_shares(30), 3, 5),
        lambda random: so_many_each(random, 150, usual_shares(30), 1, 8),
    ],
    ids=["any-number-of-factors", "about-four-each", "some-read-more-closely"],
)
def test_in_archives_where_nothing_goes_together_hardly_any_ranks_a_combination(
    archive: Callable[[Random], list[tuple[date, list[str]]]],
) -> None:
    random = Random(20261121)
    false = 0
    for _ in range(80):
        found = archive_of_days(archive(random)).combinations
        false += bool(found.more or found.triples)
    assert false <= 4  # 5 percent


def test_in_a_large_archive_where_nothing_goes_together_hardly_any_ranks_a_combination() -> None:
    random = Random(20261121)
    false = 0
    for _ in range(8):
        false += bool(archive_of_days(by_chance(random, 1500, usual_shares(30))).combinations.more)
    assert false == 0


def test_a_planted_triple_is_found_and_nothing_beside_it() -> None:
    random = Random(11)
    shares = usual_shares(30)
    found = 0
    for _ in range(20):
        days = by_chance(random, 150, shares)
        for _, cited in random.sample(days, 8):
            cited[:0] = ["planted-a", "planted-b", "planted-c"]
        triples = archive_of_days(days).combinations.triples
        found += [slugs(three) for three in triples] == [("planted-a", "planted-b", "planted-c")]
    assert found >= 19


def test_a_postmortem_that_lists_everything_costs_no_time() -> None:
    everything = [f"f{number:03d}" for number in range(200)]
    found = found_in(*[everything] * 3, *[["a", "b", "c"]] * 4, *[["x"]] * 40)
    assert found.tested == 203 * 204 // 2
    assert found.triples_met == 1
