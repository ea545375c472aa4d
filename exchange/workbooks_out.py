"""Workbooks out: typed columns under a frozen header; text stays text, never a formula.

The rows stream through a file beside the book, so memory does not grow with them.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from itertools import chain, count, islice
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from exchange.xlsx_out import Styles, clean, rows_xml
from rules.lists import Column, Listed, Type, Value

SHEET_NAME = 31
MOST_ROWS = 1_048_575  # of a sheet, below its header
NARROWEST, WIDEST = 8, 60
MEASURED = 200  # rows whose texts decide how wide a column is
PADDING = 3
BAD_IN_SHEET_NAMES = str.maketrans(dict.fromkeys(r"[]:*?/\'", " "))
HEAD = PatternFill("solid", fgColor="E8EEF5")
BOLD = Font(bold=True)
FORMATS = {Type.ID: "@", Type.DATE: "yyyy-mm-dd"}
MOMENT = "yyyy-mm-dd hh:mm:ss"
NO_ROWS = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")


def workbook(sheets: Iterable[Listed]) -> bytes:
    """The sheets as one .xlsx."""
    file = BytesIO()
    write_workbook(sheets, file)
    return file.getvalue()


def save_workbook(sheets: Iterable[Listed], path: Path) -> None:
    """The sheets in a file of its owner alone, which is there whole or as it was before."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        beside = Path(file.name)
        try:
            write_workbook(sheets, file)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def write_workbook(sheets: Iterable[Listed], target: IO[bytes]) -> None:
    """The sheets, each written through a file of its own."""
    listed = list(sheets)
    names = sheet_names(one.name for one in listed)
    book: Any = Workbook(write_only=True)
    with ExitStack() as files:
        rows = []
        for name, sheet in zip(names, listed, strict=True):
            for number, part in enumerate(_parts(sheet)):
                title = _free(name, [*names, *book.sheetnames]) if number else name
                rows.append(files.enter_context(TemporaryFile()))
                _write(book.create_sheet(title), part, rows[-1])
        _bind(book, rows, target)


def _parts(sheet: Listed) -> Iterator[Listed]:
    """The list in as many sheets as its rows need: Check-ins, then Check-ins 2."""
    rows = iter(sheet.rows)
    yield Listed(sheet.name, sheet.columns, islice(rows, MOST_ROWS))
    for row in rows:
        more = chain([row], islice(rows, MOST_ROWS - 1))
        yield Listed(sheet.name, sheet.columns, more)


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that a workbook takes, each once."""
    names = list[str]()
    for title in wanted:
        base = clean(title).translate(BAD_IN_SHEET_NAMES).strip()[:SHEET_NAME] or "-"
        names.append(_free(base, names))
    return names


def _free(base: str, taken: Iterable[str]) -> str:
    """The name, or the first of its further ones that is not taken."""
    known = {name.casefold() for name in taken}
    further = (part_name(base, number) for number in count(2))
    return next(name for name in chain([base], further) if name.casefold() not in known)


def part_name(name: str, number: int) -> str:
    """The name of a further sheet of this name."""
    return f"{name[: SHEET_NAME - 4]} {number}"


def _write(page: Any, sheet: Listed, file: IO[bytes]) -> None:
    """The sheet's looks into the book, its rows into the file."""
    rows = iter(sheet.rows)
    first = list(islice(rows, MEASURED))
    for place, column in enumerate(sheet.columns):
        dimension = page.column_dimensions[get_column_letter(place + 1)]
        dimension.width = width(column, (row[place] for row in first))
        dimension.number_format = FORMATS.get(column.type, "General")
    page.freeze_panes = "A2"
    last = 0
    for line in _lines(page, sheet.columns, chain(first, rows)):
        file.write(line.encode())
        last += 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"


def _lines(page: Any, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """The header and the rows."""
    head = [_styles(page, font=BOLD, fill=HEAD)] * len(columns)
    yield from rows_xml([[column.header for column in columns]], head, 1)
    known = {kind: _styles(page, **LOOKS.get(kind, {})) for kind in Type}
    yield from rows_xml(rows, [known[column.type] for column in columns], 2)


def width(column: Column, values: Iterable[Value]) -> int:
    """Wide enough for the header and what stands below it."""
    if column.type == Type.DATE:
        longest = len("2026-12-31")
    else:
        longest = max((len(str(value)) for value in values if value is not None), default=0)
    return min(max(len(column.header) + PADDING, longest + PADDING, NARROWEST), WIDEST)


LOOKS: dict[Type, dict[str, Any]] = {
    Type.ID: {"number_format": "@"},
    Type.LONG: {"alignment": Alignment(wrap_text=True, vertical="top")},
}


def _styles(page: Any, **looks: Any) -> Styles:
    return Styles(
        plain=_style(page, **looks),
        risky=_style(page, **looks, quotePrefix=True),
        day=_style(page, **looks | {"number_format": FORMATS[Type.DATE]}),
        moment=_style(page, **looks | {"number_format": MOMENT}),
    )


def _style(page: Any, **looks: Any) -> int:
    cell: Any = WriteOnlyCell(page)
    for name, value in looks.items():
        setattr(cell, name, value)
    return int(cell.style_id)


def _bind(book: Any, rows: Sequence[IO[bytes]], target: IO[bytes]) -> None:
    """The book as openpyxl writes it, with the rows in their sheets."""
    empty = BytesIO()
    parts = {f"xl/worksheets/sheet{number}.xml": file for number, file in enumerate(rows, 1)}
    book.save(empty)
    with ZipFile(empty) as source, ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name in source.namelist():
            if name in parts:
                _fill(made, name, source.read(name), parts[name])
            else:
                made.writestr(name, source.read(name))


def _fill(made: ZipFile, name: str, empty: bytes, rows: IO[bytes]) -> None:
    before, after = NO_ROWS.split(empty)
    rows.seek(0)
    with made.open(name, "w", force_zip64=True) as part:
        part.write(before + b"<sheetData>")
        shutil.copyfileobj(rows, part)
        part.write(b"</sheetData>" + after)
