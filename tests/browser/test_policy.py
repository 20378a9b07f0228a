"""The policy that the guide prints lets the pages work as before."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.chromium import Reader, served
from tests.guides import fences


def policy(site: Path) -> str:
    """What the script of the guide prints for a site."""
    [script] = [fence.text for fence in fences("add-to-a-site.md") if fence.language == "python"]
    printed = subprocess.check_output([sys.executable, "-c", script], cwd=site.parent, text=True)
    name, _, value = printed.strip().partition(": ")
    assert name == "Content-Security-Policy"
    return value


def test_no_kind_of_page_wants_more_than_the_policy_of_the_guide_allows(
    browser: Browser, kinds: Mapping[str, tuple[str, ...]], bundled_site: Path
) -> None:
    with served(bundled_site, {"Content-Security-Policy": policy(bundled_site)}) as url:
        reader = Reader(browser, url)
        page = reader.open()
        for of_kind in kinds.values():
            page.goto(of_kind[0])
        page.goto("search/?q=certificate")
        page.get_by_role("link", name="certificate").first.wait_for()
        reader.switch_palette(page)
        reader.close()
    assert reader.complaints == []
