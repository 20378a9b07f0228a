"""The site is read by keyboard, at any size, with motion or without, and without a script."""

from collections.abc import Mapping

import pytest

from tests.browser.chromium import WIDTHS, Page, Reader, expect
from tests.browser.kinds import KINDS

Kinds = Mapping[str, tuple[str, ...]]
POSTMORTEM = "postmortems/2019/2019-07-02-cloudflare-waf-regex-cpu/"
TEXT_DOUBLED = ":root { font-size: 250% !important }"  # the theme begins at 125 per cent

# What keyboard focus changes on what can have it, or on what stands for it. One of each class: they look alike.
WITHOUT_VISIBLE_FOCUS = """() => {
    const look = of => [of, of.nextElementSibling, of.parentElement].filter(Boolean).map(one => {
        const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(one);
        return [outlineStyle === "none" ? "" : outlineStyle + outlineWidth, boxShadow, borderColor].join();
    }).join("; ");
    const seen = new Set(), missing = [];
    for (const one of document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")) {
        const parent = one.parentElement;
        const kind = [one.tagName, one.classList, one.type, parent.tagName, parent.classList].join();
        if (seen.has(kind) || !one.checkVisibility({ visibilityProperty: true })) continue;
        seen.add(kind);
        const before = look(one);
        one.focus({ focusVisible: true });
        if (document.activeElement === one && look(one) === before) missing.push(one.outerHTML);
        one.blur();
    }
    return missing;
}"""
OUT_OF_SIGHT = """() => {
    const focused = document.activeElement, { left, right } = focused.getBoundingClientRect();
    return right <= 0 || left >= innerWidth ? focused.outerHTML : null;
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_wider_than_the_screen_of_a_reader_who_needs_it_large(
    kind: str, reader: Reader, kinds: Kinds
) -> None:
    for address in kinds[kind]:
        page = reader.open(address, width=320)  # a desktop at 400 per cent
        assert _width(page) <= 320, address
        page.set_viewport_size({"width": 640, "height": 900})
        page.add_style_tag(content=TEXT_DOUBLED)
        assert _width(page) <= 640, f"{address}, text doubled"


def _width(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_has_the_focus_of_the_keyboard_shows_it(kind: str, reader: Reader, kinds: Kinds) -> None:
    for address in kinds[kind]:
        page = reader.open(address)
        page.keyboard.press("Tab")  # from now on focus is that of a keyboard
        page.evaluate("document.activeElement.blur()")
        assert page.evaluate(WITHOUT_VISIBLE_FOCUS) == [], address


def test_the_first_stop_of_the_keyboard_leads_past_the_header(reader: Reader) -> None:
    page = reader.open(POSTMORTEM)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_the_keyboard_never_stops_at_what_lies_beside_a_narrow_screen(reader: Reader) -> None:
    page = reader.open(POSTMORTEM, width=WIDTHS["phone"])
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(OUT_OF_SIGHT) is None


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_navigation_of_a_narrow_screen_opens_by_keyboard(key: str, reader: Reader) -> None:
    page = reader.open(POSTMORTEM, width=WIDTHS["phone"])
    button = page.locator("header").get_by_role("button", name="Navigation")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press(key)
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".md-sidebar--primary").get_by_role("link", name="Measures")).to_be_in_viewport()
    button.press(key)
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()


def test_where_the_navigation_is_in_sight_no_button_opens_it(reader: Reader) -> None:
    expect(reader.open(POSTMORTEM).locator(".pm-menu")).to_be_hidden()


def test_the_palette_changes_by_keyboard_and_stays_on_the_next_page(reader: Reader) -> None:
    page = reader.open()
    page.get_by_role("radio", name="Switch to dark").focus()
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(POSTMORTEM)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_reader_whose_system_is_dark_gets_the_dark_palette(reader: Reader) -> None:
    page = reader.open(dark=True)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_numbers_of_a_figure_open_by_keyboard(reader: Reader) -> None:
    page = reader.open("measures/")
    summary = page.locator("figure summary").first
    table = page.locator("figure details").first.get_by_role("table")
    expect(table).to_be_hidden()
    summary.press("Enter")
    expect(table).to_be_visible()


def test_nothing_of_ours_moves_for_a_reader_who_asks_for_no_motion(reader: Reader) -> None:
    moving = """() => [...document.querySelectorAll("main *")].filter(one => {
        const { transitionDuration, animationName } = getComputedStyle(one);
        return transitionDuration.split(", ").some(parseFloat) || animationName !== "none";
    }).map(one => one.outerHTML)"""
    assert reader.open(POSTMORTEM, reduced_motion="no-preference").evaluate(moving) != []
    assert reader.open(POSTMORTEM, reduced_motion="reduce").evaluate(moving) == []


def test_without_a_script_a_reader_gets_from_home_to_a_postmortem_through_its_pattern(reader: Reader) -> None:
    page = reader.open(script=False)
    _go(page, "Patterns", "patterns/")
    _go(page, "No staged rollout", "patterns/no-staged-rollout/")
    _arrive(page)


def test_without_a_script_a_reader_gets_from_home_to_a_postmortem_through_its_service(reader: Reader) -> None:
    page = reader.open(script=False)
    _go(page, "Postmortems", "postmortems/")
    _go(page, "services", "services/")
    _go(page, "firewall", "services/firewall/")
    _arrive(page)


def test_without_a_script_a_reader_gets_from_home_to_a_postmortem_through_its_year(reader: Reader) -> None:
    page = reader.open(script=False)
    _go(page, "Postmortems", "postmortems/")
    _go(page, "2019", "postmortems/2019/")
    _arrive(page)


def _arrive(page: Page) -> None:
    _go(page, "Firewall rule exhausted CPU on every edge server", POSTMORTEM)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Firewall rule exhausted CPU")


def _go(page: Page, name: str, address: str) -> None:
    """Click a link that is seen."""
    page.locator(f"a:visible:has-text('{name}')[href$='{address.split('/')[-2]}/']").first.click()
    page.wait_for_url(f"**/{address}")
