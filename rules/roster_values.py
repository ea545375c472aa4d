"""What the cells under a column look like: e-mails, dates, names, roles."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from i18n.dates import today
from rules.roster_cells import EMAIL, PHONE_DIGITS, READERS, is_blank, plain, role
from rules.roster_dates import Order, birth_date
from rules.roster_headers import words
from rules.roster_names import tells_its_order
from rules.roster_sheets import Cell, Row, Unfit

LOOKED_AT = 200  # cells of a column
MOST = 0.8  # of a column's cells have to look alike
LEAST = 0.2  # of a column's cells have to be what its name says
ENOUGH = 4  # cells to judge that by
SOME_DIGITS = 4  # of a day or a phone number, however wrong
TELLING = ("birth", "status", "email", "phone")
SCHOOL_AGES = range(2, 22)
NAME = re.compile(r"[^\W\d_][^\d_@/\\:;=<>()]*")
NAME_WORDS = 5
YEAR_WORDS = (
    "k kg kindergarten reception nursery prek pk tk preschool year grade class yr primary std form"
    " st nd rd th"
)

Test = Callable[[Cell], bool]


def filled(rows: Iterable[Row], index: int) -> list[Cell]:
    """The first cells of a column that say something."""
    found: list[Cell] = []
    for row in rows:
        cell = row.cell(index)
        if not is_blank(cell):
            found.append(cell)
        if len(found) == LOOKED_AT:
            break
    return found


def mostly(cells: Sequence[Cell], test: Test) -> bool:
    return bool(cells) and sum(map(test, cells)) >= MOST * len(cells)


def is_email(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(EMAIL.fullmatch(cell.strip()))


def is_phone(cell: Cell) -> bool:
    text = str(cell)
    digits = sum(letter.isdigit() for letter in text)
    return digits >= PHONE_DIGITS and not any(letter.isalpha() for letter in text)


def holds_others(attribute: str, cells: Sequence[Cell]) -> bool:
    """Whether hardly a cell is meant as what the column's name says: Born with countries below it.

    A day that can't be, or half an e-mail, is meant as one: it is a problem to tell.
    """
    if attribute not in TELLING or len(cells) < ENOUGH:
        return False
    return sum(_is_meant(attribute, cell) for cell in cells) < LEAST * len(cells)


def _is_meant(attribute: str, cell: Cell) -> bool:
    if attribute == "email":
        return "@" in str(cell)
    if attribute in ("birth", "phone"):
        return sum(letter.isdigit() for letter in str(cell)) >= SOME_DIGITS
    try:
        return bool(READERS[attribute](cell))
    except Unfit:
        return False


def is_school_birthday(cell: Cell) -> bool:
    """A day on which a child of school age may have been born."""
    if not isinstance(cell, date | datetime) and len(str(cell)) < 6:
        return False
    return any(_age(cell, order) in SCHOOL_AGES for order in Order)


def _age(cell: Cell, order: Order) -> int:
    try:
        return (today() - birth_date(cell, order)).days // 365
    except Unfit:
        return -1


def is_name(cell: Cell) -> bool:
    text = cell.strip() if isinstance(cell, str) else ""
    capital = text[:1].isupper() or not text[:1].islower()
    return bool(NAME.fullmatch(text)) and capital and len(text.split()) <= NAME_WORDS


def is_role(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(role(cell))


def tell_order(cells: Sequence[Cell]) -> bool:
    """Whether whole names show by themselves which part is the family's."""
    return mostly(cells, lambda cell: tells_its_order(_text(cell)))


def tell_years(cells: Sequence[Cell]) -> bool:
    """Whether a column named Grade holds school years and not marks: K, Year 3, 4th."""
    years = set(YEAR_WORDS.split())
    return any(set(words(_text(cell)).split()) & years for cell in cells)


def _text(cell: Cell) -> str:
    try:
        return plain(cell)
    except Unfit:
        return ""


def looks_like_data(cells: Sequence[Cell]) -> bool:
    """Whether a row holds values, not names of columns: a date, a number, an e-mail address."""
    return any(
        (cell is not None and not isinstance(cell, str)) or is_email(cell) or _is_number(cell)
        for cell in cells
    )


def _is_number(cell: Cell) -> bool:
    text = cell.strip() if isinstance(cell, str) else ""
    return any(letter.isdigit() for letter in text) and not any(letter.isalpha() for letter in text)


def looks_like_people(rows: Sequence[Row]) -> bool:
    """Whether rows without any column names are people: two columns of names, or one and more."""
    if len(rows) < 2:
        return False
    columns = [filled(rows, index) for index in range(max(len(row.cells) for row in rows))]
    named = sum(_holds_names(cells) for cells in columns)
    telling = sum(
        mostly(cells, is_email) or mostly(cells, is_school_birthday) for cells in columns if cells
    )
    return named >= 2 or (named == 1 and telling > 0)


def _holds_names(cells: Sequence[Cell]) -> bool:
    """Names, most of them different."""
    return mostly(cells, is_name) and 2 * len(set(map(str, cells))) > len(cells)
