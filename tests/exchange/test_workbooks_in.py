"""Files in: what they are is told by content, cells keep their type, bad ones get a sentence."""

from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from exchange.workbooks_in import read_files
from rules.limits import STANDARD
from rules.problems import Problem
from rules.roster_sheets import CellError, Formula, Grid
from tests.exchange.books import ROSTERS, csv, rewritten, saved, sheets, xlsx

HEADER = ("Student ID", "First name", "Last name", "Birth date")
ROW = ("00042", "Ann", "Lee", date(2016, 3, 31))


def read(name: str, data: bytes) -> Grid:
    return read_files([(name, data)]).grids[0]


def refused(name: str, data: bytes) -> str:
    with pytest.raises(Problem) as caught:
        read_files([(name, data)])
    assert name in caught.value.sentence
    return caught.value.sentence


def test_cells_keep_their_types() -> None:
    grid = read("a.xlsx", xlsx(HEADER, ROW, ("1", 2, 2.5, True)))
    assert grid.rows[1].cells == ("00042", "Ann", "Lee", datetime.fromisoformat("2016-03-31"))
    assert grid.rows[2].cells == ("1", 2, 2.5, True)
    assert [row.number for row in grid.rows] == [1, 2, 3]


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("00000", 42, "00042"),
        ("00000", 123456, "123456"),
        ("000-00-0000", 12345678, "012-34-5678"),
        ("[$-409]00000", 7, "00007"),
        ('"S"0000', 42, "S0042"),
        ('"ID-"000', 12345, "ID-12345"),
        ("\\P000", 7, "P007"),
        ('0" points"', 42, 42),
        ('"Year "0', 3, 3),
        ("0", 42, 42),
        ("General", 42, 42),
        ("0.00", 42, 42),
        ("00000", 4.5, 4.5),
        ("00000", -3, -3),
    ],
)
def test_ids_get_their_zeros_back_from_the_number_format(
    code: str, value: float, shown: object
) -> None:
    grid = read("a.xlsx", xlsx(HEADER, (value, "Ann", "Lee", None), A=code))
    assert grid.rows[1].cells[0] == shown


def test_a_workbook_of_the_old_mac_has_its_own_calendar() -> None:
    book: Any = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(HEADER)
    book.active.append(ROW)
    assert read("mac.xlsx", saved(book)).rows[1].cells[3] == datetime.fromisoformat("2016-03-31")


def test_formulas_are_told_from_values() -> None:
    grid = read("a.xlsx", xlsx(HEADER, ("=1+1", "Ann", "Lee", None)))
    assert grid.rows[1].cells[0] == Formula("=1+1", None)


def test_a_formula_keeps_the_value_it_had() -> None:
    data = xlsx(HEADER, ("=1+1", "Ann", "Lee", None))
    with ZipFile(BytesIO(data)) as archive:
        part = archive.read("xl/worksheets/sheet1.xml")
    for empty in (b"<v />", b"<v></v>", b"<v/>"):
        part = part.replace(b"<f>1+1</f>" + empty, b"<f>1+1</f><v>2</v>")
    grid = read("a.xlsx", rewritten(data, {"xl/worksheets/sheet1.xml": part}))
    assert grid.rows[1].cells[0] == Formula("=1+1", 2)


def test_errors_are_told_from_texts() -> None:
    grid = read("a.xlsx", xlsx(HEADER, ("#REF!", "Ann", "Lee", None)))
    assert grid.rows[1].cells[0] == CellError("#REF!")


def test_a_row_a_million_below_costs_nothing() -> None:
    book: Any = Workbook()
    book.active.append(HEADER)
    book.active.cell(1_000_000, 1, "00042")
    assert [row.number for row in read("far.xlsx", saved(book)).rows] == [1, 1_000_000]


