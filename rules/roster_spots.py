"""Which cell of the files a problem is about, and what stands in it."""

from bisect import bisect_left
from collections.abc import Iterable

from rules.roster import Finding, Source, shown
from rules.roster_decisions import CellKey
from rules.roster_mapping import SheetMapping
from rules.roster_sheets import Cell, CellError, Formula, Grid, Row


class Spots:
    """The cells of the files, found by what a problem says of them."""

    def __init__(self, grids: Iterable[Grid], mappings: Iterable[SheetMapping]) -> None:
        self.grids = {(grid.file, grid.name): grid for grid in grids}
        self.columns: dict[tuple[str, str], dict[str, list[int]]] = {}
        for mapping in mappings:
            titles = self.columns.setdefault((mapping.file, mapping.sheet), {})
            for column in sorted(mapping.columns, key=lambda one: one.field is None):
                if not column.secret:
                    titles.setdefault(column.title, []).append(column.index)

    def of(self, finding: Finding) -> CellKey | None:
        """The cell of a problem; None where the file has no such column."""
        source = finding.source
        if finding.index is not None:
            return source, finding.index
        row = self.row(source)
        columns = self.columns.get((source.file, source.sheet), {}).get(finding.column)
        if not columns or row is None:
            return None
        fitting = [index for index in columns if shown(row.cell(index)) == finding.value]
        return source, (fitting or columns)[0]

    def row(self, source: Source) -> Row | None:
        grid = self.grids.get((source.file, source.sheet))
        if grid is None:
            return None
        place = bisect_left(grid.rows, source.row, key=lambda row: row.number)
        found = grid.rows[place] if place < len(grid.rows) else None
        return found if found and found.number == source.row else None

    def title(self, key: CellKey) -> str:
        """What the column of a cell is called."""
        source, index = key
        titles = self.columns.get((source.file, source.sheet), {})
        return next((title for title, places in titles.items() if index in places), "")

    def text(self, key: CellKey) -> str:
        """What stands in a cell, as a person would write it."""
        row = self.row(key[0])
        return _text(row.cell(key[1])) if row else ""


def _text(cell: Cell) -> str:
    if isinstance(cell, Formula):
        return _text(cell.value)
    if cell is None or isinstance(cell, CellError):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
