"""Where everything stands, and the way from one page to another."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from mkdocs_postmortems.archive import Archive, Grade, Kind, Organization, Service, Year, slugify
from mkdocs_postmortems.checks import Rule
from mkdocs_postmortems.model import ContributingFactor, Postmortem

OF_ALL_PATTERNS = frozenset({"open", "fixes", "combinations"})
"""What stands beside the pages of factors and is about all of them."""


class Addresses:
    """The address of each thing that has a page.

    A link to a page that does not exist is an error of ours, and raises: `learn` has to be told of every page first.
    """

    def __init__(self, archive: Archive, *, use_directory_urls: bool = True) -> None:
        self._archive = archive
        self._use_directory_urls = use_directory_urls
        self._urls: dict[str, str] = {}
        self._kinds: dict[type, Callable[[Any], str]] = {
            str: lambda address: address,
            Postmortem: self._of_postmortem,
            ContributingFactor: lambda factor: self.of_factor(factor.slug),
            Service: lambda service: f"services/{service.slug}",
            Organization: lambda organization: f"organizations/{organization.slug}",
            Rule: lambda rule: f"rules/{rule.name}",
            Year: lambda year: f"postmortems/{year.slug}",
            Grade: lambda grade: f"postmortems/{grade.slug}",
            Kind: lambda kind: f"postmortems/{kind.slug}",
        }
        self._postmortems: dict[str, str] = {}

    def of(self, thing: object) -> str:
        """Where the page of a thing is; an address is its own."""
        return self._kinds[type(thing)](thing)

    def of_factor(self, name: str) -> str:
        """The address of a slug or an alias, cut where it is too long for the name of a file. One that names a page of
        all patterns goes a folder deeper, where no other slug can be."""
        slug = slugify(name)
        return f"patterns/factors/{slug}" if slug in OF_ALL_PATTERNS else f"patterns/{slug}"

    def learn(self, addresses: Iterable[str]) -> None:
        """These pages exist."""
        self._urls.update((address, self._from_root(address)) for address in addresses)

    def has_page(self, address: str) -> bool:
        return address in self._urls

    def destination(self, address: str) -> str:
        """The HTML file of an address."""
        if not address:
            return "index.html"
        return f"{address}/index.html" if self._use_directory_urls else f"{address}.html"

    def links_from(self, here: str) -> Callable[[object], str]:
        """A function that gives relative URLs from one page to others, up to the root of the site and down again."""
        up = self._up(here)

        def link(thing: object) -> str:
            address = self.of(thing)
            try:
                return f"{up}{self._urls[address]}" or "./"
            except KeyError:
                raise LookupError(f"there is no page at {address!r} to link to from {here!r}") from None

        return link

    def from_root(self, thing: object) -> str:
        """The relative URL of a page from the root of the site, also before anybody has told of that page."""
        return self._from_root(self.of(thing))

    def to_file(self, path: str, here: str) -> str:
        """The relative URL from a page to a file of the site that is no page."""
        return self._up(here) + quote(path)

    def _up(self, here: str) -> str:
        return "../" * (here.count("/") + (1 if here and self._use_directory_urls else 0))

    def _from_root(self, address: str) -> str:
        path = quote(address)
        if self._use_directory_urls:
            return f"{path}/" if path else ""
        return f"{path}.html" if path else "index.html"

    def _of_postmortem(self, postmortem: Postmortem) -> str:
        address = self._postmortems.get(postmortem.id)
        if address is None:
            address = self._postmortems[postmortem.id] = self._archive.address(postmortem)
        return address


ALL = "feeds/postmortems"
"""Where the feed of all postmortems stands, without its suffix."""


def feed_path(thing: ContributingFactor | Service | None) -> str:
    """Where the feed of a factor or a service stands, without its suffix; of None that of all postmortems."""
    if thing is None:
        return ALL
    return f"feeds/{'services' if isinstance(thing, Service) else 'factors'}/{slugify(thing.slug)}"
