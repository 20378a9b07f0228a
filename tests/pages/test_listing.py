"""Lists of postmortems: every one is on a page, no page is long, and a form narrows or asks the search."""

import re
from collections.abc import Mapping
from html import unescape
from itertools import chain

import pytest

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.pages import Addresses, Renderer, all_pages
from mkdocs_postmortems.pages.listing import FEWEST, LENGTH, MOST_CHOICES, Choices, listings
from tests.archive.builders import archive_of, incident

LINK = re.compile(r'<a [^>]*href="([^"]+)"')


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of three postmortems, with a form on each."""
    monkeypatch.setattr("mkdocs_postmortems.pages.listing.LENGTH", 3)
    monkeypatch.setattr("mkdocs_postmortems.pages.listing.FEWEST", 1)


def several(count: int) -> list[Postmortem]:
    """Postmortems of two services and two severities, one a day, oldest first."""
    return [
        incident(
            f"2026-03-{day:02}",
            f"2026-03-{day:02}",
            severity="SEV1" if day % 2 else "SEV2",
            services=["storage", "login"] if day % 2 else ["login"],
        )
        for day in range(1, count + 1)
    ]


def book(archive: Archive) -> Mapping[str, str]:
    """Every list page by its address, rendered."""
    addresses = Addresses(archive)
    pages = all_pages(Analysis(archive), addresses)
    renderer = Renderer(addresses)
    return {page.address: renderer.markdown(page) for page in pages if page.address.startswith(("postmort", "serv"))}


def listed(page: str) -> list[str]:
    return re.findall(r"<li[^>]*><time>([^<]+)</time>", page)


def form(page: str) -> str:
    found = re.search(r'<form class="pm-filter".*?</form>', page, re.DOTALL)
    return found[0] if found else ""


# ---------------------------------------------------------------------- pages


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("address", ["postmortems/2026", "postmortems/incidents", "services/login"])
def test_the_pages_of_a_list_have_every_postmortem_once_newest_first(address: str) -> None:
    pages = book(archive_of(*several(8)))
    found = [listed(pages[page]) for page in (address, f"{address}/page-2", f"{address}/page-3")]
    assert [len(some) for some in found] == [3, 3, 2]
    assert [*chain(*found)] == [f"2026-03-{day:02}" for day in range(8, 0, -1)]
    assert f"{address}/page-4" not in pages


@pytest.mark.usefixtures("short")
def test_a_page_leads_to_the_one_before_and_the_one_after_it() -> None:
    pages = book(archive_of(*several(8)))
    middle = pages["postmortems/2026/page-2"]
    assert "4 to 6 of 8, page 2 of 3" in middle
    assert '<a rel="prev" href="../../../postmortems/2026/">Newer</a>' in middle
    assert '<a rel="next" href="../../../postmortems/2026/page-3/">Older</a>' in middle
    assert 'rel="prev"' not in pages["postmortems/2026"]
    assert 'rel="next"' not in pages["postmortems/2026/page-3"]


def test_a_list_that_fits_on_a_page_has_no_way_to_others() -> None:
    assert "pm-pages" not in book(archive_of(*several(8)))["postmortems/2026"]


def test_of_many_pages_the_first_the_last_and_those_near_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_postmortems.pages.listing.LENGTH", 1)
    lists = listings(archive_of(), "a", several(20))
    assert lists[0].named == (1, 2, 3, 20)
    assert lists[9].named == (1, 8, 9, 10, 11, 12, 20)


def test_each_severity_and_each_kind_that_occurs_has_a_list_and_no_other() -> None:
    archive = archive_of(
        incident("a", "2026-01-01", severity="SEV2"),
        incident("b", "2026-01-02", severity=None),
        incident("c", "2026-01-03", severity=None, kind="near-miss", template=None),
    )
    pages = book(archive)
    assert {address: listed(page) for address, page in pages.items() if re.fullmatch("postmortems/[^/]+", address)} == {
        "postmortems/2026": ["2026-01-03", "2026-01-02", "2026-01-01"],
        "postmortems/sev2": ["2026-01-01"],
        "postmortems/not-graded": ["2026-01-02"],
        "postmortems/incidents": ["2026-01-02", "2026-01-01"],
        "postmortems/near-misses": ["2026-01-03"],
    }


def test_every_list_is_reached_from_the_page_about_all() -> None:
    archive = archive_of(
        incident("a", "2026-01-01", severity="SEV2", services=["storage"], organization="Acme"),
        incident("c", "2025-01-03", severity=None, kind="near-miss", template=None),
    )
    links = {unescape(link) for link in LINK.findall(book(archive)["postmortems"])}
    assert links >= {
        f"../{address}/"
        for address in (
            "postmortems/2026",
            "postmortems/2025",
            "postmortems/sev2",
            "postmortems/incidents",
            "postmortems/near-misses",
            "services/storage",
            "organizations/acme",
        )
    }


def test_services_beyond_those_with_a_row_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_postmortems.pages.services.TOLD", 1)
    page = book(archive_of(*several(8)))["services"]
    assert "<caption>2 services" in page
    assert '<th scope="row"><a href="../services/login/">login</a>' in page
    assert '<a class="pm-chip" href="../services/storage/"><span>storage</span><span class="pm-n">4</span></a>' in page


# ---------------------------------------------------------------------- forms


def test_the_form_of_a_whole_list_narrows_what_is_there() -> None:
    page = book(archive_of(*several(FEWEST)))["postmortems/2026"]
    assert 'data-for="pm-list" aria-label="Narrow this list" hidden' in form(page)
    assert "action=" not in form(page)
    assert re.findall('data-filter="([a-z]+)"', form(page)) == ["text", "severity", "service"]
    assert '<li data-severity="sev1" data-service="storage login"><time>2026-03-01' in page


@pytest.mark.usefixtures("short")
def test_the_form_of_one_page_of_several_asks_the_search_about_the_whole_list() -> None:
    page = book(archive_of(*several(8)))["postmortems/sev1"]
    assert 'role="search" aria-label="Search this list" action="../../search/" method="get" hidden>' in form(page)
    assert '<input type="hidden" name="severity" value="SEV1">' in form(page)
    assert "Search all 4" in form(page)
    assert "data-" not in page


@pytest.mark.usefixtures("short")
def test_the_form_of_a_service_does_not_ask_the_search_for_another() -> None:
    page = book(archive_of(*several(8)))["services/login"]
    assert re.findall('name="service"', form(page)) == ['name="service"']
    assert '<input type="hidden" name="service" value="login">' in form(page)


@pytest.mark.usefixtures("short")
def test_without_a_search_to_ask_the_form_says_that_it_is_about_the_page() -> None:
    page = book(archive_of(*several(8), search="material"))["postmortems/sev1"]
    assert "On this page" in form(page)
    assert 'data-for="pm-list"' in form(page)


def test_a_list_of_few_needs_no_form() -> None:
    page = book(archive_of(*several(FEWEST - 1)))["postmortems/2026"]
    assert not form(page)
    assert "data-" not in page


def test_only_what_sets_postmortems_apart_can_be_chosen() -> None:
    alike = [incident(f"p{i}", f"2026-01-0{i}", services=["storage"]) for i in range(1, 4)]
    assert Choices.among(alike) == Choices((), False, {}, {})
    assert Choices.among([*alike, incident("n", "2026-01-09", kind="near-miss", template=None)]).has_kinds


def test_more_services_than_anybody_would_look_through_are_not_offered() -> None:
    def of(count: int) -> Choices:
        return Choices.among([incident("a", "2026-01-01", services=[f"s{i}" for i in range(count)])])

    assert len(of(MOST_CHOICES).services) == MOST_CHOICES
    assert not of(MOST_CHOICES + 1).services


def test_a_hostile_name_is_a_value_like_any_other() -> None:
    postmortems = [
        incident(f"p{day}", f"2026-01-{day:02}", services=['"><script>' if day % 2 else "b"])
        for day in range(1, LENGTH // 4)
    ]
    page = book(archive_of(*postmortems))["postmortems/2026"]
    assert "<script" not in page
    assert '<option value="script">&#34;&gt;&lt;script&gt;</option>' in page
