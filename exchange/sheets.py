"""A sheet while it is read: its rows come one by one, and are counted as they come."""

from collections.abc import Iterator
from dataclasses import dataclass

from i18n import _
from i18n.dates import format_number
from rules.limits import Limits
from rules.problems import Problem
from rules.roster_sheets import Cell

Cells = tuple[Cell, ...]
Line = tuple[int, Cells]  # the row's number and its cells


@dataclass(frozen=True)
class Sheet:
    """A sheet of a file, its rows not read yet."""

    file: str
    name: str
    lines: Iterator[Line]
    hidden: bool = False


@dataclass(frozen=True)
class Guessed:
    """A text file that does not say its encoding, and the likely ones."""

    file: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class LeftOut:
    """What a file holds beside its sheets, which is not read."""

    names: tuple[str, ...]


Found = Sheet | Guessed | LeftOut


class Counter:
    """Keeps what is read of one file within the limits."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file, self.limits = file, limits
        self.cells = 0

    def counted(self, lines: Iterator[Line]) -> Iterator[Line]:
        """The rows of one sheet; Problem once they are too many."""
        for kept, (number, cells) in enumerate(lines, 1):
            check_width(self.file, len(cells), self.limits)
            self.cells += len(cells)
            if kept > self.limits.rows:
                raise _too_many_rows(self.file, self.limits)
            if self.cells > self.limits.cells:
                raise too_much(self.file)
            yield number, cells


def check_width(file: str, columns: int, limits: Limits) -> None:
    """Raise Problem when a row is wider than the hub reads."""
    if columns > limits.columns:
        raise Problem(
            _(
                "{file} has more than {limit} columns on one sheet. Please keep those you need."
            ).format(file=file, limit=format_number(limits.columns))
        )


def check_sheets(file: str, count: int, limits: Limits) -> None:
    """Raise Problem when a file has more sheets than the hub reads."""
    if count > limits.sheets:
        raise Problem(
            _("{file} has more than {limit} sheets. Please keep those you need.").format(
                file=file, limit=format_number(limits.sheets)
            )
        )


def too_much(file: str) -> Problem:
    return Problem(
        _(
            "{file} holds more than the hub can read at once. Please keep only the rows and columns"
            " of your school, or split the file."
        ).format(file=file)
    )


def beyond_us(file: str) -> Problem:
    return Problem(
        _(
            "{file} could not be read: it is damaged, or holds far more than a list. Please open it"
            " in your spreadsheet program, keep only the sheet with the list, save it as .xlsx, and"
            " upload that."
        ).format(file=file)
    )


def not_a_workbook(file: str) -> Problem:
    return Problem(
        _("{file} is not a workbook. Please upload a spreadsheet saved as .xlsx or .csv.").format(
            file=file
        )
    )


def _too_many_rows(file: str, limits: Limits) -> Problem:
    return Problem(
        _(
            "{file} has more than {limit} rows on one sheet. Please keep only the rows of your"
            " school, or split the file."
        ).format(file=file, limit=format_number(limits.rows))
    )
