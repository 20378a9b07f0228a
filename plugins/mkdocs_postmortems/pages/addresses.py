"""Where everything stands, and the way from one page to another."""

from functools import lru_cache, singledispatchmethod
from posixpath import relpath
from urllib.parse import quote

from mkdocs_postmortems.archive import Organization, Service, Year
from mkdocs_postmortems.model import ContributingFactor, Postmortem
from mkdocs_postmortems.settings import Settings


class Addresses:
    """The address of each thing that has a page. `known` holds every page there is, so that a link to none is an
    error of
    ours that no test can miss."""

    def __init__(self, settings: Settings, *, use_directory_urls: bool = True) -> None:
        self._settings = settings
        self._use_directory_urls = use_directory_urls
        self.known: set[str] = set()
        self._way = lru_cache(maxsize=4096)(self._relative)

    @singledispatchmethod
    def of(self, thing: object) -> str:
        raise TypeError(f"{type(thing).__name__} has no page")

    @of.register
    def _(self, thing: str) -> str:
        return thing

    @of.register
    def _(self, thing: Postmortem) -> str:
        """URLs follow the path, below `postmortems/` whatever the folder is called."""
        inside = thing.path.removeprefix(self._settings.postmortems_dir.strip("/") + "/").removesuffix(".md")
        return "postmortems/" + (inside.removesuffix("/index") if inside.endswith("/index") else inside)

    @of.register
    def _(self, thing: ContributingFactor) -> str:
        return f"patterns/{thing.slug}"

    @of.register
    def _(self, thing: Service) -> str:
        return f"services/{thing.slug}"

    @of.register
    def _(self, thing: Organization) -> str:
        return f"organizations/{thing.slug}"

    @of.register
    def _(self, thing: Year) -> str:
        return f"postmortems/{thing.slug}"

    def link(self, here: str, thing: object) -> str:
        """A relative URL from the page at one address to another page."""
        address = self.of(thing)
        if address not in self.known:
            raise LookupError(f"there is no page at {address!r} to link to from {here!r}")
        return self._way(here, address)

    def destination(self, address: str) -> str:
        """The HTML file of an address."""
        if not address:
            return "index.html"
        return f"{address}/index.html" if self._use_directory_urls else f"{address}.html"

    def _relative(self, here: str, address: str) -> str:
        if self._use_directory_urls:
            way = relpath(f"/{address}", f"/{here}")
            return "./" if way == "." else quote(f"{way}/")
        return quote(relpath(f"/{self.destination(address)}", f"/{here.rpartition('/')[0]}"))
