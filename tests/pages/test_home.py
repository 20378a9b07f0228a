"""The home page: live where there is something to tell, and plain about what there is not yet."""

from typing import Any

import pytest

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.pages import Addresses, Renderer, all_pages
from tests.archive.builders import archive_of, incident
from tests.pages.test_reviews import words

CITED = [{"factor": "stale-cache"}]


def home(*postmortems: Postmortem, **settings: Any) -> str:
    archive = archive_of(*postmortems, **settings)
    addresses = Addresses(archive)
    pages = {page.address: page for page in all_pages(Analysis(archive), addresses)}
    return Renderer(addresses).markdown(pages[""])


def repeated(**fields: Any) -> list[Postmortem]:
    """Five postmortems of one condition."""
    return [incident(f"p{day}", f"2026-01-0{day}", "stale-cache", **fields) for day in range(1, 6)]


def action(**fields: Any) -> list[dict[str, Any]]:
    return [{"id": "A1", "action": "Bound the cache", "factors": ["stale-cache"], **fields}]


def test_an_empty_archive_says_how_to_begin_and_offers_no_search() -> None:
    page = home()
    assert "This archive is empty." in page
    assert 'postmortems new "What failed"' in words(page)
    assert "<form" not in page
    assert "<figure" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_tiny_archive_has_no_figure_and_says_what_a_pattern_needs(count: int) -> None:
    told = home(*[incident(f"p{day}", f"2026-01-0{day}", f"factor-{day}") for day in range(1, count + 1)])
    assert "<figure" not in told
    assert "No condition has come back yet." in told
    assert "No factor has been cited twice yet." in told
    assert "Nothing to judge yet" in told


def test_without_a_cited_factor_it_says_what_citing_is_for() -> None:
    assert "No postmortem cites a contributing factor yet." in home(incident("a", "2026-01-01"))


@pytest.mark.parametrize(
    ("settings", "fields", "who"),
    [
        ({}, {}, "this archive"),
        ({}, {"organization": "Acme"}, "their own organization"),
        ({"recurrence_scope": "archive"}, {"organization": "Acme"}, "this archive"),
        ({"recurrence_scope": "service"}, {"services": ["cdn"]}, "an earlier postmortem of the same service"),
    ],
)
def test_the_figure_says_who_had_written_up_what_came_back(
    settings: dict[str, Any], fields: dict[str, Any], who: str
) -> None:
    told = words(home(*repeated(**fields), **settings))
    assert f"4 of 4 met a condition that {who} had written up before" in told
    assert "All 5, by quarter. Left out of the share: 1 with nothing earlier to repeat." in told


def test_the_figure_has_its_numbers_as_a_table_that_leads_to_the_reviews() -> None:
    page = home(*repeated())
    assert '<a href="reviews/2026-q1/">2026-q1</a></th><td class="r">5</td><td class="r">4</td>' in page


def test_an_archive_without_a_near_miss_is_told_why_it_should_have_some() -> None:
    assert "No near miss among them yet." in home(*repeated())
    near_miss = incident("n", "2026-02-01", kind="near-miss", severity=None, template=None)
    assert "No near miss among them yet." not in home(*repeated(), near_miss)


def test_what_is_overdue_is_named_and_where_nothing_is_that_is_said() -> None:
    late = incident("a", "2026-01-01", contributing_factors=CITED, action_items=action(due="2026-02-01"))
    assert "Bound the cache no owner, due 2026-02-01, overdue for 293 days" in words(home(late))
    early = incident("a", "2026-01-01", contributing_factors=CITED, action_items=action(due="2027-02-01"))
    assert "None of 1 open action item." in home(early)
    assert "<h2>Overdue</h2>" not in home(incident("a", "2026-01-01"))


def test_a_fix_that_held_so_far_is_none_that_did_not() -> None:
    done = action(status="done", done_on="2026-01-02", owner="cache-team")
    assert "None so far: of 1 fix that was done, no condition has come back." in home(
        incident("a", "2026-01-01", contributing_factors=CITED, action_items=done)
    )


def test_a_site_without_our_search_has_no_form() -> None:
    page = home(*repeated(), search="material")
    assert "<form" not in page
    assert "pm-canned" not in page
