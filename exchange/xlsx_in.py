"""Workbooks of Excel's kind: sheets of typed cells, told from formulas, ids with their zeros."""

import re
import warnings
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, iterparse

from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.worksheet._reader import DATA_TAG, FORMULA_TAG, ROW_TAG, WorkSheetParser

from exchange import limits
from exchange.csv_in import check_size, not_a_workbook
from exchange.zips import broken, check_zip
from i18n import _, ngettext
from rules.problems import Problem
from rules.roster_sheets import Cell, CellError, Formula, Grid, Row

XLSX_PART = b"xl/"
ZEROS = re.compile(r"[0\- ]*0[0\- ]*0[0\- ]*")

Masks = dict[int, str]

warnings.filterwarnings("ignore", module="openpyxl")  # remarks on styles that help nobody here


def read_xlsx(name: str, data: bytes) -> tuple[list[Grid], list[str]]:
    """Every sheet of a workbook, and what to tell of it."""
    check_zip(name, data)
    if XLSX_PART not in data:
        raise not_a_workbook(name)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        grids = [_sheet(name, book, sheet) for sheet in _sheets(name, book)]
    except Problem:
        raise
    except Exception as error:  # whatever a damaged file makes of the reader, it is the file
        raise broken(name) from error
    return grids, _hidden_note(name, grids)


def _hidden_note(name: str, grids: list[Grid]) -> list[str]:
    hidden = [grid.name for grid in grids if grid.hidden and grid.rows]
    if not hidden:
        return []
    told = ngettext(
        "{file} has a hidden sheet, which is not read: {sheets}",
        "{file} has hidden sheets, which are not read: {sheets}",
        len(hidden),
    )
    return [told.format(file=name, sheets=", ".join(hidden))]


def _sheets(name: str, book: Any) -> list[Any]:
    sheets: list[Any] = book.worksheets
    if len(sheets) > limits.SHEETS:
        raise Problem(
            _("{file} has more than {limit} sheets. Please keep those you need.").format(
                file=name, limit=limits.SHEETS
            )
        )
    return sheets


def _sheet(name: str, book: Any, sheet: Any) -> Grid:
    rows = tuple(_rows(name, book, sheet))
    return Grid(name, sheet.title, rows, sheet.sheet_state != "visible")


def _rows(name: str, book: Any, sheet: Any) -> Iterator[Row]:
    """Rows with a value, straight from the parser: gaps between rows are never filled up."""
    masks = zero_masks(book)
    kept = 0
    with sheet._get_source() as source:
        parser = _Parser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for visited, (number, cells) in enumerate(parser.rows()):
            row = _row(cells, masks)
            if visited >= limits.VISITED_ROWS:
                check_size(name, limits.ROWS + 1, 0)
            if row:
                kept += 1
                check_size(name, kept, len(row))
                yield Row(number, row)


class _Parser(WorkSheetParser):
    """openpyxl's parser, which also tells a formula from a value and forgets rows it has read."""

    def rows(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """Number and cells of each row; what follows the data is not looked at."""
        data: Element | None = None
        for event, element in iterparse(self.source, ("start", "end")):
            if element.tag == DATA_TAG:
                if event == "end":
                    return
                data = element
            elif event == "end" and element.tag == ROW_TAG and data is not None:
                yield self.parse_row(element) if any(map(len, element)) else self._empty(element)
                self.row_dimensions.clear()
                data.clear()

    def _empty(self, element: Element) -> tuple[int, list[dict[str, Any]]]:
        """A row of formats only."""
        self.row_counter = int(element.get("r") or self.row_counter + 1)
        return self.row_counter, []

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        formula = element.find(FORMULA_TAG)
        if formula is not None:
            cell["value"] = Formula(f"={formula.text or ''}", _typed(cell, {}))
        return cell


def _row(cells: list[dict[str, Any]], masks: Masks) -> tuple[Cell, ...]:
    """The row's cells by column, without empty ones at the end."""
    found = {
        cell["column"] - 1: value
        for cell in cells
        if (value := _typed(cell, masks)) is not None and value != ""
    }
    return tuple(found.get(index) for index in range(max(found, default=-1) + 1))


def _typed(cell: dict[str, Any], masks: Masks) -> Any:
    value = cell["value"]
    if cell["data_type"] == "e" and isinstance(value, str):
        return CellError(value)
    if isinstance(value, timedelta):
        return str(value)
    if cell["style_id"] in masks and isinstance(value, int | float):
        return with_zeros(value, masks[cell["style_id"]])
    return value


def zero_masks(book: Any) -> Masks:
    """Styles that show a number with leading zeros, as 00000 does: ids and postcodes."""
    masks: Masks = {}
    for place, style in enumerate(book._cell_styles):
        number = style.numFmtId
        custom = number - BUILTIN_FORMATS_MAX_SIZE
        code = BUILTIN_FORMATS.get(number, "")
        if 0 <= custom < len(book._number_formats):
            code = book._number_formats[custom]
        mask = re.sub(r'\[[^]]*\]|["\\]', "", code.split(";")[0])
        if ZEROS.fullmatch(mask):
            masks[place] = mask
    return masks


def with_zeros(value: float, mask: str) -> str | float:
    """The number as its format shows it: 42 in 00000 is 00042."""
    if value != int(value) or value < 0:
        return value
    digits = str(int(value)).rjust(mask.count("0"), "0")
    tail = digits[len(digits) - mask.count("0") :]
    numbers: Iterator[str] = iter(tail)
    shown = "".join(next(numbers) if letter == "0" else letter for letter in mask)
    return digits[: len(digits) - len(tail)] + shown
