"""The shared vocabulary: every contributing factor that is described, and what each name leads to."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from mkdocs_postmortems.model import ContributingFactor


class FactorVocabulary:
    """Factors by their names. A slug is a name, and so is an alias; a factor merged into another leads there."""

    def __init__(self, factors: Iterable[ContributingFactor]) -> None:
        self.by_slug: Mapping[str, ContributingFactor] = {factor.slug: factor for factor in factors}

    def __contains__(self, factor: ContributingFactor) -> bool:
        """Whether the factor has a file of its own."""
        return factor.slug in self.by_slug

    @cached_property
    def live(self) -> tuple[ContributingFactor, ...]:
        """The factors to cite today, by slug: those that are neither merged nor deprecated."""
        return tuple(self.by_slug[slug] for slug in sorted(self.by_slug) if self.by_slug[slug].is_live)

    @cached_property
    def by_alias(self) -> Mapping[str, str]:
        """Alias to slug. A slug is never an alias, and of two claims to one alias the first in the alphabet holds."""
        claimed: dict[str, str] = {}
        for slug in sorted(self.by_slug):
            for alias in self.by_slug[slug].aliases:
                if alias not in self.by_slug:
                    claimed.setdefault(alias, slug)
        return claimed

    def named(self, name: str) -> ContributingFactor | None:
        """The factor of this slug or alias itself, whatever it was merged into."""
        return self.by_slug.get(self.by_alias.get(name, name))

    def resolve(self, name: str) -> ContributingFactor | None:
        """The factor that a slug or an alias leads to, past mergers; None when nobody has described it.

        Where mergers lead to nothing or in a circle, the last factor on the way: a check says so.
        """
        found: ContributingFactor | None = None
        seen: set[str] = set()
        target: str | None = name
        while target is not None and target not in seen:
            seen.add(target)
            factor = self.named(target)
            if factor is None:
                break
            found, target = factor, factor.merged_into
        return found

    def names(self, factor: ContributingFactor) -> tuple[str, ...]:
        """Every name that leads to a factor: its slug, its aliases, and those of what was merged into it."""
        return tuple(sorted(self._names.get(factor.slug, ()), key=lambda name: (name != factor.slug, name)))

    def broader(self, factor: ContributingFactor) -> ContributingFactor | None:
        """The factor of which this is a kind, where that one is a kind of nothing itself."""
        above = self.resolve(factor.broader) if factor.broader else None
        return above if above is not None and above.broader is None else None

    def narrower(self, factor: ContributingFactor) -> tuple[ContributingFactor, ...]:
        """The factors that are kinds of this one, by slug."""
        return self._narrower.get(factor.slug, ())

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in (*self.by_slug, *self.by_alias):
            factor = self.resolve(name)
            if factor is not None:
                found.setdefault(factor.slug, []).append(name)
        return found

    @cached_property
    def _narrower(self) -> Mapping[str, tuple[ContributingFactor, ...]]:
        found: dict[str, list[ContributingFactor]] = {}
        for factor in self.live:
            above = self.broader(factor)
            if above is not None:
                found.setdefault(above.slug, []).append(factor)
        return {slug: tuple(factors) for slug, factors in found.items()}
