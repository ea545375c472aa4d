"""Where on a sheet the table lies: the row of its column names, the rows below, what is secret."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from i18n import _
from rules.roster_formats import shape_of
from rules.roster_headers import meaning
from rules.roster_sheets import Cell, Grid, Row
from rules.roster_values import looks_like_data, looks_like_people

HEADER_WITHIN = 30
ALL_DATA = 0  # the number of a header row that is not there: every row holds data


@dataclass(frozen=True, slots=True)
class Head:
    """The column names of a sheet, and the number of the last row they stand in."""

    number: int
    headers: tuple[str, ...]


def find_head(grid: Grid) -> Head | None:
    """The column names; without names where every row holds people; None for anything else."""
    return _find_head(grid.rows[:HEADER_WITHIN]) or _headless(grid)


@lru_cache(maxsize=256)
def _find_head(rows: tuple[Row, ...]) -> Head | None:
    """The row, or the two rows, with the most column names that the hub knows."""
    best, most = None, 0
    for place, row in enumerate(rows):
        for head in (Head(row.number, texts(row)), *_with_next(rows, place)):
            known = _known(head.headers)
            if known > most:
                best, most = head, known
    first = bool(best and rows and best.number == rows[0].number)
    return best if most >= 2 or (first and not looks_like_data(rows[0].cells)) else None


def _headless(grid: Grid) -> Head | None:
    return Head(ALL_DATA, ()) if looks_like_people(grid.rows[:HEADER_WITHIN]) else None


def texts(row: Row) -> tuple[str, ...]:
    """The row's cells as column names."""
    return tuple(_text(cell) for cell in row.cells)


def _text(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else "" if cell is None else str(cell)


def _known(headers: Sequence[str]) -> int:
    if shape_of(headers, None):
        return len(headers) * 2
    return len({one for header in headers if header and (one := meaning(header))})


def _with_next(rows: Sequence[Row], place: int) -> list[Head]:
    """A row of names together with the row above them that says whose they are."""
    if place + 1 >= len(rows) or looks_like_data(rows[place + 1].cells):
        return []
    above, below_it = texts(rows[place]), texts(rows[place + 1])
    if sum(map(bool, above)) < 2:
        return []
    joined = _joined(above, below_it)
    return [Head(rows[place + 1].number, joined)]


def _joined(above: Sequence[str], under: Sequence[str]) -> tuple[str, ...]:
    """Both names of each column; a name above counts on over the empty cells beside it."""
    found: list[str] = []
    group = ""
    for index in range(max(len(above), len(under))):
        top = above[index] if index < len(above) else ""
        bottom = under[index] if index < len(under) else ""
        group = (top or group) if bottom else ""
        found.append(" ".join(part for part in (top or group, bottom) if part))
    return tuple(found)


def below(grid: Grid, header_row: int | None) -> Iterable[Row]:
    return (row for row in grid.rows if header_row is None or row.number > header_row)


def forget_secrets(grid: Grid) -> Grid:
    """The grid without what stands in columns of passwords."""
    head = _find_head(grid.rows[:HEADER_WITHIN])
    secret = {
        index
        for index, header in enumerate(head.headers if head else ())
        if header and (one := meaning(header)) and one.is_secret
    }
    if not secret or head is None:
        return grid
    return replace(
        grid,
        rows=tuple(
            row if row.number <= head.number else Row(row.number, _without(row.cells, secret))
            for row in grid.rows
        ),
    )


def _without(cells: tuple[Cell, ...], indexes: set[int]) -> tuple[Cell, ...]:
    return tuple(None if index in indexes else cell for index, cell in enumerate(cells))


def unreadable(grids: Iterable[Grid]) -> dict[str, str]:
    """For each file that gives the hub nothing to read, a sentence that says why."""
    by_file: dict[str, list[Grid]] = {}
    for grid in grids:
        by_file.setdefault(grid.file, []).append(grid)
    found = {file: _why_unreadable(file, sheets) for file, sheets in by_file.items()}
    return {file: why for file, why in found.items() if why}


def _why_unreadable(file: str, sheets: list[Grid]) -> str:
    heads = [(grid, head) for grid in sheets if (head := find_head(grid))]
    if not any(grid.rows for grid in sheets):
        return _("{file} is empty: it has no rows at all.").format(file=file)
    if not heads:
        return _(
            "We found no column names in {file}. Please write names such as First name,"
            " Last name and Birth date in the row above the people, and upload it again."
        ).format(file=file)
    if all(grid.rows[-1].number == head.number for grid, head in heads):
        return _(
            "{file} has column names but no rows below them, so there is nothing to bring in."
        ).format(file=file)
    return ""
