"""The rows of a sheet as XML: text is always text, numbers lose no digit, nothing is kept.

openpyxl makes the book around them. Its cells, one object each, take four times as long.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter

from rules.lists import Value

CELL_LETTERS = 32_767  # in UTF-16, as Excel counts them
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
HIDDEN_START = "_x"  # Excel reads _x003D_ as an equals sign
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
RETURN = {"\r": "&#13;"}
NOUGHT, DAY = datetime(1899, 12, 30), timedelta(days=1)  # noqa: DTZ001 (Excel has no zones)
FIRST_MONTH = (1900, 3)  # Excel believes in a 29 February before it


@dataclass(frozen=True)
class Styles:
    """Numbers of a book's styles for one column; risky text is marked as text for its editor."""

    plain: int
    risky: int
    day: int
    moment: int


def rows_xml(
    rows: Iterable[Sequence[Value]], styles: Sequence[Styles], number: int
) -> Iterator[str]:
    """The rows from this number on."""
    places = [(get_column_letter(place), style) for place, style in enumerate(styles, 1)]
    for row in rows:
        cells = [
            cell_xml(f"{letter}{number}", value, style)
            for (letter, style), value in zip(places, row, strict=True)
            if value is not None
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'
        number += 1


def cell_xml(place: str, value: Value, style: Styles) -> str:
    """One cell; what a cell has no type for is written as text."""
    if isinstance(value, str):
        return _text(place, clean(value), style)
    if isinstance(value, bool):
        return f'<c r="{place}" s="{style.plain}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, date):
        return _day(place, value, style)
    if value is not None and isfinite(value):
        told = repr(value).removesuffix(".0")  # a whole number, as people write it
        return f'<c r="{place}" s="{style.plain}"><v>{told}</v></c>'
    return _text(place, str(value), style)


def _text(place: str, text: str, style: Styles) -> str:
    number = style.risky if is_risky(text) else style.plain
    space = ' xml:space="preserve"' if text != text.strip() else ""
    told = escape(text, RETURN)
    return f'<c r="{place}" s="{number}" t="inlineStr"><is><t{space}>{told}</t></is></c>'


def is_risky(text: str) -> bool:
    """Whether a program could take this text for a formula or an error."""
    return text.startswith((*FORMULA_START, HIDDEN_START)) or text in ERROR_CODES


def keep_text(cell: Any, text: str) -> None:
    """Make a cell of openpyxl hold text that no program takes for a formula."""
    cell._value, cell.data_type = clean(text), "s"
    cell.quotePrefix = is_risky(text)


def _day(place: str, value: date, style: Styles) -> str:
    if (value.year, value.month) < FIRST_MONTH:
        return _text(place, value.isoformat(), style)
    if isinstance(value, datetime):
        days, number = (value.replace(tzinfo=None) - NOUGHT) / DAY, style.moment
    else:
        days, number = (value - NOUGHT.date()).days, style.day
    return f'<c r="{place}" s="{number}"><v>{days!r}</v></c>'


def clean(text: str) -> str:
    """The text without what XML can't hold, cut to what a cell holds."""
    text = UNPRINTABLE.sub("", text)
    if len(text) * 2 <= CELL_LETTERS:
        return text
    return text.encode("utf-16-le")[: 2 * CELL_LETTERS].decode("utf-16-le", "ignore")
