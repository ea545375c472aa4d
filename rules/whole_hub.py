"""The whole hub as tables: what leaves, what stays behind, and how a table is described."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from i18n import _
from rules.problems import Problem
from rules.roster_sheets import Grid

Plain = str | int | float | bool | date | datetime | list[Any] | dict[str, Any] | None

# What signs somebody in never leaves: a file is copied, mailed and forgotten. The forms that were
# sent mean nothing where nobody is signed in.
STAYS = frozenset(
    (
        "attempt",
        "handoff",
        "identity",
        "invitation",
        "operation",
        "recovery_code",
        "second_factor",
        "session",
    )
)
PASSWORD = ("account", "password_hash")
NO_PASSWORD = f"$2b$12${'.' * 53}"  # of no password: its owner joins anew by invitation


TABLE = 5  # where the first sheet of a whole hub names the table
TABLES = frozenset(("person", "goal", "contact", "enrolment"))


def refuse_whole_hub(grids: Iterable[Grid]) -> None:
    """Raise Problem for the workbook of a whole hub, which is no list of people."""
    for grid in grids:
        if {row.cell(TABLE) for row in grid.rows} >= TABLES:
            raise Problem(
                _(
                    "{file} holds a whole hub, not a list of people. Whoever runs the hub brings it"
                    " into an empty one."
                ).format(file=grid.file)
            )


class Kind(StrEnum):
    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    YES_NO = "yes or no"
    DAY = "day"
    MOMENT = "moment"
    JSON = "json"


@dataclass(frozen=True)
class Field:
    """A column of a table; a field that points says which table's keys it holds."""

    name: str
    kind: Kind
    nullable: bool
    key: bool = False
    points_to: str | None = None
    required: bool = True  # a workbook of an older hub may lack one that has a default


@dataclass(frozen=True)
class Shape:
    """A table as it is written: its name and columns."""

    name: str
    fields: tuple[Field, ...]

    @property
    def key(self) -> int:
        """The place of the column that tells rows apart."""
        return next(place for place, field in enumerate(self.fields) if field.key)


@dataclass(frozen=True)
class TableOut:
    """A table on its way out; its rows are read once."""

    shape: Shape
    rows: Iterable[Sequence[Plain]]


@dataclass
class TableIn:
    """A table on its way in: where it stands, and its rows with their numbers."""

    shape: Shape
    sheet: str
    headers: Mapping[str, str]
    rows: Iterable[tuple[int, Sequence[Plain]]] = ()

    def problem(self, row: int, field: Field, sentence: str, **words: str) -> Problem:
        """What is wrong with a cell, and where it is."""
        place = _("{sheet}, row {row}, column {column}:").format(
            sheet=self.sheet, row=row, column=self.headers[field.name]
        )
        return Problem(f"{place} {sentence.format(**words)}")
