"""The whole hub back from its workbook: row by row, each problem with its cell."""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from exchange.whole_hub_cells import Unreadable, read
from exchange.workbooks_out import part_name
from i18n import _
from rules.problems import Problem
from rules.whole_hub import TABLE, Plain, Shape, TableIn
from rules.whole_hub_words import KINDS

FIELD = 6  # where the contents name the field
FORMER = {("guardianship", "access")}  # what an older hub wrote and this one can't take over
SHOWN = 60  # letters of a value in a sentence

Places = dict[str, tuple[str, dict[str, str]]]  # by table: its sheet, and the header of each field
Numbered = Iterator[tuple[int, list[Any]]]


class NotRead(Problem):
    """The file can't be opened as a workbook at all."""


@contextmanager
def opened(path: Path) -> Iterator["HubBook"]:
    """The workbook of a whole hub; NotRead for a file that is none."""
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            hub = HubBook(book)
        except Problem:
            raise
        except Exception as error:  # whatever a damaged file makes of the reader, it is the file
            raise NotRead(_("{file} is not a workbook.").format(file=path.name)) from error
        yield hub


class HubBook:
    """An opened workbook of a whole hub."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.places = _places(book.worksheets[0])

    def tables(self, shapes: Iterable[Shape]) -> Iterator[TableIn]:
        """The tables of these that the workbook has, in this order."""
        known = list(shapes)
        if unknown := self.places.keys() - {shape.name for shape in known}:
            raise _unknown(min(unknown))
        for shape in known:
            if shape.name in self.places:
                yield self._table(shape)

    def _table(self, shape: Shape) -> TableIn:
        sheet, headers = self.places[shape.name]
        if unknown := headers.keys() - {field.name for field in shape.fields}:
            raise _unknown(shape.name, min(unknown))
        for field in shape.fields:
            if field.required and field.name not in headers:
                raise _no_column(sheet, field.name)
        if sheet not in self.book.sheetnames:
            raise Problem(_("The sheet {sheet} is missing.").format(sheet=sheet))
        here = Shape(shape.name, tuple(one for one in shape.fields if one.name in headers))
        table = TableIn(here, sheet, headers)
        table.rows = _values(table, [self.book[name] for name in self._parts(sheet)])
        return table

    def _parts(self, sheet: str) -> Iterator[str]:
        """The sheet, and those in which a list goes on that is too long for one."""
        taken = {name for name, _headers in self.places.values()}
        yield sheet
        for number in count(2):
            part = part_name(sheet, number)
            if part not in self.book.sheetnames:
                return
            if part not in taken:
                yield part


def _places(contents: Any) -> Places:
    """What the contents say of each table: its sheet, and its fields by their headers."""
    found: Places = {}
    contents.reset_dimensions()
    for cells in contents.iter_rows(min_row=2, max_col=FIELD + 1, values_only=True):
        if cells[TABLE]:
            sheet, header = str(cells[0]), str(cells[1])
            _sheet, headers = found.setdefault(str(cells[TABLE]), (sheet, {}))
            if cells[FIELD]:
                headers[str(cells[FIELD])] = header
    if not found:
        raise Problem(
            _(
                "This workbook does not hold a whole hub: its first sheet does not say what is in"
                " it. A list of children comes in on the page Import roster."
            )
        )
    return found


def _values(table: TableIn, sheets: Iterable[Any]) -> Iterator[tuple[int, list[Plain]]]:
    fields = table.shape.fields
    rows = chain.from_iterable(_cells(table, sheet) for sheet in sheets)
    for number, cells in _whole(table, rows):
        values = []
        for cell, field in zip(cells, fields, strict=True):
            try:
                values.append(read(cell, field))
            except Unreadable as error:
                kind = _(KINDS[field.kind])
                raise table.problem(
                    number, field, _("“{value}” is no {kind}."), value=_short(cell), kind=kind
                ) from error
        yield number, values


def _whole(table: TableIn, rows: Numbered) -> Numbered:
    """Rows with a key, each with the long texts that go on below it."""
    last: tuple[int, list[Any]] | None = None
    for number, cells in rows:
        if cells[table.shape.key] is not None:
            if last:
                yield last
            last = number, cells
        elif last is None:
            raise table.problem(number, table.shape.fields[table.shape.key], _("This is empty."))
        else:
            _go_on(last[1], cells)
    if last:
        yield last


def _go_on(cells: list[Any], more: Sequence[Any]) -> None:
    for place, piece in enumerate(more):
        if piece is not None:
            cells[place] = f"{cells[place] or ''}{piece}"


def _cells(table: TableIn, sheet: Any) -> Numbered:
    """The cells of each row in the order of the fields; empty rows are passed over."""
    table.sheet = sheet.title
    sheet.reset_dimensions()
    rows = _sound(sheet)
    head = [str(cell) for cell in next(rows, ())]
    for field in table.shape.fields:
        if table.headers[field.name] not in head:
            raise _no_column(table.sheet, table.headers[field.name])
    places = [head.index(table.headers[field.name]) for field in table.shape.fields]
    for number, row in enumerate(rows, 2):
        cells = [row[place] if place < len(row) else None for place in places]
        if any(cell is not None for cell in cells):
            yield number, cells


def _sound(sheet: Any) -> Iterator[tuple[Any, ...]]:
    try:
        yield from sheet.iter_rows(values_only=True)
    except Exception as error:
        raise NotRead(_("The sheet {sheet} is damaged.").format(sheet=sheet.title)) from error


def _short(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _unknown(table: str, column: str = "") -> Problem:
    if (table, column) in FORMER:
        return Problem(
            _(
                "This workbook comes from an older hub, which kept custody in another way. Please"
                " upgrade that hub first, and export it again."
            )
        )
    name = f"{table}: {column}" if column else table
    return Problem(
        _(
            "This workbook holds something that this hub does not know: {name}. It comes from a"
            " newer hub; please update this one first."
        ).format(name=name)
    )


def _no_column(sheet: str, column: str) -> Problem:
    return Problem(
        _("The sheet {sheet} lacks the column {column}.").format(sheet=sheet, column=column)
    )
