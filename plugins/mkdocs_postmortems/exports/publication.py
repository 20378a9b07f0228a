"""An archive on its way to programs: what it says, and where it will stand."""

from functools import cached_property
from urllib.parse import quote
from uuid import UUID, uuid5

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.pages.addresses import Addresses

_SITES = UUID("7a1c1c5e-3f0e-5d0b-9a55-0b8f7f6c2d41")
"""The name space of all archives; chosen once."""


class Publication:
    """What a build publishes of an archive: never a draft, not even in a preview.

    `name` is what the site calls itself. With `site_url` every address is absolute; without it addresses start at the
    root of the site.
    """

    def __init__(
        self, analysis: Analysis, addresses: Addresses, *, name: str, site_url: str = "", description: str = ""
    ) -> None:
        published = analysis.archive.published
        self.analysis = analysis if published is analysis.archive else Analysis(published)
        self.name = name
        self.site_url = f"{site_url.rstrip('/')}/" if site_url else ""
        self.description = description
        self._addresses = addresses

    @property
    def archive(self) -> Archive:
        return self.analysis.archive

    def url(self, thing: object) -> str:
        """Where the page of a thing is."""
        return self.site_url + self._addresses.from_root(thing)

    def file_url(self, path: str) -> str:
        """Where a file without a page is, by its path from the root of the site."""
        return self.site_url + quote(path)

    def up_from(self, path: str) -> str:
        """The way from a file to the root: without an address of its own a site can move, and links climb."""
        return "" if self.site_url else "../" * path.count("/")

    def services(self, postmortem: Postmortem) -> tuple[str, ...]:
        """The services of a postmortem, each by the name of its page: names that differ in case alone are one."""
        found = (self.archive.service(name) for name in postmortem.services)
        return tuple(dict.fromkeys(service.name for service in found if service))

    def urn(self, name: str) -> str:
        """A name for all time of something in this archive: it stays when the site moves to another host."""
        return uuid5(self._names, name).urn

    @cached_property
    def _names(self) -> UUID:
        return uuid5(_SITES, self.name)
