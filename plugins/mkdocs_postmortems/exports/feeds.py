"""The feeds of an archive, before they are written in any format: one of all postmortems, one for each contributing
factor and one for each service that has any."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache

from mkdocs_postmortems.exports.publication import Publication
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.pages.addresses import ALL, feed_path

NEWEST = 30
"""How many postmortems a feed tells: readers keep what they have read, and the data files have all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One postmortem in a feed. `updated` is the start of the day on which the incident began, never that of the build:
    a reader is told once of each."""

    urn: str
    title: str
    url: str
    updated: datetime
    author: str
    summary: str
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Feed:
    """The newest postmortems of something, newest first. `path` is where the feed stands, without its suffix; `page` is
    the page that tells the same."""

    path: str
    title: str
    page: object
    postmortems: Sequence[Postmortem]


def feeds(publication: Publication) -> Iterator[Feed]:
    """Every feed; those of factors and services only where there is a postmortem to tell."""
    yield Feed(ALL, publication.name, "postmortems", _newest(publication.archive.postmortems))
    for pattern in publication.analysis.patterns.all:
        if pattern.count:
            title = f"{pattern.factor.title} - {publication.name}"
            yield Feed(feed_path(pattern.factor), title, pattern.factor, _newest(pattern.postmortems))
    for service in publication.archive.services:
        yield Feed(feed_path(service), f"{service.name} - {publication.name}", service, _newest(service.postmortems))


class Entries:
    """The entries of an archive, each made once however many feeds it is in."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self.of = cache(self._of)

    def _of(self, id_: str) -> Entry:
        postmortem = self._publication.archive.by_id[id_]
        factors = [occurrence.factor.title for occurrence in self._publication.archive.occurrences(postmortem)]
        return Entry(
            urn=self._publication.urn(id_),
            title=postmortem.title,
            url=self._publication.url(postmortem),
            updated=datetime.combine(postmortem.date, time(), UTC),
            author=postmortem.organization or self._publication.name,
            summary=_summary(postmortem, factors),
            categories=(_kind(postmortem), *self._publication.services(postmortem), *factors),
        )


def _newest(postmortems: Sequence[Postmortem]) -> Sequence[Postmortem]:
    return postmortems[: -NEWEST - 1 : -1]


def _kind(postmortem: Postmortem) -> str:
    return postmortem.severity.label if postmortem.severity else postmortem.kind.label


def _summary(postmortem: Postmortem, factors: Sequence[str]) -> str:
    """What a reader decides by: how bad it was, where, what was felt, and the conditions behind it."""
    where = f" at {postmortem.organization}" if postmortem.organization else ""
    told = [f"{_kind(postmortem)}{where}, {postmortem.date}", *postmortem.impact]
    if factors:
        told.append(f"Contributing factors: {', '.join(factors)}")
    return ". ".join(line.rstrip(".") for line in told) + "."
