"""Older and other workbooks, .xls, .xlsb and .ods: read by calamine."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from exchange.sheets import Line, Sheet, check_sheets
from exchange.zips import broken, locked
from rules.limits import Limits
from rules.roster_sheets import Cell

EXACT = 1e15  # whole numbers beyond it are not the ones that were typed


def calamine_sheets(file: str, data: bytes, limits: Limits) -> Iterator[Sheet]:
    """The sheets of a workbook, in order."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        known = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        check_sheets(file, len(known), limits)
        for one in known:
            lines = _lines(book.get_sheet_by_name(one.name))
            yield Sheet(file, one.name, lines, one.visible != SheetVisibleEnum.Visible)
    except PasswordError as error:
        raise locked(file) from error
    except CalamineError as error:
        raise broken(file) from error


def _lines(sheet: Any) -> Iterator[Line]:
    """Rows by their number; calamine leaves out the empty columns before the first."""
    before = (None,) * (sheet.start[1] if sheet.start else 0)
    for number, values in enumerate(sheet.iter_rows(), 1):
        cells = [_cell(value) for value in values]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield number, (*before, *cells)


def _cell(value: Any) -> Cell:
    """calamine makes a float of every number and an empty text of an empty cell."""
    if value == "":
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return int(value)
    if isinstance(value, timedelta):
        return str(value)
    cell: Cell = value
    return cell
