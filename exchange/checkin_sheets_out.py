"""A class's workbook to write check-ins down without the hub: drop-downs, and notes on how."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from exchange.workbooks_out import BOLD, FORMATS, HEAD
from exchange.xlsx_out import keep_text
from i18n import N_, _
from rules.checkin_sheets import (
    DAY,
    DAY_WANTED,
    EXAMPLE,
    HEADERS,
    NOTE,
    PLACE,
    SHEET,
    VALUE,
    ClassSheet,
    SheetGoal,
    lines_of,
)
from rules.checkins import HIGHEST, LOWEST, NOTE_LENGTH, PLACE_NAMES
from rules.lists import Type
from rules.progress import MeasureKind
from rules.progress_words import RATINGS
from rules.roster_labels import SHEET_NAMES

LISTS = "Lists"
WIDTHS = (14, 24, 40, 30, 12, 18, 44, 14)
EARLIEST, LATEST = 36_526, 73_050  # 2000 to 2099, as a workbook counts days
LAST_ROW = 5_000  # drop-downs go on below, for lines that somebody adds
NOTES = (
    N_("How to fill in this workbook"),
    N_("Each line is a goal of a child. Write the day, how it went and, if you like, a note."),
    N_("Copy a whole line to write down another day. Lines without a day and a value are skipped."),
    N_("Please leave the first column as it is: by it the hub knows the goal again."),
    N_("Upload it in the hub: you see every check-in before it is kept. Twice does no harm."),
)


def check_in_workbook(sheet: ClassSheet, lines: int) -> bytes:
    """The workbook with so many lines for each goal."""
    book: Any = Workbook()
    page = book.active
    page.title = _(SHEET)
    _head(page)
    for number, goal in enumerate(lines_of(sheet, lines), 2):
        _line(page, number, goal)
    page.freeze_panes = page.cell(2, DAY + 1)
    page.auto_filter.ref = f"A1:{get_column_letter(len(HEADERS))}{page.max_row}"
    _lists(book)
    _drop_downs(page, [*lines_of(sheet, lines)])
    _notes(book.create_sheet(_(SHEET_NAMES["nothing"])))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _head(page: Any) -> None:
    for place, name in HEADERS.items():
        cell = page.cell(1, place + 1, _(name))
        cell.font, cell.fill = BOLD, HEAD
        page.column_dimensions[get_column_letter(place + 1)].width = WIDTHS[place]
    page.column_dimensions[get_column_letter(DAY + 1)].number_format = FORMATS[Type.DATE]


def _line(page: Any, number: int, goal: SheetGoal) -> None:
    words = (goal.key, goal.child, goal.title, goal.measure)
    for place, text in enumerate(words, 1):
        keep_text(page.cell(number, place), text)
    page.cell(number, DAY + 1).number_format = FORMATS[Type.DATE]
    page.cell(number, NOTE + 1).alignment = Alignment(wrap_text=True, vertical="top")


def _lists(book: Any) -> None:
    """What the drop-downs offer, in the reader's language."""
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for column, names in enumerate((RATINGS.values(), PLACE_NAMES.values()), 1):
        for row, name in enumerate(names, 1):
            keep_text(lists.cell(row, column), _(name))


def _drop_downs(page: Any, goals: list[SheetGoal]) -> None:
    ratings = _choice(f"{LISTS}!$A$1:$A${len(RATINGS)}")
    numbers = _bounds(
        "decimal", LOWEST, HIGHEST, _("Please write the number you counted or measured.")
    )
    days = _bounds("date", EARLIEST, LATEST, _(DAY_WANTED).format(example=EXAMPLE))
    notes = _bounds("textLength", 0, NOTE_LENGTH, _("This note is too long. Please shorten it."))
    places = _choice(f"{LISTS}!$B$1:$B${len(PLACE_NAMES)}")
    for row, goal in enumerate(goals, 2):
        rule = ratings if goal.kind is MeasureKind.RATING else numbers
        rule.add(page.cell(row, VALUE + 1))
    for rule, column in ((days, DAY), (notes, NOTE), (places, PLACE)):
        letter = get_column_letter(column + 1)
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
    for rule in (ratings, numbers, days, notes, places):
        if rule.sqref.ranges:
            page.add_data_validation(rule)


def _choice(source: str) -> DataValidation:
    """A list to choose from; a number or another language's word may be typed all the same."""
    return DataValidation("list", formula1=source, allow_blank=True)


def _bounds(kind: Any, least: int, most: int, sentence: str) -> DataValidation:
    return DataValidation(
        kind,
        operator="between",
        formula1=str(least),
        formula2=str(most),
        allow_blank=True,
        showErrorMessage=True,
        error=sentence,
    )


def _notes(page: Any) -> None:
    page.column_dimensions["A"].width = 90
    for row, note in enumerate(NOTES, 1):
        cell = page.cell(row, 1)
        keep_text(cell, _(note))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = BOLD if row == 1 else Font()
