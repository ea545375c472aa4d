"""Files in: what they are is told by content, cells keep their type, bad ones get a sentence."""

from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile, ZipInfo

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from exchange import zips
from exchange.workbooks_in import read_files
from rules.limits import STANDARD
from rules.problems import Problem
from rules.roster_sheets import CellError, Formula, Grid
from tests.exchange.books import csv, rewritten, saved, sheets, xlsx, zipped

HEADER = ("Student ID", "First name", "Last name", "Birth date")
ROW = ("00042", "Ann", "Lee", date(2016, 3, 31))
HEADER_LINE = "Student ID;First name;Last name"


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


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "Zoë 😀 العربية"),
        ("utf-8-sig", "Zoë"),
        ("utf-16", "Zoë 王"),
        ("utf-16-le", "Zoe"),
        ("utf-16-be", "Zoe"),
        ("cp1252", "Zoë “Zo”"),
        ("latin-1", "Zo\xeb \xd1and\xfa"),
    ],
)
def test_text_in_any_encoding(encoding: str, name: str) -> None:
    data = f"{HEADER_LINE}\n1;{name};Lee\n".encode(encoding)
    assert read("a.csv", data).rows[1].cells[1] == name


def test_a_guessed_encoding_is_said() -> None:
    reading = read_files([("a.csv", f"{HEADER_LINE}\n1;Zoë;Lee\n".encode("cp1252"))])
    assert "a.csv does not say how its letters are written." in reading.notes[0]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_text_with_any_separator(separator: str) -> None:
    lines = [separator.join(HEADER[:3]), separator.join(("1", "Ann", '"Lee, Lou; Li"'))]
    assert read("a.txt", csv(*lines)).rows[1].cells == ("1", "Ann", "Lee, Lou; Li")


def test_excels_own_line_about_the_separator() -> None:
    grid = read("a.csv", b"sep=;\r\nStudent ID;First name\r\n1;Ann\r\n")
    assert [row.number for row in grid.rows] == [2, 3]
    assert grid.rows[1].cells == ("1", "Ann")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end: str) -> None:
    grid = read("a.csv", end.join(["Student ID,First name", "1,Ann", '2,"Bo\nRay"', ""]).encode())
    assert [row.cells for row in grid.rows[1:]] == [("1", "Ann"), ("2", "Bo\nRay")]


def test_blank_lines_are_counted_as_a_spreadsheet_counts_them() -> None:
    grid = read("a.csv", csv("Student ID,First name", "", ",", "1,Ann"))
    assert [row.number for row in grid.rows] == [1, 4]


def test_what_a_file_is_is_told_by_its_content() -> None:
    assert read("wrong.csv", xlsx(HEADER, ROW)).rows[1].cells[0] == "00042"
    assert read("wrong.xlsx", csv("Student ID,First name", "1,Ann")).rows[1].cells == ("1", "Ann")


def test_passwords_are_not_kept_at_all() -> None:
    reading = read_files(
        [("a.csv", csv("Student ID,First name,Last name,Temp Password", "1,Ann,Lee,hunter2"))]
    )
    assert "hunter2" not in repr(reading)


NOT_WORKBOOKS = {
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(50),
    "pdf": b"%PDF-1.7\n%\xe2\xe3",
    "page": b"<!doctype html><html><body>Please sign in</body></html>",
    "old xml": b"<?xml version='1.0'?><Workbook/>",
    "program": b"MZ\x90\x00\x03" + bytes(200),
    "letter": zipped({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"}),
    "zip": zipped({"picture.png": b"\x89PNG\r\n\x1a\n"}),
}


@pytest.mark.parametrize("data", NOT_WORKBOOKS.values(), ids=NOT_WORKBOOKS.keys())
def test_what_is_no_workbook(data: bytes) -> None:
    assert "is not a workbook" in refused("file.xlsx", data)


GOOD = xlsx(HEADER, ROW)
DAMAGED = {
    "half": GOOD[: len(GOOD) // 2],
    "start only": GOOD[:30],
    "broken sheet": rewritten(GOOD, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}),
    "broken styles": rewritten(GOOD, {"xl/styles.xml": b"\x00\x01"}),
    "broken types": rewritten(GOOD, {"[Content_Types].xml": b"<Types/>"}),
    "bad row": rewritten(
        GOOD,
        {
            "xl/worksheets/sheet1.xml": b'<worksheet xmlns="http://schemas.openxmlformats.org/'
            b'spreadsheetml/2006/main"><sheetData><row r="x"><c r="??"><v>1</v></c></row>'
            b"</sheetData></worksheet>"
        },
    ),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_workbook(data: bytes) -> None:
    assert "is damaged or not complete" in refused("list.xlsx", data)


def test_locked_and_older_files() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    locked = ole + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "locked with a password" in refused("a.xlsx", locked)
    assert "is not a workbook" in refused("a.xls", ole + bytes(600))
    assert "very old format" in refused("a.xls", b"\x09\x04\x06\x00" + bytes(600))


def test_an_encrypted_zip() -> None:
    data = bytearray(GOOD)
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    assert "locked with a password" in refused("a.xlsx", bytes(data))


@pytest.mark.parametrize("part", ["../evil.xml", "/etc/passwd", "xl\\..\\..\\evil", "C:/evil.xml"])
def test_parts_that_leave_their_folder(part: str) -> None:
    assert "not built like a workbook" in refused("a.xlsx", rewritten(GOOD, {part: b"x"}))


def test_two_parts_of_one_name() -> None:
    file = BytesIO(GOOD)
    with ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(ZipInfo("xl/workbook.xml"), b"<x/>")
    assert "not built like a workbook" in refused("a.xlsx", file.getvalue())


def test_too_many_parts() -> None:
    data = rewritten(GOOD, {f"xl/media/{number}": b"" for number in range(zips.PARTS + 1)})
    assert "not built like a workbook" in refused("a.xlsx", data)


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = rewritten(GOOD, {"xl/worksheets/sheet2.xml": bytes(60_000_000)})
    assert len(bomb) < 200_000
    assert "unpacks to far more" in refused("a.xlsx", bomb)


def test_an_xml_bomb_is_not_opened() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert "no workbook needs" in refused("a.xlsx", rewritten(GOOD, {"xl/sharedStrings.xml": bomb}))
    wide = bomb.decode().encode("utf-16")
    assert "no workbook needs" in refused("a.xlsx", rewritten(GOOD, {"xl/styles.xml": wide}))


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
        (rewritten(GOOD, {"xl/workbook.xml": b"<nothing/>"}), "is empty"),
        (xlsx(("", "  ")), "We found no column names"),
        (csv("Student ID,First name,Last name"), "no rows below them"),
        (xlsx(HEADER), "no rows below them"),
        (csv("Dear parents,", "school is closed on Friday."), "We found no column names"),
    ],
)
def test_nothing_to_read(data: bytes, told: str) -> None:
    assert told in refused("list.csv", data)


@pytest.mark.parametrize("row", ['1,"Ann', '1,"An"n,Lee'])
def test_a_quotation_mark_that_is_not_closed(row: str) -> None:
    assert "quotation mark" in refused("a.csv", csv("Student ID,First name,Last name", row))


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
