"""What a first visit costs. The budgets lie a little above what was measured on the bundled archive, so that a page
which begins to weigh more is noticed in the change that makes it so; raise one knowingly, and say why in the commit."""

import gzip
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.chromium import Reader
from tests.browser.kinds import KINDS

PAGE = 12_500
"""The HTML of a page, in bytes as a host sends them compressed; most kinds need 5 to 11 kB."""
HEAVY = {
    "postmortem": 15_000,  # the busiest: ten factors, nine actions, each with what became of it
    "pattern": 15_500,  # grows with its occurrences, until they are listed by year
    "list": 16_000,
    "open": 17_000,
    "fixes": 19_000,
    "patterns": 24_000,
    "measures": 26_500,  # drawings, each with its table
}
AROUND = 77_500
"""Styles, scripts and icon, most of them the theme's."""
SEARCH = 9_000
"""What the page of the search has besides, before anybody searches."""
REQUESTS = 8


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_and_what_it_loads_stay_within_their_budget(
    kind: str, reader: Reader, kinds: Mapping[str, tuple[str, ...]], bundled_site: Path
) -> None:
    for address in kinds[kind]:
        reader.requested.clear()
        reader.open(address).wait_for_load_state("networkidle")
        page, *around = (_bytes(bundled_site, url) for url in reader.requested)
        assert page <= HEAVY.get(kind, PAGE), address
        assert sum(around) <= AROUND + (SEARCH if kind == "search" else 0), address
        assert len(around) < REQUESTS, (address, reader.requested)


def test_nothing_of_an_index_is_fetched_before_a_search(reader: Reader) -> None:
    reader.open("search/").wait_for_load_state("networkidle")
    assert [url for url in reader.requested if "pagefind" in url or "search_index" in url] == []


def _bytes(site: Path, url: str) -> int:
    """How much of a file a host sends that compresses what it sends, as hosts do."""
    file = site / urlsplit(url).path.lstrip("/")
    return len(gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes()))
