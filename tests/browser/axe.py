"""axe-core's opinion of a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")  # what alone may differ from one palette to the other


# axe looks at every element by itself; the rows of one list are alike, and twenty of them stand for hundreds.
SHORTEN = """for (const list of document.querySelectorAll("tbody, ul, ol, .pm-occ, .pm-chips"))
    [...list.children].slice(20).forEach(row => row.remove())"""


def violations(page: Page) -> list[str]:
    """What a page does wrong, under every rule."""
    return _run(page, {"type": "tag", "values": STANDARDS})


def violations_of_colour(page: Page) -> list[str]:
    """What the colours of a page do wrong."""
    return _run(page, {"type": "rule", "values": COLOURS})


def _run(page: Page, run_only: object) -> list[str]:
    page.evaluate(f"() => {{ {SHORTEN} }}")
    found = Axe().run(page, options={"runOnly": run_only, "resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]]
