"""Everything an archive gives to programs."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from mkdocs_postmortems.exports.atom import atom
from mkdocs_postmortems.exports.calendar import calendar
from mkdocs_postmortems.exports.data import data_files
from mkdocs_postmortems.exports.feeds import Entries, feeds
from mkdocs_postmortems.exports.json_feed import json_feed
from mkdocs_postmortems.exports.llms import llms_txt
from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.exports.robots import robots_txt
from mkdocs_postmortems.pages.actions import CALENDAR
from mkdocs_postmortems.pages.addresses import ALL
from mkdocs_postmortems.second_process import can_fork, in_second_process

Files = Mapping[str, bytes]
"""Files by their paths from the root of the site."""

MANY = 500
"""Postmortems from which on a second process is worth its start."""


def files(publication: Publication) -> Files:
    found = {path: text.encode() for path, text in data_files(publication)}
    found.update(_feeds(publication))
    actions, settings = publication.analysis.actions, publication.archive.settings
    found[CALENDAR] = calendar(actions.all, settings.today, publication.url if publication.site_url else None)
    if robots := robots_txt(publication):
        found["robots.txt"] = robots.encode()
    if settings.llms_txt:
        in_all = [path for path in found if path.count("/") <= 1]  # the feeds of one thing are a folder further down
        found["llms.txt"] = llms_txt(publication, in_all).encode()
    return found


@contextmanager
def files_meanwhile(publication: Publication) -> Iterator[Callable[[], Files]]:
    """The same; of a large archive a second process writes them beside what stands in the block."""
    if len(publication.archive.postmortems) < MANY or not can_fork():
        yield lambda: files(publication)
        return
    with in_second_process(lambda: files(publication)) as result:
        yield result


def _feeds(publication: Publication) -> Iterator[tuple[str, bytes]]:
    entries = Entries(publication)
    for feed in feeds(publication):
        yield f"{feed.path}.xml", atom(feed, entries, publication)
        if feed.path == ALL:
            yield f"{feed.path}.json", json_feed(feed, entries, publication).encode()
