"""The table of facets and the cards: what a browser counts and shows without an index."""

import json
from pathlib import Path
from typing import Any

from mkdocs_postmortems.pages import Addresses, all_pages
from mkdocs_postmortems.search import table_files
from mkdocs_postmortems.search.table import CARDS_IN_FILE
from tests.builders import analysis, postmortem_text


def files(root: Path, *postmortems: dict[str, Any]) -> dict[str, Any]:
    """What is written for postmortems that have these facts, oldest first."""
    tree: dict[str, str | bytes] = {
        f"postmortems/2026/2026-01-{i:02}-p.md": postmortem_text(**{"date": f"2026-01-{i:02}", **fields})
        for i, fields in enumerate(postmortems, 1)
    }
    said = analysis(root, tree)
    addresses = Addresses(said.archive)
    all_pages(said, addresses)
    return {path: json.loads(text) for path, text in table_files(said, addresses)}


def test_the_table_holds_the_values_of_each_postmortem_by_their_places(tmp_path: Path) -> None:
    table = files(tmp_path, {"severity": "SEV2", "services": ["login", "storage"]}, {"severity": "SEV1"})[
        "search/facets.json"
    ]
    by_name = {facet["name"]: facet for facet in table["facets"]}
    assert table["postmortems"] == 2
    assert by_name["severity"]["values"] == [["SEV1", "SEV1"], ["SEV2", "SEV2"]]
    assert by_name["severity"]["held"] == [0, 1]
    assert by_name["service"]["held"] == [1, [0, 1]]


def test_a_card_tells_what_a_result_shows(tmp_path: Path) -> None:
    (card,) = files(tmp_path, {"title": "Vote <b>ended</b>", "organization": "Bank", "services": ["login", "storage"]})[
        "search/cards/0.json"
    ]
    assert card == {
        "url": "postmortems/2026/2026-01-01-p/",
        "title": "Vote <b>ended</b>",
        "date": "2026-01-01",
        "kind": "incident",
        "severity": "SEV3",
        "organization": "Bank",
        "services": "login, storage",
        "factors": "Monitoring gap · Slow recovery",
        "summary": "Writes failed for 31 minutes for all customers, because two leaders took them in turn. "
        "Incident at Bank, 1 January 2026, SEV3.",
    }


def test_cards_come_in_files_of_a_few_in_the_order_of_the_table(tmp_path: Path) -> None:
    found = files(tmp_path, *({"title": f"Number {i}"} for i in range(CARDS_IN_FILE + 2)))
    cards = [card["title"] for i in (0, 1) for card in found[f"search/cards/{i}.json"]]
    assert len(found["search/cards/0.json"]) == CARDS_IN_FILE
    assert cards == [f"Number {i}" for i in reversed(range(CARDS_IN_FILE + 2))]


def test_an_empty_archive_has_a_table_without_facets(tmp_path: Path) -> None:
    assert files(tmp_path) == {"search/facets.json": {"postmortems": 0, "cardsInFile": CARDS_IN_FILE, "facets": []}}
