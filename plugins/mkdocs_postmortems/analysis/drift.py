"""Where a vocabulary drifts apart: words nobody uses, two words for one condition, names that are no condition.

Two trained coders agree on about half of their codes, and of free keywords 78 percent are used once. So a vocabulary is
looked at again and again; each place where it drifts comes with the command that would mend it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mkdocs_postmortems.analysis.features import features
from mkdocs_postmortems.analysis.lexicon import lexicon
from mkdocs_postmortems.analysis.likeness import Likeness
from mkdocs_postmortems.archive import Archive, slugify
from mkdocs_postmortems.model import ContributingFactor
from mkdocs_postmortems.model.vocabulary import Vocabulary
from mkdocs_postmortems.near_matches import ALIKE, are_alike


class DriftKind(Vocabulary):
    """In what way a vocabulary drifts."""

    NEVER_USED = "never-used"
    USED_ONCE = "used-once"
    SAME_NAME = "names-nearly-the-same"
    SAME_MEANING = "definitions-that-overlap"
    ALWAYS_TOGETHER = "always-cited-together"
    ALIAS_TWICE = "aliases-claimed-twice"
    NO_CONDITION = "names-that-are-no-condition"


@dataclass(frozen=True, slots=True)
class Drifted:
    """A factor that may not belong, why, and the command that would mend it. `other` is the factor it may be."""

    kind: DriftKind
    factor: ContributingFactor
    why: str
    command: str
    other: ContributingFactor | None = None
    score: float | None = None


OVERLAP, NEAR = 1.2, 0.8
"""How like two definitions are that may be one, of at most 2.9; and that are worth naming beside each other."""

TOGETHER, TOGETHER_AT_LEAST = 0.6, 3
"""The share of the postmortems citing either of two factors that cite both, and how many those must be."""


class Drift:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @cached_property
    def all(self) -> tuple[Drifted, ...]:
        """Everything found, kind by kind; what is most plainly so comes first in each."""
        found = (
            *self._little_used(),
            *self.same_names,
            *self._same_meanings(),
            *self._always_together(),
            *self._aliases_twice(),
            *self._no_conditions(),
        )
        kinds = list(DriftKind)
        return tuple(sorted(found, key=lambda one: (kinds.index(one.kind), -(one.score or 0), one.factor.slug)))

    @cached_property
    def same_names(self) -> tuple[Drifted, ...]:
        """Pairs of names that differ by an ending, a letter or the order of their words; the factor that is cited less
        would be merged into the other."""
        live = self._archive.vocabulary.live
        by_stem: dict[str, list[tuple[str, ContributingFactor]]] = {}
        for factor in live:
            for name in (factor.slug, *factor.aliases):
                for stem in set(lexicon().stems(name.replace("-", " "))):
                    by_stem.setdefault(stem[:4], []).append((name, factor))
        found: dict[str, Drifted] = {}
        for factor in live:
            for name, other in self._sharing_a_word(factor, by_stem):
                if self._weight(other) > self._weight(factor) and self._could_be_one(factor, other):
                    why = f'reads like "{name}"' + (f", another name of {other.slug}" if name != other.slug else "")
                    merged = _merge(factor, other)
                    found.setdefault(factor.slug, Drifted(DriftKind.SAME_NAME, factor, why, merged, other))
        return tuple(found.values())

    def _sharing_a_word(
        self, factor: ContributingFactor, by_stem: dict[str, list[tuple[str, ContributingFactor]]]
    ) -> Iterator[tuple[str, ContributingFactor]]:
        own = _in_order(factor.slug)
        seen = set()
        for stem in lexicon().stems(factor.slug.replace("-", " ")):
            for name, other in by_stem[stem[:4]]:
                if name not in seen and other is not factor and are_alike(own, _in_order(name), ALIKE):
                    yield name, other
                seen.add(name)

    def _little_used(self) -> Iterator[Drifted]:
        for factor in self._archive.vocabulary.live:
            count = len(self._archive.by_factor[factor.slug])
            if count > 1 or self._archive.vocabulary.narrower(factor):
                continue
            nearest = self._nearest(factor)
            command = _merge(factor, nearest or "OTHER") if count or nearest else f"git rm {factor.path}"
            kind = DriftKind.USED_ONCE if count else DriftKind.NEVER_USED
            why = "cited once" if count else "no postmortem cites it"
            if nearest:
                why += f"; what is most like it: {nearest.slug}"
            yield Drifted(kind, factor, why, command, nearest)

    def _nearest(self, factor: ContributingFactor) -> ContributingFactor | None:
        """The factor whose file says most of the same, among those cited more often."""
        likeness = self._definitions.to(self._definitions.vectors_of(factor.slug))
        by_slug, own = self._archive.vocabulary.by_slug, self._weight(factor)
        others = [slug for slug, score in likeness.items() if score >= NEAR and self._weight(by_slug[slug]) > own]
        best = max(others, key=lambda slug: (likeness[slug], slug), default=None)
        return by_slug[best] if best is not None else None

    def _same_meanings(self) -> Iterator[Drifted]:
        """Pairs whose definitions say the same, and of which neither says what makes it another thing."""
        by_slug = self._archive.vocabulary.by_slug
        for factor in self._archive.vocabulary.live:
            likeness = self._definitions.to(self._definitions.vectors_of(factor.slug))
            for slug, score in sorted(likeness.items()):
                other = by_slug[slug]
                if (
                    score >= OVERLAP
                    and self._weight(other) > self._weight(factor)
                    and self._could_be_one(factor, other)
                ):
                    why = f"its definition says much of what that of {slug} says"
                    yield Drifted(DriftKind.SAME_MEANING, factor, why, _merge(factor, other), other, score)

    def _always_together(self) -> Iterator[Drifted]:
        """Pairs that are cited together nearly always, and for things of one kind: a gap beside what it let happen is
        two."""
        citing = {factor.slug: self._citing(factor) for factor in self._archive.vocabulary.live}
        by_slug = self._archive.vocabulary.by_slug
        for postmortem_ids, factor in ((citing[slug], by_slug[slug]) for slug in sorted(citing)):
            if len(postmortem_ids) < TOGETHER_AT_LEAST:
                continue
            for other in self._cited_beside(factor):
                both, either = postmortem_ids & citing[other.slug], postmortem_ids | citing[other.slug]
                share = len(both) / len(either)
                is_often = len(both) >= TOGETHER_AT_LEAST and share >= TOGETHER
                if is_often and self._weight(other) > self._weight(factor) and self._could_be_one(factor, other):
                    why = f"{len(both)} of the {len(either)} postmortems that cite it or {other.slug} cite both"
                    yield Drifted(DriftKind.ALWAYS_TOGETHER, factor, why, _merge(factor, other), other, share)

    def _cited_beside(self, factor: ContributingFactor) -> list[ContributingFactor]:
        """Live factors cited by a postmortem that cites this one."""
        beside = {
            occurrence.factor.slug: occurrence.factor
            for own in self._archive.by_factor[factor.slug]
            for occurrence in self._archive.occurrences(own.postmortem)
        }
        beside.pop(factor.slug, None)
        return [beside[slug] for slug in sorted(beside) if beside[slug] in self._archive.vocabulary]

    def _aliases_twice(self) -> Iterator[Drifted]:
        """An alias that leads elsewhere: to another factor that claims it too, or to one of that very name."""
        for factor in self._archive.vocabulary.by_slug.values():
            for alias in factor.aliases:
                other = self._archive.vocabulary.named(alias)
                if other is not None and other.slug != factor.slug:
                    why = f'its alias "{alias}" leads to {other.slug}'
                    yield Drifted(DriftKind.ALIAS_TWICE, factor, why, _merge(factor, other), other)

    def _no_conditions(self) -> Iterator[Drifted]:
        """Names of a service, an organization or a team: those are where a condition was met, not what it is."""
        places = {service.slug: f"the service {service.name}" for service in self._archive.services}
        places |= {one.slug: f"the organization {one.name}" for one in self._archive.organizations}
        owners = (item.owner for p in self._archive.postmortems for item in p.action_items if item.owner)
        teams = {slugify(owner): f"the owner {owner}" for owner in owners}
        for factor in self._archive.vocabulary.live:
            named = places.get(factor.slug) or teams.get(factor.slug)
            if named is None and factor.slug.rpartition("-")[2] in _PEOPLE:
                named = "a team or a person"
            if named is not None:
                rename = f'postmortems factors rename {factor.slug} NEW --title "What was so"'
                yield Drifted(DriftKind.NO_CONDITION, factor, f"the name is that of {named}, and no condition", rename)

    def _could_be_one(self, one: ContributingFactor, other: ContributingFactor) -> bool:
        """Unless one says what makes it another thing: in what it leaves out, as the narrower of the two, or as the gap
        that let the other happen."""
        vocabulary = self._archive.vocabulary
        if vocabulary.broader(one) is other or vocabulary.broader(other) is one:
            return False
        if {self._is_gap(one), self._is_gap(other)} == {True, False}:
            return False
        pairs = ((one, other), (other, one))
        return not any(b.slug in said or b.title in said for a, b in pairs for said in a.excludes)

    def _is_gap(self, factor: ContributingFactor) -> bool | None:
        """Whether it is cited as something that was not there, more often than as something that was; None for what
        nobody cites, which could be either."""
        layers = [occurrence.citation.layer.is_gap for occurrence in self._archive.by_factor[factor.slug]]
        return sum(layers) * 2 > len(layers) if layers else None

    def _weight(self, factor: ContributingFactor) -> tuple[int, str]:
        """Of two factors the lighter one would be merged into the other."""
        return len(self._archive.by_factor[factor.slug]), factor.slug

    def _citing(self, factor: ContributingFactor) -> frozenset[str]:
        return frozenset(occurrence.postmortem.id for occurrence in self._archive.by_factor[factor.slug])

    @cached_property
    def _definitions(self) -> Likeness:
        """What the files of the factors say they are."""
        return Likeness(
            {
                factor.slug: features(
                    [
                        (factor.title, 2),
                        (factor.definition or "", 3),
                        *((text, 1) for text in factor.includes),
                        *((alias.replace("-", " "), 1) for alias in factor.aliases),
                    ]
                )
                for factor in self._archive.vocabulary.live
            }
        )


_PEOPLE = frozenset(
    {"team", "teams", "squad", "engineer", "engineers", "operator", "manager", "developer", "contractor"}
)
"""Words for people; a name that ends on one names them."""


def _merge(factor: ContributingFactor, other: ContributingFactor | str) -> str:
    return f"postmortems factors merge {factor.slug} {other if isinstance(other, str) else other.slug}"


def _in_order(slug: str) -> str:
    return "-".join(sorted(slug.split("-")))
