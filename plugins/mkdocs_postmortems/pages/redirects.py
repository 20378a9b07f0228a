"""Addresses that were, or might be guessed: every other name of a factor leads to its page."""

from collections.abc import Mapping
from html import escape

from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.pages.addresses import Addresses

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{url}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
</head>
<body>
<p>This factor is called <a href="{url}">{title}</a>.</p>
</body>
</html>
"""


def redirects(archive: Archive, addresses: Addresses) -> Mapping[str, str]:
    """The HTML files that lead on, by the addresses they stand at."""
    found = {}
    for alias in archive.vocabulary.by_alias:
        factor = archive.vocabulary.resolve(alias)
        address = addresses.of_factor(alias)
        if factor is not None and not addresses.has_page(address):
            url = addresses.links_from(address)(factor)
            found[address] = _PAGE.format(title=escape(factor.title), url=escape(url))
    return found
