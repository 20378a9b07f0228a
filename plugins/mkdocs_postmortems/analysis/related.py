"""Postmortems worth reading beside one: the author's links first, then those that are most like it, with the reason.

What two share is weighed in three parts: contributing factors, the rarer the more; services; and what their texts say
of what went wrong.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nlargest
from math import log, sqrt

from mkdocs_postmortems.analysis.features import Features, of_postmortem, sentences_of
from mkdocs_postmortems.analysis.lexicon import lexicon
from mkdocs_postmortems.analysis.likeness import Likeness
from mkdocs_postmortems.archive import Archive, Link, slugify
from mkdocs_postmortems.model import ContributingFactor, Postmortem, Relation

FACTORS, SERVICES = 1.5, 0.3
"""What sharing all factors, or all services, is worth; saying all the same is worth 3.4."""

ENOUGH = 0.4
"""From which likeness on a postmortem is suggested: below it two texts share what most of them do."""

SHORTLIST = 30
"""How many are looked at closely: those whose texts are most like one, and those that share the rarest factors."""

REACH = 20
"""How many occurrences of a factor, before and after, are looked at; a factor cited by hundreds tells little."""


@dataclass(frozen=True, slots=True)
class RelatedPostmortem:
    """A suggestion with its reason: the author's own link (see `Link`), or what both share, most telling first.

    `score` is how like the two are, for suggestions alone.
    """

    postmortem: Postmortem
    relation: Relation | None = None
    why: str | None = None
    is_backlink: bool = False
    is_link: bool = False
    score: float = 0.0
    shared: tuple[ContributingFactor, ...] = ()
    gaps: frozenset[str] = frozenset()
    mechanisms: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What both share beyond factors, in words."""
        found = []
        if self.mechanisms:
            found.append(f"both tell how {self.mechanisms[0]}")
        if self.services:
            found.append(f"the same {'service' if len(self.services) == 1 else 'services'}: {_and(self.services[:3])}")
        if self.themes and not (self.mechanisms or self.shared):
            found.append(f"both speak of {_and(self.themes[:3])}")
        if self.words and not found and not self.shared:
            found.append(f"both say {_and(self.words[:3])}")
        return tuple(found)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is suggested, in words."""
        if self.is_link:
            relation = self.relation.words(is_backlink=self.is_backlink) if self.relation else "Named in the text"
            return (f"{relation}: {self.why}" if self.why else relation,)
        gaps = [factor.title.lower() for factor in self.shared if factor.slug in self.gaps]
        others = [factor.title.lower() for factor in self.shared if factor.slug not in self.gaps]
        factors = [f"both: {_and(others)}"] if others else []
        return (*factors, *([f"the same gap: {_and(gaps)}"] if gaps else []), *self.told)


class RelatedPostmortems:
    """Looks along indexes on both sides of a postmortem, so that the work grows with the size of the archive and not
    with its square."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def of(self, postmortem: Postmortem, count: int = 5) -> tuple[RelatedPostmortem, ...]:
        """For one of the archive: the author's links, all of them, then computed ones up to `count` in all."""
        links = self._archive.links.of(postmortem)
        linked = tuple(map(_of_link, links))
        settled = {postmortem.id, *(link.postmortem.id for link in links)}
        settled |= self._archive.links.are_unrelated(postmortem)
        return (*linked, *self._suggested(postmortem, self._likeness, settled, max(0, count - len(linked))))

    def like(self, draft: Postmortem, count: int = 5) -> tuple[RelatedPostmortem, ...]:
        """For one that is not in the archive yet: the most like it, whether its author links them or not.

        It is compared as one of them: words that a single postmortem had said until now are what tells most.
        """
        settled = {draft.id, *self._archive.links.are_unrelated(draft)}
        likeness = Likeness({**self._texts, draft.id: of_postmortem(draft)})
        return tuple(self._suggested(draft, likeness, settled, count))

    def _suggested(
        self, postmortem: Postmortem, likeness: Likeness, settled: set[str], count: int
    ) -> Iterator[RelatedPostmortem]:
        """The best, the most like first; of two as like the newer."""
        text = likeness.vectors_of(postmortem.id)
        texts = likeness.like(postmortem.id)
        weights: dict[str, float] = {}
        shared: dict[str, list[ContributingFactor]] = {}
        for occurrence in self._archive.occurrences(postmortem):
            for other in self._neighbours(occurrence.factor.slug, postmortem):
                shared.setdefault(other.id, []).append(occurrence.factor)
                weights[other.id] = weights.get(other.id, 0.0) + self._rarity[occurrence.factor.slug] ** 2
        shortlist = {*_best(texts), *_best(weights)} - settled
        scores = {
            id_: self._score(postmortem, self._archive.by_id[id_], texts.get(id_, 0.0), weights.get(id_, 0.0))
            for id_ in shortlist
        }
        good = [id_ for id_, score in scores.items() if score >= ENOUGH or id_ in shared]
        position = self._archive.position
        for id_ in nlargest(count, good, key=lambda id_: (round(scores[id_], 9), position[id_])):
            other = self._archive.by_id[id_]
            found = RelatedPostmortem(
                other,
                score=scores[id_],
                shared=self._rarest_first(shared.get(id_, ())),
                gaps=self._gaps(postmortem) & self._gaps(other),
                mechanisms=likeness.shared("mechanisms", text, id_),
                services=self._shared_services(postmortem, other),
                themes=likeness.shared("themes", text, id_),
            )
            if not found.reasons:
                found = replace(found, words=_as_written(likeness.shared("words", text, id_)[:3], postmortem))
            yield found

    def _score(self, one: Postmortem, other: Postmortem, text: float, factors: float) -> float:
        services = len(self._shared_services(one, other))
        return (
            text
            + (FACTORS * factors / (self._norm(one) * self._norm(other)) if factors else 0)
            + (SERVICES * services / sqrt(len(one.services) * len(other.services)) if services else 0)
        )

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._texts)

    @cached_property
    def _texts(self) -> Mapping[str, Features]:
        return {postmortem.id: of_postmortem(postmortem) for postmortem in self._archive.postmortems}

    def _neighbours(self, slug: str, postmortem: Postmortem) -> Iterator[Postmortem]:
        occurrences = self._archive.by_factor.get(slug, ())
        here = self._places.get(slug, {}).get(postmortem.id, len(occurrences))
        for occurrence in occurrences[max(0, here - REACH) : here + REACH + 1]:
            if occurrence.postmortem.id != postmortem.id:
                yield occurrence.postmortem

    def _norm(self, postmortem: Postmortem) -> float:
        known = self._norms.get(postmortem.id)
        if known is not None and self._archive.by_id[postmortem.id] is postmortem:
            return known
        return self._norm_of(postmortem)

    @cached_property
    def _norms(self) -> Mapping[str, float]:
        return {postmortem.id: self._norm_of(postmortem) for postmortem in self._archive.postmortems}

    def _norm_of(self, postmortem: Postmortem) -> float:
        weights = (self._rarity.get(o.factor.slug, 0.0) for o in self._archive.occurrences(postmortem))
        return sqrt(sum(weight * weight for weight in weights))

    def _gaps(self, postmortem: Postmortem) -> frozenset[str]:
        """The factors it cites as a guardrail that was missing, or as the condition underneath."""
        occurrences = self._archive.occurrences(postmortem)
        return frozenset(o.factor.slug for o in occurrences if o.citation.layer.is_gap)

    def _shared_services(self, one: Postmortem, other: Postmortem) -> tuple[str, ...]:
        there = self._services[other.id]
        return tuple(name for name in dict.fromkeys(one.services) if there and slugify(name) in there)

    @cached_property
    def _services(self) -> Mapping[str, frozenset[str]]:
        """The slugs of the services of each postmortem."""
        return {p.id: frozenset(map(slugify, p.services)) for p in self._archive.postmortems}

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        """What sharing a factor weighs: the fewer postmortems cite it, the more."""
        total = len(self._archive.postmortems)
        return {slug: log(1 + total / len(found)) for slug, found in self._archive.by_factor.items() if found}

    def _rarest_first(self, factors: Iterable[ContributingFactor]) -> tuple[ContributingFactor, ...]:
        return tuple(sorted(factors, key=lambda factor: (len(self._archive.by_factor[factor.slug]), factor.slug)))

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        """Where each postmortem stands among the occurrences of each factor."""
        return {
            slug: {occurrence.postmortem.id: i for i, occurrence in enumerate(occurrences)}
            for slug, occurrences in self._archive.by_factor.items()
        }


def _best(weights: Mapping[str, float]) -> list[str]:
    return [id_ for _, id_ in nlargest(SHORTLIST, zip(weights.values(), weights, strict=True))]


def _of_link(link: Link) -> RelatedPostmortem:
    return RelatedPostmortem(link.postmortem, link.relation, link.why, link.is_backlink, is_link=True)


def _as_written(stems: Iterable[str], postmortem: Postmortem) -> tuple[str, ...]:
    """The words of a postmortem that have these stems."""
    written = {stem: word for sentence, _ in sentences_of(postmortem) for word, stem in lexicon().words(sentence)}
    return tuple(f'"{written.get(stem, stem)}"' for stem in stems)


def _and(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