def test_every_sheet_is_read_and_hidden_ones_are_named() -> None:
    book: Any = Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    hidden = book.create_sheet("Secret list")
    hidden.append(HEADER)
    hidden.append(ROW)
    hidden.sheet_state = "hidden"
    reading = read_files([("a.xlsx", saved(book))])
    assert [grid.hidden for grid in reading.grids] == [False, True]
    assert "Secret list" in reading.notes[0]


def test_what_a_file_is_is_told_by_its_content() -> None:
    assert read("wrong.csv", xlsx(HEADER, ROW)).rows[1].cells[0] == "00042"
    assert read("wrong.xlsx", csv("Student ID,First name", "1,Ann")).rows[1].cells == ("1", "Ann")


def test_passwords_are_not_kept_at_all() -> None:
    reading = read_files(
        [("a.csv", csv("Student ID,First name,Last name,Temp Password", "1,Ann,Lee,hunter2"))]
    )
    assert "hunter2" not in repr(reading)


@pytest.mark.parametrize("rows", [STANDARD.rows + 1, 200_000])
def test_too_many_rows(rows: int) -> None:
    data = ("Student ID,First name\n" + "1,Ann\n" * rows).encode()
    assert "more than 20000 rows" in refused("a.csv", data).replace(",", "")


def test_too_many_rows_in_a_workbook() -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for number in range(STANDARD.rows + 2):
        sheet.append([number, "Ann"])
    assert "rows on one sheet" in refused("a.xlsx", saved(book))


def test_too_many_columns_and_bytes() -> None:
    wide = ",".join(f"c{number}" for number in range(STANDARD.columns + 1)).encode()
    assert "columns on one sheet" in refused("a.csv", wide + b"\n" + wide)
    assert "larger than 20 MB" in refused("a.csv", b"a" * (STANDARD.file_bytes + 1))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"  \n \r\n", "is empty"),
        (xlsx(), "is empty"),
        (xlsx(("", "  ")), "We found no column names"),
        (csv("Student ID,First name,Last name"), "no rows below them"),
        (xlsx(HEADER), "no rows below them"),
        (csv("Dear parents,", "school is closed on Friday."), "We found no column names"),
    ],
)
def test_nothing_to_read(data: bytes, told: str) -> None:
    assert told in refused("list.csv", data)


def test_one_useless_file_among_several_is_told_and_left_aside() -> None:
    reading = read_files(
        [("a.csv", csv("Student ID,First name", "1,Ann")), ("flags.csv", csv("x,y", "1,2"))]
    )
    assert any("flags.csv" in note for note in reading.notes)


def test_several_files_at_once() -> None:
    good = csv("Student ID,First name", "1,Ann")
    reading = read_files([("a.csv", good), ("b.csv", good)])
    assert [grid.file for grid in reading.grids] == ["a.csv", "b.csv"]
    with pytest.raises(Problem, match="same name"):
        read_files([("a.csv", good), ("a.csv", good)])
    with pytest.raises(Problem, match="at most 20 files"):
        read_files([(f"{number}.csv", good) for number in range(21)])
    with pytest.raises(Problem, match="choose a file"):
        read_files([])


def test_a_workbook_with_many_sheets() -> None:
    tables = {f"S{number}": [HEADER, ROW] for number in range(3)}
    assert len(read_files([("a.xlsx", sheets(**tables))]).grids) == 3


REFUSED = {"empty.csv": "no rows below them", "malformed.csv": "quotation mark"}


@pytest.mark.skipif(not ROSTERS.exists(), reason="the rosters of other makers are not here")
def test_rosters_of_other_makers() -> None:
    """Every one is read, but for two that nobody could; test scores without names are no roster."""
    paths = [path for path in ROSTERS.rglob("*") if path.suffix in (".csv", ".xlsx")]
    assert paths
    for path in paths:
        if path.name in REFUSED:
            assert REFUSED[path.name] in refused(path.name, path.read_bytes())
        elif path.name != "whitespace.csv":
            assert read(path.name, path.read_bytes()).rows
