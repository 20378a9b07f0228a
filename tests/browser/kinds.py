"""One page of each kind, found by the templates they are made from: a new kind is tried without being named here."""

from collections.abc import Mapping
from importlib.resources import files as resources
from pathlib import Path

from mkdocs_postmortems.model import IncidentKind
from mkdocs_postmortems.pages import Addresses, Page, all_pages
from mkdocs_postmortems.settings import find_settings
from mkdocs_postmortems.site import Site

TEMPLATES = resources("mkdocs_postmortems").joinpath("pages", "templates")
SUFFIX = ".md.jinja"
WRITTEN = {
    "guide": "guides/front-matter/",
    "decision": "adr/0008-vocabulary/",
    "not found": "404.html",
}
KINDS = (
    *sorted(file.name.removesuffix(SUFFIX) for file in TEMPLATES.iterdir() if file.name.endswith(SUFFIX)),
    "near miss",
    *WRITTEN,
)


def pages_by_kind(site: Path, root: Path) -> Mapping[str, tuple[str, ...]]:
    """The address of the heaviest page of each kind, or of one in each part of the site that has that kind."""
    loaded = Site.load(*find_settings(root))
    addresses = Addresses(loaded.archive)
    found: dict[str, dict[str, str]] = {kind: {"": address} for kind, address in WRITTEN.items()}
    pages = all_pages(loaded.analysis, addresses)
    for page in sorted(pages, key=lambda page: (site / addresses.destination(page.address)).stat().st_size):
        found.setdefault(_kind(page), {})[page.address.partition("/")[0]] = addresses.from_root(page.address)
    return {kind: tuple(of_kind.values()) for kind, of_kind in found.items()}


def _kind(page: Page) -> str:
    postmortem = page.context.get("postmortem")
    if page.source and getattr(postmortem, "kind", None) is IncidentKind.NEAR_MISS:
        return "near miss"
    return page.template.removesuffix(SUFFIX)
