"""A list to take away: typed columns and rows, as a page shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Value = str | int | float | bool | date | datetime | None


class Type(StrEnum):
    TEXT = "text"
    ID = "id"  # text that a person might mend: a format of its own keeps its zeros
    LONG = "long"  # text that wraps
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    header: str
    type: Type = Type.TEXT


@dataclass(frozen=True)
class Listed:
    """A list as it is shown, ready to be written to a file: its rows are read once, in order."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Value]]


def file_name(name: str, day: str, ending: str = "xlsx") -> str:
    """A name that every computer takes."""
    kept = "".join(letter if letter.isalnum() else " " for letter in name)
    return "-".join([*kept.split()[:6], day]) + f".{ending}"
