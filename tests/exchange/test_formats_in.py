"""What offices send: spreadsheets of every program, zips of text files, within limits."""

from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from exchange.workbooks_in import read_files
from i18n import use
from rules.limits import Limits
from rules.problems import Problem
from rules.roster_sheets import CellError, Formula
from tests.exchange.books import cells, read, rewritten, saved, xlsx, zipped
from tests.exchange.hostile_books import GOOD, HEADER, ROW, SHEET, sheet, with_strings
from tests.exchange.old_books import ods, ods_of, xls, xlsb

OTHERS = pytest.mark.parametrize("write", [xls, xlsb, ods])
NAMES = "Student ID,First name,Last name\n"


@OTHERS
def test_other_workbooks(write: Any) -> None:
    found = cells(write([HEADER, [(42, "00000"), "Zoë", "王"], [7, 2.5, True], [None, "Bo"]]))
    assert found[1:] == [("00042", "Zoë", "王"), (7, 2.5, True), (None, "Bo")]


@OTHERS
def test_rows_keep_their_numbers_below_gaps(write: Any) -> None:
    rows = [[None], [None], [None, None, *HEADER], [None], [None, None, *ROW]]
    grid = read(write(rows)).grids[0]
    assert [row.number for row in grid.rows] == [3, 5]
    assert grid.rows[1].cells == (None, None, *ROW)


@OTHERS
def test_hidden_sheets_of_other_workbooks(write: Any) -> None:
    reading = read(write([HEADER, ROW], name="Secret list", hidden=True), "a")
    assert reading.grids[0].hidden
    assert reading.notes == ("a has a hidden sheet, which is not read: Secret list",)


@pytest.mark.parametrize("write", [xls, xlsb])
def test_errors_are_told_where_calamine_shows_nothing(write: Any) -> None:
    assert cells(write([HEADER, ["#REF!", "#N/A", "Lee"]]))[1][:2] == (
        CellError("#REF!"),
        CellError("#N/A"),
    )


def test_an_error_of_libreoffice() -> None:
    broken = (
        '<table:table-row><table:table-cell table:formula="of:=1/0" office:value-type="string"'
        ' office:string-value=""><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell'
        ' office:value-type="string"><text:p>Ann</text:p></table:table-cell></table:table-row>'
    )
    assert cells(ods([HEADER], extra=broken))[1] == (CellError("#DIV/0!"), "Ann")


def test_repeated_rows_and_columns_of_libreoffice() -> None:
    twice = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type='
        '"float" office:value="7" table:number-columns-repeated="2"><text:p>007</text:p>'
        "</table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048500"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert cells(ods([HEADER], extra=twice))[1:] == [("007", "007"), ("007", "007")]


