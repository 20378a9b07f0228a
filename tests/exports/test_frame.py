"""What stands in the head and at the foot of every page."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mkdocs_postmortems.exports.everything import files
from tests.archive.builders import factor, incident
from tests.exports.framing import HTML, Framed, node

GOLDEN = Path(__file__).parent / "golden"

VOTE = incident(
    "2025-11-02-vote",
    "2025-11-02",
    "dns",
    title="Vote ended in a tie",
    organization="Example Bank",
    severity="SEV2",
    services=["storage", "Grön"],
    started_at="2025-11-02T23:50:00+01:00",
    resolved_at="2025-11-02T23:10:00Z",
    authors=["storage-team"],
    sources=[{"title": "The note", "url": "https://bank.example/note?a=1&b=2"}],
)
DNS = factor("dns", title="Fragile name resolution", definition="A name could not be resolved.")

KINDS = {
    "home": "",
    "list": "postmortems",
    "postmortem": "postmortems/2026/2025-11-02-vote",
    "patterns": "patterns",
    "pattern": "patterns/dns",
    "service": "services/grön",
    "review": "reviews/2025-q4",
    "rule": "rules/action-without-owner",
}


class Head(HTMLParser):
    """The tags of a page, in their order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def meta(self) -> dict[str, str]:
        """The content of each `meta`, by its name."""
        named = [attrs for tag, attrs in self.tags if tag == "meta"]
        found = {attrs.get("name") or attrs["property"]: attrs["content"] for attrs in named}
        assert len(found) == len(named)
        return found


@pytest.fixture(scope="module")
def site() -> Framed:
    return Framed(VOTE, factors=[DNS])


@pytest.mark.parametrize("kind", KINDS)
def test_head_and_foot(kind: str, site: Framed, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"{kind}.html", site.page(KINDS[kind]))


def test_a_page_by_hand_is_framed_like_any_other(site: Framed, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "by-hand.html", site.by_hand("guides/data/"))


def test_everything_is_inserted_once_and_the_rest_stays(site: Framed) -> None:
    html = site.page("patterns/dns")
    before, after = HTML.split("</head>", 1)[0], HTML.split("</head>", 1)[1].split("</footer>")[0]
    assert html.startswith(before.replace("<html", '<html data-pm-printed="Archive: Fragile name resolution"'))
    assert after in html
    assert html.count("application/ld+json") == html.count("pm-foot") == html.count("og:title") == 1


def test_a_page_without_a_head_stays_as_it_is(site: Framed) -> None:
    assert site.by_hand("", html="<p>A fragment") == "<p>A fragment"


def test_a_page_without_a_foot_gets_a_head_alone(site: Framed) -> None:
    html = site.by_hand("", html="<html><head></head><body></body></html>")
    assert "og:title" in html
    assert "pm-foot" not in html


def test_what_a_theme_has_written_is_left_as_it_is(site: Framed) -> None:
    written = (
        '<meta name="description" content="Mine"><link rel="canonical" href="https://x.example/">'
        '<meta property="og:title" content="Mine">'
    )
    html = site.by_hand("guides/data/", html=HTML.replace("<title>", f"{written}<title>"))
    assert html.count('name="description"') == html.count("canonical") == html.count("og:") == 1


HOSTILE = '</title></script><script>alert(1)</script>" onload="x'


@pytest.mark.parametrize("address", KINDS.values())
def test_titles_and_names_are_text(address: str) -> None:
    vote = incident(
        "2025-11-02-vote", "2025-11-02", "dns", title=HOSTILE, organization=HOSTILE, services=["storage", "Grön"]
    )
    told = Framed(vote, factors=[factor("dns", title=HOSTILE, definition=HOSTILE)], name=HOSTILE).page(address)
    harmless = Framed(VOTE, factors=[DNS]).page(address)
    assert [tag for tag, _ in Head(told).tags] == [tag for tag, _ in Head(harmless).tags]
    assert [set(attrs) for _, attrs in Head(told).tags] == [set(attrs) for _, attrs in Head(harmless).tags]
    if address.startswith("postmortems/"):
        assert Head(told).meta()["og:title"] == node(told, "TechArticle")["headline"] == HOSTILE


def test_without_an_address_of_its_own_a_site_claims_none() -> None:
    site = Framed(VOTE, factors=[DNS], site_url="")
    for address in KINDS.values():
        html = site.page(address)
        assert "canonical" not in html
        assert "og:url" not in html
        assert "https://archive.example" not in html
    assert Head(site.page("patterns/dns")).meta()["og:title"] == "Fragile name resolution"


def test_the_way_to_the_root_can_be_given_for_a_page_that_is_shown_anywhere(site: Framed) -> None:
    assert 'href="/pm/feeds/postmortems.xml"' in site.by_hand("404.html", title="", up="/pm/")
    assert "og:" not in site.by_hand("404.html", title="", up="/pm/")
    assert 'data-pm-printed="Archive"' in site.by_hand("404.html", title="", up="/pm/")


# ---------------------------------------------------------------------- robots


def test_search_engines_are_asked_to_leave_a_private_archive_alone() -> None:
    site = Framed(VOTE, robots="noindex")
    for html in (site.page(""), site.page("patterns/dns"), site.by_hand("guides/data/"), site.by_hand("404.html", "")):
        assert Head(html).meta()["robots"] == "noindex, nofollow"
    assert files(site.publication)["robots.txt"] == b"User-agent: *\nDisallow: /\n"


def test_otherwise_they_are_told_where_the_list_of_pages_is(site: Framed) -> None:
    assert all("robots" not in Head(site.page(address)).meta() for address in KINDS.values())
    assert files(site.publication)["robots.txt"].endswith(b"\nSitemap: https://archive.example/pm/sitemap.xml\n")
    assert "robots.txt" not in files(Framed(VOTE, site_url="").publication)


# ---------------------------------------------------------------------- diagrams and paper


def test_the_copy_of_mermaid_is_fetched_by_pages_with_a_diagram_alone() -> None:
    site = Framed(mermaid="assets/mer maid.min.js")
    drawn = site.by_hand("guides/data/", html=HTML.replace("<p>", '<pre class="mermaid">'))
    scripts = [attrs for tag, attrs in Head(drawn).tags if tag == "script" and "src" in attrs]
    assert scripts == [{"defer": "", "src": "../../assets/mer%20maid.min.js"}]
    assert "maid" not in site.by_hand("guides/data/")


@pytest.mark.parametrize(
    ("id_", "printed"), [("2025-11-02-vote", "2025-11-02-vote"), ("vote", "2025-11-02, vote")], ids=["dated", "bare"]
)
def test_a_postmortem_is_cited_at_the_foot_of_its_paper(id_: str, printed: str) -> None:
    site = Framed(incident(id_, "2025-11-02"))
    [address] = [address for address in site.pages if address.endswith("vote")]
    assert Head(site.page(address)).tags[0] == ("html", {"data-pm-printed": f"Archive: {printed}"})
