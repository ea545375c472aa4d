"""A copy of what was uploaded, to mend: every problem marked in its cell and listed on a sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from math import isfinite
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from exchange.workbooks_out import BOLD, HEAD, sheet_names
from exchange.xlsx_out import clean, is_risky, keep_text
from i18n import _
from rules.roster import LEVEL_NAMES, Finding, Level, Source
from rules.roster_decisions import Decisions, mended
from rules.roster_labels import own_note
from rules.roster_mapping import SheetMapping
from rules.roster_sheets import Cell, CellError, Formula, Grid, Row
from rules.roster_spots import Spots

FILLS = {
    Level.STOP: PatternFill("solid", fgColor="FFD4CF"),
    Level.REVIEW: PatternFill("solid", fgColor="FFE3BF"),
    Level.NOTE: PatternFill("solid", fgColor="FFF6C2"),
}
MENDED = PatternFill("solid", fgColor="D3F0DF")
LINK = Font(underline="single", color="0B5394")
AUTHOR = "hub"
NOTE_WIDTH, NOTE_LINE, LETTERS_A_LINE = 300, 22, 38  # of a note's box, in pixels
LIST_WIDTHS = (24, 22, 22, 7, 24, 30, 70)
MEASURED, NARROWEST, WIDEST = 200, 8, 40
GAP = 1_000  # empty rows in a row: more are left out, a stray cell at a sheet's end has a million
OLDEST = date(1900, 3, 1)  # Excel has no days before it

At = tuple[int, int]  # row and column, both as a person counts them
Marks = Mapping[int, Mapping[int, list[Finding]]]  # by row, then column
Green = Mapping[int, set[int]]


def marked(
    grids: Sequence[Grid],
    mappings: Sequence[SheetMapping],
    findings: Sequence[Finding],
    decisions: Decisions,
) -> bytes:
    """A workbook of all the sheets as they are now; what was corrected in the hub is green."""
    book: Any = Workbook(write_only=True)
    names = sheet_names([own_note("problems"), *(_name(grid, grids) for grid in grids)])
    spots = Spots(grids, mappings)
    found = [(one, _place(one, spots)) for one in findings]
    titles = dict(zip(((one.file, one.name) for one in grids), names[1:], strict=True))
    numbers = {(one.file, one.name): _numbers(one) for one in grids}
    _list(book.create_sheet(names[0]), found, titles, numbers)
    for grid, name in zip(mended(grids, decisions), names[1:], strict=True):
        here = numbers[grid.file, grid.name]
        sheet = book.create_sheet(name)
        _copy(sheet, grid, here, _marks(grid, found), _green(grid, decisions))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _name(grid: Grid, grids: Sequence[Grid]) -> str:
    """The sheet's own name, with the file's before it where two files have one of that name."""
    twice = sum(one.name == grid.name for one in grids) > 1
    return f"{grid.file.rpartition('.')[0]} {grid.name}" if twice else grid.name


def _numbers(grid: Grid) -> dict[int, int]:
    """Where each row stands in the copy: where it stood, after very many empty ones further up."""
    numbers, before, at = dict[int, int](), 0, 0
    for row in grid.rows:
        at += min(row.number - before, GAP)
        numbers[row.number], before = at, row.number
    return numbers


def _place(finding: Finding, spots: Spots) -> At:
    """The cell to mark: where no column is named, the first that is filled in."""
    spot = spots.of(finding)
    if spot:
        return spot[0].row, spot[1] + 1
    row = spots.row(finding.source)
    cells = row.cells if row else ()
    first = next((index for index, cell in enumerate(cells, 1) if cell is not None), 1)
    return finding.source.row, first


def _marks(grid: Grid, found: Iterable[tuple[Finding, At]]) -> Marks:
    marks: dict[int, dict[int, list[Finding]]] = {}
    for finding, (row, column) in found:
        if _of(finding.source, grid):
            marks.setdefault(row, {}).setdefault(column, []).append(finding)
    return marks


def _green(grid: Grid, decisions: Decisions) -> Green:
    found: dict[int, set[int]] = {}
    for source, index in decisions.cells:
        if _of(source, grid):
            found.setdefault(source.row, set()).add(index + 1)
    return found


def _of(source: Source, grid: Grid) -> bool:
    return (source.file, source.sheet) == (grid.file, grid.name)


def _list(
    sheet: Any,
    found: Iterable[tuple[Finding, At]],
    titles: Mapping[tuple[str, str], str],
    numbers: Mapping[tuple[str, str], Mapping[int, int]],
) -> None:
    """Every problem in a line, each with a way to its cell."""
    for place, width in enumerate(LIST_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    header = (_("Kind of problem"), _("File"), _("Sheet"), _("Row"), _("Column"), _("Value"))
    sheet.append([_text(sheet, word, font=BOLD, fill=HEAD) for word in (*header, _("What to do"))])
    for finding, (row, column) in found:
        where = finding.source.file, finding.source.sheet
        cell = f"{get_column_letter(column)}{numbers.get(where, {}).get(row, row)}"
        sheet.append(list(_line(sheet, finding, titles.get(where, ""), cell)))


def _line(sheet: Any, finding: Finding, title: str, cell: str) -> Iterator[Any]:
    source = finding.source
    yield _text(sheet, _(LEVEL_NAMES[finding.level]), fill=FILLS[finding.level])
    for word in (source.file, source.sheet):
        yield _text(sheet, word)
    number: Any = WriteOnlyCell(sheet, source.row)
    if title:
        way = title.replace("'", "''")
        number._hyperlink = Hyperlink(ref="", location=f"'{way}'!{cell}")
        number.font = LINK
    yield number
    yield _text(sheet, finding.column)
    yield _text(sheet, finding.value, number_format="@")
    yield _text(sheet, finding.message, alignment=Alignment(wrap_text=True, vertical="top"))


def _copy(sheet: Any, grid: Grid, numbers: Mapping[int, int], marks: Marks, green: Green) -> None:
    """The sheet's rows where they stood, values only."""
    sheet.sheet_state = "hidden" if grid.hidden else "visible"
    for index, width in enumerate(_widths(grid), 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    plain = _Plain(sheet)
    last = 0
    for row in grid.rows:
        for _gap in range(last + 1, numbers[row.number]):
            sheet.append(())
        here = marks.get(row.number, {}), green.get(row.number, set())
        sheet.append([*_cells(plain, row, *here)])
        last = numbers[row.number]


def _widths(grid: Grid) -> list[int]:
    rows = grid.rows[:MEASURED]
    return [
        min(max([len(str(row.cell(index) or "")) + 2 for row in rows] + [NARROWEST]), WIDEST)
        for index in range(grid.width)
    ]


def _cells(
    plain: "_Plain", row: Row, marks: Mapping[int, list[Finding]], green: set[int]
) -> Iterator[Any]:
    for column in range(1, max(len(row.cells), *marks, 0) + 1):
        value = row.cell(column - 1)
        if column in marks:
            yield _marked(plain.sheet, value, marks[column])
        elif column in green:
            yield _filled(plain.sheet, value, MENDED)
        else:
            yield plain.cell(value)


def _marked(sheet: Any, value: Cell, findings: list[Finding]) -> Any:
    """A cell with its problems: the gravest colours it, all of them stand in its note."""
    gravest = min(findings, key=lambda one: list(FILLS).index(one.level))
    cell = _filled(sheet, value, FILLS[gravest.level])
    said = "\n\n".join(dict.fromkeys(one.message for one in findings))
    lines = sum(len(part) // LETTERS_A_LINE + 1 for part in said.split("\n"))
    cell.comment = Comment(clean(said), AUTHOR, NOTE_LINE * (lines + 1), NOTE_WIDTH)
    return cell


def _filled(sheet: Any, value: Cell, fill: PatternFill) -> Any:
    value = _value(value)
    if isinstance(value, str):
        return _text(sheet, value, fill=fill, number_format="@")
    cell: Any = WriteOnlyCell(sheet)
    cell.value, cell.fill = value, fill
    return cell


class _Plain:
    """Cells without a mark, as openpyxl writes them fastest; text stays text."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.digits = _text(sheet, "", number_format="@")._style
        self.quoted = _text(sheet, "=")._style

    def cell(self, value: Cell) -> Any:
        value = _value(value)
        if not isinstance(value, str):
            return value
        risky = is_risky(value)
        if not risky and not value[:1].isdigit():
            return clean(value)
        cell: Any = WriteOnlyCell(self.sheet)
        cell._value, cell.data_type = clean(value), "s"
        cell._style = self.quoted if risky else self.digits
        return cell


def _value(cell: Cell) -> str | int | float | bool | date | datetime | time | None:
    """A formula's value; what a workbook can't hold as text that computes nothing."""
    if isinstance(cell, Formula):
        return cell.text if cell.value is None else _value(cell.value)
    if isinstance(cell, float) and not isfinite(cell):
        return str(cell)
    if isinstance(cell, date) and date(cell.year, cell.month, cell.day) < OLDEST:
        return cell.isoformat()
    return cell.code if isinstance(cell, CellError) else cell


def _text(sheet: Any, text: str, **style: Any) -> Any:
    """A text that no program takes for a formula."""
    cell: Any = WriteOnlyCell(sheet)
    keep_text(cell, text)
    for name, value in style.items():
        setattr(cell, name, value)
    return cell
