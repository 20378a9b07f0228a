"""The search of one build: which pages are indexed, under which facts, and what is left when that is not possible."""

from collections.abc import Mapping
from pathlib import Path

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.pages import Page, results
from mkdocs_postmortems.pages.addresses import Addresses
from mkdocs_postmortems.pages.search import sections_left_out
from mkdocs_postmortems.search.documents import document
from mkdocs_postmortems.search.index import Index
from mkdocs_postmortems.source import fold_title


class SiteSearch:
    """Takes the pages of a site as they are made, and indexes them beside the build.

    Raises `IndexingError` where Pagefind is not installed.
    """

    def __init__(self, analysis: Analysis, addresses: Addresses, *, language: str) -> None:
        self._language = language
        self._index = Index(language)
        postmortems = analysis.facets.postmortems
        left_out = (title for section in sections_left_out(analysis.archive) for title in section.titles)
        self._without = {fold_title(title) for title in left_out}
        self._places: Mapping[str, int] = {
            addresses.destination(addresses.of(postmortem)): place for place, postmortem in enumerate(postmortems)
        }

    def add(self, destination: str, title: str, html: str, page: Page | None) -> None:
        """What became of the Markdown of a page; `page` is there where it is one of ours."""
        facts = results.BY_HAND if page is None else page.result
        if facts is None:
            return
        names, searched = (page.also_called, page.searched) if page else ((), ())
        self._index.add(
            destination,
            document(
                title,
                html,
                language=self._language,
                facts=facts,
                names=names,
                searched=searched,
                without=self._without if destination in self._places else (),
            ),
        )

    @property
    def folder(self) -> Path:
        """Where the documents are until the end."""
        return self._index.folder

    def start(self, site: Path) -> None:
        """Begin to write the index into the folder of the site, beside whoever writes the pages there."""
        self._index.start(site)

    def finish(self) -> int:
        """Wait for the index; how many pages it has. Raises `IndexingError`."""
        return self._index.finish(self._places)

    def close(self) -> None:
        self._index.close()
