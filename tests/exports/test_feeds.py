"""Feeds as a feed reader sees them."""

import json
import re
from calendar import timegm
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.exports.everything import Files
from mkdocs_postmortems.exports.feeds import NEWEST
from mkdocs_postmortems.model import Postmortem
from tests.archive.builders import factor, incident
from tests.exports.builders import SITE, exported

ALL = "feeds/postmortems.xml"
ATOM = "{http://www.w3.org/2005/Atom}"

VOTE = incident(
    "2025-11-02-split-vote",
    "2025-11-02",
    "no-quorum",
    title="Vote ended in a tie",
    severity="SEV2",
    organization="Example Bank",
    services=["Storage"],
    impact=["20 minutes without writes."],
)
ALMOST = incident(
    "2026-01-05-almost", "2026-01-05", "dns", "no-quorum", title="Almost", kind="near-miss", severity=None
)
PLAIN = incident("2026-02-01-plain", "2026-02-01", severity=None)

QUORUM = factor("no-quorum", title="No quorum")


def parsed(content: bytes, url: str = f"{SITE}{ALL}") -> Any:
    """What a feed reader makes of it; it refuses what is no good feed."""
    found = feedparser.parse(
        content, response_headers={"content-location": url, "content-type": "application/atom+xml"}
    )
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


@pytest.fixture(scope="module")
def files() -> Files:
    return exported(VOTE, ALMOST, PLAIN, factors=[QUORUM], description="What failed & why")


def test_there_is_a_feed_of_all_and_of_each_factor_and_service_that_has_any(files: Files) -> None:
    assert {path for path in files if path.startswith("feeds/")} == {
        ALL,
        "feeds/postmortems.json",
        "feeds/factors/no-quorum.xml",
        "feeds/factors/dns.xml",
        "feeds/services/storage.xml",
    }
    unused = exported(PLAIN, factors=[QUORUM])
    assert {path for path in unused if path.startswith("feeds/")} == {ALL, "feeds/postmortems.json"}


def test_a_feed_tells_its_postmortems_newest_first(files: Files) -> None:
    def titles(path: str) -> list[str]:
        return [entry.title for entry in parsed(files[path]).entries]

    assert titles(ALL) == [PLAIN.title, "Almost", "Vote ended in a tie"]
    assert titles("feeds/factors/no-quorum.xml") == ["Almost", "Vote ended in a tie"]
    assert titles("feeds/factors/dns.xml") == ["Almost"]
    assert titles("feeds/services/storage.xml") == ["Vote ended in a tie"]


def test_a_feed_says_what_it_is_and_where_it_stands(files: Files) -> None:
    feed = parsed(files["feeds/factors/no-quorum.xml"]).feed
    assert feed.title == "No quorum - Archive"
    assert feed.subtitle == "What failed & why"
    assert feed.author == "Archive"
    links = {link.rel: link.href for link in feed.links}
    assert links == {"self": f"{SITE}feeds/factors/no-quorum.xml", "alternate": f"{SITE}patterns/no-quorum/"}


def test_an_entry_says_how_bad_it_was_what_was_felt_and_the_conditions_behind_it(files: Files) -> None:
    *_, vote = parsed(files[ALL]).entries
    assert vote.link == f"{SITE}postmortems/2026/2025-11-02-split-vote/"
    assert vote.summary == (
        "SEV2 at Example Bank, 2025-11-02. 20 minutes without writes. Contributing factors: No quorum."
    )
    assert [tag.term for tag in vote.tags] == ["SEV2", "Storage", "No quorum"]


def test_a_near_miss_and_an_incident_nobody_graded_say_so(files: Files) -> None:
    plain, almost, _ = parsed(files[ALL]).entries
    assert plain.summary == "Incident, 2026-02-01."
    assert almost.summary.startswith("Near miss, 2026-01-05. ")


def test_an_entry_is_by_its_organization_or_the_site_and_by_nobody_else() -> None:
    written = incident("2026-01-01-a", "2026-01-01", authors=["jo.doe"])
    files = exported(written, VOTE)
    assert [entry.author for entry in parsed(files[ALL]).entries] == ["Archive", "Example Bank"]
    assert [path for path, content in files.items() if b"jo.doe" in content] == []


def test_a_feed_is_as_old_as_its_newest_incident_whenever_it_was_built() -> None:
    for as_of in ("2026-11-21", "2027-01-01"):
        found = parsed(exported(VOTE, ALMOST, as_of=as_of)[ALL])
        assert datetime.fromtimestamp(timegm(found.feed.updated_parsed), UTC) == datetime(2026, 1, 5, tzinfo=UTC)
        assert [entry.updated for entry in found.entries] == ["2026-01-05T00:00:00Z", "2025-11-02T00:00:00Z"]
        assert [entry.published for entry in found.entries] == [entry.updated for entry in found.entries]


def test_a_feed_without_postmortems_is_a_feed() -> None:
    found = parsed(exported()[ALL])
    assert (found.entries, found.feed.updated) == ([], "2026-11-21T00:00:00Z")


def test_a_feed_holds_the_newest_of_many() -> None:
    many = [incident(f"2026-01-01-n{n:03}", "2026-01-01", "dns") for n in range(NEWEST + 5)]
    files = exported(*many)
    for path in (ALL, "feeds/factors/dns.xml"):
        links = [entry.link for entry in parsed(files[path]).entries]
        assert links == [f"{SITE}postmortems/2026/2026-01-01-n{n:03}/" for n in range(NEWEST + 4, 4, -1)]


