"""What a person decides while looking at an import: who a row is, a cell mended, a field taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from rules.roster import Source, Subject
from rules.roster_sheets import Grid, Row

K = TypeVar("K")
V = TypeVar("V")

WhoKey = tuple[Source, str]  # a row, and the part of it: "" or "parent1", as in Proposal
CellKey = tuple[Source, int]  # a row, and the column's place from 0, as in Finding.index
FieldKey = tuple[Subject, int, str]  # a row of the hub and its field, as in Change.kept


class Choice(StrEnum):
    PERSON = "person"  # the row is this person of the hub
    ROW = "row"  # the row is the same person as another row of the files
    NEW = "new"  # the row is nobody the hub knows, and no other row
    OUT = "out"  # the row is left out


@dataclass(frozen=True, slots=True)
class Decision:
    """Who a row is."""

    choice: Choice
    person: int = 0  # the candidate's key, where the row is a person of the hub
    row: Source | None = None  # the candidate's row, where it is the person of another row


@dataclass(frozen=True)
class Decisions:
    """Everything decided so far: a value, never changed in place."""

    people: Mapping[WhoKey, Decision] = field(default_factory=dict)
    cells: Mapping[CellKey, str] = field(default_factory=dict)
    overwrite: frozenset[FieldKey] = frozenset()

    def decide(self, source: Source, part: str, decision: Decision | None) -> "Decisions":
        """With who a row is; None takes the decision back."""
        return replace(self, people=_with(self.people, (source, part), decision))

    def mend(self, source: Source, index: int, text: str | None) -> "Decisions":
        """With another text in a cell; None puts the file's own back."""
        return replace(self, cells=_with(self.cells, (source, index), text))

    def take(self, keys: Iterable[FieldKey]) -> "Decisions":
        """With exactly these edited fields overwritten by the files."""
        return replace(self, overwrite=frozenset(keys))

    def of(self, source: Source, part: str = "") -> Decision | None:
        return self.people.get((source, part))

    def leaves_out(self, source: Source) -> bool:
        """Whether a whole row is left out."""
        found = self.of(source)
        return found is not None and found.choice == Choice.OUT


NONE = Decisions()


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a person confirmed at the button, each by itself."""

    leave_out: bool = False  # rows with a problem are left out
    sight: bool = False  # guardians gain or lose sight of children as listed
    leavers: bool = False  # so many people have really left


EVERYTHING = Agreed(leave_out=True, sight=True, leavers=True)


def mended(grids: Iterable[Grid], decisions: Decisions) -> tuple[Grid, ...]:
    """The sheets with the corrected cells in them."""
    texts: dict[tuple[str, str], dict[int, dict[int, str]]] = {}
    for (source, index), text in decisions.cells.items():
        sheet = texts.setdefault((source.file, source.sheet), {})
        sheet.setdefault(source.row, {})[index] = text
    return tuple(_mended(grid, texts.get((grid.file, grid.name), {})) for grid in grids)


def _mended(grid: Grid, rows: Mapping[int, Mapping[int, str]]) -> Grid:
    if not rows:
        return grid
    return replace(grid, rows=tuple(_row(row, rows.get(row.number, {})) for row in grid.rows))


def _row(row: Row, texts: Mapping[int, str]) -> Row:
    width = max(len(row.cells), *(index + 1 for index in texts), 0)
    return Row(row.number, tuple(texts.get(index, row.cell(index)) for index in range(width)))


def _with(known: Mapping[K, V], key: K, value: V | None) -> dict[K, V]:
    kept = {one: other for one, other in known.items() if one != key}
    return kept if value is None else kept | {key: value}
