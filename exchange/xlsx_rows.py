"""The rows of one sheet of Excel's kind, as typed cells.

The rows are taken from the tree while the parser builds it: openpyxl's own loop over every element
takes three times as long. Gaps between rows are never filled up.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import IO, Any, cast
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser

from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel, from_ISO8601

from exchange.sheets import Line, check_width
from exchange.zeros import Masks, with_zeros
from rules.limits import Limits
from rules.roster_sheets import Cell, CellError, Formula

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DATA, ROW, VALUE, FORMULA, INLINE, TEXT, RUN = (
    MAIN + tag for tag in ("sheetData", "row", "v", "f", "is", "t", "r")
)
CHUNK = 65_536
ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|005F)_")


@dataclass(frozen=True)
class Shown:
    """What the workbook says of how its cells are to be read."""

    strings: list[str]
    dates: frozenset[str]  # styles, as the cells name them
    durations: frozenset[str]
    masks: Masks
    epoch: datetime


def sheet_rows(file: str, source: IO[bytes], shown: Shown, limits: Limits) -> Iterator[Line]:
    """Number and cells of each row that has a value."""
    read = _reader(shown)
    number = 0
    for row in _elements(source):
        number = int(float(row.get("r") or number + 1))
        found: dict[int, Cell] = {}
        column = -1
        for cell in row:
            place = cell.get("r")
            column = _column(place.rstrip("0123456789")) if place else column + 1
            if len(cell) and (value := read(cell)) is not None and value != "":
                found[column] = value
        if found:
            width = max(found) + 1
            check_width(file, width, limits)
            yield number, tuple(map(found.get, range(width)))


def text_of(element: Element) -> str:
    """A text with its formatted runs, without the readings written above it."""
    if len(element) == 1 and element[0].tag == TEXT:
        return unescaped(element[0].text or "")
    return unescaped("".join(map(_part, element)))


def _part(element: Element) -> str:
    if element.tag == RUN:
        return element.findtext(TEXT) or ""
    return (element.text or "") if element.tag == TEXT else ""


def unescaped(text: str) -> str:
    """Control characters as they were before they were written into XML."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x00" in text else text


def tree(source: IO[bytes]) -> Iterator[Element]:
    """The root of a document again and again, while it grows."""
    builder = TreeBuilder()
    parser = XMLParser(target=builder)
    while chunk := source.read(CHUNK):
        parser.feed(chunk)
        root: Element | None = builder.close()  # the root as it is now; it goes on growing
        if root is not None:
            yield root
    parser.close()


def _elements(source: IO[bytes]) -> Iterator[Element]:
    """Row after row, each forgotten once it was given; what follows the data is not read."""
    data: Element | None = None
    for root in tree(source):
        data = root.find(DATA) if data is None else data
        if data is not None:
            ended = root[-1] is not data
            complete = len(data) if ended else len(data) - 1
            yield from _rows(data[: max(complete, 0)])
            del data[: max(complete, 0)]
            if ended:
                return
    if data is not None:
        yield from _rows(data[:])


def _rows(elements: list[Element]) -> Iterator[Element]:
    return (element for element in elements if element.tag == ROW)


@cache
def _column(letters: str) -> int:
    return column_index_from_string(letters) - 1


def _reader(shown: Shown) -> Callable[[Element], Cell]:
    """How to read a cell of this workbook."""

    def read(cell: Element) -> Cell:
        value: Cell = None
        computed: str | None = None
        for child in cell:
            if child.tag == VALUE:
                value = _value(child.text, cell, shown)
            elif child.tag == FORMULA:
                computed = child.text or ""
            elif child.tag == INLINE:
                value = text_of(child)
        if computed is not None:
            return Formula(f"={computed}", cast(Any, value))  # which may be an error too
        return value

    return read


def _value(text: str | None, cell: Element, shown: Shown) -> Cell:
    if not text:
        return None
    kind = cell.get("t", "n")
    if kind == "n":
        return _number(text, cell.get("s", "0"), shown)
    if kind == "s":
        return shown.strings[int(text)]
    return _OTHERS.get(kind, unescaped)(text)


def _number(text: str, style: str, shown: Shown) -> Cell:
    try:
        value = int(text) if text.isdecimal() else float(text)
    except ValueError:
        return text
    if style in shown.dates:
        return _moment(value, style in shown.durations, shown.epoch)
    if style in shown.masks:
        return with_zeros(value, shown.masks[style])
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


def _moment(value: float, duration: bool, epoch: datetime) -> Cell:
    try:
        moment = from_excel(value, epoch, timedelta=duration)
    except (OverflowError, ValueError):
        return CellError("#VALUE!")
    return str(moment) if isinstance(moment, timedelta) else moment


def _iso(text: str) -> Cell:
    try:
        moment: Any = from_ISO8601(text)  # type: ignore[no-untyped-call]
    except ValueError:
        return text
    return str(moment) if isinstance(moment, timedelta) else moment


_OTHERS: dict[str, Callable[[str], Cell]] = {
    "b": lambda text: text.strip().lower() in ("1", "true"),
    "e": CellError,
    "d": _iso,
}
