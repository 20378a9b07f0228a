"""The page of the search, and the way to it from every other page."""

from collections.abc import Callable, Iterator
from html import escape

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.model.template import LUCKY, TIMELINE, WENT_POORLY, WENT_WELL, SectionSpec
from mkdocs_postmortems.pages.canned import canned
from mkdocs_postmortems.pages.page import Page

ADDRESS = "search"
SCRIPT = "assets/postmortems/search.js"

LARGE = 5_000
"""Postmortems above which some sections are not searched: their words are in so many that a reader would fetch as much
for them as for all the rest of a visit."""

_LEFT_OUT = (TIMELINE, WENT_WELL, WENT_POORLY, LUCKY)
"""What tells the course of an incident rather than what failed and why."""


def sections_left_out(archive: Archive) -> tuple[SectionSpec, ...]:
    """The sections that are not searched in an archive of this size."""
    if len(archive.postmortems) <= LARGE:
        return ()
    return tuple(archive.templates.spec(section.title) for section in _LEFT_OUT)


def pages(analysis: Analysis) -> Iterator[Page]:
    if analysis.archive.settings.search == "pagefind":
        yield Page(
            address=ADDRESS,
            title="Search",
            template="search.md.jinja",
            context={
                "archive": analysis.archive,
                "facets": analysis.facets.all,
                "canned": canned(analysis),
                "left_out": sections_left_out(analysis.archive),
                "script": SCRIPT,
            },
            in_nav=True,
            is_wide=True,
            description="Every word of every postmortem, narrowed by severity, service, contributing factor and year",
        )


def in_header(path: str) -> Callable[[str], str]:
    """The box at the top of every page, for the way up from that page to the root; `path` leads from there to the
    page of the search."""

    def box(up: str) -> str:
        return (
            f'<form class="pm-find" role="search" aria-label="Search the archive" action="{escape(up + path)}">'
            '<label class="pm-sr" for="pm-find">Search the archive</label>'
            '<input id="pm-find" name="q" type="search" placeholder="Search" autocomplete="off" aria-keyshortcuts="/">'
            '<button type="submit" aria-label="Search">'
            '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">'
            '<circle cx="6.7" cy="6.7" r="4.9"/><path d="M10.5 10.5 15 15"/></svg></button></form>'
        )

    return box
