"""What a service has not met yet: conditions that hit services like it, or its organizations elsewhere.

Two services are alike when the same conditions, above all the rarer ones, were met at both: the cosine of how often
each was, weighed by rarity.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from math import log, sqrt

from mkdocs_postmortems.archive import Archive, Service, slugify
from mkdocs_postmortems.model import ContributingFactor, Postmortem

ALIKE = 0.15
"""From which likeness on a service says something about another."""

SAME_ORGANIZATION = 0.25
"""What a condition met elsewhere by an organization of the service counts, as if by a service so much alike."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A condition that was not met at a service yet. `services` met it and are like this one, the most like first,
    each with how often; `organizations` run this service, and met it at others."""

    factor: ContributingFactor
    score: float
    services: tuple[tuple[Service, int], ...] = ()
    organizations: tuple[str, ...] = ()


class NotHereYet:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def at(self, service: Service, count: int = 6) -> tuple[Elsewhere, ...]:
        """The conditions to ask about at a service, the likeliest first; those that have questions come before those
        that have none."""
        alike = dict(self._alike(service))
        here = self._met[service.slug]
        own_organizations = {p.organization for p in service.postmortems if p.organization}
        found: dict[str, float] = {}
        for slug, likeness in alike.items():
            for factor, times in self._met[slug].items():
                if factor not in here:
                    found[factor] = found.get(factor, 0.0) + likeness * (1 - 0.5**times)
        met_by: dict[str, set[str]] = {}
        for organization in sorted(own_organizations):
            for factor in self._met_by_organization[slugify(organization)] - here.keys():
                met_by.setdefault(factor, set()).add(organization)
                found[factor] = found.get(factor, 0.0) + SAME_ORGANIZATION
        by_slug = self._archive.vocabulary.by_slug
        found = {slug: score * self._rarity(slug) for slug, score in found.items()}
        known = [slug for slug in found if slug in by_slug and by_slug[slug].is_live]
        best = nlargest(count, known, key=lambda slug: (bool(by_slug[slug].ask), round(found[slug], 9), slug))
        return tuple(
            Elsewhere(
                by_slug[slug],
                found[slug],
                tuple(self._where(slug, alike))[:3],
                tuple(sorted(met_by.get(slug, ()))),
            )
            for slug in best
        )

    def _where(self, factor: str, alike: Mapping[str, float]) -> Iterator[tuple[Service, int]]:
        for slug in sorted(alike, key=lambda slug: (-alike[slug], slug)):
            times, service = self._met[slug][factor], self._archive.service(slug)
            if times and service:
                yield service, times

    def _alike(self, service: Service) -> Iterator[tuple[str, float]]:
        here = self._vectors[service.slug]
        for other in self._archive.services:
            there = self._vectors[other.slug]
            likeness = sum(weight * there.get(factor, 0.0) for factor, weight in here.items())
            if other.slug != service.slug and likeness >= ALIKE:
                yield other.slug, likeness

    @cached_property
    def _met(self) -> Mapping[str, Counter[str]]:
        """How often each factor was met at each service."""
        return {service.slug: Counter(self._factors(service.postmortems)) for service in self._archive.services}

    @cached_property
    def _met_by_organization(self) -> Mapping[str, frozenset[str]]:
        return {one.slug: frozenset(self._factors(one.postmortems)) for one in self._archive.organizations}

    def _factors(self, postmortems: tuple[Postmortem, ...]) -> Iterator[str]:
        return (o.factor.slug for postmortem in postmortems for o in self._archive.occurrences(postmortem))

    @cached_property
    def _vectors(self) -> Mapping[str, Mapping[str, float]]:
        vectors = {}
        for slug, met in self._met.items():
            weights = {factor: (1 + log(times)) * self._rarity(factor) for factor, times in met.items()}
            norm = sqrt(sum(weight * weight for weight in weights.values())) or 1
            vectors[slug] = {factor: weight / norm for factor, weight in weights.items()}
        return vectors

    def _rarity(self, factor: str) -> float:
        """What a factor tells of a service: that it met what all others met says little."""
        return log(1 + len(self._archive.postmortems) / len(self._archive.by_factor[factor]))
