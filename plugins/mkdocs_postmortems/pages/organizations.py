"""The organizations, where one archive holds several."""

from collections.abc import Iterator

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.pages.addresses import Addresses
from mkdocs_postmortems.pages.page import Page
from mkdocs_postmortems.pages.services import group_pages


def pages(analysis: Analysis, addresses: Addresses) -> Iterator[Page]:
    groups = analysis.archive.organizations
    yield from group_pages(analysis, addresses, groups, "organizations", "Organizations", "organization")
