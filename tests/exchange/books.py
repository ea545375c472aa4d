"""Workbooks that tests make themselves."""

import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from exchange.workbooks_in import read_files
from rules.roster_sheets import Reading

ROOT = Path(__file__).parents[2]
ROSTERS = Path(os.environ.get("HUB_ROSTERS") or ROOT.parent / "shared" / "rosters")


def xlsx(*rows: Sequence[Any], name: str = "Students", **formats: str) -> bytes:
    """A workbook of one sheet; formats by column letter, for every row below the first."""
    book: Any = Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for letter, code in formats.items():
        for cell in sheet[letter][1:]:
            cell.number_format = code
    return saved(book)


def sheets(**tables: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with these sheets."""
    book: Any = Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Any) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def rewritten(data: bytes, changes: dict[str, bytes]) -> bytes:
    """The same zip with some parts replaced or added."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | changes)


def csv(*rows: str) -> bytes:
    return "\n".join(rows).encode()


def read(data: bytes, name: str = "list.csv", **more: Any) -> Reading:
    """What a file of this name holds."""
    return read_files([(name, data)], **more)


def cells(data: bytes) -> list[tuple[Any, ...]]:
    """The rows of a file's first sheet."""
    return [row.cells for row in read(data).grids[0].rows]
