"""On paper: what is read there, and on how many sheets."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import Reader

BUSY = "postmortems/2025/2025-11-18-cloudflare-bot-feature-file/"
PATTERN = "patterns/no-staged-rollout/"


def sheets(page: Page) -> int:
    """How many the page takes, on the paper that it asks for."""
    return len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))


def printed(page: Page) -> str:
    """The words on paper."""
    page.emulate_media(media="print")
    return page.locator("body").inner_text()


def test_every_review_fits_on_two_sheets(reader: Reader, bundled_site: Path) -> None:
    page = reader.open()
    reviews = sorted(file.parent.name for file in bundled_site.glob("reviews/*/index.html"))
    assert len(reviews) > 40
    counted = {}
    for name in reviews[-12:]:  # the busiest years
        page.goto(f"reviews/{name}/")
        counted[name] = sheets(page)
    assert {name: n for name, n in counted.items() if n > 2} == {}


@pytest.mark.parametrize("address", [BUSY, PATTERN, "reviews/2025-q2/", "guides/vocabulary/"])
def test_paper_has_the_page_and_nothing_that_can_only_be_clicked(address: str, reader: Reader) -> None:
    page = reader.open(address)
    heading = page.locator("h1").inner_text()
    shown, words = page.locator("body").inner_text(), printed(page)
    assert heading.removesuffix("¶") in words
    for gone in ("All patterns", "On this page", "Archive as data", "¶"):
        assert gone in shown
        assert gone not in words
    assert "Back to top" not in words


def test_the_numbers_behind_a_figure_are_printed_open(reader: Reader) -> None:
    page = reader.open(PATTERN)
    table = page.locator("figure details table").first
    assert not table.is_visible()
    printed(page)
    assert table.is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_paper_is_white_in_both_palettes(dark: bool, reader: Reader) -> None:
    page = reader.open(BUSY, dark=dark)
    page.emulate_media(media="print")
    colours = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    assert page.locator("body").evaluate(colours) == ["rgb(255, 255, 255)", "rgb(21, 32, 43)"]
    assert page.locator("h1").evaluate(colours)[1] == "rgb(21, 32, 43)"


def test_a_drawing_stays_beside_its_words(reader: Reader) -> None:
    """Chromium prints what lies over a grid at the top of the first sheet."""
    page = reader.open(PATTERN)
    page.emulate_media(media="print")
    places = page.locator(".pm-lane > svg").evaluate_all("all => all.map(e => getComputedStyle(e).position)")
    assert len(places) > 5
    assert set(places) == {"static"}


def test_the_address_of_a_source_is_printed_and_no_other(reader: Reader) -> None:
    page = reader.open(BUSY)
    page.emulate_media(media="print")
    after = "all => all.map(e => getComputedStyle(e, '::after').content)"
    sources = page.locator(".pm-sources a").evaluate_all(after)
    assert sources
    assert all("http" in told for told in sources)
    assert set(page.locator("article a:not([href^=http])").evaluate_all(after)) == {"none"}


def test_the_foot_of_the_paper_cites_the_postmortem(reader: Reader) -> None:
    page = reader.open(BUSY)
    foot = "() => getComputedStyle(document.documentElement).getPropertyValue('--pm-printed')"
    assert page.evaluate(foot) == '"Postmortem archive: 2025-11-18-cloudflare-bot-feature-file"'
