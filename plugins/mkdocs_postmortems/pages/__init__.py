"""Archive and analysis become Markdown pages."""

from mkdocs_postmortems.pages.addresses import Addresses
from mkdocs_postmortems.pages.book import all_pages
from mkdocs_postmortems.pages.page import Page
from mkdocs_postmortems.pages.render import Blocks, Renderer, searched_words

__all__ = ["Addresses", "Blocks", "Page", "Renderer", "all_pages", "searched_words"]
