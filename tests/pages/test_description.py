"""What a page says of itself where it is only named."""

import pytest

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.pages import Addresses, all_pages
from mkdocs_postmortems.pages.description import MOST, described, of_postmortem
from tests.archive.builders import archive_of, factor, incident
from tests.builders import postmortem


def test_sentences_follow_each_other_while_there_is_room() -> None:
    assert described("One", None, "", "two  words?", "x" * MOST, "Three.") == "One. two words? Three."


@pytest.mark.parametrize(
    ("told", "start"),
    [
        ("The import ran twice " * 20, "The import ran twice The import"),
        ("x" * 500, "xxxx"),
        (" ".join(["x" * 500, "y"]), "xxxx"),
    ],
    ids=["words", "one long word", "a long word first"],
)
def test_a_first_sentence_that_is_too_long_is_cut(told: str, start: str) -> None:
    assert described(told, "More").startswith(start)
    assert described(told, "More").endswith(" ...")
    assert len(described(told, "More")) <= MOST


@pytest.mark.parametrize(
    ("summary", "begins"),
    [
        ("Writes stalled. Nobody saw it.", "Writes stalled. Incident"),
        ("<!-- a prompt -->\n\nWrites\nstalled, as [last time](x.md).", "Writes stalled, as last time. Incident"),
        (
            "The `lag` of [[stale-leader]] was **high**, v1.2 too.",
            "The lag of stale-leader was high, v1.2 too. Incident",
        ),
        ("| A | table |\n| --- | --- |", "Vote ended in a tie. Incident"),
        ("", "Vote ended in a tie. Incident"),
    ],
    ids=["sentences", "comment and link", "marks", "no sentence", "nothing"],
)
def test_a_postmortem_is_described_by_its_summary_in_plain_words(summary: str, begins: str) -> None:
    item = postmortem(sections={"Summary": summary}, title="Vote ended in a tie", date="2026-03-14")
    assert of_postmortem(item).startswith(begins)


def test_every_page_of_an_archive_is_described_in_as_many_characters_as_are_shown() -> None:
    archive = archive_of(
        incident(
            "2025-11-02-vote", "2025-11-02", "dns", "no-one-wrote-this", organization="Bank", services=["storage"]
        ),
        incident("2026-01-02-near", "2026-01-02", "dns", kind="near-miss", severity=None),
        factors=[factor("dns"), factor("old", merged_into="dns")],
    )
    pages = all_pages(Analysis(archive), Addresses(archive))
    told = {page.address: page.description or "" for page in pages}
    assert {address: text for address, text in told.items() if not 50 <= len(text) <= MOST} == {}
