"""Reads the rows of one sheet into values by field, and names every cell it can't take."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from rules import roster_cells, roster_fields, roster_words
from rules.roster import Level, Source, Value, shown
from rules.roster_dates import Order, birth_date
from rules.roster_fields import Kind
from rules.roster_headers import words
from rules.roster_mapping import ColumnMapping, SheetMapping
from rules.roster_rows import Drafts
from rules.roster_sheets import Cell, Formula, Row, Unfit

FEW = 3  # cells of a row that holds a total
DASHES = frozenset(("-", "–", "—"))

Values = dict[str, Value]


@dataclass(frozen=True, slots=True)
class _Column:
    mapping: ColumnMapping
    field: str
    read: Callable[[Cell], Value]


class SheetReader:
    """Reads the rows of one sheet into values by field."""

    def __init__(
        self, mapping: SheetMapping, drafts: Drafts, familiar: frozenset[str | date]
    ) -> None:
        self.mapping, self.drafts, self.familiar = mapping, drafts, familiar
        self.columns = [_column(mapping, one) for one in _in_order(mapping)]
        prefixes = {roster_fields.prefix(one.field) for one in self.columns}
        self.parents = tuple(one for one in roster_fields.PARENTS if one in prefixes)
        self.titles = {one.field: one.mapping.title for one in self.columns}

    def source(self, row: Row) -> Source:
        return Source(self.mapping.file, self.mapping.sheet, row.number)

    def values(self, row: Row) -> Values:
        """What the row says, blank cells left out; bad cells become findings."""
        found: Values = {}
        for column in self.columns:
            cell = row.cell(column.mapping.index)
            if roster_cells.is_blank(cell):
                _take_dash(found, column.field, cell)
                continue
            try:
                _put(found, column.field, column.read(cell))
            except Unfit as error:
                if (known := _as_known(cell)) in self.familiar:
                    _put(found, column.field, known)
                    continue
                self.find(self.source(row), column.field, shown(cell), str(error))
        return found

    def find(
        self, source: Source, field: str, value: str, message: str, level: Level = Level.STOP
    ) -> None:
        self.drafts.add_finding(source, self.title(field), value, message, level)

    def title(self, field: str) -> str:
        """The column's own header, or what the hub would call it."""
        return self.titles.get(field) or roster_fields.label(self.mapping.kind, field)


def _in_order(mapping: SheetMapping) -> list[ColumnMapping]:
    """The used columns from left to right; those of one field in the order of their names."""
    used = [one for one in mapping.columns if one.field]
    first = {one.field: one.index for one in reversed(used)}
    return sorted(used, key=lambda one: (first[one.field], one.place, one.index))


def _column(mapping: SheetMapping, column: ColumnMapping) -> _Column:
    field = column.field or ""
    name = roster_fields.attribute(field)
    if name in roster_fields.DATES:
        order = column.order or Order.DAY_FIRST
        return _Column(column, field, lambda cell: birth_date(cell, order))
    of_class = "class" in field or (mapping.kind == Kind.CLASSES and field == "name")
    of_parent = roster_fields.prefix(field) in roster_fields.PARENTS
    return _Column(column, field, roster_cells.reader(name, of_class, of_parent))


def _as_known(cell: Cell) -> str | date:
    """A cell as the hub would hold it, unread."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return date.fromisoformat(str(cell))  # no spreadsheet has dates before 1900
    except ValueError:
        return str(cell)


def _take_dash(found: Values, field: str, cell: Cell) -> None:
    """A dash as first or last name says: there is none."""
    dashed = isinstance(cell, str) and cell.strip() in DASHES
    if dashed and roster_fields.attribute(field) in ("given", "family"):
        found[field] = ""


def _put(found: Values, field: str, value: Value) -> None:
    """Several columns of one field are one text: an address, a list of classes."""
    before = found.get(field)
    joint = "; " if field == "class.name" else ", "
    found[field] = f"{before}{joint}{value}" if before else value


def is_instruction(row: Row) -> bool:
    """'Required: free text' below the header is advice, not a child."""
    filled = [cell for cell in row.cells if not roster_cells.is_blank(cell)]
    advice = [
        cell
        for cell in filled
        if isinstance(cell, str) and cell.strip().casefold().startswith(_advice())
    ]
    return bool(filled) and 2 * len(advice) >= len(filled)


def is_total(row: Row) -> bool:
    """'Total: 25' below the people is nobody."""
    filled = [cell for cell in row.cells if not roster_cells.is_blank(cell)]
    if len(filled) > FEW:
        return False
    counted = ("0" if isinstance(cell, Formula) else str(cell) for cell in filled)
    said = words(" ".join(counted)).split()
    letters = " ".join(word for word in said if not word.isdigit())
    return letters in _totals() and letters != " ".join(said)


def is_example(values: Values) -> bool:
    """The example row of the hub's own template."""
    return any(
        isinstance(value, str)
        and value.startswith(roster_words.EXAMPLE)
        and roster_fields.attribute(field) == "ref"
        for field, value in values.items()
    )


@cache
def _totals() -> frozenset[str]:
    return frozenset(words(phrase) for phrase in roster_words.starts("total"))


@cache
def _advice() -> tuple[str, ...]:
    return roster_words.starts("instruction")
