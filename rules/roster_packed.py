"""The changes of a large import, packed: told apart as they are, unpacked as they are looked at.

As objects, the changes of 10,000 children make every page wait for the collector.
"""

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copyreg import dispatch_table
from dataclasses import dataclass, fields
from io import BytesIO
from itertools import chain, product
from operator import attrgetter
from typing import Any, overload

from rules.roster import Change, FieldChange, LargeChanges, Source, Subject, Test, What

PIECE = 60  # changes or rows: about two milliseconds
SORTS: tuple[tuple[Subject, What, bool], ...] = tuple(product(Subject, What, (False, True)))
KINDS = {sort: kind for kind, sort in enumerate(SORTS)}  # a byte each


def rebuilt(*kinds: type) -> dict[type, Any]:
    """How to pickle dataclasses of slots, four times as fast as they do by themselves."""
    return {**dispatch_table, **{kind: _values_of(kind) for kind in kinds}}


def _values_of(kind: type) -> Any:
    values = attrgetter(*(one.name for one in fields(kind)))
    return lambda one: (kind, values(one))


TABLE = rebuilt(Change, FieldChange, Source)


@dataclass(frozen=True, slots=True)
class Piece:
    """A few changes: what tells them apart, and the rest as bytes."""

    kinds: bytes
    names: tuple[str, ...]
    packed: bytes

    @classmethod
    def of(cls, changes: Sequence[Change]) -> "Piece":
        file = BytesIO()
        pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
        pickler.dispatch_table = TABLE
        pickler.dump(tuple(changes))
        kinds = bytes(KINDS[one.subject, one.what, one.edited] for one in changes)
        return cls(kinds, tuple(one.name for one in changes), file.getvalue())

    def changes(self) -> tuple[Change, ...]:
        found: tuple[Change, ...] = pickle.loads(self.packed)
        return found


class Packed(LargeChanges):
    """Changes in pieces, each of them full but the last."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = tuple(pieces)
        self._count = sum(len(piece.names) for piece in self._pieces)
        self._opened: tuple[int, tuple[Change, ...]] = (-1, ())

    def counted(self) -> Counter[tuple[Subject, What]]:
        found: Counter[tuple[Subject, What]] = Counter()
        for kind, count in Counter(chain.from_iterable(one.kinds for one in self._pieces)).items():
            found[SORTS[kind][:2]] += count
        return found

    def where(self, test: Test) -> Iterator[tuple[int, str]]:
        fitting = {kind for kind, sort in enumerate(SORTS) if test(*sort)}
        for number, piece in enumerate(self._pieces):
            if fitting.isdisjoint(piece.kinds):
                continue
            for within, kind in enumerate(piece.kinds):
                if kind in fitting:
                    yield number * PIECE + within, piece.names[within]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Change]:
        for piece in self._pieces:
            yield from piece.changes()

    @overload
    def __getitem__(self, place: int) -> Change: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Change]: ...

    def __getitem__(self, place: int | slice) -> Change | Sequence[Change]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self._count))]
        number, within = divmod(range(self._count)[place], PIECE)
        opened, changes = self._opened
        if opened != number:
            changes = self._pieces[number].changes()
            self._opened = number, changes
        return changes[within]


def pieces(changes: Sequence[Change]) -> Iterator[Piece]:
    """Changes made ready to be sent and packed."""
    for start in range(0, len(changes), PIECE):
        yield Piece.of(changes[start : start + PIECE])
