"""Work done by a second process that finds everything in its memory already, and sends back only what it found."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")

_inherited: Callable[[], Any]
"""What the second process finds to do when it begins."""


def can_fork() -> bool:
    """Whether a second process can be had that shares this one's memory, has a core to run on, and leaves no thread
    behind that might hold a lock."""
    has_core = (os.cpu_count() or 1) > 1
    return has_core and threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods()


@contextmanager
def in_second_process(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Have work done beside what stands in the block; what is given waits for its result."""
    global _inherited
    _inherited = work
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool:
        yield pool.submit(_do).result


def _do() -> Any:
    return _inherited()
