"""A real browser over the built archive of this repository. Where there is none, these tests are skipped."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.kinds import pages_by_kind

if TYPE_CHECKING:  # without Playwright the fixtures are never asked for
    from playwright.sync_api import Browser

    from tests.browser.chromium import Reader


class WithoutPlaywright(pytest.Module):
    def collect(self) -> Iterable[pytest.Item]:
        pytest.skip("no Playwright: pip install -e '.[test]'")


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    return None if find_spec("playwright") else WithoutPlaywright.from_parent(parent, path=module_path)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    from tests.browser.chromium import NAMES, chromium, launched

    program = chromium()
    if program is None:
        pytest.skip(f"no Chromium: apt install chromium (looked for {', '.join(NAMES)})")
    with launched(program) as opened:
        yield opened


@pytest.fixture(scope="session")
def url(browser: "Browser", bundled_site: Path) -> Iterator[str]:
    """The address of the built site; after the browser, so that nothing is built for tests that are skipped."""
    from tests.browser.chromium import served

    with served(bundled_site) as address:
        yield address


@pytest.fixture(scope="session")
def kinds(url: str, bundled_site: Path) -> Mapping[str, tuple[str, ...]]:
    """The addresses of one page or more of each kind."""
    return pages_by_kind(bundled_site, bundled_site.parent)


@pytest.fixture
def reader(browser: "Browser", url: str) -> "Iterator[Reader]":
    """Somebody who reads the site, and in whose browser nothing may go wrong, nor leave the site's own host."""
    from tests.browser.chromium import Reader

    somebody = Reader(browser, url)
    yield somebody
    somebody.close()
    assert somebody.complaints == []
