"""Lists as tables to read; the same lists can be taken away."""

from collections.abc import Callable, Iterable
from datetime import date

from components.charts_tables import grid_table, series_table, story_table
from components.tables import Table
from i18n import _
from i18n.dates import format_day, format_number
from rules.classes import ChildRow, ClassBoard, grid_of
from rules.lists import Column, Listed, Type, Value
from rules.progress import Series
from rules.story import StoryMark

Offer = Callable[[str, Callable[[], Listed]], None]  # the name of a list, and what makes it


def as_table(listed: Listed) -> Table:
    """The list in the reader's own way of writing days and numbers."""
    header = tuple(column.header for column in listed.columns)
    return Table(listed.name, header, tuple(tuple(map(_told, row)) for row in listed.rows))


def _told(value: Value) -> str:
    if isinstance(value, date):
        return format_day(value)
    return format_number(value) if isinstance(value, int | float) else value or ""


def class_list(board: ClassBoard) -> Listed:
    """A class as its grid shows it: those who need most first, and why."""
    grid = grid_table(grid_of(board.rows))
    reasons = (" ".join(one.sentence for one in row.reasons) for row in board.rows)
    columns = (*map(Column, grid.header), Column(_("Why"), Type.LONG))
    rows = [(*cells, why) for cells, why in zip(grid.rows, reasons, strict=True)]
    return Listed(_("Class {name}").format(name=board.line.name), columns, rows)


def story_list(marks: tuple[StoryMark, ...]) -> Listed:
    """What happened to a child's goals, the last first."""
    table = story_table(marks)
    columns = (Column(table.header[0], Type.DATE), *map(Column, table.header[1:]))
    latest = sorted(marks, key=lambda one: one.day, reverse=True)
    rows: list[tuple[Value, ...]] = [
        (one.day, *cells[1:]) for one, cells in zip(latest, table.rows, strict=True)
    ]
    return Listed(table.caption, columns, rows)


def need_list(rows: Iterable[ChildRow]) -> Listed:
    """The children who need somebody, and why."""
    columns = (Column(_("Child")), Column(_("Class")), Column(_("Why"), Type.LONG))
    told = (
        (row.child.name, row.child.class_name, " ".join(one.sentence for one in row.reasons))
        for row in rows
    )
    return Listed(_("Who needs you"), columns, told)


def check_in_list(series: Series, *, family: bool = False) -> Listed:
    """The check-ins of a goal as their table shows them, days and values as such."""
    table = series_table(series, family=family)
    day, *headers = table.header
    columns = (Column(day, Type.DATE), Column(_("Value"), Type.NUMBER), *map(Column, headers))
    points = reversed(series.points)
    rows: list[tuple[Value, ...]] = [
        (one.day, one.value, *cells[1:]) for one, cells in zip(points, table.rows, strict=True)
    ]
    return Listed(table.caption, columns, rows)
