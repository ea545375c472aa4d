"""Which column is which field: proposed from the headers, corrected by a person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import PurePath

from i18n import _
from rules import roster_fields
from rules.problems import Problem
from rules.roster_cells import is_blank
from rules.roster_dates import Order, ordering
from rules.roster_fields import Kind
from rules.roster_headers import Meaning, meaning
from rules.roster_kinds import kind_of
from rules.roster_sheets import Cell, Grid, Row, letters

HEADER_WITHIN = 20
SAMPLES = 3
SAMPLE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A column, what it is taken for, and three of its values."""

    index: int
    header: str
    field: str | None
    samples: tuple[str, ...] = ()
    secret: bool = False
    order: Order | None = None
    order_sure: bool = True
    order_example: str = ""

    @property
    def title(self) -> str:
        return self.header or _("Column {letters}").format(letters=letters(self.index))


@dataclass(frozen=True)
class SheetMapping:
    """What a sheet holds and how its columns are read."""

    file: str
    sheet: str
    kind: Kind
    sure: bool
    header_row: int | None
    columns: tuple[ColumnMapping, ...] = ()
    rows: int = 0
    hidden: bool = False

    @property
    def is_used(self) -> bool:
        return self.kind != Kind.NOTHING and self.sure

    @property
    def needs_answer(self) -> bool:
        """Whether a person has to say what the sheet holds."""
        return self.kind != Kind.NOTHING and not self.sure

    @property
    def unmapped(self) -> tuple[ColumnMapping, ...]:
        return tuple(one for one in self.columns if one.field is None and not one.secret)

    @property
    def secrets(self) -> tuple[ColumnMapping, ...]:
        return tuple(one for one in self.columns if one.secret)

    @property
    def unsure_dates(self) -> tuple[ColumnMapping, ...]:
        """Columns whose dates can be read both ways."""
        return tuple(one for one in self.columns if one.order and not one.order_sure)

    def assign(
        self, grid: Grid, wanted: dict[int, str | None], month_first: bool
    ) -> "SheetMapping":
        """This mapping with other fields for some columns, or Problem when two want one field."""
        columns = tuple(
            _dated(replace(one, field=wanted.get(one.index, one.field)), self, grid, month_first)
            if not one.secret
            else one
            for one in self.columns
        )
        _check_fields(self.kind, columns)
        return replace(self, columns=columns)

    def in_order(self, index: int, order: Order) -> "SheetMapping":
        """This mapping with the dates of a column read in this order."""
        columns = tuple(
            replace(one, order=order) if one.index == index and one.order else one
            for one in self.columns
        )
        return replace(self, columns=columns)


def suggest(grid: Grid, month_first: bool = False, kind: Kind | None = None) -> SheetMapping:
    """What a sheet seems to hold; `kind` when a person has said it."""
    head = find_header(grid)
    if head is None:
        return SheetMapping(
            grid.file, grid.name, Kind.NOTHING, False, None, rows=len(grid.rows), hidden=grid.hidden
        )
    titles = (grid.name, PurePath(grid.file).stem)
    headers = [_header(cell) for cell in head.cells]
    meanings = [meaning(header) for header in headers]
    found, sure = kind_of(titles, (one for one in meanings if one))
    mapping = SheetMapping(
        grid.file,
        grid.name,
        Kind.NOTHING if grid.hidden and not kind else kind or found,
        sure or kind is not None,
        head.number,
        rows=sum(row.number > head.number for row in grid.rows),
        hidden=grid.hidden,
    )
    columns = _columns(mapping, grid, headers, meanings)
    return replace(
        mapping, columns=tuple(_dated(one, mapping, grid, month_first) for one in columns)
    )


def find_header(grid: Grid) -> Row | None:
    """The row with the most column names that the hub knows."""
    best, most = None, 0
    for row in islice(grid.rows, HEADER_WITHIN):
        known = len({one for cell in row.cells if (one := meaning(_header(cell)))})
        if known > most:
            best, most = row, known
    return best if most >= 2 or (best and best is grid.rows[0]) else None


def below(grid: Grid, header_row: int | None) -> Iterable[Row]:
    return (row for row in grid.rows if header_row is None or row.number > header_row)


