"""Plots of measures: what is drawn is what the numbers say, at any size."""

import re
from math import log10
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.analysis import Period, Summary, Unit, Why
from mkdocs_postmortems.pages.plots import DAYS, MOST_MARKS, SECONDS, DotPlot, Mark, columns

YEARS = [Period(year) for year in range(2020, 2024)]


def dot_plot(by_year: dict[int, list[float]]) -> tuple[DotPlot, ElementTree.Element]:
    plot = DotPlot({Period(y): [Mark(v, f"value {v}") for v in values] for y, values in by_year.items()}, SECONDS)
    summaries = {Period(y): Summary(Unit.SECONDS, tuple(sorted(values))) for y, values in by_year.items()}
    return plot, ElementTree.fromstring(plot.drawn(summaries, "spans by year"))


def places(root: ElementTree.Element) -> list[tuple[str, str, float, float]]:
    """Each mark: its words, its year's place across, its offset, its height."""
    return [
        (circle.findtext("title") or "", year.attrib["x"], float(circle.attrib["cx"]), float(mark.attrib["y"]))
        for year in root.findall("svg")
        for mark in year.findall("svg")
        for circle in mark.findall("circle")
    ]


def test_each_value_is_a_mark_at_its_height_on_a_logarithmic_scale() -> None:
    _, root = dot_plot({2020: [60, 600, 6000], 2021: [60_000]})
    found = {words: y for words, _, _, y in places(root)}
    assert found == {"value 60": 236, "value 600": 164, "value 6000": 92, "value 60000": 20}


def test_values_below_a_minute_are_a_share_of_their_year_and_no_mark() -> None:
    _, root = dot_plot({2020: [0, 59, 600], 2021: [600]})
    assert len(places(root)) == 2
    texts = [text.text for text in root.iter("text")]
    assert "2/3" in texts
    assert "0/1" in texts
    assert [text for text in texts if text in ("same", "minute")] == ["same", "minute"]


def test_without_values_below_a_minute_there_is_no_strip() -> None:
    _, root = dot_plot({2020: [600]})
    assert "same" not in [text.text for text in root.iter("text")]


def test_the_median_is_drawn_where_there_are_three_and_it_has_a_place() -> None:
    _, root = dot_plot({2020: [60, 600, 6000], 2021: [60, 600], 2022: [0, 0, 600], 2023: [60_000]})
    medians = [float(line.attrib["y1"]) for line in root.iter("line") if "pm-median" in line.attrib["class"]]
    assert medians == [164]


def test_the_scale_begins_at_the_line_below_the_least_value() -> None:
    _, root = dot_plot({2020: [4000, 40_000]})
    assert [text.text for text in root.findall("text")][:2] == ["1 h", "10 h"]


def test_a_median_between_a_value_without_a_place_and_one_far_up_is_on_the_scale() -> None:
    _, root = dot_plot({2020: [0, 0, 36_000, 36_000]})
    [median] = [line for line in root.iter("line") if "pm-median" in line.attrib["class"]]
    assert 20 < float(median.attrib["y1"]) < 236


def test_equal_values_lie_beside_each_other() -> None:
    _, root = dot_plot({2020: [600] * 7})
    assert sorted(offset for _, _, offset, _ in places(root)) == [-19.2, -12.8, -6.4, 0, 6.4, 12.8, 19.2]


def test_values_that_have_no_room_side_by_side_are_bands() -> None:
    plot, root = dot_plot({2020: [600] * 8 + [6000, 6000]})
    assert (plot.is_banded, plot.widest, places(root)) == (True, 8, [])
    [path] = root.iter("path")
    assert re.findall(r"h (\d+\.\d)", path.attrib["d"]) == ["6.0", "24.0"]  # two of eight, then the widest


def test_an_archive_of_any_size_has_a_small_plot() -> None:
    plot, _ = dot_plot({year: [60 * 1.01**i for i in range(1000)] for year in range(2007, 2027)})
    summaries = {period: Summary(Unit.SECONDS, (60.0,) * 3) for period in plot.marks}
    assert plot.is_banded
    assert len(plot.drawn(summaries, "spans")) < 30_000


@given(st.lists(st.floats(1, 20_000), min_size=1, max_size=MOST_MARKS))
def test_marks_are_one_for_each_value_in_order_and_cover_no_other(values: list[float]) -> None:
    plot = DotPlot({Period(2020): [Mark(v, f"{v}") for v in values]}, DAYS)
    root = ElementTree.fromstring(plot.drawn({Period(2020): Summary(Unit.DAYS, tuple(sorted(values)))}, "days"))
    found = places(root)
    if plot.is_banded:
        assert not found
    else:
        assert sorted(float(words) for words, *_ in found) == sorted(values)
        assert all(20 <= y <= 236 for _, _, _, y in found)
        by_height = sorted(found, key=lambda mark: -mark[3])
        assert [log10(float(mark[0])) for mark in by_height] == pytest.approx(sorted(map(log10, values)), abs=0.01)
        spots = [(offset, y) for _, _, offset, y in found]
        assert all(a[0] != b[0] or abs(a[1] - b[1]) > 6.3 for i, a in enumerate(spots) for b in spots[:i])


def test_a_column_is_filled_as_far_as_it_is_so() -> None:
    summaries = {
        Period(2020): Summary(Unit.SHARE, (0, 0, 1, 1)),
        Period(2021): Summary(Unit.SHARE, (1,), {Why.FATE_UNKNOWN: 9}),
        Period(2022): Summary(Unit.SHARE),
    }
    root = ElementTree.fromstring(columns(summaries, "shares", is_share=True))
    heights = [(rect.attrib["class"], float(rect.attrib["height"])) for rect in root.iter("rect")]
    assert heights == [
        ("pm-counted", 28),  # four of ten, on a scale of 70 pixels
        ("pm-col", 14),
        ("pm-left-out", 70),
        ("pm-counted", 7),
        ("pm-col", 7),
    ]
    assert [text.text for text in root.iter("text")] == [
        "'20", "2", "of 4", "'21", "1", "of 1", "'22", "-",
    ]  # fmt: skip


def test_counts_alone_have_one_column_a_year() -> None:
    summaries = {Period(2020): Summary(Unit.COUNT, (1, 1)), Period(2021): Summary(Unit.COUNT)}
    root = ElementTree.fromstring(columns(summaries, "counts", is_share=False))
    assert [rect.attrib["class"] for rect in root.iter("rect")] == ["pm-col"]


def test_a_plot_of_nothing_is_well_formed() -> None:
    assert ElementTree.fromstring(columns({}, "nothing", is_share=True)).attrib["aria-label"] == "nothing"
    assert ElementTree.fromstring(DotPlot({}, SECONDS).drawn({}, "nothing")).attrib["role"] == "img"


def test_words_in_a_plot_are_text() -> None:
    plot = DotPlot({Period(2020): [Mark(600, "<b>&</b>")]}, SECONDS)
    drawn = plot.drawn({Period(2020): Summary(Unit.SECONDS, (600,))}, '"<b>"')
    assert "<b>" not in drawn
    assert [mark[0] for mark in places(ElementTree.fromstring(drawn))] == ["<b>&</b>"]
