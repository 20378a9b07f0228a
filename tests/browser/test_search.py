"""Searching as readers do: by words, by facets, by both, from somebody's link, by keyboard, on a phone."""

from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, unquote_plus

import pytest
import yaml

from tests.browser.axe import violations
from tests.browser.chromium import WIDTHS, Page, Reader

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"))
SHOWN = 3


def search(reader: Reader, query: str = "", **more: Any) -> Page:
    """The page of the search, with whatever was asked for found."""
    page = reader.open(f"search/?{query}", **more)
    settle(page)
    return page


def settle(page: Page) -> None:
    page.wait_for_selector("#pm-q")
    if "?" in page.url and not page.url.endswith("?"):
        page.wait_for_selector(".pm-bar:not([hidden]), .pm-told:not([hidden])")
        finished(page)


def finished(page: Page) -> None:
    """Results and counts come one after the other, and both say when they are there."""
    page.wait_for_selector(".pm-facets:not([aria-busy])", state="attached")
    page.wait_for_selector(".pm-cases:not([aria-busy])", state="attached")


def told(page: Page) -> str:
    return page.inner_text(".pm-count")


def titles(page: Page) -> list[str]:
    return page.locator(".pm-cases .pm-title").all_inner_texts()


def facet(page: Page, name: str) -> dict[str, int]:
    """The values of a facet that are shown, with their counts."""
    labels = page.locator(f'[data-facet="{name}"] label:not([hidden])').all_inner_texts()
    pairs = (" ".join(label.split()).rpartition(" ") for label in labels)
    return {value: int(n.replace(",", "")) for value, _, n in pairs}


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f'[data-facet="{name}"]').get_by_label(value).click()
    finished(page)


@pytest.mark.parametrize("query", QUERIES, ids=[query["asked"] for query in QUERIES])
def test_what_is_looked_for_is_among_the_first_three(query: dict[str, Any], reader: Reader) -> None:
    page = search(reader, f"q={quote_plus(query['asked'])}")
    links = page.locator(".pm-cases .pm-title").evaluate_all("links => links.map(link => link.pathname.slice(1))")
    assert set(links[:SHOWN]) & set(query["wanted"])


def test_nothing_of_any_index_is_fetched_before_somebody_searches(reader: Reader) -> None:
    for address in ("", "search/", "patterns/expired-certificate/"):
        reader.open(address).wait_for_load_state("networkidle")
    assert [url for url in reader.requested if any(part in url for part in ("pagefind", ".json", "search_index"))] == []


def test_browsing_by_facet_alone_never_fetches_the_index(reader: Reader) -> None:
    page = search(reader, "severity=SEV1&year=2025")
    assert told(page).startswith("10 of 139")
    assert [url for url in reader.requested if "pagefind" in url] == []


def test_a_facet_opened_before_any_search_tells_what_the_archive_has(reader: Reader) -> None:
    page = search(reader)
    page.get_by_role("button", name="Kind").click()
    page.wait_for_selector('[data-facet="kind"] label')
    assert sum(facet(page, "kind").values()) == 139
    assert [url for url in reader.requested if "pagefind" in url] == []


def test_words_are_found_highlighted_with_their_section(reader: Reader) -> None:
    page = search(reader, "q=redis+failover")
    first = page.locator(".pm-cases > li").first
    assert "Redis failover" in first.locator(".pm-title").inner_text()
    assert first.locator("time").inner_text() == "2017-10-13"
    assert "Discord" in first.inner_text()
    assert "failover" in [mark.lower().strip(".,") for mark in first.locator("mark").all_inner_texts()]
    assert "#" in (first.locator(".pm-meta a").get_attribute("href") or "")


def test_counts_are_those_of_choosing_a_value_instead(reader: Reader) -> None:
    """The other values of a facet keep their numbers when one is chosen, for any of them may be added."""
    page = search(reader, "q=certificate")
    before = facet(page, "year")
    choose(page, "year", "2021")
    assert facet(page, "year") == before
    assert told(page).startswith(f"{before['2021']} of ")
    choose(page, "year", "2022")
    assert told(page).startswith(f"{before['2021'] + before['2022']} of ")


def test_two_facets_narrow_each_other(reader: Reader) -> None:
    page = search(reader, "severity=SEV2")
    name, among = next(iter(facet(page, "organization").items()))
    choose(page, "organization", name)
    assert told(page).startswith(f"{among} of 139")
    assert facet(page, "severity")["SEV2"] == among
    assert facet(page, "organization")[name] == among


def test_a_factor_is_found_by_another_name(reader: Reader) -> None:
    page = search(reader, "factor=cert-expired")
    assert told(page).startswith("5 of 139")
    box = page.locator('[data-facet="factor"] input[type=search]')
    box.fill("tls expiry")
    assert list(facet(page, "factor")) == ["Expired certificate"]


def test_a_shared_address_shows_what_was_shared(reader: Reader) -> None:
    page = search(reader, "q=certificate&severity=SEV1&sort=oldest")
    assert page.input_value("#pm-q") == "certificate"
    assert page.locator('[data-facet="severity"]').get_by_label("SEV1").is_checked()
    assert page.input_value("select[name=sort]") == "oldest"
    dates = page.locator(".pm-cases time").all_inner_texts()
    assert dates == sorted(dates)


