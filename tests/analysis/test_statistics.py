"""Intervals, exact tests and corrections are those of SciPy, and of what was published."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, false_discovery_control, fisher_exact, hypergeom, nchypergeom_fisher

from mkdocs_postmortems.analysis.statistics import (
    at_least_by_chance,
    both_by_chance,
    chance_of_both,
    corrected,
    share_interval,
)

Table = tuple[int, int, int, int]
"""How many have both, the one, the other, and how many there are."""


@st.composite
def tables(draw: st.DrawFn, most: int = 400) -> Table:
    total = draw(st.integers(1, most))
    one, other = draw(st.integers(0, total)), draw(st.integers(0, total))
    return draw(st.integers(max(0, one + other - total), min(one, other))), one, other, total


def cells(table: Table) -> list[list[int]]:
    both, one, other, total = table
    return [[both, one - both], [other - both, total - one - other + both]]


@given(tables())
def test_the_exact_test_is_scipys(table: Table) -> None:
    assert both_by_chance(*table) == pytest.approx(fisher_exact(cells(table)).pvalue, rel=1e-6, abs=1e-12)


@given(tables())
def test_the_one_sided_test_is_scipys(table: Table) -> None:
    both, one, other, total = table
    assert at_least_by_chance(*table) == pytest.approx(hypergeom.sf(both - 1, total, one, other), rel=1e-6, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(tables(most=120), st.floats(0.05, 20))
def test_with_other_odds_the_chances_are_scipys(table: Table, odds: float) -> None:
    _, one, other, total = table
    least, chances = chance_of_both(one, other, total, odds)
    expected = nchypergeom_fisher.pmf(range(least, least + len(chances)), total, one, other, odds)
    assert chances == pytest.approx(list(expected), abs=1e-7)


@settings(max_examples=60)
@given(st.integers(1, 500), st.data())
def test_the_interval_of_a_share_is_scipys(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    expected = binomtest(part, whole).proportion_ci(method="exact")
    assert share_interval(part, whole) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_the_correction_is_scipys(chances: list[float]) -> None:
    assert corrected(chances) == pytest.approx(list(false_discovery_control(chances)))


def test_nothing_looked_at_is_nothing_corrected() -> None:
    assert corrected([]) == []


def test_the_lady_who_tasted_tea() -> None:
    """R. A. Fisher, The Design of Experiments (1935): three of four cups right, one-sided 17/70, two-sided 34/70."""
    assert at_least_by_chance(3, 4, 4, 8) == pytest.approx(17 / 70)
    assert both_by_chance(3, 4, 4, 8) == pytest.approx(34 / 70)


def test_a_published_interval() -> None:
    """A. Agresti, B. Coull, Approximate is better than exact (1998): 0 of 10 and 5 of 10 at 95 percent."""
    assert share_interval(0, 10) == pytest.approx((0.0, 0.3085), abs=5e-5)
    assert share_interval(5, 10) == pytest.approx((0.1871, 0.8129), abs=5e-5)


@given(tables(most=3000))
def test_the_chances_of_all_counts_are_one_together(table: Table) -> None:
    _, one, other, total = table
    least, chances = chance_of_both(one, other, total)
    assert sum(chances) == pytest.approx(1)
    assert least + len(chances) - 1 == min(one, other)
