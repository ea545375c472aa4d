"""Long work that nobody has to wait for."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

LATER = 10  # in turn, where the system has turns: beside busy others it still gets a tenth
USUAL, SHORT = sys.getswitchinterval(), 0.0005  # seconds until a thread has to give its turn back

_counting = Lock()
_at_work = [0]


def give_way() -> None:
    """This process lets others go first."""
    if hasattr(os, "nice"):
        os.nice(LATER)


@contextmanager
def in_short_turns() -> Iterator[None]:
    """Others come in between, as a page does after every statement and message that it sends.

    Always would be dear: where two pages meet, each turn that is given back costs time as well.
    """
    _count(1)
    try:
        yield
    finally:
        _count(-1)


def _count(more: int) -> None:
    with _counting:
        _at_work[0] += more
        sys.setswitchinterval(SHORT if _at_work[0] else USUAL)


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
