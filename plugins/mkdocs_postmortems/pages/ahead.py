"""Blocks rendered by a second process, a few batches ahead of whoever writes the pages.

Rendering blocks is the larger part of what this package adds to a build, and needs nothing of the host. A forked
process has all pages already; only the finished blocks travel. Where a system cannot fork, or has one core, they are
rendered when they are asked for.
"""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from mkdocs_postmortems.pages.page import Page
from mkdocs_postmortems.pages.render import Blocks, Renderer

BATCH = 50
"""Pages rendered for one message between the processes."""

AHEAD = 60
"""Batches that may be finished and waiting. A host renders the text of all pages before it writes the first, and the
second process should not stand idle meanwhile; so many take some 120 MiB."""

_inherited: tuple[Renderer, Sequence[Page]]
"""What the second process finds in its memory when it begins."""


class BlocksAhead:
    """The blocks of pages that are asked for roughly in this order."""

    def __init__(self, renderer: Renderer, pages: Sequence[Page], *, in_second_process: bool) -> None:
        global _inherited
        self._renderer, self._pages = renderer, pages
        self._batch_of = {page.address: i // BATCH for i, page in enumerate(pages)}
        self._waiting: dict[int, Future[list[tuple[str, ...]]]] = {}
        self._ready: dict[str, tuple[str, ...]] = {}
        self._next = 0
        self._pool: ProcessPoolExecutor | None = None
        if in_second_process and len(pages) > BATCH:
            _inherited = renderer, pages
            self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork"))
            self._order()

    def of(self, page: Page) -> Blocks:
        """The blocks of a page, once."""
        if page.address not in self._ready:
            self._collect(self._batch_of[page.address])
        blocks = self._ready.pop(page.address, None)
        return self._renderer.blocks(page) if blocks is None else Blocks(blocks)

    def close(self) -> None:
        """Let the second process go."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _collect(self, batch: int) -> None:
        """Take a finished batch in, and order the next; one that nobody ordered is rendered page by page."""
        future = self._waiting.pop(batch, None)
        if future is None:
            return
        try:
            finished = future.result()
        except (BrokenProcessPool, OSError):  # killed, out of memory: the work is done here instead
            self._pool = None
            self._waiting.clear()
            return
        pages = self._pages[batch * BATCH : (batch + 1) * BATCH]
        self._ready.update(zip((page.address for page in pages), finished, strict=True))
        self._order()

    def _order(self) -> None:
        while self._pool is not None and len(self._waiting) < AHEAD and self._next * BATCH < len(self._pages):
            self._waiting[self._next] = self._pool.submit(_render_batch, self._next)
            self._next += 1


def _render_batch(batch: int) -> list[tuple[str, ...]]:
    renderer, pages = _inherited
    return [tuple(renderer.blocks(page)) for page in pages[batch * BATCH : (batch + 1) * BATCH]]
