"""Postmortems worth reading beside one: the author's links first, then those that share its rarer factors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import ContributingFactor, Postmortem, Related, Relation


@dataclass(frozen=True, slots=True)
class RelatedPostmortem:
    """A suggestion with its reason: the author's own link, or the factors both cite, the rarest first."""

    postmortem: Postmortem
    relation: Relation | None = None
    why: str | None = None
    shared: tuple[ContributingFactor, ...] = ()


class RelatedPostmortems:
    """Looks along each factor's occurrences on both sides of a postmortem, so that the work grows with the
    archive's size
    and not with its square."""

    REACH = 40
    """How many occurrences of a factor, before and after, are looked at; a factor cited by hundreds tells little."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def of(self, postmortem: Postmortem, count: int = 5) -> tuple[RelatedPostmortem, ...]:
        """The author's links, all of them, then computed ones up to `count` in all."""
        linked = tuple(self._linked(postmortem))
        settled = {link.postmortem for link in postmortem.related} | {link.postmortem.id for link in linked}
        settled |= {other.id for other, link in self._pointing_here(postmortem) if link.relation is Relation.UNRELATED}
        computed = (s for s in self._computed(postmortem) if s.postmortem.id not in settled)
        return (*linked, *(s for s, _ in zip(computed, range(count - len(linked)), strict=False)))

    def _linked(self, postmortem: Postmortem) -> Iterator[RelatedPostmortem]:
        named = set()
        for link in postmortem.related:
            named.add(link.postmortem)
            other = self._archive.by_id.get(link.postmortem)
            if other is not None and link.relation is not Relation.UNRELATED:
                yield RelatedPostmortem(other, link.relation, link.why)
        for other, link in self._pointing_here(postmortem):
            if other.id not in named and link.relation is not Relation.UNRELATED:
                yield RelatedPostmortem(other, link.relation, link.why)

    def _computed(self, postmortem: Postmortem) -> list[RelatedPostmortem]:
        """Best first: the more and the rarer factors shared, the better; ties go to the newer."""
        shared: dict[str, list[ContributingFactor]] = {}
        for occurrence in self._archive.occurrences(postmortem):
            for other in self._neighbours(occurrence.factor.slug, postmortem):
                shared.setdefault(other.id, []).append(occurrence.factor)
        ranked = sorted(shared, key=lambda id_: (self._weight(shared[id_]), self._archive.position[id_]), reverse=True)
        return [RelatedPostmortem(self._archive.by_id[id_], shared=self._rarest_first(shared[id_])) for id_ in ranked]

    def _neighbours(self, slug: str, postmortem: Postmortem) -> Iterator[Postmortem]:
        occurrences = self._archive.by_factor[slug]
        here = self._places[slug][postmortem.id]
        for occurrence in occurrences[max(0, here - self.REACH) : here + self.REACH + 1]:
            if occurrence.postmortem.id != postmortem.id:
                yield occurrence.postmortem

    def _weight(self, factors: list[ContributingFactor]) -> float:
        total = len(self._archive.postmortems)
        return sum(log(1 + total / len(self._archive.by_factor[factor.slug])) for factor in factors)

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
