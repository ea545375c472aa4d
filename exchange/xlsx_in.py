"""Workbooks of Excel's kind: openpyxl says what is in them, the rows are read one by one."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from exchange.sheets import Sheet, check_sheets
from exchange.xlsx_rows import MAIN, Shown, sheet_rows, text_of, tree
from exchange.zeros import mask_of
from exchange.zips import rewritten
from rules.limits import Limits

WORKBOOK = "xl/workbook.xml"
FORMATS, STYLES = f"{MAIN}numFmts/{MAIN}numFmt", f"{MAIN}cellXfs/{MAIN}xf"
DATES_OF_EASTERN_EXCEL = {*range(27, 37), *range(50, 59)}
STRICT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL = (
    (STRICT + b"spreadsheetml/main", MAIN[1:-1].encode()),
    (
        STRICT + b"officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)

warnings.filterwarnings("ignore", module="openpyxl")  # remarks on parts that help nobody here


def xlsx_sheets(file: str, data: bytes, limits: Limits) -> Iterator[Sheet]:
    """The sheets of a workbook, in order."""
    book = _Book(_transitional(data))
    parts = book.sheet_parts()
    check_sheets(file, len(parts), limits)
    shown = book.shown()
    for sheet, part in parts:
        with book.archive.open(part) as source:
            lines = sheet_rows(file, source, shown, limits)
            yield Sheet(file, sheet.name, lines, sheet.state != "visible")


class _Book(ExcelReader):
    """openpyxl's read-only reader, without the parts that say nothing of cells."""

    def __init__(self, data: bytes) -> None:
        super().__init__(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        self.read_manifest()
        self.read_workbook()

    def sheet_parts(self) -> list[tuple[Any, str]]:
        """Each sheet of cells, and the part that holds it."""
        return [
            (sheet, self._name_of(part.target))
            for sheet, part in self.parser.find_sheets()
            if part.Type.endswith("/worksheet")
        ]

    def _name_of(self, target: str) -> str:
        """The part's name in the zip, which may be written in other letters; KeyError if none."""
        return {name.lower(): name for name in self.valid_files}[target.lower()]

    def shown(self) -> Shown:
        """Shared texts and number formats."""
        items = self._parsed("/sharedStrings")
        strings = [text_of(item) for item in items if item.tag == f"{MAIN}si"]
        codes = _codes(self._parsed("/styles"))
        return Shown(
            strings,
            dates=frozenset(style for style, code in codes.items() if is_date_format(code)),
            durations=frozenset(
                style for style, code in codes.items() if is_timedelta_format(code)
            ),
            masks={style: mask for style, code in codes.items() if (mask := mask_of(code))},
            epoch=self.wb.epoch,
        )

    def _parsed(self, kind: str) -> Any:
        """The root of the part that belongs to the workbook, or nothing."""
        belongings: Any = self.parser.rels
        parts = [one.target for one in belongings.values() if one.Type.endswith(kind)]
        if not parts:
            return ()
        with self.archive.open(self._name_of(parts[0])) as source:
            *_, root = tree(source)
            return root


def _codes(root: Any) -> dict[str, str]:
    """The number format of each style that a cell can have."""
    if not len(root):
        return {}
    own = {int(one.get("numFmtId")): one.get("formatCode", "") for one in root.iterfind(FORMATS)}
    eastern = dict.fromkeys(DATES_OF_EASTERN_EXCEL, "yyyy-mm-dd")
    known = BUILTIN_FORMATS | eastern | own
    styles = (int(one.get("numFmtId") or 0) for one in root.iterfind(STYLES))
    return {str(place): known.get(number, "General") for place, number in enumerate(styles)}


def _transitional(data: bytes) -> bytes:
    """A workbook of Excel's strict kind with the names that openpyxl knows."""
    with ZipFile(BytesIO(data)) as archive:
        if WORKBOOK not in archive.namelist() or STRICT not in archive.read(WORKBOOK):
            return data
        return rewritten(archive, _renamed)


def _renamed(part: bytes) -> bytes:
    for old, new in TRANSITIONAL:
        part = part.replace(old, new)
    return part
