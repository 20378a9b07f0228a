"""Archive and analysis become Markdown pages."""

from mkdocs_postmortems.pages.addresses import Addresses
from mkdocs_postmortems.pages.ahead import BlocksAhead
from mkdocs_postmortems.pages.book import all_pages
from mkdocs_postmortems.pages.notes import notes_by_address
from mkdocs_postmortems.pages.page import Page
from mkdocs_postmortems.pages.redirects import redirects
from mkdocs_postmortems.pages.render import Blocks, Renderer, searched_words, words_of

__all__ = [
    "Addresses",
    "Blocks",
    "BlocksAhead",
    "Page",
    "Renderer",
    "all_pages",
    "notes_by_address",
    "redirects",
    "searched_words",
    "words_of",
]
