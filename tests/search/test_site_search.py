"""What a site has indexed."""

from pathlib import Path

import pytest

from mkdocs_postmortems.pages import Addresses, all_pages
from mkdocs_postmortems.pages import search as search_page
from mkdocs_postmortems.search import SiteSearch
from tests.builders import analysis, postmortem_text

ARCHIVE: dict[str, str | bytes] = {"postmortems/2026/2026-03-14-stale-leader.md": postmortem_text()}
HTML = "<h1>Leader</h1><h2>Summary</h2><p>Aardvark</p><h2>What happened</h2><p>Badger</p>"


def documents(root: Path) -> dict[str, str]:
    """What is indexed of each page of a small archive, with the same words on each."""
    said = analysis(root, ARCHIVE)
    addresses = Addresses(said.archive)
    pages = all_pages(said, addresses)
    search = SiteSearch(said, addresses, language="en")
    for page in pages:
        search.add(addresses.destination(page.address), page.title, HTML, page)
    search.add("guide/index.html", "Guide", HTML, None)
    folder = search.folder
    found = {file.relative_to(folder).as_posix(): file.read_text() for file in folder.rglob("*.html")}
    search.close()
    return found


def test_postmortems_factors_services_checks_and_pages_by_hand_are_indexed_and_lists_are_not(tmp_path: Path) -> None:
    found = documents(tmp_path)
    assert {
        "postmortems/2026/2026-03-14-stale-leader/index.html",
        "patterns/monitoring-gap/index.html",
        "services/storage/index.html",
        "rules/empty-section/index.html",
        "guide/index.html",
    } <= set(found)
    assert not {"index.html", "postmortems/index.html", "postmortems/2026/index.html", "search/index.html"} & set(found)


def test_a_large_archive_leaves_the_course_of_events_out_of_postmortems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader = "postmortems/2026/2026-03-14-stale-leader/index.html"
    assert "Badger" in documents(tmp_path)[leader]
    monkeypatch.setattr(search_page, "LARGE", 0)
    found = documents(tmp_path)
    assert "Badger" not in found[leader]
    assert "Aardvark" in found[leader]
    assert "Badger" in found["guide/index.html"]
