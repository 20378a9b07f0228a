"""Every page of an archive."""

from collections.abc import Iterator
from itertools import chain

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.pages import (
    actions,
    conditions,
    fixes,
    home,
    measures,
    organizations,
    patterns,
    postmortems,
    reviews,
    rules,
    search,
    services,
)
from mkdocs_postmortems.pages.addresses import Addresses
from mkdocs_postmortems.pages.page import Page


def all_pages(analysis: Analysis, addresses: Addresses) -> tuple[Page, ...]:
    """The pages, in the order of the navigation; `addresses` learns where they are. Of two at one address the first
    stays."""
    pages: dict[str, Page] = {}
    for page in _pages(analysis, addresses):
        pages.setdefault(page.address, page)
    addresses.learn(pages)
    return tuple(pages.values())


def _pages(analysis: Analysis, addresses: Addresses) -> Iterator[Page]:
    return chain(
        home.pages(analysis),
        search.pages(analysis),
        postmortems.pages(analysis, addresses),
        patterns.pages(analysis, addresses),
        conditions.pages(analysis),
        fixes.pages(analysis),
        services.pages(analysis, addresses),
        organizations.pages(analysis, addresses),
        actions.pages(analysis, addresses),
        measures.pages(analysis),
        reviews.pages(analysis),
        rules.pages(analysis),
    )
