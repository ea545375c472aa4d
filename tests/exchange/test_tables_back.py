"""Any table that is written is read back the same, in every format."""

import csv
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from io import StringIO
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook

from exchange.workbooks_in import read_files
from exchange.workbooks_out import workbook
from rules.lists import Column, Listed, Type
from rules.roster_sheets import Row
from tests.exchange.books import saved, zipped
from tests.exchange.old_books import ods, xls, xlsb

HEADER = ("Student ID", "First name", "Last name", "Birth date", "Notes")
WORDS = (
    *("Zoë", "O’Brien", "Nguyễn", "محمد", "王伟", "Łukasz", "D'Arcy-Smith", "😀", "a,b;c\td|e"),
    *('say "hi"', "two\nlines", "00042", "007", "1e5", "TRUE", "=1+1", "-", "n/a", "_x0041_"),
    *(" padded ", "ﬁ", "א", "tab\there", "'quoted'", "&amp; <b>", "12/03/2016"),
)
TABLES = 25

Table = list[list[Any]]


def table(seed: int, *values: Callable[[Random], Any]) -> Table:
    """The header, then rows of any length with gaps between them."""
    rng = Random(seed)
    rows = [
        [rng.choice(values)(rng) for _place in range(rng.randint(1, len(HEADER)))]
        for _row in range(rng.randint(1, 30))
    ]
    return [list(HEADER), ["1", "Ann"], *rows]


def words(rng: Random) -> str:
    return " ".join(rng.sample(WORDS, rng.randint(1, 3)))


def numbers(rng: Random) -> float:
    return rng.choice((rng.randrange(10**9), -rng.randrange(10**6), rng.randrange(4000) / 8))


def days(rng: Random) -> datetime:
    return datetime(1950, 1, 1) + timedelta(days=rng.randrange(40_000))


def moments(rng: Random) -> datetime:
    return days(rng) + timedelta(seconds=rng.randrange(1, 86_400))


def yes_or_no(rng: Random) -> bool:
    return rng.random() < 0.5


def nothing(_rng: Random) -> None:
    return None


ALL = (words, words, numbers, days, moments, yes_or_no, nothing)


def kept(rows: Table) -> tuple[Row, ...]:
    """The rows as they have to come back: without empty cells at the end and empty rows."""
    found = []
    for number, cells in enumerate(rows, 1):
        while cells and cells[-1] is None:
            cells = cells[:-1]
        if cells:
            found.append(Row(number, tuple(cells)))
    return tuple(found)


def read(data: bytes) -> tuple[Row, ...]:
    return read_files([("list", data)]).grids[0].rows


def in_columns(rows: Table) -> Listed:
    columns = tuple(Column(header, Type.TEXT) for header in HEADER)
    return Listed("List", columns, [cells + [None] * (5 - len(cells)) for cells in rows[1:]])


def by_openpyxl(rows: Table, write_only: bool) -> bytes:
    book = Workbook(write_only=write_only)
    sheet: Any = book.create_sheet("List", 0)
    for cells in rows:
        sheet.append(cells)
    for row in sheet.rows if not write_only else ():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never a formula
    return saved(book)


@pytest.mark.parametrize("seed", range(TABLES))
def test_our_own_workbooks(seed: int) -> None:
    rows = table(seed, *ALL)
    assert read(workbook([in_columns(rows)])) == kept(rows)


@pytest.mark.parametrize("seed", range(TABLES))
def test_workbooks_of_openpyxl(seed: int) -> None:
    rows = table(seed, *ALL)
    assert read(by_openpyxl(rows, write_only=False)) == kept(rows)


@pytest.mark.parametrize("seed", range(TABLES))
@pytest.mark.parametrize("write", [xls, xlsb, ods])
def test_other_workbooks(write: Callable[[Sequence[Any]], bytes], seed: int) -> None:
    rows = table(seed, words, numbers, yes_or_no, nothing, ids)
    shown = [[_shown(cell) for cell in cells] for cells in rows]
    assert read(write(rows)) == kept(shown)


def ids(rng: Random) -> tuple[int, str]:
    return rng.randrange(10_000), "00000"


def _shown(cell: Any) -> Any:
    return f"{cell[0]:05d}" if isinstance(cell, tuple) else cell


@pytest.mark.parametrize("seed", range(TABLES))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_text_files(separator: str, encoding: str, seed: int) -> None:
    rows = table(seed, words, nothing)
    assert read(text(rows, separator).encode(encoding)) == _as_lines(rows)


def text(rows: Table, separator: str, end: str = "\r\n") -> str:
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, lineterminator=end)
    writer.writerows([*cells, *[None] * (5 - len(cells))] for cells in rows)
    return file.getvalue()


def _as_lines(rows: Table) -> tuple[Row, ...]:
    """Text files keep empty cells at the end, which say nothing."""
    full = [(row.number, (*row.cells, *[None] * (5 - len(row.cells)))) for row in kept(rows)]
    return tuple(Row(number, cells) for number, cells in full)


@pytest.mark.parametrize("seed", range(TABLES))
def test_a_zip_is_its_files(seed: int) -> None:
    tables = {f"{place}.csv": table(seed + place, words) for place in range(3)}
    data = zipped({name: text(rows, ",").encode() for name, rows in tables.items()})
    grids = read_files([("all.zip", data)]).grids
    assert [grid.file for grid in grids] == [f"all.zip/{name}" for name in tables]
    assert [grid.rows for grid in grids] == [_as_lines(rows) for rows in tables.values()]


@pytest.mark.parametrize("seed", range(TABLES))
def test_a_day_is_a_day_in_both_calendars(seed: int) -> None:
    rng = Random(seed)
    born = date(1990, 1, 1) + timedelta(days=rng.randrange(12_000))
    number = (born - date(1904, 1, 1)).days
    rows: Table = [list(HEADER), ["1", "Ann", "Lee", (number, "yyyy-mm-dd")]]
    assert read(xls(rows, mac_dates=True))[1].cells[3] == born
    rows[1][3] = (number + 1462, "dd/mm/yyyy")
    assert read(xls(rows))[1].cells[3] == born
    assert read(xlsb(rows))[1].cells[3] == born
