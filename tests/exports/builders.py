"""Archives on their way to programs."""

from collections.abc import Iterable
from typing import Any

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.exports.everything import Files, files
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.model import ContributingFactor, Postmortem
from mkdocs_postmortems.pages import Addresses, all_pages
from tests.archive.builders import archive_of

SITE = "https://archive.example/pm/"


def publication(
    *postmortems: Postmortem,
    factors: Iterable[ContributingFactor] = (),
    name: str = "Archive",
    site_url: str = SITE,
    description: str = "",
    use_directory_urls: bool = True,
    **settings: Any,
) -> Publication:
    """What a site publishes of these postmortems and factors; `drafts=True` as its preview has them."""
    analysis = Analysis(archive_of(*postmortems, factors=factors, **settings))
    addresses = Addresses(analysis.archive, use_directory_urls=use_directory_urls)
    all_pages(analysis, addresses)
    return Publication(analysis, addresses, name=name, site_url=site_url, description=description)


def exported(*postmortems: Postmortem, **options: Any) -> Files:
    """Every file of such a site."""
    return files(publication(*postmortems, **options))
