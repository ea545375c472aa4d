"""Cells that a person corrected in the preview: the sheets as if they had been written so."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rules.roster import Finding, Source, shown
from rules.roster_mapping import SheetMapping
from rules.roster_sheets import Cell, Grid, Row


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """One cell of a file."""

    source: Source
    index: int


Mended = Mapping[Spot, str]  # what a person wrote over a cell


def mend(grids: Iterable[Grid], mended: Mended) -> tuple[Grid, ...]:
    """The sheets with the corrections in them."""
    by_sheet: dict[tuple[str, str], dict[int, dict[int, str]]] = {}
    for spot, text in mended.items():
        rows = by_sheet.setdefault((spot.source.file, spot.source.sheet), {})
        rows.setdefault(spot.source.row, {})[spot.index] = text
    return tuple(_mended(grid, by_sheet.get((grid.file, grid.name), {})) for grid in grids)


def _mended(grid: Grid, rows: Mapping[int, Mapping[int, str]]) -> Grid:
    if not rows:
        return grid
    return replace(
        grid,
        rows=tuple(
            Row(row.number, _written(row.cells, rows[row.number])) if row.number in rows else row
            for row in grid.rows
        ),
    )


def _written(cells: Sequence[Cell], texts: Mapping[int, str]) -> tuple[Cell, ...]:
    """The cells with some written anew; a row may grow to the right."""
    width = max(len(cells), *(index + 1 for index in texts))
    padded: list[Cell] = [*cells, *[None] * (width - len(cells))]
    for index, text in texts.items():
        padded[index] = text.strip() or None
    return tuple(padded)


class Places:
    """Which cell a problem is about."""

    def __init__(self, grids: Iterable[Grid], mappings: Iterable[SheetMapping]) -> None:
        self.grids = {(grid.file, grid.name): grid for grid in grids}
        self.columns: dict[tuple[str, str], dict[str, list[int]]] = {}
        for mapping in mappings:
            titles = self.columns.setdefault((mapping.file, mapping.sheet), {})
            for column in sorted(mapping.columns, key=lambda one: one.field is None):
                if not column.secret:
                    titles.setdefault(column.title, []).append(column.index)

    def spot(self, finding: Finding) -> Spot | None:
        """The cell of a problem; None where the file has no such column."""
        source = finding.source
        columns = self.columns.get((source.file, source.sheet), {}).get(finding.column)
        row = self.row(source)
        if not columns or row is None:
            return None
        fitting = [index for index in columns if shown(row.cell(index)) == finding.value]
        return Spot(source, (fitting or columns)[0])

    def row(self, source: Source) -> Row | None:
        grid = self.grids.get((source.file, source.sheet))
        if grid is None:
            return None
        place = bisect_left(grid.rows, source.row, key=lambda row: row.number)
        found = grid.rows[place] if place < len(grid.rows) else None
        return found if found and found.number == source.row else None
