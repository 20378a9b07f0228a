"""The phases of an incident, drawn to scale."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.pages import charts
from tests.builders import postmortem

START = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


def phases_of(detected: int | None, mitigated: int | None, resolved: int | None) -> list[tuple[str, int]]:
    """Kinds and minutes of the phases of an incident with these minutes after its start."""
    given = {"detected_at": detected, "mitigated_at": mitigated, "resolved_at": resolved}
    times = {key: None if minutes is None else START + timedelta(minutes=minutes) for key, minutes in given.items()}
    item = postmortem(started_at=START.isoformat(), **{key: time and time.isoformat() for key, time in times.items()})
    return [(phase.kind, int(phase.length.total_seconds() // 60)) for phase in charts.phases(item)]


@pytest.mark.parametrize(
    ("detected", "mitigated", "resolved", "drawn"),
    [
        (3, 27, 70, [("undetected", 3), ("harm", 24), ("after", 43)]),
        (None, 27, 70, [("harm", 27), ("after", 43)]),
        (3, None, 70, [("undetected", 3), ("harm", 67)]),
        (3, 27, None, [("undetected", 3), ("harm", 24)]),
        (0, 27, 27, [("harm", 27)]),
        (3, None, None, [("undetected", 3)]),
        (None, None, None, []),
        (30, 27, 70, []),
    ],
    ids=[
        "all",
        "no detection",
        "no mitigation",
        "no resolution",
        "at once",
        "detection alone",
        "start alone",
        "disorder",
    ],
)
def test_phases_are_what_the_known_times_mark_off(
    detected: int | None, mitigated: int | None, resolved: int | None, drawn: list[tuple[str, int]]
) -> None:
    assert phases_of(detected, mitigated, resolved) == drawn


@given(st.lists(st.integers(0, 10_000_000), min_size=3, max_size=3))
def test_the_drawing_is_to_scale_and_well_formed(seconds: list[int]) -> None:
    detected, mitigated, resolved = (START + timedelta(seconds=s) for s in sorted(seconds))
    item = postmortem(
        started_at=START.isoformat(),
        detected_at=detected.isoformat(),
        mitigated_at=mitigated.isoformat(),
        resolved_at=resolved.isoformat(),
    )
    drawn = charts.phases(item)
    if drawn:
        root = ElementTree.fromstring(charts.phase_chart(drawn))
        widths = [float(rect.attrib["width"].rstrip("%")) for rect in root.findall("rect")]
        total = drawn[-1].end - drawn[0].start
        assert sum(widths) == pytest.approx(100, abs=0.1)
        assert widths == pytest.approx([100 * (phase.length / total) for phase in drawn], abs=0.01)
        assert len(root.findall("line")) <= 9


def test_the_drawing_says_in_words_what_it_shows() -> None:
    chart = str(charts.phase_chart(charts.phases(postmortem())))
    assert (
        'aria-label="Not yet detected, 8 min, harm continuing, 23 min, harm stopped, not yet normal, 47 min"' in chart
    )


def test_a_sparkline_has_one_column_for_each_year_and_says_its_numbers() -> None:
    chart = str(charts.year_columns({2021: 3, 2023: 1}, range(2020, 2024), "by year"))
    columns, ticks = re.findall(r'class="pm-col[^"]*" d="([^"]*)"', chart)
    assert (columns, ticks) == ("M5 19v-18h4v18zM15 19v-6h4v6z", "M0 19v-1h4v1zM10 19v-1h4v1z")
    assert "by year: 0, 3, 0, 1" in chart


def test_text_in_a_chart_is_escaped() -> None:
    assert "<b>" not in str(charts.year_columns({2020: 1}, range(2020, 2021), 'by <b>"year"'))
