"""A list as plain text with commas: nothing in it that a program would compute.

A text that looks like a formula gets an apostrophe before it. So does one inside a longer text
where a program that expects another separator would begin a new cell.
"""

import csv
import re
from datetime import date, datetime
from io import StringIO

from exchange.xlsx_out import FORMULA_START, UNPRINTABLE
from rules.lists import Listed, Value

MARK = "\ufeff"  # without it, Excel reads accents wrongly
SIGNS = re.escape("".join(sign for sign in FORMULA_START if sign.isprintable()))
CELL_STARTS = re.compile(rf'(^|[;\t\r\n|])([\s"]*)([{SIGNS}])')


def csv_file(listed: Listed) -> bytes:
    """The list with its header; every text in quotation marks."""
    file = StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([harmless(column.header) for column in listed.columns])
    writer.writerows([_cell(value) for value in row] for row in listed.rows)
    return (MARK + file.getvalue()).encode()


def harmless(text: str) -> str:
    """The text, never a formula whatever separator a program expects."""
    return CELL_STARTS.sub(r"\1\2'\3", UNPRINTABLE.sub("", text))


def _cell(value: Value) -> str | float:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else value
