"""What a chart shows, as the rows of a table."""

from components.charts_words import side_name
from components.tables import Table
from i18n import _
from i18n.dates import format_day
from rules.attention import ClassGrid, GridRow
from rules.progress import Judged, MeasureKind, Series, judge
from rules.progress_words import SIGNS, say_value, standing_name
from rules.story import HAPPENING_NAMES, LANE_NAMES, StoryMark


def series_table(series: Series, *, family: bool = False) -> Table:
    """A row per check-in, the last first; families are spared the value of the line."""
    header = [_("Day"), _("Check-in"), _("How it went")]
    if not family:
        header.insert(2, _("Line"))
    rows = [_check_in(series, one, family=family) for one in reversed(judge(series))]
    return Table(series.measure or _("Progress"), tuple(header), tuple(rows))


def _check_in(series: Series, one: Judged, *, family: bool) -> tuple[str, ...]:
    name = side_name(one.side, series, family=family)
    cells = [format_day(one.point.day), say_value(series, one.point.value), name]
    if not family:
        cells.insert(2, "" if one.aim is None else _on_the_line(series, one.aim))
    return tuple(cells)


def _on_the_line(series: Series, value: float) -> str:
    exact = series.kind is MeasureKind.RATING
    return say_value(series, value if exact else round(value, 1))


def grid_table(grid: ClassGrid) -> Table:
    """A row per child, a column per area, standings as words."""
    rows = tuple((row.name, *_standings(row, grid.columns)) for row in grid.rows)
    return Table(_("How every goal goes"), (_("Child"), *grid.columns), rows)


def _standings(row: GridRow, columns: tuple[str, ...]) -> list[str]:
    said = {
        cell.column: f"{SIGNS[cell.standing]} {standing_name(cell.standing)}" for cell in row.cells
    }
    return [said.get(column, "") for column in columns]


def story_table(marks: tuple[StoryMark, ...]) -> Table:
    """A row per happening, the last first."""
    rows = tuple(
        (format_day(one.day), _(LANE_NAMES[one.lane]), _(HAPPENING_NAMES[one.kind]), one.label)
        for one in sorted(marks, key=lambda one: one.day, reverse=True)
    )
    return Table(_("What happened"), (_("Day"), _("Who"), _("What"), _("More")), rows)
