"""Numbers, days and spans as a reader sees them, and text that stays text."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from mkdocs_postmortems import words


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0.5, "30 s"), (1, "1 min"), (27, "27 min"), (60, "1 h"), (190, "3 h 10 min"), (1440, "1 d"), (4380, "3 d 1 h")],
)
def test_span(minutes: float, told: str) -> None:
    assert words.span(timedelta(minutes=minutes)) == told


def test_moments_are_told_in_utc() -> None:
    berlin = timezone(timedelta(hours=1))
    assert words.moment(datetime(2025, 11, 19, 0, 20, tzinfo=berlin)) == "18 November 2025, 23:20 UTC"
    assert words.clock(datetime(2025, 11, 18, 11, 20, tzinfo=UTC)) == "11:20"


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [(0, 0, "-"), (0, 5, "0%"), (1, 1000, "under 1%"), (16, 139, "12%"), (5, 5, "100%")],
)
def test_percent(part: int, whole: int, told: str) -> None:
    assert words.percent(part, whole) == told


def test_counts_know_one_from_many() -> None:
    assert [words.count(n, "day") for n in (0, 1, 1413)] == ["0 days", "1 day", "1,413 days"]
    assert words.count(2, "near miss", "near misses") == "2 near misses"
    assert [words.times(n) for n in (1, 2, 3)] == ["once", "twice", "3 times"]


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip()))
def test_a_value_in_markdown_renders_as_the_text_it_was(text: str) -> None:
    """Whatever the value is, the page shows it and makes nothing of it."""
    html = Markdown(extensions=["tables", "attr_list", "admonition", "toc"]).convert(f"# {words.markdown_text(text)}\n")
    heading = html.removeprefix("<h1").partition(">")[2].removesuffix("</h1>")
    assert "<" not in heading
    assert _plain(heading) == " ".join(text.split())


def _plain(html: str) -> str:
    from html import unescape

    return " ".join(unescape(html).split())
