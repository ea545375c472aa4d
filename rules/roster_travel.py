"""Plans and sheets on their way between processes: in pieces, so that no other thread waits long.

Pickled at once, a plan of 10,000 children keeps the whole server for a second and a half.
"""

import pickle
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO, Any

from rules.pauses import without_pauses
from rules.roster import Finding, RosterPlan, Source
from rules.roster_packed import PIECE, Packed, Piece, pieces, rebuilt
from rules.roster_sheets import Grid, Row

PAUSE = 0.0005  # seconds after a piece, in which the others get their turn


@dataclass(frozen=True)
class Parcel:
    """What one process gives to another."""

    head: Any
    plan: RosterPlan | None = None
    grids: tuple[Grid, ...] = ()


TABLE = rebuilt(Finding, Piece, Row, Source)


def send(parcel: Parcel, file: IO[bytes], *, pause: float = PAUSE) -> None:
    """Write a parcel, one small piece after another; alone in a process one needs no pause."""
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = TABLE
    with without_pauses():
        for piece in _pieces(parcel):
            pickler.dump(piece)
            time.sleep(pause)


def _pieces(parcel: Parcel) -> Iterator[Any]:
    bare = parcel.plan and replace(parcel.plan, changes=())
    yield parcel.head, bare, [replace(grid, rows=()) for grid in parcel.grids]
    for grid in parcel.grids:
        yield from _cut(grid.rows)
    if parcel.plan:
        yield from pieces(parcel.plan.changes)
        yield None


def _cut(items: Sequence[Any]) -> Iterator[Any]:
    """The items in small lists; an empty one is the last."""
    for start in range(0, len(items), PIECE):
        yield items[start : start + PIECE]
    yield ()


def receive(file: IO[bytes], *, pause: float = PAUSE) -> Parcel:
    """Read a parcel."""
    unpickler = pickle.Unpickler(file)
    with without_pauses():
        head, plan, bare = unpickler.load()
        grids = [replace(grid, rows=tuple(_joined(unpickler, pause))) for grid in bare]
        if plan:
            plan = replace(plan, changes=Packed(iter(unpickler.load, None)))
    return Parcel(head, plan, tuple(grids))


def _joined(unpickler: pickle.Unpickler, pause: float) -> Iterable[Any]:
    while piece := unpickler.load():
        yield from piece
        time.sleep(pause)
