"""Exact tests and intervals for small counts, and the correction for having looked at many.

Counts in an archive are small, so nothing here rests on a normal approximation. Definitions as in A. Agresti,
Categorical Data Analysis (2013), sections 1.4.4, 2.6 and 3.5; the tests compare all of it with SciPy.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import exp, fsum, lgamma, log

Interval = tuple[float, float]

LEVEL = 0.95
"""Of intervals. What is called more than chance has a corrected p of at most 1 - LEVEL."""

_NOTHING = 1e-40
"""A chance, beside that of about as many as expected, beyond which none is counted."""

_TIES = 1 + 1e-7
"""Tables whose probabilities differ by rounding alone are as likely as each other."""


def share_interval(part: int, whole: int) -> Interval:
    """The shares, each from 0 to 1, that `part` of `whole` fits (C. Clopper, E. Pearson, 1934)."""
    tail = (1 - LEVEL) / 2
    low = _solve(lambda p: 1 - _binomial_up_to(part - 1, whole, p) - tail) if part > 0 else 0.0
    high = _solve(lambda p: tail - _binomial_up_to(part, whole, p)) if part < whole else 1.0
    return low, high


def _solve(rising: Callable[[float], float]) -> float:
    """Where a function that rises between 0 and 1 is zero."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2


def _binomial_up_to(most: int, tries: int, p: float) -> float:
    """The chance of at most so many."""
    if p <= 0 or p >= 1:
        return float(p <= 0)
    return sum(exp(_choose(tries, k) + k * log(p) + (tries - k) * log(1 - p)) for k in range(most + 1))


def both_by_chance(both: int, one: int, other: int, total: int, odds: float = 1) -> float:
    """The two-sided p of R. A. Fisher's exact test: how likely a count of `both` at least as odd as this is, when `one`
    and `other` fall on `total`, each as often as it does, and together by these `odds` (1 where independently)."""
    least, chances = chance_of_both(one, other, total, odds)
    here = chances[both - least]
    return min(1.0, sum(chance for chance in chances if chance <= here * _TIES))


def at_least_by_chance(both: int, one: int, other: int, total: int, odds: float = 1) -> float:
    """The one-sided p: how likely `both` or more are."""
    least, chances = chance_of_both(one, other, total, odds)
    return min(1.0, sum(chances[max(0, both - least) :]))


@lru_cache(maxsize=8192)
def chance_of_both(one: int, other: int, total: int, odds: float = 1) -> tuple[int, tuple[float, ...]]:
    """How likely each count of both is by chance alone, from the least possible one on (the hypergeometric
    distribution; with other odds R. A. Fisher's noncentral one)."""
    least, most = max(0, one + other - total), min(one, other)
    start = min(most, max(least, one * other // (total or 1)))
    chances = [0.0] * (most - least + 1)
    chances[start - least] = 1.0
    for k in range(start, most):
        step = odds * (one - k) * (other - k) / ((k + 1) * (total - one - other + k + 1))
        chances[k + 1 - least] = chances[k - least] * step
        if chances[k + 1 - least] < _NOTHING:
            break
    for k in range(start, least, -1):
        step = k * (total - one - other + k) / (odds * (one - k + 1) * (other - k + 1))
        chances[k - 1 - least] = chances[k - least] * step
        if chances[k - 1 - least] < _NOTHING:
            break
    whole = fsum(chances)
    return least, tuple(chance / whole for chance in chances)


def odds_for(expected: float, one: int, other: int, total: int) -> float:
    """The odds by which so many of both are to be expected (J. Cornfield, 1956, for the mean of the noncentral
    hypergeometric distribution)."""
    apart = (one - expected) * (other - expected)
    return expected * (total - one - other + expected) / apart if apart > 0 else 1.0


def _choose(n: int, k: int) -> float:
    """The logarithm of the number of ways to take k of n."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def corrected(chances: Sequence[float]) -> list[float]:
    """The p values after Y. Benjamini and Y. Hochberg (1995): of what stays at or below 0.05, at most one in twenty is
    expected to be chance, and where everything is chance, nothing stays in nineteen archives of twenty."""
    order = sorted(range(len(chances)), key=lambda i: chances[i], reverse=True)
    found, lowest = [0.0] * len(chances), 1.0
    for rank, i in zip(range(len(chances), 0, -1), order, strict=True):
        lowest = min(lowest, chances[i] * len(chances) / rank)
        found[i] = lowest
    return found
