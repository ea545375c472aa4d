"""Which column is which field, what is asked about it, and what a person answers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from i18n import _
from rules import roster_fields
from rules.problems import Problem
from rules.roster_cells import is_blank
from rules.roster_dates import Order, ordering
from rules.roster_fields import Kind
from rules.roster_layout import below
from rules.roster_sheets import Cell, Grid, letters

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
    choices: tuple[str, ...] = ()  # fields a person has to choose from; "" is none of them
    place: int = 0  # among the columns of one field

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
    format: str = ""  # of a well-known program
    class_name: str = ""  # the class of everybody on the sheet, where each class has its own

    @property
    def is_used(self) -> bool:
        return self.kind != Kind.NOTHING and self.sure

    @property
    def needs_answer(self) -> bool:
        """Whether a person has to say what the sheet holds."""
        return self.kind != Kind.NOTHING and not self.sure

    @property
    def unmapped(self) -> tuple[ColumnMapping, ...]:
        """Columns that are left out; those that are still asked about are not among them."""
        return tuple(one for one in self.columns if not (one.field or one.secret or one.choices))

    @property
    def secrets(self) -> tuple[ColumnMapping, ...]:
        return tuple(one for one in self.columns if one.secret)

    @property
    def unsure_dates(self) -> tuple[ColumnMapping, ...]:
        """Columns whose dates can be read both ways."""
        return tuple(one for one in self.columns if one.order and not one.order_sure)

    @property
    def questions(self) -> tuple[ColumnMapping, ...]:
        """Columns that nobody but a person can tell, as long as nobody has."""
        return tuple(one for one in self.columns if one.choices) if self.is_used else ()

    def answer(self, grid: Grid, index: int, field: str, month_first: bool) -> "SheetMapping":
        """This mapping once a person has said what a column holds; "" for nothing."""
        return self.assign(grid, {index: field or None}, month_first)

    def assign(
        self, grid: Grid, wanted: dict[int, str | None], month_first: bool
    ) -> "SheetMapping":
        """This mapping with other fields for some columns, or Problem when two want one field."""
        columns = tuple(
            dated(
                replace(one, field=wanted[one.index], choices=()),
                grid,
                self.header_row,
                month_first,
            )
            if one.index in wanted and not one.secret
            else one
            for one in self.columns
        )
        _check_fields(self.kind, columns)
        taken = {one.field for one in columns if one.field}
        return replace(self, columns=tuple(_still_open(self.kind, one, taken) for one in columns))

    def in_order(self, index: int, order: Order) -> "SheetMapping":
        """This mapping with the dates of a column read in this order."""
        columns = tuple(
            replace(one, order=order) if one.index == index and one.order else one
            for one in self.columns
        )
        return replace(self, columns=columns)


def _still_open(kind: Kind, column: ColumnMapping, taken: set[str]) -> ColumnMapping:
    """A column with the answers that are left, once other columns have theirs."""
    split = bool(taken & {"given", "family"})
    left = tuple(
        field
        for field in column.choices
        if field not in taken or roster_fields.takes_several(kind, field)
        if not (split and field in roster_fields.WHOLE_NAMES)
    )
    return replace(column, choices=left if any(left) else ())


def samples(grid: Grid, header_row: int | None, index: int) -> tuple[str, ...]:
    """Three different values of a column."""
    found: dict[str, None] = {}
    before: Cell = None
    for row in below(grid, header_row):
        cell = row.cell(index)
        if cell != before and not is_blank(cell):
            before = cell
            found.setdefault(_sample(cell))
            if len(found) == SAMPLES:
                break
    return tuple(found)


def _sample(cell: Cell) -> str:
    shown = cell.date() if isinstance(cell, datetime) else cell
    return " ".join(str(shown).split())[:SAMPLE_LENGTH]


def dated(
    column: ColumnMapping, grid: Grid, header_row: int | None, month_first: bool
) -> ColumnMapping:
    """The column with the order of its dates, if it holds dates."""
    if column.field is None or roster_fields.attribute(column.field) not in roster_fields.DATES:
        return replace(column, order=None, order_sure=True, order_example="")
    if column.order:
        return column
    cells = (row.cell(column.index) for row in below(grid, header_row))
    found = ordering(cells, month_first, column.header)
    return replace(column, order=found.order, order_sure=found.sure, order_example=found.example)


def _check_fields(kind: Kind, columns: Iterable[ColumnMapping]) -> None:
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
