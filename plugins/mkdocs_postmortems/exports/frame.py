"""What every page of a site says around its content: for programs in its head, for readers at its foot.

No theme has to know of it. What a theme has written already is left as it is.
"""

from html import escape
from urllib.parse import quote

from mkdocs_postmortems.exports.announcements import Announcements
from mkdocs_postmortems.exports.linked_data import LinkedData
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.pages import Page, search
from mkdocs_postmortems.pages.addresses import ALL, Addresses
from mkdocs_postmortems.pages.diagrams import DIAGRAM
from mkdocs_postmortems.words import count, day

_HEADER = '<header class="md-header'
_END_OF_HEAD, _END_OF_FOOT = "</head>", "</footer>"

_NO_INDEX = '<meta name="robots" content="noindex, nofollow">\n'

_OF_READERS = (("Archive as data", "data/postmortems.json"), ("Feed", f"{ALL}.xml"))
"""What stands at the foot of every page: no pages, so that they are always there."""


class Frame:
    """Both ends of the pages of one site."""

    def __init__(self, publication: Publication, addresses: Addresses, *, has_search: bool = False) -> None:
        self._publication = publication
        self._announcements = Announcements(publication, addresses)
        self._linked_data = LinkedData(publication, addresses)
        self._postmortems = {addresses.of(postmortem): postmortem for postmortem in publication.archive.postmortems}
        settings = publication.archive.settings
        self._search = search.in_header(addresses.from_root(search.ADDRESS)) if has_search else None
        self._is_private = settings.robots == "noindex"
        self._mermaid = settings.mermaid
        held = count(len(publication.archive.postmortems), "postmortem")
        self._as_of = f"{held}, as of {day(settings.today)}"

    def around(
        self, html: str, url: str, *, title: str = "", description: str = "", page: Page | None = None, up: str = ""
    ) -> str:
        """A page with both. `url` starts at the root of the site, `page` is there where it is one of ours, and `up`
        where the way to the root does not follow from `url`."""
        end = html.find(_END_OF_HEAD)
        if end < 0:
            return html
        up = up or "../" * url.count("/")
        head = self._head(html[:end], url, title, description, page) + self._announcements.links(up, _address(page))
        if self._mermaid and DIAGRAM in html:
            head += f'<script defer src="{escape(up + quote(self._mermaid))}"></script>\n'
        top = html[:end].replace("<html", f'<html data-pm-printed="{escape(self._printed(title, page))}"', 1)
        foot = html.rfind(_END_OF_FOOT)
        if foot < end:
            return f"{top}{head}{self._with_search(html[end:], up)}"
        return f"{top}{head}{self._with_search(html[end:foot], up)}{self._foot(up)}{html[foot:]}"

    def _with_search(self, body: str, up: str) -> str:
        """The box of the search at the end of the header; on a theme without such a header the search is a page like
        any other."""
        header = body.find(_HEADER) if self._search else -1
        end = body.find("</nav>", header)
        return f"{body[:end]}{self._search(up)}{body[end:]}" if self._search and 0 <= header < end else body

    def _head(self, written: str, url: str, title: str, description: str, page: Page | None) -> str:
        here = self._publication.site_url + url if self._publication.site_url and title else ""
        plain = _line(description)
        told = _NO_INDEX if self._is_private else ""
        if plain and 'name="description"' not in written:
            told += f'<meta name="description" content="{escape(plain)}">\n'
        if here and 'rel="canonical"' not in written:
            told += f'<link rel="canonical" href="{escape(here)}">\n'
        if title and 'property="og:' not in written:
            told += self._card(here, title, plain, _address(page) in self._postmortems)
        linked = self._linked_data.of(url, page) if title else ""
        return f'{told}<script type="application/ld+json">{linked}</script>\n' if linked else told

    def _card(self, here: str, title: str, description: str, is_article: bool) -> str:
        """How a page looks where a message links it."""
        told = {
            "og:type": "article" if is_article else "website",
            "og:site_name": self._publication.name,
            "og:title": _line(title),
            "og:description": description,
            "og:url": here,
        }
        tags = (f'<meta property="{name}" content="{escape(text)}">\n' for name, text in told.items() if text)
        return "".join(tags) + '<meta name="twitter:card" content="summary">\n'

    def _printed(self, title: str, page: Page | None) -> str:
        """What stands at the foot of every sheet of paper: where it comes from, and how a postmortem is cited."""
        postmortem = self._postmortems.get(page.address) if page else None
        told = _cited(postmortem) if postmortem else _line(title)
        return (
            f"{self._publication.name}: {told}" if told not in ("", self._publication.name) else self._publication.name
        )

    def _foot(self, up: str) -> str:
        links = "".join(f'<a href="{escape(up + path)}">{words}</a>' for words, path in _OF_READERS)
        return f'<div class="pm-foot md-grid"><span>{self._as_of}</span>{links}</div>\n'


def _address(page: Page | None) -> str | None:
    return page.address if page else None


def _cited(postmortem: Postmortem) -> str:
    """The day of the incident and the id, which begins with the day in most archives."""
    began = str(postmortem.date)
    return postmortem.id if postmortem.id.startswith(began) else f"{began}, {postmortem.id}"


def _line(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())
