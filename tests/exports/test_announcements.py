"""A page says where its feeds are."""

from html.parser import HTMLParser
from urllib.parse import unquote, urljoin

import pytest

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.exports.announcements import Announcements
from mkdocs_postmortems.exports.everything import files
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.pages import Addresses, all_pages
from tests.archive.builders import archive_of, factor, incident

VOTE = incident("2025-11-02-vote", "2025-11-02", "dns", services=["Grön"])


class Alternates(HTMLParser):
    """The feeds that a page announces: their titles and where they lead."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        if tag == "link" and "alternate" in values["rel"].split() and values["type"] == "application/atom+xml":
            self.found.append((values["title"], values["href"]))


def announced(url: str, address: str | None, *, name: str = "Archive", use_directory_urls: bool = True) -> list[str]:
    """The files of a small archive that a page at this URL announces."""
    analysis = Analysis(archive_of(VOTE, factors=[factor("unused")]))
    addresses = Addresses(analysis.archive, use_directory_urls=use_directory_urls)
    all_pages(analysis, addresses)
    publication = Publication(analysis, addresses, name=name)
    found = Alternates(Announcements(publication, addresses).links("../" * url.count("/"), address))
    assert all(name in title for title, _ in found.found)
    ways = [href for _, href in found.found]
    paths = [unquote(urljoin(f"https://x.example/{url}", href).removeprefix("https://x.example/")) for href in ways]
    assert set(paths) <= set(files(publication))
    return paths


ALL = "feeds/postmortems.xml"


@pytest.mark.parametrize(
    ("url", "address", "feeds"),
    [
        ("", "", [ALL]),
        ("guides/data/", None, [ALL]),
        ("postmortems/", "postmortems", [ALL]),
        ("postmortems/2026/2025-11-02-vote/", "postmortems/2026/2025-11-02-vote", [ALL]),
        ("patterns/dns/", "patterns/dns", ["feeds/factors/dns.xml", ALL]),
        ("patterns/unused/", "patterns/unused", [ALL]),
        ("services/gr%C3%B6n/", "services/grön", ["feeds/services/grön.xml", ALL]),
    ],
)
def test_every_page_announces_the_feed_of_all_and_first_its_own(
    url: str, address: str | None, feeds: list[str]
) -> None:
    assert announced(url, address) == feeds


def test_without_directory_urls_the_way_begins_one_folder_higher() -> None:
    assert announced("patterns/dns.html", "patterns/dns", use_directory_urls=False) == ["feeds/factors/dns.xml", ALL]


def test_no_theme_takes_a_feed_for_a_translation_of_the_site() -> None:
    """Material asks for the sitemap of every `link[rel=alternate]`."""
    analysis = Analysis(archive_of(VOTE))
    addresses = Addresses(analysis.archive)
    all_pages(analysis, addresses)
    html = Announcements(Publication(analysis, addresses, name="x"), addresses).links("", "")
    assert 'rel="alternate"' not in html
    assert 'rel="alternate feed"' in html


def test_the_name_of_a_site_is_text() -> None:
    assert announced("", "", name='"><script>&amp;') == [ALL]