def test_the_address_holds_everything_and_the_way_back_is_kept(reader: Reader) -> None:
    page = search(reader, "q=certificate")
    all_of_them = told(page)
    choose(page, "severity", "SEV1")
    page.select_option("select[name=sort]", "newest")
    settle(page)
    assert unquote_plus(page.url.partition("?")[2]) == "q=certificate&severity=SEV1&sort=newest"
    page.go_back()
    page.go_back()
    page.wait_for_function("text => document.querySelector('.pm-count').innerText === text", arg=all_of_them)
    assert page.url.endswith("?q=certificate")
    page.go_forward()
    page.wait_for_function("text => document.querySelector('.pm-count').innerText !== text", arg=all_of_them)
    assert page.locator('[data-facet="severity"]').get_by_label("SEV1").is_checked()


def test_newest_and_oldest_first_are_the_same_results_the_other_way_round(reader: Reader) -> None:
    newest = search(reader, "organization=cloudflare").locator(".pm-cases time").all_inner_texts()
    assert newest == sorted(newest, reverse=True)
    oldest = search(reader, "organization=cloudflare&sort=oldest").locator(".pm-cases time").all_inner_texts()
    assert oldest == sorted(oldest)


def test_a_misspelt_word_is_taken_for_the_one_that_was_meant_and_said_so(reader: Reader) -> None:
    page = search(reader, "q=xertificate+expired")
    assert "No page has “xertificate”" in page.inner_text(".pm-told")
    assert "certificate expired" in page.inner_text(".pm-told")
    assert any("certificate" in title.lower() for title in titles(page))


def test_words_that_no_page_has_together_find_those_with_most_of_them(reader: Reader) -> None:
    page = search(reader, "q=cassandra+left-pad")
    assert "No page has all of these words" in page.inner_text(".pm-told")
    assert len(titles(page)) >= 2


def test_what_is_nowhere_is_told(reader: Reader) -> None:
    page = search(reader, "q=qqqqqqqq")
    assert told(page) == "0 results"
    assert page.inner_text(".pm-told") == "No page has “qqqqqqqq”."


def test_another_form_of_a_word_is_no_mistake(reader: Reader) -> None:
    for form in ("expires", "restarting", "databases", "deletion"):
        page = search(reader, f"q={form}")
        assert page.locator(".pm-told").is_hidden(), form
        assert titles(page)


def test_a_facet_that_does_not_exist_finds_nothing_and_can_be_removed(reader: Reader) -> None:
    page = search(reader, "severity=SEV9")
    assert told(page).startswith("0 of")
    page.get_by_role("button", name="Remove severity: SEV9").click()
    page.wait_for_selector(".pm-start:not([hidden])")
    assert page.url.endswith("search/")


def test_a_value_that_is_markup_is_text(reader: Reader) -> None:
    page = search(reader, f"factor={quote_plus('<img src=x onerror=alert(1)>')}&q={quote_plus('<b>disk</b> full')}")
    assert page.locator(".pm-chosen img, .pm-cases b").count() == 0
    assert "<img" in page.inner_text(".pm-chosen")


def test_the_search_is_used_by_keyboard_alone(reader: Reader) -> None:
    page = reader.open("measures/")
    page.keyboard.press("/")
    page.keyboard.type("expired certificate")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=expired+certificate")
    settle(page)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "pm-q"
    page.locator('[data-facet="severity"] input').first.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**severity=**")
    settle(page)
    assert page.evaluate("document.activeElement.type") == "checkbox"  # where somebody was, they stay
    page.locator(".pm-cases .pm-title").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/postmortems/**")


def test_a_slash_that_is_written_stays_a_slash(reader: Reader) -> None:
    page = search(reader)
    page.fill("#pm-q", "tcp")
    page.keyboard.type("/ip")
    assert page.input_value("#pm-q") == "tcp/ip"


def test_results_come_while_words_are_typed(reader: Reader) -> None:
    page = search(reader)
    page.locator("#pm-q").press_sequentially("kafka")
    page.wait_for_url("**?q=kafka")
    page.wait_for_selector(".pm-cases .pm-title")
    assert any("Kafka" in title for title in titles(page))


def test_more_results_are_shown_and_reached_by_keyboard(reader: Reader) -> None:
    page = search(reader, "severity=SEV1")
    page.wait_for_function("document.querySelectorAll('.pm-cases > li').length === 10")
    page.get_by_role("button", name="Show more").press("Enter")
    page.wait_for_function("document.querySelectorAll('.pm-cases > li').length === 20")
    page.wait_for_function("document.activeElement === document.querySelectorAll('.pm-cases .pm-title')[10]")


def test_how_many_were_found_is_announced(reader: Reader) -> None:
    page = search(reader, "q=certificate")
    assert page.get_by_role("status").first.inner_text() == told(page)


def test_on_a_phone_facets_are_folded_away_until_asked_for(reader: Reader) -> None:
    page = search(reader, "q=certificate&severity=SEV1", width=WIDTHS["phone"])
    shown = page.locator('[data-facet="year"] label:not([hidden])').first
    assert not shown.is_visible()
    page.get_by_text("Narrow the results").click()
    assert shown.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS["phone"]


def test_the_box_in_the_header_leads_to_the_search_from_a_phone(reader: Reader) -> None:
    page = reader.open("measures/", width=WIDTHS["phone"])
    page.locator("header").get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/**")
    page.wait_for_selector("#pm-q")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_results_and_facets_are_in_nobodys_way(width: int, dark: bool, reader: Reader) -> None:
    page = search(reader, "q=certificate&severity=SEV1", width=width, dark=dark)
    if width == WIDTHS["phone"]:
        page.get_by_text("Narrow the results").click()
    assert violations(page) == []


def test_without_script_the_page_leads_to_the_lists(reader: Reader) -> None:
    page = reader.open("search/", script=False)
    for name in ("by service", "by contributing factor", "by organization"):
        assert page.get_by_role("link", name=name).is_visible()
    assert page.locator("#pm-search").is_hidden()
