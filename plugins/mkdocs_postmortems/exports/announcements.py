"""How a page tells a feed reader that there are feeds."""

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from mkdocs_postmortems.exports.feeds import Feed, feeds
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.pages.addresses import ALL, Addresses


class Announcements:
    """The feed in all on every page, and on the page of a factor or a service its own before it."""

    def __init__(self, publication: Publication, addresses: Addresses) -> None:
        self._by_address: Mapping[str, Feed] = {addresses.of(feed.page): feed for feed in feeds(publication)}
        self._all = next(feed for feed in self._by_address.values() if feed.path == ALL)

    def links(self, up: str, address: str | None) -> str:
        """The feeds of a page: `up` is the way from it to the root of the site, `address` is there where the page is
        one of ours."""
        own = self._by_address.get(address) if address is not None else None
        told = {feed.path: feed for feed in (own, self._all) if feed}
        return "".join(_link(feed, up) for feed in told.values())


def _link(feed: Feed, up: str) -> str:
    href = up + quote(f"{feed.path}.xml")
    # Material takes each `link[rel=alternate]` for a translation of the site, and asks for its sitemap. Two words it
    # leaves alone, and to a feed reader they say the same.
    title, href = escape(feed.title), escape(href)
    return f'<link rel="alternate feed" type="application/atom+xml" title="{title}" href="{href}">\n'