# ---------------------------------------------------------------------- names for all time


def ids(files: Files, path: str = ALL) -> list[str]:
    found = parsed(files[path])
    return [found.feed.id, *(entry.id for entry in found.entries)]


def test_an_id_stays_when_the_site_moves() -> None:
    assert ids(exported(VOTE, PLAIN)) == ids(exported(VOTE, PLAIN, site_url="https://elsewhere.example/"))
    assert ids(exported(VOTE, PLAIN)) == ids(exported(VOTE, PLAIN, site_url=""))


def test_a_postmortem_has_one_id_in_all_feeds_and_every_feed_its_own(files: Files) -> None:
    _, _, _, vote = ids(files)
    assert [ids(files, f"feeds/{path}.xml")[-1] for path in ("factors/no-quorum", "services/storage")] == [vote, vote]
    feeds = [ids(files, path)[0] for path in files if path.endswith(".xml")]
    assert len({*feeds, *ids(files)[1:]}) == len(feeds) + 3


def test_two_archives_have_no_id_in_common() -> None:
    assert set(ids(exported(VOTE))).isdisjoint(ids(exported(VOTE, name="Another archive")))


# ---------------------------------------------------------------------- links


@pytest.mark.parametrize("site_url", [SITE, ""])
def test_every_link_of_a_feed_leads_to_its_page(site_url: str) -> None:
    files = exported(VOTE, site_url=site_url)
    pages = {
        ALL: "postmortems/",
        "feeds/factors/no-quorum.xml": "patterns/no-quorum/",
        "feeds/services/storage.xml": "services/storage/",
    }
    for path, page in pages.items():
        hrefs = [link.get("href") or "" for link in ElementTree.fromstring(files[path]).iter(f"{ATOM}link")]
        assert [urljoin(f"{SITE}{path}", href) for href in hrefs] == [
            f"{SITE}{path}",
            f"{SITE}{page}",
            f"{SITE}postmortems/2026/2025-11-02-split-vote/",
        ]
        assert all(href.startswith(site_url or "../") for href in hrefs)


def test_a_service_of_any_script_has_a_feed_at_an_address_that_can_be_followed() -> None:
    files = exported(incident("2026-01-01-a", "2026-01-01", services=["Grön & 検索", "../../climbed"]))
    assert {path for path in files if path.startswith("feeds/services/")} == {
        "feeds/services/grön-検索.xml",
        "feeds/services/climbed.xml",
    }
    href = next(link.href for link in parsed(files["feeds/services/grön-検索.xml"]).feed.links if link.rel == "self")
    assert href.isascii()
    assert unquote(href) == f"{SITE}feeds/services/grön-検索.xml"


# ---------------------------------------------------------------------- whatever was written


def titled(title: str) -> Postmortem:
    """With a title that no front matter would let through."""
    return VOTE.model_copy(update={"title": title, "impact": (title,), "organization": title})


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("<b>bold</b> & 'quoted' \"twice\"", None),
        ("]]> <![CDATA[ <!-- --> <?xml?> &amp; &lt;", None),
        ("\N{TEST TUBE} \N{FAMILY} \u05e9\u05dc\u05d5\u05dd \u202e", None),
        ("a\x00b\x07c\x0bd\x1fe\ufffef\uffff", "abcdef"),
        ("\x00", ""),
    ],
    ids=["markup", "ends-of-sections", "emoji", "control-characters", "nothing-left"],
)
def test_a_title_is_text_whatever_it_holds(title: str, read: str | None) -> None:
    files = exported(titled(title), name=f"Site {title}", description=title)
    for path in (path for path in files if path.endswith(".xml")):
        root = ElementTree.fromstring(files[path])
        assert root.findtext(f"{ATOM}entry/{ATOM}title") == (title if read is None else read)
        parsed(files[path])
    (item,) = json.loads(files["feeds/postmortems.json"])["items"]
    assert item["title"] == title


@settings(deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_title_makes_a_feed(title: str) -> None:
    parsed(exported(titled(title), name=title or "Archive")[ALL])


# ---------------------------------------------------------------------- JSON Feed


def test_the_json_feed_tells_what_the_atom_feed_tells(files: Files) -> None:
    told = json.loads(files["feeds/postmortems.json"])
    atom = parsed(files[ALL])
    assert {key: told[key] for key in told if key != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Archive",
        "home_page_url": f"{SITE}postmortems/",
        "feed_url": f"{SITE}feeds/postmortems.json",
        "description": "What failed & why",
        "authors": [{"name": "Archive"}],
    }
    assert told["items"] == [
        {
            "id": entry.id,
            "url": entry.link,
            "title": entry.title,
            "content_text": entry.summary,
            "date_published": entry.published,
            "authors": [{"name": entry.author}],
            "tags": [tag.term for tag in entry.tags],
        }
        for entry in atom.entries
    ]


def test_a_moment_is_written_as_rfc_3339_has_it(files: Files) -> None:
    moments = [item["date_published"] for item in json.loads(files["feeds/postmortems.json"])["items"]]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment) for moment in moments)
