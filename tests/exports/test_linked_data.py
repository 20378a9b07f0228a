"""JSON-LD: in schema.org's words, and nothing but what the archive knows."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.archive.builders import factor, incident
from tests.exports.framing import Framed, node, nodes
from tests.exports.test_frame import DNS, KINDS, VOTE

PROPERTIES = {
    "TechArticle": {
        "headline", "description", "url", "inLanguage", "about", "mentions", "keywords", "citation",
    },
    "Event": {"name", "startDate", "endDate"},
    "Organization": {"name"},
    "DefinedTerm": {"name", "url", "description", "termCode", "inDefinedTermSet"},
    "DefinedTermSet": {"name", "url", "description"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "WebSite": {"name", "url", "description", "potentialAction"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
}  # fmt: skip
"""What schema.org 29 has for these types, their parents included; `query-input` is its notation for inputs."""

ADDRESS = "postmortems/2026/2025-11-02-vote"


def all_nodes(value: object) -> Iterator[dict[str, Any]]:
    """Every node, however deep."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from all_nodes(inner)


@pytest.mark.parametrize("site_url", ["https://archive.example/pm/", ""], ids=["address", "no address"])
@pytest.mark.parametrize("address", KINDS.values())
def test_every_node_has_properties_of_its_type_and_no_empty_one(address: str, site_url: str) -> None:
    for one in all_nodes(nodes(Framed(VOTE, factors=[DNS], site_url=site_url).page(address))):
        assert set(one) - {"@type"} <= PROPERTIES[one["@type"]]
        assert all(value not in (None, "", [], {}) for value in one.values())
        for name in {"url", "item"} & set(one):
            assert one[name].startswith(site_url or "nowhere")


def test_a_postmortem_is_about_its_incident_and_names_its_factors() -> None:
    told = node(Framed(VOTE, factors=[DNS]).page(ADDRESS), "TechArticle")
    assert told["about"] == [
        {
            "@type": "Event",
            "name": "Vote ended in a tie",
            "startDate": "2025-11-02T22:50:00Z",
            "endDate": "2025-11-02T23:10:00Z",
        },
        {"@type": "Organization", "name": "Example Bank"},
    ]
    assert told["mentions"] == [
        {
            "@type": "DefinedTerm",
            "name": "Fragile name resolution",
            "url": "https://archive.example/pm/patterns/dns/",
            "inDefinedTermSet": "https://archive.example/pm/patterns/",
        }
    ]
    assert told["citation"] == ["https://bank.example/note?a=1&b=2"]


def test_what_nobody_wrote_down_is_not_said() -> None:
    told = node(Framed(incident("2026-01-01-a", "2026-01-01")).page("postmortems/2026/2026-01-01-a"), "TechArticle")
    assert told["about"] == [{"@type": "Event", "name": told["headline"], "startDate": "2026-01-01"}]
    assert set(told) == {"@type", "headline", "description", "url", "about"}


def test_nobody_is_named() -> None:
    assert "storage-team" not in str(nodes(Framed(VOTE).page(ADDRESS)))


def test_a_draft_in_a_preview_says_nothing() -> None:
    site = Framed(incident("2026-01-01-a", "2026-01-01", status="draft"), drafts=True)
    [address] = [address for address in site.pages if address.endswith("2026-01-01-a")]
    assert [one["@type"] for one in nodes(site.page(address))] == ["BreadcrumbList"]


def test_a_factor_is_a_term_of_the_vocabulary() -> None:
    site = Framed(VOTE, factors=[DNS, factor("unused")])
    assert node(site.page("patterns/dns"), "DefinedTerm") == {
        "@type": "DefinedTerm",
        "name": "Fragile name resolution",
        "termCode": "dns",
        "description": "A name could not be resolved.",
        "url": "https://archive.example/pm/patterns/dns/",
        "inDefinedTermSet": node(site.page("patterns"), "DefinedTermSet")["url"],
    }
    assert node(site.page("patterns/unused"), "DefinedTerm")["termCode"] == "unused"


def test_breadcrumbs_lead_to_pages_that_exist_and_end_at_the_page_itself() -> None:
    site = Framed(VOTE, use_directory_urls=False)
    steps = node(site.page(ADDRESS), "BreadcrumbList")["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Postmortems", "https://archive.example/pm/postmortems.html"),
        (2, "2025", "https://archive.example/pm/postmortems/2025.html"),
        (3, "2 November", f"https://archive.example/pm/{ADDRESS}.html"),
    ]


def test_the_home_page_tells_how_to_search_where_there_is_a_search() -> None:
    action = node(Framed(VOTE).page(""), "WebSite")["potentialAction"]
    assert action["target"]["urlTemplate"] == "https://archive.example/pm/search/?q={search_term_string}"
    assert "potentialAction" not in node(Framed(VOTE, search="material").page(""), "WebSite")


def test_a_home_page_by_hand_is_the_site_too() -> None:
    assert [one["@type"] for one in nodes(Framed(VOTE).by_hand(""))] == ["WebSite"]
    assert nodes(Framed(VOTE).by_hand("guides/data/")) == []
