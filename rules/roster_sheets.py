"""A sheet as it was read: cells that keep their type, rows that keep their number."""

from dataclasses import dataclass
from datetime import date, datetime, time

from rules.roster_encodings import EncodingChoice


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is computed, with the value it had when the file was saved."""

    text: str
    value: "str | int | float | bool | date | datetime | time | None" = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error, such as #REF!"""

    code: str

    def __str__(self) -> str:
        return self.code


class Unfit(ValueError):
    """A cell that can't be taken; the sentence says what to do."""


Cell = str | int | float | bool | date | datetime | time | Formula | CellError | None


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True)
class Grid:
    """A sheet before anybody knows what is on it; rows without a value are not kept."""

    file: str
    name: str
    rows: tuple[Row, ...]
    hidden: bool = False

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True)
class Reading:
    """What the uploaded files hold, and what the reader should be told about them."""

    grids: tuple[Grid, ...]
    notes: tuple[str, ...] = ()
    encodings: tuple[EncodingChoice, ...] = ()


def letters(index: int) -> str:
    """The column's letters in a spreadsheet: 0 is A, 26 is AA."""
    name, rest = "", index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name
