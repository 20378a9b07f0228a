"""Pages of a small archive, framed."""

import json
import re
from collections.abc import Iterable
from typing import Any

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.exports.frame import Frame
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.model import ContributingFactor, Postmortem
from mkdocs_postmortems.pages import Addresses, Page, all_pages
from tests.archive.builders import archive_of
from tests.exports.builders import SITE

HTML = "<html>\n<head>\n<title>x</title>\n</head>\n<body>\n<p></head>\n<footer>\n</footer>\n</body>\n</html>\n"


class Framed:
    """The pages of a site, each without anything but what is put around it."""

    def __init__(
        self,
        *postmortems: Postmortem,
        factors: Iterable[ContributingFactor] = (),
        name: str = "Archive",
        site_url: str = SITE,
        use_directory_urls: bool = True,
        drafts: bool = False,
        **settings: Any,
    ) -> None:
        archive = archive_of(*postmortems, factors=factors, drafts=drafts, **settings)
        analysis = Analysis(archive)
        self.name = name
        self.addresses = Addresses(archive, use_directory_urls=use_directory_urls)
        self.publication = Publication(
            analysis, self.addresses, name=name, site_url=site_url, description="What failed"
        )
        self._frame = Frame(self.publication, self.addresses)
        self.pages = {page.address: page for page in all_pages(analysis, self.addresses)}

    def page(self, address: str, html: str = HTML) -> str:
        """One that the archive made."""
        page: Page = self.pages[address]
        title = page.title if address else self.name
        url = self.addresses.from_root(address)
        return self._frame.around(html, url, title=title, description=page.description or "", page=page)

    def by_hand(
        self, url: str, title: str = "Guide", description: str = "How to", html: str = HTML, up: str = ""
    ) -> str:
        """One that somebody wrote in docs/."""
        return self._frame.around(html, url, title=title, description=description, up=up)


def nodes(html: str) -> list[dict[str, Any]]:
    """What a page says in JSON-LD."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(found) <= 1
    if not found:
        return []
    told = json.loads(found[0])
    assert set(told) == {"@context", "@graph"}
    assert told["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = told["@graph"]
    return graph


def node(html: str, type_: str) -> dict[str, Any]:
    """The one of this type."""
    [found] = [one for one in nodes(html) if one["@type"] == type_]
    return found
