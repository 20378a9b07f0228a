"""Postmortems worth reading beside one: the author's links first, then those that share its rarer factors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from math import log

from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import ContributingFactor, Postmortem, Related, Relation


@dataclass(frozen=True, slots=True)
class RelatedPostmortem:
    """A suggestion with its reason: the author's own link, or the factors both cite, the rarest first.

    `is_backlink` when the link stands in the other postmortem, so that its relation reads the other way round.
    """

    postmortem: Postmortem
    relation: Relation | None = None
    why: str | None = None
    is_backlink: bool = False
    shared: tuple[ContributingFactor, ...] = ()


class RelatedPostmortems:
    """Looks along each factor's occurrences on both sides of a postmortem, so that the work grows with
    the size of the archive and not with its square."""

    REACH = 20
    """How many occurrences of a factor, before and after, are looked at; a factor cited by hundreds tells little."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def of(self, postmortem: Postmortem, count: int = 5) -> tuple[RelatedPostmortem, ...]:
        """The author's links, all of them, then computed ones up to `count` in all."""
        linked = tuple(self._linked(postmortem))
        settled = {link.postmortem for link in postmortem.related} | {link.postmortem.id for link in linked}
        settled |= {other.id for other, link in self._pointing_here(postmortem) if link.relation is Relation.UNRELATED}
        computed = self._computed(postmortem, count + len(settled))
        return (*linked, *[s for s in computed if s.postmortem.id not in settled][: max(0, count - len(linked))])

    def _linked(self, postmortem: Postmortem) -> Iterator[RelatedPostmortem]:
        """What the author links, and who links here; of several links to one postmortem the first."""
        told = {postmortem.id}
        for link in postmortem.related:
            other = self._archive.by_id.get(link.postmortem)
            if other is not None and other.id not in told and link.relation is not Relation.UNRELATED:
                yield RelatedPostmortem(other, link.relation, link.why)
            told.add(link.postmortem)
        for other, link in self._pointing_here(postmortem):
            if other.id not in told and link.relation is not Relation.UNRELATED:
                yield RelatedPostmortem(other, link.relation, link.why, is_backlink=True)
            told.add(other.id)

    def _computed(self, postmortem: Postmortem, count: int) -> list[RelatedPostmortem]:
        """Best first: the more and the rarer factors shared, the better; ties go to the newer."""
        shared: dict[str, list[ContributingFactor]] = {}
        weights: dict[str, float] = {}
        for occurrence in self._archive.occurrences(postmortem):
            slug = occurrence.factor.slug
            for other in self._neighbours(slug, postmortem):
                shared.setdefault(other.id, []).append(occurrence.factor)
                weights[other.id] = weights.get(other.id, 0.0) + self._rarity[slug]
        position = self._archive.position
        best = nlargest(count, weights, key=lambda id_: (weights[id_], position[id_]))
        return [RelatedPostmortem(self._archive.by_id[id_], shared=self._rarest_first(shared[id_])) for id_ in best]

    def _neighbours(self, slug: str, postmortem: Postmortem) -> Iterator[Postmortem]:
        occurrences = self._archive.by_factor[slug]
        here = self._places[slug][postmortem.id]
        for occurrence in occurrences[max(0, here - self.REACH) : here + self.REACH + 1]:
            if occurrence.postmortem.id != postmortem.id:
                yield occurrence.postmortem

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        """What sharing a factor weighs: the fewer postmortems cite it, the more."""
        total = len(self._archive.postmortems)
        return {slug: log(1 + total / len(found)) for slug, found in self._archive.by_factor.items() if found}

    def _rarest_first(self, factors: list[ContributingFactor]) -> tuple[ContributingFactor, ...]:
        return tuple(sorted(factors, key=lambda factor: (len(self._archive.by_factor[factor.slug]), factor.slug)))

    def _pointing_here(self, postmortem: Postmortem) -> list[tuple[Postmortem, Related]]:
        return self._backlinks.get(postmortem.id, [])

    @cached_property
    def _backlinks(self) -> Mapping[str, list[tuple[Postmortem, Related]]]:
        found: dict[str, list[tuple[Postmortem, Related]]] = {}
        for other in self._archive.postmortems:
            for link in other.related:
                found.setdefault(link.postmortem, []).append((other, link))
        return found

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        """Where each postmortem stands among the occurrences of each factor."""
        return {
            slug: {occurrence.postmortem.id: i for i, occurrence in enumerate(occurrences)}
            for slug, occurrences in self._archive.by_factor.items()
        }
