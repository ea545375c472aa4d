"""Text files with separators: any encoding an office's program writes, any separator."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from exchange import limits
from i18n import _
from rules.problems import Problem
from rules.roster_sheets import Grid, Row

SEPARATORS = (",", ";", "\t", "|")
SNIFFED = 20
HEAD = 100_000
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
OTHER_CONTROLS = frozenset(map(chr, {*range(9), *range(14, 32)} - {27}))


def read_csv(name: str, data: bytes) -> tuple[Grid, str]:
    """The rows of a text file, and a note when its encoding had to be guessed."""
    text, note = decode(name, data)
    rows = tuple(_rows(name, text))
    title = name.rpartition("/")[2].rpartition(".")[0] or name
    return Grid(name, title, rows), note


def decode(name: str, data: bytes) -> tuple[str, str]:
    """The text, and a note when the encoding had to be guessed."""
    encoding = next((code for bom, code in BOMS if data.startswith(bom)), "") or _utf16(data)
    try:
        text = data.decode(encoding or "utf-8")
        note = ""
    except UnicodeDecodeError:
        text = _western(data)
        note = _(
            "{file} does not say how its letters are written. Please check that names with accents"
            " look right below."
        ).format(file=name)
    if any(letter in OTHER_CONTROLS for letter in text[:HEAD]):
        raise not_a_workbook(name)
    return text, note


def _utf16(data: bytes) -> str:
    """UTF-16 without a mark shows by the zeros between its letters."""
    head = data[:200]
    if len(head) < 4 or head.count(0) < len(head) // 4:
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def not_a_workbook(name: str) -> Problem:
    return Problem(
        _("{file} is not a workbook. Please upload a spreadsheet saved as .xlsx or .csv.").format(
            file=name
        )
    )


def _rows(name: str, text: str) -> Iterator[Row]:
    lines = StringIO(text, newline="")
    told = text.startswith("sep=") and bool(lines.readline())
    reader = csv.reader(lines, delimiter=separator(text), strict=True)
    kept = 0
    try:
        for number, cells in enumerate(reader, 2 if told else 1):
            if any(map(str.strip, cells)):
                kept += 1
                check_size(name, kept, len(cells))
                yield Row(number, tuple(cell or None for cell in cells))
    except csv.Error as error:
        raise Problem(
            _(
                "{file} has a quotation mark that is not closed, or not doubled, near line {line}."
                " Please correct it, or save the file as .xlsx."
            ).format(file=name, line=reader.line_num)
        ) from error


def check_size(name: str, rows: int, columns: int) -> None:
    """Raise Problem when a sheet is larger than the hub reads."""
    if rows > limits.ROWS:
        raise Problem(
            _(
                "{file} has more than {limit} rows on one sheet. Please keep only the rows of your"
                " school, or split the file."
            ).format(file=name, limit=limits.ROWS)
        )
    if columns > limits.COLUMNS:
        raise Problem(
            _(
                "{file} has more than {limit} columns on one sheet. Please keep those you need."
            ).format(file=name, limit=limits.COLUMNS)
        )


def separator(text: str) -> str:
    """The separator that cuts the first lines into the most columns of one number."""
    if text.startswith("sep=") and len(text) > 4:
        return text[4]
    return max(SEPARATORS, key=lambda one: _evenness(text, one))


def _evenness(text: str, one: str) -> tuple[int, int]:
    """How many of the first lines have as many columns as the widest, and how many those are."""
    lines = (line for line in StringIO(text[:HEAD], newline="") if line.strip())
    widths = [len(row) for row in csv.reader(islice(lines, SNIFFED), delimiter=one) if row]
    most = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
    return (widths.count(most) if most > 1 else 0, most)
