"""Blocks are the same whoever renders them, and whatever happens to the second process."""

import os
import signal
from pathlib import Path

import pytest

from mkdocs_postmortems.analysis import Analysis
from mkdocs_postmortems.pages import Addresses, BlocksAhead, Page, Renderer, ahead, all_pages
from tests.builders import load, postmortem_text

Book = tuple[Renderer, list[Page]]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A few batches of pages."""
    ids = [f"2026-{month:02}-{day:02}-stale-leader" for month in range(1, 8) for day in range(1, 26)]
    tree = {f"postmortems/2026/{id_}.md": postmortem_text(date=id_[:10]) for id_ in ids}
    analysis = Analysis(load(tmp_path_factory.mktemp("archive"), tree))
    addresses = Addresses(analysis.archive)
    pages = list(all_pages(analysis, addresses))
    assert len(pages) > 3 * ahead.BATCH
    return Renderer(addresses), pages


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)], ids=["in order", "from the end"])
def test_a_second_process_gives_the_same_blocks(book: Book, order: slice) -> None:
    renderer, pages = book
    blocks = BlocksAhead(renderer, pages, in_second_process=True)
    assert all(blocks.of(page) == renderer.blocks(page) for page in pages[order])
    blocks.close()


def test_a_second_process_that_dies_costs_nothing(book: Book) -> None:
    renderer, pages = book
    blocks = BlocksAhead(renderer, pages, in_second_process=True)
    assert blocks.of(pages[0]) == renderer.blocks(pages[0])
    assert blocks._pool is not None
    for process in blocks._pool._processes.values():
        os.kill(process.pid, signal.SIGKILL)
    assert all(blocks.of(page) == renderer.blocks(page) for page in pages[1:])
    blocks.close()


def test_a_page_may_be_asked_for_again(book: Book) -> None:
    renderer, pages = book
    blocks = BlocksAhead(renderer, pages, in_second_process=True)
    assert blocks.of(pages[3]) == blocks.of(pages[3]) == renderer.blocks(pages[3])
    blocks.close()


def test_no_more_batches_wait_than_memory_has_room_for(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "AHEAD", 2)
    renderer, pages = book
    blocks = BlocksAhead(renderer, pages, in_second_process=True)
    assert len(blocks._waiting) == 2
    blocks.of(pages[0])
    assert len(blocks._waiting) == 2
    blocks.close()


def test_what_goes_wrong_in_a_page_is_told_by_whoever_asks_for_it(book: Book, tmp_path: Path) -> None:
    renderer, pages = book
    wrong = [*pages, Page("nowhere", "Nowhere", "pattern.md.jinja")]
    blocks = BlocksAhead(renderer, wrong, in_second_process=True)
    with pytest.raises(Exception, match="undefined"):
        blocks.of(wrong[-1])
    blocks.close()
