"""Tables and lists are sorted and narrowed in place, by mouse and by keyboard, and say so to who does not see it."""

import pytest

from tests.browser.chromium import Page, Reader, expect

PATTERNS = "patterns/"
YEAR = "postmortems/2025/"


def column(page: Page, label: str) -> list[str]:
    """What the rows that are seen say in a column."""
    return page.locator(f"#pm-patterns tbody tr:visible [data-label='{label}']").all_inner_texts()


def order(page: Page) -> list[int]:
    return [int(text) for text in column(page, "Seen in")]


def heading(page: Page, name: str) -> str | None:
    return page.get_by_role("columnheader", name=name).get_attribute("aria-sort")


def test_a_table_is_sorted_by_its_headings_and_says_how(reader: Reader) -> None:
    page = reader.open(PATTERNS)
    as_built = order(page)
    assert heading(page, "Seen in") is None
    page.get_by_role("button", name="Seen in").click()
    assert heading(page, "Seen in") == "descending"
    assert order(page) == sorted(as_built, reverse=True)
    page.get_by_role("button", name="Seen in").click()
    assert heading(page, "Seen in") == "ascending"
    assert order(page) == sorted(as_built)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_table_is_sorted_by_keyboard_and_keeps_the_focus(key: str, reader: Reader) -> None:
    page = reader.open(PATTERNS)
    button = page.get_by_role("button", name="Pattern", exact=True)
    button.press(key)
    names = [text.splitlines()[0].lower() for text in column(page, "Pattern")]
    assert names == sorted(names)
    assert heading(page, "Pattern") == "ascending"
    expect(button).to_be_focused()


def test_only_the_column_that_was_sorted_last_says_so(reader: Reader) -> None:
    page = reader.open(PATTERNS)
    page.get_by_role("button", name="Seen in").click()
    page.get_by_role("button", name="Pattern", exact=True).click()
    assert page.locator("#pm-patterns [aria-sort]").count() == 1


def test_a_table_is_narrowed_by_words_and_by_facts_and_says_how_many_are_left(reader: Reader) -> None:
    page = reader.open(PATTERNS)
    every = len(order(page))
    status = page.get_by_role("status")
    expect(status).to_have_text("")
    page.get_by_label("Name").press_sequentially("rollout")
    named = len(order(page))
    assert 0 < named < every
    expect(status).to_have_text(f"{named} of {every}")
    page.get_by_label("Layer").select_option("Control gap")
    assert 0 < len(order(page)) <= named
    page.get_by_label("Name").fill("nothing is called so")
    expect(status).to_have_text(f"0 of {every}")


def test_what_is_narrowed_and_sorted_comes_back_whole(reader: Reader) -> None:
    page = reader.open(PATTERNS)
    every = len(order(page))
    page.get_by_label("Name").fill("rollout")
    page.get_by_role("button", name="Seen in").click()
    page.get_by_label("Name").fill("")
    assert len(order(page)) == every
    expect(page.get_by_role("status")).to_have_text("")


def test_a_list_of_postmortems_is_narrowed_and_ordered(reader: Reader) -> None:
    page = reader.open(YEAR)
    seen = page.locator("#pm-list > li:visible")
    dates = seen.locator("time").all_inner_texts
    every = seen.count()
    assert dates() == sorted(dates(), reverse=True)
    page.get_by_label("Order").select_option("Oldest first")
    assert dates() == sorted(dates())
    page.get_by_label("Words").press_sequentially("cloudflare")
    assert 0 < seen.count() < every
    expect(page.get_by_role("status")).to_have_text(f"{seen.count()} of {every}")


def test_enter_in_a_field_that_narrows_does_not_leave_the_page(reader: Reader) -> None:
    page = reader.open(PATTERNS)
    page.get_by_label("Name").fill("rollout")
    page.get_by_label("Name").press("Enter")
    expect(page).to_have_url(f"{reader.url}{PATTERNS}")
    expect(page.get_by_label("Name")).to_have_value("rollout")


@pytest.mark.parametrize("address", [PATTERNS, YEAR])
def test_without_a_script_all_is_there_and_no_control_that_does_nothing(address: str, reader: Reader) -> None:
    scripted, plain = reader.open(address), reader.open(address, script=False)
    rows = "#pm-patterns tbody tr:visible, #pm-list > li:visible"
    assert plain.locator(rows).count() == scripted.locator(rows).count() > 0
    assert plain.locator(".pm-filter:visible, .pm-sort").count() == 0
