"""Findings over the page that a writer previews."""

import pytest

from mkdocs_postmortems.archive import Archive
from mkdocs_postmortems.checks import Finding, Level
from mkdocs_postmortems.pages import Addresses, Page, notes_by_address
from mkdocs_postmortems.settings import Settings

SOURCE = "postmortems/2026/2026-03-14-stale-leader.md"
HERE = "postmortems/2026/2026-03-14-stale-leader"
PAGES = [
    Page(address="", title="Home", template="home.md.jinja"),
    Page(address=HERE, title="x", template="x", source=SOURCE),
]


@pytest.fixture
def addresses() -> Addresses:
    known = Addresses(Archive(Settings()))
    known.learn(["", HERE, "rules/action-without-owner"])
    return known


def finding(path: str = SOURCE, **fields: object) -> Finding:
    stated: dict[str, object] = {
        "line": 3, "column": 1, "id": "PM501", "name": "action-without-owner", "level": Level.ERROR,
        "message": "it has no owner", "hint": "name the team",
    }  # fmt: skip
    return Finding(path, **{**stated, **fields})  # type: ignore[arg-type]


def test_a_finding_stands_over_the_page_of_its_file_with_its_line_and_its_way_out(addresses: Addresses) -> None:
    notes = notes_by_address([finding(), finding(line=9, level=Level.ADVICE)], PAGES, addresses)
    assert list(notes) == [HERE]
    for words in ("2 findings", "line 3", "line 9", "Error", "Advice", "it has no owner", "name the team", "PM501"):
        assert words in notes[HERE]


def test_a_finding_in_a_file_without_a_page_stands_where_it_will_be_seen(addresses: Addresses) -> None:
    notes = notes_by_address([finding("postmortems/2026/broken.md")], PAGES, addresses)
    assert set(notes) == {"", "postmortems"}
    assert "in postmortems/2026/broken.md" in notes[""]


def test_of_several_files_without_a_page_each_finding_names_its_own(addresses: Addresses) -> None:
    found = [finding("postmortems/2026/one.md"), finding("postmortems/2026/other.md", line=7)]
    notes = notes_by_address(found, PAGES, addresses)
    assert "postmortems/2026/one.md, line 3" in notes[""]
    assert "postmortems/2026/other.md, line 7" in notes[""]


def test_each_finding_leads_to_the_page_of_its_rule(addresses: Addresses) -> None:
    assert 'href="../../../rules/action-without-owner/"' in notes_by_address([finding()], PAGES, addresses)[HERE]


def test_what_a_writer_wrote_is_text_and_never_markup(addresses: Addresses) -> None:
    notes = notes_by_address([finding(message='"<script>alert(1)</script>" is "x"', hint="<b>")], PAGES, addresses)
    assert "<script" not in notes[HERE]
    assert "<b>" not in notes[HERE]
    assert "&lt;script&gt;" in notes[HERE]


def test_a_page_without_findings_has_nothing_over_it(addresses: Addresses) -> None:
    assert notes_by_address([], PAGES, addresses) == {}
