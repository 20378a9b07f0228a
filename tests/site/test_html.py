"""Every page of the bundled archive is HTML without an error, and ordered for those who do not see it."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.site.html import PageReader, read_pages

# What the parser lets pass and the standard does not: a block where only words may stand.
WORDS_ONLY = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "em", "strong", "b", "i", "small", "q", "code", "time"}
WORDS_ONLY |= {"button", "label", "abbr", "cite", "mark", "output", "sub", "sup", "pre"}
BLOCKS = {"p", "div", "ul", "ol", "dl", "table", "figure", "section", "article", "aside", "nav", "details", "form"}
BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "main", "pre", "blockquote", "hr"}
CLICKABLE = {"a", "button", "input", "select", "textarea", "summary", "label"}


@pytest.fixture(scope="module")
def pages(bundled_site: Path) -> dict[str, PageReader]:
    """Every page that is read, not those that send a reader on."""
    return {path: page for path, page in read_pages(bundled_site).items() if page.leads_to is None}


def test_every_page_is_html_without_an_error(bundled_site: Path) -> None:
    wrong = {}
    for file in bundled_site.rglob("*.html"):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(file.read_text(encoding="utf-8"))
        found = [f"{place}: {error} {values}" for place, error, values in parser.errors]
        if found := [*found, *_misplaced(tree)]:
            wrong[file.relative_to(bundled_site).as_posix()] = found
    assert wrong == {}


def _misplaced(element: Element, above: frozenset[str] = frozenset()) -> Iterator[str]:
    for child in element:
        if child.tag in BLOCKS and element.tag in WORDS_ONLY:
            yield f"<{child.tag}> in <{element.tag}>"
        if child.tag in CLICKABLE and above & {"a", "button"}:
            yield f"<{child.tag}> within what is clicked itself"
        yield from _misplaced(child, above | {str(child.tag)})


def test_headings_go_down_one_step_at_a_time(pages: dict[str, PageReader]) -> None:
    skipped = {}
    for path, page in pages.items():
        levels = [int(tag[1]) for tag in page.tags if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
        if levels[:1] != [1] or any(below > above + 1 for above, below in pairwise(levels)):
            skipped[path] = levels
    assert skipped == {}


def test_every_page_says_its_language_and_has_one_main_part(pages: dict[str, PageReader]) -> None:
    assert {path for path, page in pages.items() if page.language != "en" or page.tags.count("main") != 1} == set()


def test_no_element_has_a_style_of_its_own(pages: dict[str, PageReader]) -> None:
    assert {path: page.styled for path, page in pages.items() if page.styled} == {}
