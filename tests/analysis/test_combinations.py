"""Pairs and triples are told where they met more often than chance, all of them counted, and hardly ever otherwise."""

from collections import Counter
from datetime import date
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, false_discovery_control, fisher_exact, hypergeom

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.analysis.combinations import LEAST, Combination, Combinations
from mkdocs_postmortems.model import Layer
from tests.analysis.simulated import archive_of_days, by_chance, usual_shares
from tests.archive.builders import archive_of, incident

DAY = date(2026, 1, 1)


def found_in(*cited: list[str]) -> Combinations:
    return archive_of_days([(DAY, slugs) for slugs in cited]).combinations


def slugs(found: Combination) -> tuple[str, ...]:
    return tuple(pattern.factor.slug for pattern in found.patterns)


def test_the_numbers_of_a_pair_are_those_reckoned_by_hand() -> None:
    """20 coded postmortems; a in 4, b in 5, both in 4: expected 4 * 5 / 20 = 1, so 4 times as often.

    The exact interval of 4 of 4 is 0.3976 to 1; by 20 / 5 = 4 that is 1.59 to 4. c is in 3, x in 12.
    p is (5 over 4) (15 over 0) / (20 over 4) = 5 / 4845. Six pairs of four factors were looked at: 6 times that.
    """
    found = found_in(*[["a", "b"]] * 4, ["b"], *[["c"]] * 3, *[["x"]] * 12)
    assert (found.tested, [p.factor.slug for p in found.factors]) == (6, ["x", "b", "a", "c"])
    pair = found.met[0]
    assert (slugs(pair), pair.together) == (("a", "b"), 4)
    assert (pair.expected, pair.lift) == (pytest.approx(1.0), pytest.approx(4.0))
    assert pair.interval == pytest.approx((1.5905, 4.0), abs=5e-5)
    assert pair.chance == pytest.approx(5 / 4845)
    assert pair.corrected == pytest.approx(6 * 5 / 4845)
    assert pair.is_more_than_chance
    assert found.more == (pair,)
    assert found.met == (pair,)


def test_a_pair_that_met_twice_is_not_ranked() -> None:
    assert found_in(*[["a", "b"]] * 2, *[["a"], ["b"]] * 3, *[["x"]] * 30).met == ()


def test_a_factor_cited_twice_is_in_no_pair() -> None:
    found = found_in(*[["a", "b"]] * 2, *[["x"]] * 30)
    assert (found.tested, found.meetings[2].pairs) == (0, 0)


def test_two_that_never_meet_are_told_where_chance_would_bring_them_together() -> None:
    found = found_in(*[["a"]] * 20, *[["b"]] * 20)
    assert [slugs(pair) for pair in found.less] == [("a", "b")]
    assert found.more == ()
    assert not found.less[0].is_more_than_chance


def test_three_at_once_are_told_where_no_pair_explains_them() -> None:
    """Three that always come together, and two that do with a third that is everywhere."""
    found = found_in(*[["a", "b", "c"]] * 6, *[["x"]] * 60)
    assert [slugs(three) for three in found.triples] == [("a", "b", "c")]
    three = found.triples[0]
    assert three.expected == pytest.approx(66 * (6 / 66) ** 3)
    assert three.chance == pytest.approx(hypergeom.sf(5, 66, 6, 6))
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
    assert (found.tested, found.met, found.less, found.triples, found.layers) == (0, (), (), (), ())
    assert all(m.pairs == 0 and m.expected == 0 for m in found.meetings)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdef"), unique=True), min_size=1, max_size=40))
def test_pairs_are_those_of_a_reckoning_without_any_index(cited: list[list[str]]) -> None:
    coded = [set(slugs) for slugs in cited if slugs]
    counts = Counter(slug for slugs in coded for slug in slugs)
    able = sorted(slug for slug, n in counts.items() if n >= LEAST)
    pairs = list(combinations(able, 2))
    chances = []
    for one, other in pairs:
        both = sum({one, other} <= slugs for slugs in coded)
        rest = len(coded) - counts[one] - counts[other] + both
        chances.append(fisher_exact([[both, counts[one] - both], [counts[other] - both, rest]]).pvalue)
    after_all = dict(zip(pairs, false_discovery_control(chances), strict=True)) if pairs else {}
    found = found_in(*cited)
    assert found.tested == len(pairs)
    for pair in found.met:
        one, other = sorted(slugs(pair))
        together = sum({one, other} <= cited_there for cited_there in coded)
        rarer = min(counts[one], counts[other])
        interval = binomtest(together, rarer).proportion_ci(method="exact")
        scale = len(coded) / max(counts[one], counts[other])
        assert pair.together == together >= LEAST
        assert pair.corrected == pytest.approx(after_all[one, other])
        assert pair.interval == pytest.approx((interval.low * scale, interval.high * scale))


def test_in_archives_where_nothing_goes_together_hardly_any_ranks_a_combination() -> None:
    random = Random(20261121)
    shares = usual_shares(30)
    false = 0
    for _ in range(200):
        found = archive_of_days(by_chance(random, 150, shares)).combinations
        false += bool(found.more or found.less or found.triples)
    assert false <= 10  # 5 percent


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
