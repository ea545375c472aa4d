"""Text files with separators: any encoding an office's program writes, any separator."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from exchange import encodings
from exchange.sheets import Line, Sheet, not_a_workbook
from i18n import _
from rules.problems import Problem

SEPARATORS = (",", ";", "\t", "|")
RARE_SEPARATORS = ("^", "~", ":", "\x1f", "¦", "¬", "#", "/")
SNIFFED = 20
HEAD = 100_000
SEPARATOR_LINE = "sep="
CONTROLS = frozenset(map(chr, {*range(9), *range(14, 31)} - {27}))  # 31 separates


def read_csv(file: str, data: bytes, wanted: str = "") -> tuple[Sheet, list[str]]:
    """The rows of a text file, and the encodings it may be in when it does not say."""
    text, found = decode(file, data, wanted)
    title = file.rpartition("/")[2].rpartition(".")[0] or file
    return Sheet(file, title, _lines(file, text)), found


def decode(file: str, data: bytes, wanted: str = "") -> tuple[str, list[str]]:
    """The text; and, when it had to be guessed, the likely encodings, the one it is in first."""
    told = encodings.told_by(data)
    found = [] if told else encodings.guesses(data)
    if wanted in found:
        found = [wanted, *(code for code in found if code != wanted)]
    text = encodings.decoded(data, told or found[0])
    if any(letter in CONTROLS for letter in text[:HEAD]):
        raise not_a_workbook(file)
    return text, found


def _lines(file: str, text: str) -> Iterator[Line]:
    lines = StringIO(text, newline="")
    told = text.startswith(SEPARATOR_LINE) and bool(lines.readline())
    reader = csv.reader(lines, delimiter=separator(text), strict=True)
    try:
        for number, cells in enumerate(reader, 2 if told else 1):
            if any(map(str.strip, cells)):
                yield number, tuple(_bare(cell) if cell else None for cell in cells)
    except csv.Error as error:
        raise Problem(
            _(
                "{file} has a quotation mark that is not closed, or not doubled, near line {line}."
                " Please correct it, or save the file as .xlsx."
            ).format(file=file, line=reader.line_num)
        ) from error


def _bare(cell: str) -> str:
    """A text that was written as ="00042", so that Excel leaves its zeros."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        return cell[2:-1].replace('""', '"')
    return cell


def separator(text: str) -> str:
    """The separator that cuts the first lines into the most columns of one number."""
    told = text.removeprefix(SEPARATOR_LINE)[:1] if text.startswith(SEPARATOR_LINE) else ""
    if told.strip("\r\n"):
        return told
    usual = max(SEPARATORS, key=lambda one: _evenness(text, one))
    if _evenness(text, usual)[0]:
        return usual
    rare = max(RARE_SEPARATORS, key=lambda one: _evenness(text, one))
    return rare if _is_even(text, rare) else usual


def _is_even(text: str, one: str) -> bool:
    """Whether every line looked at has the same number of columns."""
    widths = _widths(text, one)
    return len(widths) > 1 and len(set(widths)) == 1 and widths[0] > 1


def _evenness(text: str, one: str) -> tuple[int, int]:
    """How many of the first lines have the commonest number of columns, and which that is."""
    wide = [width for width in _widths(text, one) if width > 1]
    most = max(set(wide), key=lambda width: (wide.count(width), width), default=1)
    return wide.count(most), most


def _widths(text: str, one: str) -> list[int]:
    lines = (line for line in StringIO(text[:HEAD], newline="") if line.strip())
    return [len(row) for row in csv.reader(islice(lines, SNIFFED), delimiter=one) if row]
