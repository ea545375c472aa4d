"""Zeros that an OpenDocument sheet shows, and its errors: told by the text of each cell."""

import re
from io import BytesIO
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from exchange.marks import Mark, Marks
from rules.roster_sheets import CellError

OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE, TEXT, OFFICE = (OASIS % name for name in ("table", "text", "office"))
SHEET, ROW = f"{TABLE}table", f"{TABLE}table-row"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
ROWS_REPEATED, COLUMNS_REPEATED = f"{TABLE}number-rows-repeated", f"{TABLE}number-columns-repeated"
FORMULA, KIND = f"{TABLE}formula", f"{OFFICE}value-type"
ZEROS_FIRST = re.compile(r"0[\d\- ]*\d")
ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d+")
REPEATED = 1_000  # rows or columns; more are the empty ones around the data


def ods_marks(data: bytes) -> list[Marks]:
    """The marks of each sheet, in the order of the document."""
    found: list[Marks] = [{}]
    row = 0
    with ZipFile(BytesIO(data)) as archive, archive.open("content.xml") as source:
        for _event, element in iterparse(source):
            if element.tag == SHEET:
                found.append({})
                row = 0
            elif element.tag == ROW:
                repeated = int(element.get(ROWS_REPEATED, 1))
                marks = _marks(element)
                for place in range(row, row + min(repeated, REPEATED) if marks else row):
                    found[-1].update({(place, column): one for column, one in marks.items()})
                row += repeated
                element.clear()
    return found


def _marks(row: Element) -> dict[int, Mark]:
    found: dict[int, Mark] = {}
    column = 0
    for cell in row:
        if cell.tag in CELLS:
            repeated = int(cell.get(COLUMNS_REPEATED, 1))
            if len(cell) and (one := _mark(cell)):
                found.update(dict.fromkeys(range(column, column + min(repeated, REPEATED)), one))
            column += repeated
    return found


def _mark(cell: Element) -> Mark | None:
    text = cell.findtext(f"{TEXT}p") or ""
    if cell.get(KIND) == "float" and ZEROS_FIRST.fullmatch(text):
        return re.sub(r"\d", "0", text)
    if cell.get(FORMULA) and ERROR.fullmatch(text):
        return CellError(text)
    return None
