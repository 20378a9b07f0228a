"""Lists of postmortems, newest first, on pages of moderate size.

The newest stand at the address of the list, the next below it at `page-2`. So what a further page holds moves on with
each postmortem that is filed: what somebody wants to point at is a postmortem, and that has an address of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_postmortems.archive import Archive, slugify
from mkdocs_postmortems.model import Postmortem, Severity
from mkdocs_postmortems.pages import description
from mkdocs_postmortems.pages.page import Crumb, Page

LENGTH = 100
"""How many postmortems a page lists: compressed, it stays below 25 kB with everything around them."""

FEWEST = 8
"""How many postmortems are worth a form that narrows them."""

MOST_CHOICES = 60
"""How many services or organizations such a form offers; of more, words find them."""

NEAR = 2
"""How many pages before and after the present one are named, beside the first and the last."""


@dataclass(frozen=True)
class Choices:
    """What the postmortems of a list differ in; services and organizations are names by their slugs."""

    severities: tuple[Severity, ...]
    has_kinds: bool
    services: Mapping[str, str]
    organizations: Mapping[str, str]

    @classmethod
    def among(cls, postmortems: Sequence[Postmortem]) -> "Choices":
        graded = {p.severity for p in postmortems if p.severity and not p.is_near_miss}
        return cls(
            severities=tuple(severity for severity in Severity if len(graded) > 1 and severity in graded),
            has_kinds=len({p.kind for p in postmortems}) > 1,
            services=_offered(name for p in postmortems for name in p.services),
            organizations=_offered(p.organization for p in postmortems if p.organization),
        )

    def facts(self, postmortem: Postmortem) -> Mapping[str, str]:
        """What a form compares of one of them, as attributes of its entry; assets/archive.js reads them."""
        is_graded = self.severities and postmortem.severity and not postmortem.is_near_miss
        facts = {
            "data-severity": postmortem.severity.lower() if is_graded and postmortem.severity else "",
            "data-kind": postmortem.kind if self.has_kinds else "",
            "data-service": " ".join(map(slugify, postmortem.services)) if self.services else "",
            "data-organization": slugify(postmortem.organization or "") if self.organizations else "",
        }
        return {name: value for name, value in facts.items() if value}


def _offered(names: Iterable[str]) -> Mapping[str, str]:
    """Each name by its slug, unless there is nothing to choose or too much."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(slugify(name), name)
    return dict(sorted(found.items())) if 1 < len(found) <= MOST_CHOICES else {}


@dataclass(frozen=True)
class Listing:
    """One page of a list: `shown` stand on it, of `total`. Its form narrows what is there or, where there is more on
    other pages, `asks_search` about the whole list, which to the search is `facet`."""

    address: str
    number: int
    shown: tuple[Postmortem, ...]
    pages: int
    total: int
    choices: Choices
    facet: Mapping[str, str]
    asks_search: bool

    @property
    def first(self) -> int:
        """The place of the first one that is shown, counted from 1."""
        return LENGTH * (self.number - 1) + 1

    @property
    def last(self) -> int:
        return self.first + len(self.shown) - 1

    @property
    def has_form(self) -> bool:
        return self.total >= FEWEST

    def facts(self, postmortem: Postmortem) -> Mapping[str, str]:
        """What the form compares of a postmortem that it is to find here."""
        return self.choices.facts(postmortem) if self.has_form and not self.asks_search else {}

    def at(self, number: int) -> str:
        """The address of one of its pages."""
        return self.address if number == 1 else f"{self.address}/page-{number}"

    @property
    def named(self) -> tuple[int, ...]:
        """The pages that this one leads to: the first, the last, and those near."""
        near = range(self.number - NEAR, self.number + NEAR + 1)
        return tuple(n for n in range(1, self.pages + 1) if n in near or n in (1, self.pages))


def listings(archive: Archive, address: str, postmortems: Sequence[Postmortem], **facet: str) -> tuple[Listing, ...]:
    """The pages of a list of postmortems, which are given oldest first; the search finds the same by `facet`."""
    newest = tuple(reversed(postmortems))
    starts = range(0, len(newest), LENGTH)
    asks_search = len(starts) > 1 and archive.settings.search == "pagefind"
    whole = len(starts), len(newest), Choices.among(newest), facet, asks_search
    return tuple(
        Listing(address, number, newest[start : start + LENGTH], *whole) for number, start in enumerate(starts, 1)
    )


def list_pages(lists: Iterable[Listing], title: str, crumbs: tuple[Crumb, ...]) -> Iterator[Page]:
    """Pages that have a list and nothing else; `crumbs` lead to the first page of it."""
    for listing in lists:
        is_first = listing.number == 1
        page = f"page {listing.number}"
        where = f", {page} of {listing.pages}" if listing.pages > 1 else ""
        yield Page(
            address=listing.at(listing.number),
            title=title if is_first else f"{title}, {page}",
            template="list.md.jinja",
            context={"listing": listing},
            crumbs=(*crumbs[:-1], (crumbs[-1][0], None)) if is_first else (*crumbs, (page.capitalize(), None)),
            description=description.of_postmortems(listing.shown, f": {title}{where}"),
        )
