"""The template: four sheets with an example row, drop-downs, and notes in the reader's language."""

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from exchange.roster_out import columns, language_name
from exchange.workbooks_out import BOLD, FORMATS, HEAD, width
from i18n import _
from rules.lists import Column, Type, Value
from rules.people import RELATIONS
from rules.roster_labels import HEADERS, SHEET_NAMES
from rules.roster_words import EXAMPLE

ROWS = 1000  # below the header, ready with formats and drop-downs
GREY = Font(italic=True, color="6B7785")
LISTS = "Lists"
LANGUAGES = "en es ar bn cs de fa fil fr hi it ja ko pl pt ro ru so sw ta tr uk ur vi zh"

STUDENT_EXAMPLE: dict[tuple[str | None, str], str | date] = {
    ("student", "ref"): f"{EXAMPLE}-1",
    (None, "given"): "Amina",
    (None, "family"): "García",
    (None, "preferred"): "Mina",
    (None, "birth"): date(2016, 3, 31),
    (None, "grade"): "3",
    ("class", "self"): "3B",
    (None, "home_language"): "es",
    (None, "address"): "12 Mill Lane, Newtown",
    (None, "postcode"): "01234",
}
GUARDIAN_EXAMPLE: dict[tuple[str | None, str], str | date] = {
    ("student", "ref"): f"{EXAMPLE}-1",
    ("student", "name"): "Amina García",
    (None, "given"): "Lucía",
    (None, "family"): "García",
    (None, "relation"): "mother",
    (None, "email"): "lucia@example.org",
    (None, "phone"): "0123 456 789",
    (None, "home_language"): "es",
    (None, "household"): "1",
}
CLASS_EXAMPLE: dict[tuple[str | None, str], str | date] = {
    ("class", "ref"): f"{EXAMPLE}-3B",
    ("class", "name"): "3B",
    (None, "grade"): "3",
}
TEACHER_EXAMPLE: dict[tuple[str | None, str], str | date] = {
    ("teacher", "ref"): f"{EXAMPLE}-T",
    (None, "given"): "Robin",
    (None, "family"): "Hill",
    (None, "email"): "robin@example.org",
    ("class", "self"): "3B",
}
SHEETS = {
    "students": STUDENT_EXAMPLE,
    "guardians": GUARDIAN_EXAMPLE,
    "classes": CLASS_EXAMPLE,
    "teachers": TEACHER_EXAMPLE,
}
IDS = frozenset(("ref", "grade", "self", "name", "phone", "postcode", "household"))


def template() -> bytes:
    """The empty workbook an office fills in."""
    book: Any = Workbook()
    book.remove(book.active)
    for name, example in SHEETS.items():
        _sheet(book, name, example)
    _notes(book)
    _lists(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book: Any, name: str, example: dict[tuple[str | None, str], str | date]) -> None:
    sheet = book.create_sheet(_(SHEET_NAMES[name]))
    layout = tuple((subject, part, _type(part)) for subject, part in example)
    values = [_example(part, value) for (_subject, part), value in example.items()]
    for place, column in enumerate(columns(layout), 1):
        _column(sheet, place, column, values[place - 1])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(layout))}{ROWS}"
    _drop_downs(sheet, [part for _subject, part in example])


def _type(part: str) -> Type:
    return Type.DATE if part == "birth" else Type.ID if part in IDS else Type.TEXT


def _example(part: str, value: str | date) -> Value:
    if part == "relation":
        return _(RELATIONS[str(value)])
    return language_name(str(value)) if part == "home_language" else value


def _column(sheet: Any, place: int, column: Column, example: Value) -> None:
    letter = get_column_letter(place)
    head = sheet.cell(1, place, column.header)
    head.font, head.fill = BOLD, HEAD
    cell = sheet.cell(2, place, example)
    style = FORMATS.get(column.type, "General")
    cell.font, cell.number_format = GREY, style
    sheet.column_dimensions[letter].width = width(column, [example]) + 4
    sheet.column_dimensions[letter].number_format = style


def _drop_downs(sheet: Any, parts: list[str]) -> None:
    """Lists to choose from; other words may be typed all the same."""
    classes = f"'{_(SHEET_NAMES['classes'])}'!$B$2:$B${ROWS}"
    sources = {
        "relation": f"{LISTS}!$A$1:$A${len(RELATIONS)}",
        "home_language": f"{LISTS}!$B$1:$B${len(LANGUAGES.split())}",
        "self": classes,
    }
    for place, part in enumerate(parts, 1):
        if part in sources:
            choice = DataValidation("list", sources[part], allow_blank=True)
            choice.showErrorMessage = False
            choice.add(f"{get_column_letter(place)}2:{get_column_letter(place)}{ROWS}")
            sheet.add_data_validation(choice)


def _lists(book: Any) -> None:
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    for row, relation in enumerate(RELATIONS.values(), 1):
        sheet.cell(row, 1, _(relation))
    for row, name in enumerate(sorted(map(str, map(language_name, LANGUAGES.split()))), 1):
        sheet.cell(row, 2, name)


def _notes(book: Any) -> None:
    sheet = book.create_sheet(_(SHEET_NAMES["nothing"]))
    sheet.column_dimensions["A"].width = 90
    for row, line in enumerate(notes(), 1):
        cell = sheet.cell(row, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = BOLD if row == 1 else Font()


def notes() -> list[str]:
    """How to fill the template in."""
    return [
        _("How to fill in this workbook"),
        _("One row for each child, parent, class and teacher. The grey example rows are skipped."),
        _(
            "You need not fill in every column or every sheet. Only names are needed; an ID, or a"
            " birth date and postcode, lets the hub recognise a child the next time."
        ),
        _("{id}: your school's own number for a person. It keeps its zeros here.").format(
            id=_(HEADERS["student", "ref"])
        ),
        _("A parent with two children has two rows, one for each child."),
        _("A child in two classes: write both in one cell with a semicolon between them."),
        _("An empty cell never deletes anything in the hub."),
        _("Please write no passwords. The hub would not read them."),
    ]
