"""Every number on the pages about patterns, on an archive that was reckoned by hand.

Fourteen postmortems, thirteen of them coded, as of 2026-11-21; what is recent began on 2025-11-21 or later.

    a   2024-01-01, 2024-04-10, 2026-01-01, 2026-06-30      gaps of 100, 631 and 180 days; 2 recent, 2 earlier
    b   the same four
    c   2024-02-01, 2024-03-01, 2024-05-01, 2024-06-01      gaps of 29, 61 and 31 days; none recent
    p, q, r, s, t   once each, in 2025; t is a near miss
    none            2025-08-01

Recent are 2 of 13 coded ones. In all 4 pairs met, and 3 * 4 * 4 / 13 = 3.69 would by chance, so 1.083 times as many
are expected of each: a and b would meet in 4 * 4 / 13 * 1.083 = 1.33. They met in 4, 3 times as often; 4 of 4 fits
0.3976 to 1, by 4 / 1.33 that is 1.2 to 3. The odds for 1.33 are 1.33 * 6.33 / 2.67² = 1.1875, so that p is
1.1875^4 / (126 + 336 * 1.1875 + 216 * 1.1875² + 36 * 1.1875³ + 1.1875^4) = 0.00223, and of three pairs 0.0067.
"""

import re
from datetime import date
from itertools import pairwise

import pytest

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.pages import Addresses, Renderer, all_pages
from tests.archive.builders import archive_of, factor, incident

DAYS = {
    "a b": ("2024-01-01", "2024-04-10", "2026-01-01", "2026-06-30"),
    "c": ("2024-02-01", "2024-03-01", "2024-05-01", "2024-06-01"),
    "p": ("2025-01-01",),
    "q": ("2025-02-01",),
    "r": ("2025-03-01",),
    "s": ("2025-04-01",),
    "t": ("2025-05-01",),
    "": ("2025-08-01",),
}


def archive() -> Analysis:
    postmortems = [
        incident(
            f"{day}-{slugs.replace(' ', '')}",
            day,
            *slugs.split(),
            organization="Acme" if slugs == "c" else "Other",
            kind="near-miss" if slugs == "t" else "incident",
        )
        for slugs, days in DAYS.items()
        for day in days
    ]
    described = [factor(slug, title=f"Factor {slug}") for slug in "abcpqrst"]
    return Analysis(archive_of(*postmortems, factors=described))


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """The words of each page."""
    analysis = archive()
    addresses = Addresses(analysis.archive)
    pages = {page.address: page for page in all_pages(analysis, addresses)}
    renderer = Renderer(addresses)
    wanted = ("patterns", "patterns/a", "patterns/c", "patterns/t", "patterns/combinations")
    return {address: _words(renderer.markdown(pages[address])) for address in wanted}


def _words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", " ", html, flags=re.DOTALL)).split())


def test_the_hand_reckoned_days_are_right() -> None:
    days = [date.fromisoformat(day).toordinal() for day in DAYS["a b"]]
    assert [later - earlier for earlier, later in pairwise(days)] == [100, 631, 180]


def test_the_list_of_patterns(said: dict[str, str]) -> None:
    words = said["patterns"]
    assert "3 of the 8 contributing factors of this archive appear in 2 postmortems or more." in words
    assert "Coded postmortems 13 of 14 1 cite no factor and are in no share" in words
    assert "Seen once 5 factors" in words
    assert "Factor a Process 4 31% 4 of 13 2024&#8211;2026 gap 180 d 1 organization 0 actions Too few" in words
    assert "2 of 2, before 2 of 11" in words
    assert "Factor c Process 4 31% 4 of 13 2024 gap 31 d 1 organization 0 actions" in words
    assert "0 of 2, before 4 of 11" in words


def test_the_page_of_a_pattern(said: dict[str, str]) -> None:
    words = said["patterns/a"]
    assert "Seen in 4 of 13 coded postmortems 31%; 1 more are not coded" in words
    assert "2024-01-01 to 2026-06-30 1 organization half of the gaps 180 days or less" in words
    assert "4 occurrences in 1 organization; 1 met it again" in words
    assert "Factor b 4 of 4 4 of 13 3.0 (1.2 to 3.0)" in words
    assert "corrected for 3 pairs" in words


def test_the_page_of_a_factor_that_was_met_once(said: dict[str, str]) -> None:
    words = said["patterns/t"]
    assert "Seen in 1 of 13 coded postmortems 8%; 1 more are not coded; 1 near miss among them" in words
    assert "Trend" not in words
    assert "Appears with" not in words


def test_the_page_of_combinations(said: dict[str, str]) -> None:
    words = said["patterns/combinations"]
    assert "Pairs tested 3 every pair of the 3 factors cited three times or more" in words
    assert "In all 4 postmortems that cite the first, the second is cited too. It is cited in 4 of 13" in words
    assert "chance would bring the two together in 1.3; it was 4." in words
    assert "That is 3.0 times as often, and between 1.2 and 3.0 times would fit these counts." in words
    assert "Factor a with factor b 4 of 4 and 4 1.3 3.0 (1.2 to 3.0) 0.007 More often than chance" in words
    assert "never 2" in words
