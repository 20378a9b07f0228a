"""The feed of all postmortems as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json

from mkdocs_postmortems.exports.feeds import Entries, Entry, Feed
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.words import machine_moment


def json_feed(feed: Feed, entries: Entries, publication: Publication) -> str:
    path = f"{feed.path}.json"
    up = publication.up_from(path)
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": up + publication.url(feed.page),
        "feed_url": up + publication.file_url(path),
        **({"description": publication.description} if publication.description else {}),
        "authors": [{"name": publication.name}],
        "items": [_item(entries.of(postmortem.id), up) for postmortem in feed.postmortems],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _item(entry: Entry, up: str) -> dict[str, object]:
    return {
        "id": entry.urn,
        "url": up + entry.url,
        "title": entry.title,
        "content_text": entry.summary,
        "date_published": machine_moment(entry.updated),
        "authors": [{"name": entry.author}],
        "tags": list(entry.categories),
    }