def test_an_opendocument_sheet_with_a_line_for_each_cell() -> None:
    with ZipFile(BytesIO(ods([HEADER, (*ROW, "two  words")]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spread = parts["content.xml"].replace(b"><", b">\n  <")
    assert cells(zipped(parts | {"content.xml": spread}))[1] == (*ROW, "two  words")


def test_dates_of_other_workbooks() -> None:
    rows = [HEADER, ["1", "Ann", (42460, "dd/mm/yyyy")]]
    assert cells(xls(rows))[1][2] == cells(xlsb(rows))[1][2] == date(2016, 3, 31)
    mac = [HEADER, ["1", "Ann", (42460 - 1462, "dd/mm/yyyy")]]
    assert cells(xls(mac, mac_dates=True))[1][2] == date(2016, 3, 31)


def test_a_workbook_with_macros_is_a_workbook() -> None:
    with ZipFile(BytesIO(GOOD)) as archive:
        types = archive.read("[Content_Types].xml")
    types = types.replace(b"sheet.main+xml", b"X").replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.X",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    data = rewritten(GOOD, {"[Content_Types].xml": types, "xl/vbaProject.bin": b"Auto_Open"})
    assert cells(data)[1] == ROW


def test_links_to_other_workbooks_are_not_followed() -> None:
    rows = b'<row><c><f>[1]Sheet1!A1</f><v>42</v></c><c t="inlineStr"><is><t>Ann</t></is></c></row>'
    link = b'<externalLink xmlns="x"><externalBook r:id="rId1" xmlns:r="y"/></externalLink>'
    head = b'<row><c t="inlineStr"><is><t>First name</t></is></c><c t="inlineStr"><is><t>Student ID'
    found = cells(
        sheet(head + b"</t></is></c></row>" + rows, {"xl/externalLinks/externalLink1.xml": link})
    )
    assert found[1] == (Formula("=[1]Sheet1!A1", 42), "Ann")


def test_shared_texts_without_the_readings_above_them() -> None:
    texts = [
        "王</t></si><si><r><t>Ann</t></r><r><t> Lou</t></r><rPh><t>an</t></rPh>".encode()
        + b"</si><si><t>x",
        b"First name",
        b"_x005F_x0041__x000D_",
    ]
    rows = (
        b'<row><c t="s"><v>3</v></c><c t="s"><v>3</v></c></row>'
        b'<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>4</v></c></row>'
    )
    assert cells(with_strings(texts, rows))[1] == ("王", "Ann Lou", "_x0041_\r")


def test_rich_text_is_text() -> None:
    rich = CellRichText("An", TextBlock(InlineFont(b=True), "na"))
    assert cells(xlsx(HEADER, ("1", rich, "Lee")))[1] == ("1", "Anna", "Lee")


def test_cells_of_other_programs() -> None:
    found = cells(
        sheet(
            b'<row><c t="str"><v>First name</v></c><c t="str"><v>Student ID</v></c></row>'
            b'<row><c t="b"><v>true</v></c><c t="z"><v>Ann</v></c><c><v>1,5</v></c>'
            b'<c t="d"><v>soon</v></c><c><v> 42 </v></c><c t="b"><v>0</v></c></row>'
        )
    )
    assert found[1] == (True, "Ann", "1,5", "soon", 42, False)


def test_parts_in_other_letters_and_places() -> None:
    with ZipFile(BytesIO(GOOD)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    shouted = {name.replace("sheet1", "Sheet1"): part for name, part in parts.items()}
    assert cells(zipped(shouted))[1] == ROW
    moved = {
        name.replace("xl/", "book/"): part.replace(b"/xl/", b"/book/")
        for name, part in parts.items()
    }
    assert cells(zipped(moved))[1] == ROW


def test_a_sheet_that_is_missing_is_not_passed_over() -> None:
    with ZipFile(BytesIO(GOOD)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != SHEET}
    with pytest.raises(Problem, match="is damaged"):
        read(zipped(parts))


def test_a_strict_workbook() -> None:
    """Excel's "Strict Open XML" has other names for the same things, and dates as text."""
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with ZipFile(BytesIO(xlsx(HEADER, ROW))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[SHEET] = parts[SHEET].replace(
        b"</row></sheetData>", b'<c r="D2" t="d"><v>2016-03-31T00:00:00</v></c></row></sheetData>'
    )
    strict = {
        name: part.replace(main, b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            office, b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, part in parts.items()
    }
    assert cells(zipped(strict))[1] == (*ROW, datetime(2016, 3, 31))


def test_dates_of_eastern_excel() -> None:
    with ZipFile(BytesIO(xlsx(HEADER, ("1", "Ann", 42460), C="yyyy-mm-dd"))) as archive:
        styles = archive.read("xl/styles.xml")
        parts = {name: archive.read(name) for name in archive.namelist()}
    eastern = styles.replace(b'numFmtId="164"', b'numFmtId="31"')
    assert eastern != styles
    assert cells(zipped(parts | {"xl/styles.xml": eastern}))[1][2] == datetime(2016, 3, 31)


def test_styles_that_say_nothing_of_cells_may_be_odd() -> None:
    with ZipFile(BytesIO(GOOD)) as archive:
        styles = archive.read("xl/styles.xml")
    odd = styles.replace(b"<fills", b"<fills><fill><strange/></fill></fills><fills")
    assert cells(rewritten(GOOD, {"xl/styles.xml": odd}))[1] == ROW


def test_a_zip_of_text_files() -> None:
    data = zipped(
        {
            "export/users.csv": (NAMES + "1,Ann,Lee\n").encode(),
            "export/classes.tsv": b"Class\tTeacher\n3B\tMs Okafor\n",
            "__MACOSX/export/._users.csv": b"\0\5\x16\7",
            "export/.DS_Store": b"\0\0\0\1Bud1",
            "export/logo.png": b"\x89PNG\r\n",
            "export/empty.csv": b"",
        }
    )
    reading = read(data, "all.zip")
    assert [(grid.file, grid.name) for grid in reading.grids] == [
        ("all.zip/export/users.csv", "users"),
        ("all.zip/export/classes.tsv", "classes"),
    ]
    assert "logo.png" in reading.notes[0]


def test_a_workbook_in_a_zip() -> None:
    reading = read(zipped({"list.xlsx": GOOD, "old.xls": xls([HEADER, ROW])}), "all.zip")
    assert [grid.rows[1].cells for grid in reading.grids] == [ROW, ROW]


def test_limits_are_the_schools() -> None:
    data = (NAMES + "1,Ann,Lee\n" * 200).encode()
    assert len(read(data).grids[0].rows) == 201
    with pytest.raises(Problem, match=r"list\.csv has more than 150 rows on one sheet"):
        read(data, limits=Limits(rows=150))
    with pytest.raises(Problem, match="more than 2 columns"):
        read(data, limits=Limits(columns=2))
    with pytest.raises(Problem, match="at most 1 file at once"):
        read_files([("a.csv", data), ("b.csv", data)], Limits(files=1))
    with pytest.raises(Problem, match="larger than 1 MB"):
        read(data * 600, limits=Limits(megabytes=1))


def test_the_sentence_is_in_the_language_of_the_reader() -> None:
    use("es")
    try:
        with pytest.raises(Problem) as caught:
            read(GOOD[:400], "lista.xlsx")
    finally:
        use("en")
    assert "lista.xlsx" in caught.value.sentence
    assert "is damaged" not in caught.value.sentence


def test_a_document_of_nothing() -> None:
    with pytest.raises(Problem, match="is empty"):
        read(ods_of(""))
    book = Workbook()
    with pytest.raises(Problem, match="is empty"):
        read(saved(book))
