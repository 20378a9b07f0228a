"""What postmortems are narrowed by: the facets of a search, and the values each postmortem has of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mkdocs_postmortems.analysis.actions import ActionRegister, Actions
from mkdocs_postmortems.archive import Archive, slugify
from mkdocs_postmortems.model import ActionStatus, FactorType, Postmortem
from mkdocs_postmortems.model.vocabulary import IncidentKind, Priority, Severity

NOT_GRADED = "not-graded"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value: `name` stands in addresses, `label` before readers, and `aliases` are other names it is found by."""

    name: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """Something that sets postmortems apart. `held` has, for each postmortem, the positions of its values in `values`;
    of a `by_count` facet the most frequent values are told first, of the others in their own order."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    held: tuple[tuple[int, ...], ...]
    by_count: bool = False


class Facets:
    """The facets of an archive; `postmortems` are in the order of what they hold, newest first."""

    def __init__(self, archive: Archive, actions: ActionRegister) -> None:
        self.postmortems = archive.postmortems[::-1]
        self._archive = archive
        self._actions = actions
        self.all = tuple(facet for facet in self._facets() if facet.values)

    def _facets(self) -> Iterator[Facet]:
        archive = self._archive
        yield self._facet("year", "Year", _plain(year.name for year in archive.years), lambda p: [str(p.date.year)])
        grades = [*_plain(Severity), FacetValue(NOT_GRADED, "Not graded")]
        yield self._facet("severity", "Severity", grades, _grade)
        kinds = [FacetValue(kind, kind.label) for kind in IncidentKind]
        yield self._facet("kind", "Kind", kinds, lambda p: [p.kind])
        services = [FacetValue(service.slug, service.name) for service in archive.services]
        yield self._facet("service", "Service", services, lambda p: map(slugify, p.services), by_count=True)
        names = archive.vocabulary.names
        factors = [FacetValue(factor.slug, factor.title, names(factor)[1:]) for factor in archive.factors]
        yield self._facet("factor", "Contributing factor", factors, self._factors, by_count=True)
        types = [FacetValue(kind, kind.label) for kind in FactorType]
        yield self._facet("type", "Type of factor", types, self._types, by_count=True)
        organizations = [FacetValue(organization.slug, organization.name) for organization in archive.organizations]
        yield self._facet("organization", "Organization", organizations, _organization, by_count=True)
        states = [FacetValue(name, label) for name, label, _ in _STATES]
        yield self._facet("actions", "Action items", states, self._states)

    def _facet(
        self,
        name: str,
        label: str,
        values: Iterable[FacetValue],
        held_by: Callable[[Postmortem], Iterable[str]],
        *,
        by_count: bool = False,
    ) -> Facet:
        """A facet with the values that occur."""
        names = [dict.fromkeys(held_by(postmortem)) for postmortem in self.postmortems]
        met = {name for held in names for name in held}
        occurring = tuple(value for value in values if value.name in met)
        position = {value.name: i for i, value in enumerate(occurring)}
        return Facet(name, label, occurring, tuple(tuple(position[n] for n in held) for held in names), by_count)

    def _factors(self, postmortem: Postmortem) -> Iterator[str]:
        return (occurrence.factor.slug for occurrence in self._archive.occurrences(postmortem))

    def _types(self, postmortem: Postmortem) -> Iterator[str]:
        return (o.factor.type for o in self._archive.occurrences(postmortem) if o.factor.type)

    def _states(self, postmortem: Postmortem) -> Iterator[str]:
        agreed = self._actions.of([postmortem])
        return (name for name, _, holds in _STATES if holds(agreed))


def _plain(names: Iterable[str]) -> list[FacetValue]:
    return [FacetValue(str(name), str(name)) for name in names]


def _grade(postmortem: Postmortem) -> list[str]:
    """A near miss did no harm, and is not graded nor ungraded unless somebody said."""
    if postmortem.severity:
        return [postmortem.severity]
    return [] if postmortem.is_near_miss else [NOT_GRADED]


def _organization(postmortem: Postmortem) -> list[str]:
    return [slugify(postmortem.organization)] if postmortem.organization else []


def _has(status: ActionStatus) -> Callable[[Actions], bool]:
    return lambda actions: status in actions.by_status


_STATES: tuple[tuple[str, str, Callable[[Actions], bool]], ...] = (
    ("open", "Open", lambda actions: bool(actions.open)),
    ("open-p0", "Open, P0", lambda actions: any(action.item.priority is Priority.P0 for action in actions.open)),
    ("overdue", "Overdue", lambda actions: bool(actions.overdue)),
    ("done", "Done, not verified", _has(ActionStatus.DONE)),
    ("verified", "Verified", _has(ActionStatus.VERIFIED)),
    ("dropped", "Dropped", _has(ActionStatus.DROPPED)),
    ("unknown", "Not known", _has(ActionStatus.UNKNOWN)),
)
"""What the action items of a postmortem can be: each has one like it, at least."""
