"""Feeds as Atom (RFC 4287)."""

import re
from datetime import UTC, datetime, time
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mkdocs_postmortems.exports.feeds import Entries, Entry, Feed
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.words import machine_moment

NAMESPACE = "http://www.w3.org/2005/Atom"

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document can hold, not even as a reference."""


def atom(feed: Feed, entries: Entries, publication: Publication) -> bytes:
    """The feed as a file. Its author is the site, that of an entry the organization; never a person."""
    path = f"{feed.path}.xml"
    told = [entries.of(postmortem.id) for postmortem in feed.postmortems]
    empty = datetime.combine(publication.archive.settings.today, time(), UTC)
    up = publication.up_from(path)
    root = Element("feed", {"xmlns": NAMESPACE})
    _add(root, "id", publication.urn(path))
    _add(root, "title", feed.title)
    if publication.description:
        _add(root, "subtitle", publication.description)
    _add(root, "updated", machine_moment(max((entry.updated for entry in told), default=empty)))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": up + publication.file_url(path)})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": up + publication.url(feed.page)})
    _add(SubElement(root, "author"), "name", publication.name)
    for entry in told:
        _add_entry(root, entry, up)
    indent(root, " ")
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add_entry(root: Element, entry: Entry, up: str) -> None:
    element = SubElement(root, "entry")
    _add(element, "id", entry.urn)
    _add(element, "title", entry.title)
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": up + entry.url})
    _add(element, "updated", machine_moment(entry.updated))
    _add(element, "published", machine_moment(entry.updated))
    _add(SubElement(element, "author"), "name", entry.author)
    _add(element, "summary", entry.summary)
    for category in entry.categories:
        SubElement(element, "category", {"term": _text(category)})


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _text(text)


def _text(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
