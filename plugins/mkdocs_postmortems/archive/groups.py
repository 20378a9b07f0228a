"""What postmortems are gathered by."""

from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_postmortems.model import Postmortem


@dataclass(frozen=True)
class Group:
    """Postmortems that have something in common, oldest first."""

    name: str
    slug: str
    postmortems: tuple[Postmortem, ...]


class Service(Group):
    """A service, or in an archive of many organizations a kind of system."""


class Organization(Group):
    """Whose service it was, where one archive holds several."""


class Year(Group):
    """The year an incident began."""


class Grade(Group):
    """How bad incidents were, or that nobody graded them. A near miss did no harm, and is in none."""


class Kind(Group):
    """Incidents, or near misses."""


def largest_first(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: (-len(group.postmortems), group.slug))
