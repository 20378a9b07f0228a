"""The archive: what all postmortems say together, before anybody draws conclusions from it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property
from typing import TypeVar

from mkdocs_postmortems.archive.groups import Grade, Group, Kind, Organization, Service, Year
from mkdocs_postmortems.archive.links import Links
from mkdocs_postmortems.archive.slugs import slugify
from mkdocs_postmortems.archive.vocabulary import FactorVocabulary
from mkdocs_postmortems.model import ActionItem, Citation, ContributingFactor, Loaded, Postmortem, Severity, Templates
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.source import Source

G = TypeVar("G", bound=Group)

_NOT_GRADED, _INCIDENTS, _NEAR_MISSES = "Not graded", "Incidents", "Near misses"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A factor met in a postmortem. `factor` is the one the citation leads to, past aliases and mergers."""

    postmortem: Postmortem
    citation: Citation
    index: int
    factor: ContributingFactor


class Archive:
    """Postmortems and factors with every link between them resolved.

    `postmortems` are in the order in which they happened. Drafts are there only when `drafts` asks for them.
    """

    def __init__(
        self,
        settings: Settings,
        postmortems: Iterable[Loaded[Postmortem]] = (),
        factors: Iterable[Loaded[ContributingFactor]] = (),
        *,
        drafts: bool = False,
        overlay: Source | None = None,
        files: Collection[str] = (),
    ) -> None:
        self.settings = settings
        self.templates = Templates.of(settings.templates, settings.section_aliases)
        self.loaded_postmortems = tuple(postmortems)
        self.loaded_factors = tuple(factors)
        self.overlay = overlay
        self.files = files
        """Every file of the archive by its path, images and the like too."""
        self.vocabulary = FactorVocabulary(loaded.item for loaded in self.loaded_factors if loaded.item is not None)
        self._drafts = drafts
        self._unwritten: dict[str, ContributingFactor] = {}
        # By the identity of a postmortem, which lives as long as the archive; of two with one id each has its own.
        self._occurrences: dict[int, tuple[Occurrence, ...]] = {}
        self._actions: dict[int, Mapping[str, tuple[ActionItem, ...]]] = {}

    # ------------------------------------------------------------------ what there is

    @cached_property
    def all_postmortems(self) -> tuple[Postmortem, ...]:
        """Every postmortem that could be read, drafts too, in the order in which they happened."""
        readable = (loaded.item for loaded in self.loaded_postmortems if loaded.item is not None)
        return tuple(sorted(readable, key=when))

    @cached_property
    def postmortems(self) -> tuple[Postmortem, ...]:
        """What the pages show and count: no drafts but in a preview, and the first of two with the same id."""
        shown: dict[str, Postmortem] = {}
        for postmortem in self.all_postmortems:
            if self._drafts or not postmortem.is_draft:
                shown.setdefault(postmortem.id, postmortem)
        return tuple(shown.values())

    @cached_property
    def published(self) -> "Archive":
        """The same without its drafts, as a build publishes it; the archive itself where it shows none."""
        if not any(postmortem.is_draft for postmortem in self.postmortems):
            return self
        return Archive(
            self.settings, self.loaded_postmortems, self.loaded_factors, overlay=self.overlay, files=self.files
        )

    @cached_property
    def near_misses(self) -> tuple[Postmortem, ...]:
        return tuple(postmortem for postmortem in self.postmortems if postmortem.is_near_miss)

    @cached_property
    def by_id(self) -> Mapping[str, Postmortem]:
        return {postmortem.id: postmortem for postmortem in self.postmortems}

    @cached_property
    def all_by_id(self) -> Mapping[str, Postmortem]:
        """Drafts too: the first of two with the same id."""
        found: dict[str, Postmortem] = {}
        for postmortem in self.all_postmortems:
            found.setdefault(postmortem.id, postmortem)
        return found

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Where a postmortem stands in `postmortems`, by id."""
        return {postmortem.id: i for i, postmortem in enumerate(self.postmortems)}

    @cached_property
    def factors(self) -> tuple[ContributingFactor, ...]:
        """Every described factor, and those that are cited without having a file."""
        return tuple(self._factor_by_slug[slug] for slug in sorted(self._factor_by_slug))

    # ------------------------------------------------------------------ by what they share

    @cached_property
    def by_factor(self) -> Mapping[str, tuple[Occurrence, ...]]:
        """Occurrences of each factor by its slug, oldest first; a postmortem that cites one twice counts once."""
        found: dict[str, list[Occurrence]] = {slug: [] for slug in self._factor_by_slug}
        for postmortem in self.postmortems:
            for occurrence in self.occurrences(postmortem):
                found[occurrence.factor.slug].append(occurrence)
        return {slug: tuple(occurrences) for slug, occurrences in found.items()}

    @cached_property
    def services(self) -> tuple[Service, ...]:
        return self._grouped(Service, ((p, name) for p in self.postmortems for name in p.services))

    @cached_property
    def organizations(self) -> tuple[Organization, ...]:
        return self._grouped(Organization, ((p, p.organization) for p in self.postmortems if p.organization))

    @cached_property
    def years(self) -> tuple[Year, ...]:
        """Newest first."""
        years = self._grouped(Year, ((p, str(p.date.year)) for p in self.postmortems))
        return tuple(sorted(years, key=lambda year: year.name, reverse=True))

    @cached_property
    def grades(self) -> tuple[Grade, ...]:
        """Worst first, and those that nobody graded last."""
        incidents = [p for p in self.postmortems if not p.is_near_miss]
        grades = self._grouped(Grade, ((p, p.severity.label if p.severity else _NOT_GRADED) for p in incidents))
        order = [*(severity.label for severity in Severity), _NOT_GRADED]
        return tuple(sorted(grades, key=lambda grade: order.index(grade.name)))

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Incidents and near misses, where there are any."""
        return self._grouped(Kind, ((p, _NEAR_MISSES if p.is_near_miss else _INCIDENTS) for p in self.postmortems))

    @property
    def lists(self) -> tuple[Group, ...]:
        """What has a list below `postmortems/`, beside the postmortems themselves."""
        return (*self.years, *self.grades, *self.kinds)

    # ------------------------------------------------------------------ links

    @cached_property
    def links(self) -> Links:
        return Links(self)

    def factor(self, slug: str) -> ContributingFactor:
        """The factor that a slug leads to, also when it is cited and nobody has described it."""
        found = self.vocabulary.resolve(slug)
        if found is None:
            found = self._unwritten.get(slug) or self._unwritten.setdefault(slug, ContributingFactor.unwritten(slug))
        return found

    def occurrences(self, postmortem: Postmortem) -> tuple[Occurrence, ...]:
        """The factors of a postmortem, each once."""
        known = self._occurrences.get(id(postmortem))
        if known is None:
            found: dict[str, Occurrence] = {}
            for i, citation in enumerate(postmortem.contributing_factors):
                factor = self.factor(citation.factor)
                found.setdefault(factor.slug, Occurrence(postmortem, citation, i, factor))
            known = self._occurrences[id(postmortem)] = tuple(found.values())
        return known

    def occurrence(self, postmortem: Postmortem, slug: str) -> Occurrence:
        """A factor of a postmortem that cites it. Raises `StopIteration` for one that does not."""
        return next(occurrence for occurrence in self.occurrences(postmortem) if occurrence.factor.slug == slug)

    def answered_by(self, item: ActionItem) -> tuple[str, ...]:
        """The slugs of the factors that an action item names, by whatever alias, each once."""
        return tuple(dict.fromkeys(self.factor(name).slug for name in item.factors))

    def actions_on(self, postmortem: Postmortem) -> Mapping[str, tuple[ActionItem, ...]]:
        """The action items of a postmortem by the slug of each factor they answer."""
        known = self._actions.get(id(postmortem))
        if known is None:
            found: dict[str, list[ActionItem]] = {}
            for item in postmortem.action_items:
                for slug in self.answered_by(item):
                    found.setdefault(slug, []).append(item)
            known = self._actions[id(postmortem)] = {slug: tuple(items) for slug, items in found.items()}
        return known

    def address(self, postmortem: Postmortem) -> str:
        """Where its page stands: URLs follow the path, below `postmortems/` whatever the folder is called."""
        folder = self.settings.postmortems_dir.strip("/") + "/"
        inside = postmortem.path.removeprefix(folder).removesuffix(".md")
        return "postmortems/" + inside.removesuffix("/index")

    def service(self, name: str) -> Service | None:
        return self._services_by_slug.get(slugify(name))

    def organization(self, name: str) -> Organization | None:
        return self._organizations_by_slug.get(slugify(name))

    def scope(self, postmortem: Postmortem) -> str:
        """Among which others a factor met again is a recurrence; see `recurrence_scope`."""
        if self.settings.recurrence_scope == "archive":
            return ""
        return slugify(postmortem.organization) if postmortem.organization else ""

    def share_scope(self, one: Postmortem, other: Postmortem) -> bool:
        if self.scope(one) != self.scope(other):
            return False
        if self.settings.recurrence_scope != "service":
            return True
        return not set(map(slugify, one.services)).isdisjoint(map(slugify, other.services))

    # ------------------------------------------------------------------ how it is put together

    @cached_property
    def _factor_by_slug(self) -> dict[str, ContributingFactor]:
        """Every described factor, and what the postmortems that are shown cite beyond them."""
        factors = dict(self.vocabulary.by_slug)
        for postmortem in self.postmortems:
            factors.update((occurrence.factor.slug, occurrence.factor) for occurrence in self.occurrences(postmortem))
        return factors

    @cached_property
    def _services_by_slug(self) -> dict[str, Service]:
        return {service.slug: service for service in self.services}

    @cached_property
    def _organizations_by_slug(self) -> dict[str, Organization]:
        return {organization.slug: organization for organization in self.organizations}

    def _grouped(self, group: type[G], named: Iterable[tuple[Postmortem, str]]) -> tuple[G, ...]:
        """Names that have the same slug are one group, under the first of them met."""
        names: dict[str, str] = {}
        members: dict[str, dict[str, Postmortem]] = {}
        for postmortem, name in named:
            slug = slugify(name)
            names.setdefault(slug, name)
            members.setdefault(slug, {})[postmortem.id] = postmortem
        return tuple(group(names[slug], slug, tuple(members[slug].values())) for slug in sorted(members))


def when(postmortem: Postmortem) -> tuple[str, str, str]:
    """The order of happening: day, then time where one is known, then id."""
    started = postmortem.started_at
    return postmortem.date.isoformat(), started.astimezone(UTC).isoformat() if started else "", postmortem.id
