"""What is found to be most like a postmortem tells of the same failure, more often than plain TF-IDF finds it.

On made-up archives whose families are known, titles hidden; `benchmarks/README.md` has the figures.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest
from benchmarks.related import Labelled, Score, made_up, ours, plain, score

ROOT = Path(__file__).parents[2]
HALVES = made_up()


def total(archives: Sequence[Labelled], scores: Sequence[Score]) -> Score:
    assert len(archives) == len(scores)
    return Score(tuple(place for one in scores for place in one.places))


@pytest.mark.parametrize("half", HALVES)
def test_the_same_failure_comes_first_more_often_than_by_words_alone(half: str) -> None:
    mine, words = ([score(archive, rank) for archive in HALVES[half]] for rank in (ours, plain))
    assert total(HALVES[half], mine).at_1 >= total(HALVES[half], words).at_1 + 0.15
    assert total(HALVES[half], mine).mrr >= total(HALVES[half], words).mrr + 0.1


def test_the_published_figures_are_those_that_are_measured() -> None:
    published = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    guide = (ROOT / "docs" / "guides" / "seen-before.md").read_text(encoding="utf-8")
    for half, archives in HALVES.items():
        mine, words = ([score(archive, rank) for archive in archives] for rank in (ours, plain))
        rows = [(archive.name, *both) for archive, *both in zip(archives, mine, words, strict=True)]
        for name, one, other in (*rows, (f"**{half}**", total(archives, mine), total(archives, words))):
            pairs = ((one.at_1, other.at_1), (one.at_3, other.at_3), (one.mrr, other.mrr))
            told = [f"{value:.2f}" for pair in pairs for value in pair]
            assert f"| {name} | {len(one.places)} | {' | '.join(told)} |" in published
        assert f"| {len(one.places)} | {' | '.join(told[:4])} |" in guide


@pytest.mark.parametrize("archive", [one for half in HALVES.values() for one in half], ids=lambda one: str(one.name))
def test_a_family_is_of_reports_that_are_there(archive: Labelled) -> None:
    assert archive.reports.keys() >= archive.kin.keys()
    assert all(len(family) > 1 for family in archive.families)
