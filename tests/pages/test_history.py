"""The figure of all postmortems: what is drawn is what happened, at any size."""

from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from mkdocs_postmortems.analysis import Analysis, Period
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.pages.history import FEWEST, MOST_PERIODS, History, Told
from tests.archive.builders import archive_of, incident

AGAIN, NEAR_AGAIN = "pm-dot pm-dot--here", "pm-dot pm-dot--near pm-dot--nearhere"
OTHER, NEAR = "pm-dot", "pm-dot pm-dot--near"


def near_miss(name: str, day: str, *factors: str) -> Postmortem:
    return incident(name, day, *factors, kind="near-miss", severity=None, template=None)


def history(*postmortems: Postmortem) -> History | None:
    return History.of(Analysis(archive_of(*postmortems)))


def drawn(*postmortems: Postmortem) -> tuple[History, ElementTree.Element]:
    found = history(*postmortems)
    assert found is not None
    return found, ElementTree.fromstring(found.drawn())


SMALL = (
    incident("a", "2025-05-01", "x"),
    near_miss("b", "2025-05-02"),
    incident("c", "2026-01-01", "x"),
    near_miss("d", "2026-01-02", "x"),
    incident("e", "2026-01-03", "y"),
)


def test_each_postmortem_is_a_mark_of_its_kind_in_its_quarter() -> None:
    found, root = drawn(*SMALL)
    assert {period.label: told for period, told in found.periods.items()} == {
        "2025-q1": Told(),
        "2025-q2": Told(others=1, near=1),
        "2025-q3": Told(),
        "2025-q4": Told(),
        "2026-q1": Told(again=1, near_again=1, others=1),
        **{f"2026-q{n}": Told() for n in (2, 3, 4)},
    }
    marks = [(mark.attrib["x"], mark[0].attrib["class"]) for mark in root.findall("svg")]
    assert marks == [("18.75%", OTHER), ("18.75%", NEAR), ("56.25%", AGAIN), ("56.25%", NEAR_AGAIN), ("56.25%", OTHER)]


def test_marks_of_a_quarter_stand_on_each_other() -> None:
    _, root = drawn(*SMALL)
    heights = [float(mark.attrib["y"]) for mark in root.findall("svg") if mark.attrib["x"] == "56.25%"]
    assert heights == sorted(heights, reverse=True)
    assert {one - other for one, other in pairwise(heights)} == {12}


def test_the_drawing_says_what_it_shows() -> None:
    _, root = drawn(*SMALL)
    assert root.attrib["aria-label"] == (
        "5 postmortems by quarter, 2025 to 2026: 2 met a condition again, 2 near misses"
    )


def test_the_table_has_the_quarters_with_postmortems_newest_first() -> None:
    found, _ = drawn(*SMALL)
    assert [(period.label, told.all, told.met_again, told.near_misses) for period, told in found.filled] == [
        ("2026-q1", 3, 2, 1),
        ("2025-q2", 2, 0, 1),
    ]


def test_where_marks_would_pile_up_lengths_tell_the_same() -> None:
    many = [incident(f"p{i}", "2026-02-01") for i in range(30)]
    found, root = drawn(*many, near_miss("n", "2026-02-02"), incident("q", "2026-05-01"))
    assert found.has_columns
    columns = [(rect.attrib["class"], float(rect.attrib["height"])) for rect in root.findall("rect")]
    assert columns == [("pm-col pm-col--others", 120.0), ("pm-col pm-col--near", 4.0), ("pm-col pm-col--others", 4.0)]
    assert [text.text for text in root.findall("text")][:1] == ["31"]


def test_a_long_history_is_told_by_year_and_a_longer_one_without_its_beginning() -> None:
    found, _ = drawn(*[incident(f"p{year}", f"{year}-02-01") for year in range(1990, 2027)])
    assert not found.is_by_quarter
    assert next(iter(found.periods)) == Period(1990)
    found, root = drawn(incident("old", "1900-01-01"), *SMALL)
    assert len(found.periods) == MOST_PERIODS
    assert found.left_out == 1
    assert root.attrib["aria-label"].startswith("5 postmortems by year, 1947 to 2026")


@pytest.mark.parametrize("count", range(FEWEST))
def test_a_handful_is_not_drawn(count: int) -> None:
    assert history(*SMALL[:count]) is None


def test_no_mark_is_drawn_outside_its_quarter_and_all_have_one() -> None:
    postmortems = [incident(f"p{i}", f"{2016 + i // 12}-{i % 12 + 1:02}-15", "x") for i in range(120)]
    found, root = drawn(*postmortems)
    assert Counter(mark.attrib["x"] for mark in root.findall("svg")).total() == 120
    assert sum(told.all for told in found.periods.values()) == 120
