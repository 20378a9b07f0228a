"""What a page is about, for search engines: schema.org's words, as JSON-LD.

A postmortem says on which day an incident began and never when it was written down, so no page claims a date of
publication. People are not in it.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.model import ContributingFactor, Postmortem
from mkdocs_postmortems.pages import Page
from mkdocs_postmortems.pages.addresses import Addresses
from mkdocs_postmortems.pages.search import ADDRESS as SEARCH
from mkdocs_postmortems.words import machine_moment

VOCABULARY = "patterns"
"""The address of the page that lists every factor."""

Node = Mapping[str, Any]


class LinkedData:
    """The nodes of pages. Without `site_url` nothing is said that needs an address: the names and days of a postmortem
    and of a factor remain."""

    def __init__(self, publication: Publication, addresses: Addresses) -> None:
        self._publication = publication
        self._addresses = addresses
        self._postmortems = {addresses.of(one): one for one in publication.archive.postmortems}
        self._factors = {addresses.of(one.factor): one.factor for one in publication.analysis.patterns.all}

    def of(self, url: str, page: Page | None) -> str:
        """A page as JSON that can stand in a script; empty where there is nothing to say. `page` is there where it is
        one of ours, `url` starts at the root of the site."""
        nodes = [*self._nodes(url, page)]
        if not nodes:
            return ""
        text = json.dumps(
            {"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":")
        )
        return text.replace("<", "\\u003c")  # or a title could end the script

    def _nodes(self, url: str, page: Page | None) -> Iterator[Node]:
        site = self._publication.site_url
        if site and not url:
            yield self._site()
        if page is None:
            return
        if postmortem := self._postmortems.get(page.address):
            yield _without_none(self._postmortem(postmortem, page.description))
        if factor := self._factors.get(page.address):
            yield _without_none({**self._term(factor), "termCode": factor.slug, "description": factor.definition})
        if site and page.address == VOCABULARY:
            yield {"@type": "DefinedTermSet", "name": page.title, "description": page.description, "url": site + url}
        if site and page.crumbs:
            yield self._breadcrumbs(page)

    def _site(self) -> Node:
        found = self._publication
        search = f"{found.url(SEARCH)}?q={{search_term_string}}" if self._addresses.has_page(SEARCH) else None
        return _without_none(
            {
                "@type": "WebSite",
                "name": found.name,
                "url": found.site_url,
                "description": found.description or None,
                "potentialAction": search
                and {
                    "@type": "SearchAction",
                    "target": {"@type": "EntryPoint", "urlTemplate": search},
                    "query-input": "required name=search_term_string",
                },
            }
        )

    def _postmortem(self, postmortem: Postmortem, description: str | None) -> Node:
        occurrences = self._publication.archive.occurrences(postmortem)
        return {
            "@type": "TechArticle",
            "headline": postmortem.title,
            "description": description,
            "url": self._url(postmortem),
            "inLanguage": postmortem.lang,
            "about": [_without_none(node) for node in _incident(postmortem)],
            "mentions": [_without_none(self._term(occurrence.factor)) for occurrence in occurrences] or None,
            "keywords": [*self._publication.services(postmortem)] or None,
            "citation": [source.url for source in postmortem.sources] or None,
        }

    def _term(self, factor: ContributingFactor) -> Node:
        return {
            "@type": "DefinedTerm",
            "name": factor.title,
            "url": self._url(factor),
            "inDefinedTermSet": self._url(VOCABULARY),
        }

    def _breadcrumbs(self, page: Page) -> Node:
        ways = ((words, page.address if to is None else to) for words, to in page.crumbs)
        steps = [
            {"@type": "ListItem", "position": i, "name": words, "item": self._url(to)}
            for i, (words, to) in enumerate(ways, 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": steps}

    def _url(self, thing: object) -> str | None:
        return self._publication.url(thing) if self._publication.site_url else None


def _incident(postmortem: Postmortem) -> Iterator[Node]:
    """What happened, and where."""
    started, ended = postmortem.started_at, postmortem.resolved_at
    yield {
        "@type": "Event",
        "name": postmortem.title,
        "startDate": machine_moment(started) if started else str(postmortem.date),
        "endDate": machine_moment(ended) if ended else None,
    }
    if postmortem.organization:
        yield {"@type": "Organization", "name": postmortem.organization}


def _without_none(node: Node) -> Node:
    return {key: value for key, value in node.items() if value is not None}
