"""Older and other workbooks, .xls, .xlsb and .ods: read by calamine."""

import re
import struct
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any, TypeVar
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from exchange.marks import Marks, marked
from exchange.ods_marks import ods_marks
from exchange.sheets import Line, Sheet, check_sheets
from exchange.xls_marks import password_records, xls_marks
from exchange.xlsb_marks import xlsb_marks
from exchange.zips import broken, locked, rewritten
from rules.limits import Limits
from rules.roster_sheets import Cell

T = TypeVar("T")

ODD = (ValueError, LookupError, struct.error, ParseError, StopIteration)
CONTENT = "content.xml"
GAPS = re.compile(rb">\s+<(?=/?(?:table:|text:p\b))")
EXACT = 1e15  # whole numbers beyond it are not the ones that were typed


def xls_sheets(file: str, data: bytes, limits: Limits) -> Iterator[Sheet]:
    if _second_look(password_records, data):
        raise locked(file)
    return _sheets(file, data, limits, xls_marks)


def xlsb_sheets(file: str, data: bytes, limits: Limits) -> Iterator[Sheet]:
    return _sheets(file, data, limits, xlsb_marks)


def ods_sheets(file: str, data: bytes, limits: Limits) -> Iterator[Sheet]:
    return _sheets(file, _close_set(data), limits, ods_marks)


def _close_set(data: bytes) -> bytes:
    """The document without line ends between its cells, which calamine stumbles over."""
    with ZipFile(BytesIO(data)) as archive:
        if not GAPS.search(archive.read(CONTENT)):
            return data
        return rewritten(archive, lambda part: GAPS.sub(b"><", part))


def _sheets(
    file: str, data: bytes, limits: Limits, look: Callable[[bytes], list[Marks]]
) -> Iterator[Sheet]:
    """The sheets in order, with what `look` finds and calamine does not tell."""
    try:
        marks = _second_look(look, data)
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        check_sheets(file, len(book.sheets_metadata), limits)
        for place, one in enumerate(book.sheets_metadata):
            if one.typ == SheetTypeEnum.WorkSheet:
                known = marks[place] if place < len(marks) else {}
                lines = _lines(book.get_sheet_by_name(one.name), known)
                yield Sheet(file, one.name, lines, one.visible != SheetVisibleEnum.Visible)
    except PasswordError as error:
        raise locked(file) from error
    except CalamineError as error:
        raise broken(file) from error


def _second_look(look: Callable[[bytes], list[T]], data: bytes) -> list[T]:
    """What is found; nothing in a file that is odd, which calamine has to judge."""
    try:
        return look(data)
    except ODD:
        return []


def _lines(sheet: Any, marks: Marks) -> Iterator[Line]:
    """Rows by their number; calamine leaves out the empty columns before the first."""
    first = sheet.start[1] if sheet.start else 0
    before = (None,) * first
    for row, values in enumerate(sheet.iter_rows()):
        cells = [_cell(value) for value in values]
        if marks:
            cells = [marked(cell, marks.get((row, at))) for at, cell in enumerate(cells, first)]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield row + 1, (*before, *cells)


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
