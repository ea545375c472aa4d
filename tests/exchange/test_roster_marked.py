"""The copy to mend: the same cells in the same places, problems marked, nothing that computes."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from exchange.roster_marked import marked
from exchange.workbooks_in import read_files
from rules.roster import Finding, Level, Source
from rules.roster_decisions import NONE, Decisions
from rules.roster_fields import Kind
from rules.roster_sheets import CellError, Formula, Grid, Row
from rules.roster_suggest import suggest
from tests.rules.rosters import plan, table

LIST = """
Student ID | First name | Last name | Date of birth
00417 | Ann | Lee | 2016-13-45
00418 | Bo | Ray | 2016-03-31
"""


def book_of(
    *grids: Grid, findings: tuple[Finding, ...] = (), decisions: Decisions = NONE
) -> Workbook:
    made = marked(grids, [suggest(one) for one in grids], findings, decisions)
    return load_workbook(BytesIO(made))


@pytest.fixture
def children() -> Grid:
    return table(LIST, "Children")


def test_a_problem_is_marked_in_its_cell_and_listed(children: Grid) -> None:
    found = plan(children)
    book = book_of(children, findings=found.findings)
    assert book.sheetnames == ["Problems", "Children"]
    cell = book["Children"]["D2"]
    assert cell.value == "2016-13-45"
    assert cell.fill.fgColor.rgb == "00FFD4CF"
    assert "This is not a date" in cell.comment.text
    listed = [one.value for one in book["Problems"][2]]
    assert listed[:6] == ["To mend", "list.xlsx", "Children", 2, "Date of birth", "2016-13-45"]
    assert book["Problems"]["D2"].hyperlink.location == "'Children'!D2"


def test_what_was_mended_is_in_the_copy_and_green(children: Grid) -> None:
    decisions = NONE.mend(Source("list.xlsx", "Children", 2), 3, "2016-12-30")
    cell = book_of(children, decisions=decisions)["Children"]["D2"]
    assert (cell.value, cell.fill.fgColor.rgb) == ("2016-12-30", "00D3F0DF")
    assert cell.comment is None


def test_rows_stay_where_they_were(children: Grid) -> None:
    rows = (*children.rows[:2], Row(40, ("00419", "Cy", "Ray", "2016-01-01")))
    book = book_of(Grid("list.xlsx", "Children", rows))
    assert book["Children"]["B40"].value == "Cy"
    assert book["Children"]["A40"].data_type == "s"
    assert book["Children"]["A40"].number_format == "@"


def test_a_stray_cell_at_the_end_of_a_sheet_does_not_cost_a_million_rows() -> None:
    rows = (Row(1, ("First name", "Last name")), Row(1_048_576, ("Ann", "Lee")))
    grid = Grid("list.xlsx", "Children", rows)
    source = Source("list.xlsx", "Children", 1_048_576)
    book = book_of(grid, findings=(Finding(source, "Last name", "Lee", "Please look."),))
    assert book["Children"]["A1001"].value == "Ann"
    assert book["Problems"]["D2"].value == 1_048_576
    assert book["Problems"]["D2"].hyperlink.location == "'Children'!B1001"


def test_values_that_no_workbook_holds_are_text() -> None:
    cells = (float("nan"), float("inf"), date(1066, 10, 14), datetime(1899, 12, 31), "\x00a\ud800")
    book = book_of(Grid("x.xlsx", "Sheet1", (Row(1, cells),)))
    written = [one.value for one in book["Sheet1"][1]]
    assert written == ["nan", "inf", "1066-10-14", "1899-12-31T00:00:00", "a"]


def test_nothing_that_was_not_written_by_the_hub_computes() -> None:
    cells = ("=1+1", "@SUM(A1)", "+1", "#REF!", CellError("#N/A"), Formula("=A1", 7), Formula("=B"))
    grid = Grid("x.xlsx", "Sheet1", (Row(1, ("First name", "Last name")), Row(2, cells)))
    finding = Finding(Source("x.xlsx", "Sheet1", 2), "=HYPERLINK()", "=1+1", "=2", Level.NOTE)
    book = book_of(grid, findings=(finding,))
    assert [one.data_type for one in book["Sheet1"][2]] == ["s", "s", "s", "s", "s", "n", "s"]
    assert all(one.data_type != "f" for sheet in book for row in sheet for one in row)


def test_a_problem_without_a_column_marks_the_row_s_first_cell(children: Grid) -> None:
    finding = Finding(
        Source("list.xlsx", "Children", 3), "Guardian", "", "Please say.", Level.REVIEW
    )
    assert book_of(children, findings=(finding,))["Children"]["A3"].comment.text == "Please say."


def test_the_copy_comes_back_as_the_file_it_was(children: Grid) -> None:
    found = plan(children)
    made = marked([children], [suggest(children)], found.findings, NONE)
    back = read_files([("list.xlsx", made)])
    kinds = {grid.name: suggest(grid) for grid in back.grids}
    assert kinds["Children"].kind == Kind.STUDENTS
    assert kinds["Problems"].kind == Kind.NOTHING
    assert not kinds["Problems"].needs_answer
    again = plan(next(grid for grid in back.grids if grid.name == "Children"))
    assert [one.message for one in again.findings] == [one.message for one in found.findings]


def test_two_files_with_one_sheet_name_are_told_apart() -> None:
    grids = [table(LIST, "Sheet1", file) for file in ("a.xlsx", "b.xlsx")]
    assert book_of(*grids).sheetnames == ["Problems", "a Sheet1", "b Sheet1"]
