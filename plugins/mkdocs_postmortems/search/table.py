"""The table of facets: which values each postmortem has, small enough to be fetched whole, so that counts are those a
reader would make; and a card for each postmortem, in files of a few, fetched as they are shown.

Pagefind has facets of its own. Of a search without words it fetches the whole index (1.5), and once a value is chosen
it counts 0 for all others of that facet.
"""

import json
from collections.abc import Iterator
from typing import Any

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.analysis.facets import Facet
from mkdocs_postmortems.model import Postmortem
from mkdocs_postmortems.pages import description, results
from mkdocs_postmortems.pages.addresses import Addresses

TABLE = "search/facets.json"
CARDS = "search/cards/{}.json"

CARDS_IN_FILE = 25
"""Postmortems told in one file: what somebody who browses newest first sees at once."""


def table_files(analysis: Analysis, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """The path of each file from the root of the site, and its text. Postmortems are in one order in all: newest
    first."""
    postmortems = analysis.facets.postmortems
    table = {
        "postmortems": len(postmortems),
        "cardsInFile": CARDS_IN_FILE,
        "facets": [_facet(facet) for facet in analysis.facets.all],
    }
    yield TABLE, _json(table)
    for start in range(0, len(postmortems), CARDS_IN_FILE):
        cards = [_card(analysis, addresses, postmortem) for postmortem in postmortems[start : start + CARDS_IN_FILE]]
        yield CARDS.format(start // CARDS_IN_FILE), _json(cards)


def _facet(facet: Facet) -> dict[str, Any]:
    """Where a postmortem has one value, its position stands for the list of it."""
    return {
        "name": facet.name,
        "label": facet.label,
        "byCount": facet.by_count,
        "values": [[value.name, value.label, *value.aliases] for value in facet.values],
        "held": [held[0] if len(held) == 1 else list(held) for held in facet.held],
    }


def _card(analysis: Analysis, addresses: Addresses, postmortem: Postmortem) -> dict[str, str]:
    """A result without words: what it tells beside its facts is how its summary begins."""
    told = {
        "url": addresses.from_root(postmortem),
        "title": postmortem.title,
        **results.of_postmortem(analysis.archive, postmortem),
    }
    return {**told, "summary": description.of_postmortem(postmortem)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
