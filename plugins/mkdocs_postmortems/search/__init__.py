"""What the search of a site is made of: a table of facets, and an index of words."""

from mkdocs_postmortems.search.index import IndexingError, pagefind
from mkdocs_postmortems.search.site_search import SiteSearch
from mkdocs_postmortems.search.table import table_files

__all__ = ["IndexingError", "SiteSearch", "pagefind", "table_files"]
