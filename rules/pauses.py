"""Long work that nobody has to wait for."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

LAST = 19  # in turn, where the system has turns


def give_way() -> None:
    """This process works while no other wants to."""
    if hasattr(os, "nice"):
        os.nice(LAST)


@contextmanager
def without_pauses() -> Iterator[None]:
    """Without the collector, which would look through every row again and find nothing.

    What is left behind is collected afterwards.
    """
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()
