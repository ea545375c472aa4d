"""Workbooks out: typed columns under a frozen header; text stays text, never a formula."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO
from itertools import chain, islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

CELL_LETTERS = 32_767
SHEET_NAME = 31
NARROWEST, WIDEST = 8, 60
MEASURED = 200  # rows whose texts decide how wide a column is
PADDING = 3
FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BAD_IN_SHEET_NAMES = str.maketrans(dict.fromkeys(r"[]:*?/\'", " "))
HEAD = PatternFill("solid", fgColor="E8EEF5")
BOLD = Font(bold=True)

Value = str | int | float | bool | date | datetime | None


class Type(StrEnum):
    TEXT = "text"
    ID = "id"  # text that a person might mend: a format of its own keeps its zeros
    LONG = "long"  # text that wraps
    DATE = "date"
    NUMBER = "number"


FORMATS = {Type.ID: "@", Type.DATE: "yyyy-mm-dd"}


@dataclass(frozen=True)
class Column:
    header: str
    type: Type = Type.TEXT


@dataclass(frozen=True)
class SheetOut:
    """A sheet to write: its rows are read once, in order."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Value]]


def workbook(sheets: Iterable[SheetOut]) -> bytes:
    """The sheets as one .xlsx; memory does not grow with the rows."""
    book = Workbook(write_only=True)
    listed = list(sheets)
    for name, sheet in zip(sheet_names(one.name for one in listed), listed, strict=True):
        _write(book.create_sheet(name), sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that a workbook takes, each once."""
    names = list[str]()
    for title in wanted:
        name = base = clean(title).translate(BAD_IN_SHEET_NAMES).strip()[:SHEET_NAME] or "-"
        number = 2
        while name.casefold() in map(str.casefold, names):
            name = f"{base[: SHEET_NAME - 4]} {number}"
            number += 1
        names.append(name)
    return names


def _write(target: Any, sheet: SheetOut) -> None:
    rows = iter(sheet.rows)
    first = list(islice(rows, MEASURED))
    cells = _Cells(target)
    for place, column in enumerate(sheet.columns):
        dimension = target.column_dimensions[get_column_letter(place + 1)]
        dimension.width = width(column, (row[place] for row in first))
        dimension.number_format = FORMATS.get(column.type, "General")
    target.freeze_panes = "A2"
    target.append([cells.header(column) for column in sheet.columns])
    types = [column.type for column in sheet.columns]
    last = 1
    for row in chain(first, rows):
        target.append([cells.cell(value, kind) for value, kind in zip(row, types, strict=True)])
        last += 1
    target.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"


def width(column: Column, values: Iterable[Value]) -> int:
    """Wide enough for the header and what stands below it."""
    if column.type == Type.DATE:
        longest = len("2026-12-31")
    else:
        longest = max((len(str(value)) for value in values if value is not None), default=0)
    return min(max(len(column.header) + PADDING, longest + PADDING, NARROWEST), WIDEST)


class _Cells:
    """Makes the cells of a sheet; styles are looked up once, not for every cell."""

    def __init__(self, target: Any) -> None:
        self.target = target
        wrapped = Alignment(wrap_text=True, vertical="top")
        self.head = self._style(font=BOLD, fill=HEAD)
        self.styles = {
            (Type.ID, False): self._style(number_format="@"),
            (Type.ID, True): self._style(number_format="@", quotePrefix=True),
            (Type.LONG, False): self._style(alignment=wrapped),
            (Type.LONG, True): self._style(alignment=wrapped, quotePrefix=True),
        }
        self.quoted = self._style(quotePrefix=True)

    def _style(self, **settings: Any) -> Any:
        cell: Any = WriteOnlyCell(self.target)
        for name, value in settings.items():
            setattr(cell, name, value)
        return cell._style

    def header(self, column: Column) -> Any:
        return self._text(clean(column.header), self.head)

    def cell(self, value: Value, kind: Type) -> Any:
        """What openpyxl writes as it is, or a cell of its own where it would guess wrong."""
        if isinstance(value, str):
            text = clean(value)
            risky = text.startswith(FORMULA_START) or text in ERROR_CODES
            style = self.styles.get((kind, risky), self.quoted if risky else None)
            return text if style is None else self._text(text, style)
        if isinstance(value, datetime) and value.tzinfo:
            return value.replace(tzinfo=None)
        return value

    def _text(self, text: str, style: Any) -> Any:
        cell: Any = WriteOnlyCell(self.target)
        cell._value, cell.data_type, cell._style = text, "s", style
        return cell


def clean(text: str) -> str:
    """The text without what XML can't hold, cut to what a cell holds."""
    return UNPRINTABLE.sub("", text)[:CELL_LETTERS]