def forget_secrets(grid: Grid) -> Grid:
    """The grid without what stands in columns of passwords."""
    head = find_header(grid)
    secret = {
        index
        for index, cell in enumerate(head.cells if head else ())
        if (one := meaning(_header(cell))) and one.is_secret
    }
    if not secret or head is None:
        return grid
    return replace(
        grid,
        rows=tuple(
            row if row.number <= head.number else Row(row.number, _without(row.cells, secret))
            for row in grid.rows
        ),
    )


def unreadable(grids: Iterable[Grid]) -> dict[str, str]:
    """For each file that gives the hub nothing to read, a sentence that says why."""
    by_file: dict[str, list[Grid]] = {}
    for grid in grids:
        by_file.setdefault(grid.file, []).append(grid)
    found = {file: _why_unreadable(file, sheets) for file, sheets in by_file.items()}
    return {file: why for file, why in found.items() if why}


def _why_unreadable(file: str, sheets: list[Grid]) -> str:
    heads = [(grid, head) for grid in sheets if (head := find_header(grid))]
    if not any(grid.rows for grid in sheets):
        return _("{file} is empty: it has no rows at all.").format(file=file)
    if not heads:
        return _(
            "We found no column names in {file}. Please write names such as First name,"
            " Last name and Birth date in the row above the people, and upload it again."
        ).format(file=file)
    if all(grid.rows[-1].number == head.number for grid, head in heads):
        return _(
            "{file} has column names but no rows below them, so there is nothing to bring in."
        ).format(file=file)
    return ""


def _header(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else "" if cell is None else str(cell)


def _without(cells: tuple[Cell, ...], indexes: set[int]) -> tuple[Cell, ...]:
    return tuple(None if index in indexes else cell for index, cell in enumerate(cells))


def _columns(
    mapping: SheetMapping, grid: Grid, headers: list[str], meanings: list[Meaning | None]
) -> list[ColumnMapping]:
    with_family = {(one.subject, one.slot) for one in meanings if one and one.attribute == "family"}
    taken: set[str] = set()
    columns: list[ColumnMapping] = []
    for index in range(max(grid.width, len(headers))):
        header = headers[index] if index < len(headers) else ""
        said = meanings[index] if index < len(meanings) else None
        secret = bool(said and said.is_secret)
        samples = () if secret else _samples(grid, mapping.header_row, index)
        field = _free_field(mapping.kind, said, with_family, taken)
        if header or samples:
            columns.append(ColumnMapping(index, header, field, samples, secret))
    return columns


def _free_field(
    kind: Kind,
    said: Meaning | None,
    with_family: set[tuple[str | None, str]],
    taken: set[str],
) -> str | None:
    """The field for a column, unless a column before it has it."""
    if said is None or said.is_secret:
        return None
    family = (said.subject, said.slot) in with_family
    field = roster_fields.field_of(kind, said, family)
    if field is None or (field in taken and not roster_fields.takes_several(kind, field)):
        return None
    taken.add(field)
    return field


def _samples(grid: Grid, header_row: int | None, index: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in below(grid, header_row):
        cell = row.cell(index)
        if not is_blank(cell):
            found.setdefault(_sample(cell))
        if len(found) == SAMPLES:
            break
    return tuple(found)


def _sample(cell: Cell) -> str:
    shown = cell.date() if isinstance(cell, datetime) else cell
    return " ".join(str(shown).split())[:SAMPLE_LENGTH]


def _dated(
    column: ColumnMapping, mapping: SheetMapping, grid: Grid, month_first: bool
) -> ColumnMapping:
    """The column with the order of its dates, if it holds dates."""
    if column.field is None or roster_fields.attribute(column.field) not in roster_fields.DATES:
        return replace(column, order=None, order_sure=True, order_example="")
    if column.order:
        return column
    cells = (row.cell(column.index) for row in below(grid, mapping.header_row))
    found = ordering(cells, month_first)
    return replace(column, order=found.order, order_sure=found.sure, order_example=found.example)


def _check_fields(kind: Kind, columns: tuple[ColumnMapping, ...]) -> None:
    seen: dict[str, ColumnMapping] = {}
    for column in columns:
        field = column.field
        if field and field in seen and not roster_fields.takes_several(kind, field):
            raise Problem(
                _(
                    "{field} is chosen for two columns: {first} and {second}. Please keep one."
                ).format(
                    field=roster_fields.label(kind, field),
                    first=seen[field].title,
                    second=column.title,
                )
            )
        if field:
            seen[field] = column
