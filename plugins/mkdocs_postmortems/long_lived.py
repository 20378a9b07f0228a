"""Making objects that stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def long_lived() -> Iterator[None]:
    """Make objects that stay until the end, without the garbage collector looking at them again and again: with
    thousands of postmortems it would spend a tenth of the time on finding all of them still in use."""
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
