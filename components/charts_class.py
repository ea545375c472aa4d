"""A class as a grid of children by columns, and sorted bars, as specs."""

import json
from typing import Any

import altair as alt

from components.charts_base import (
    AIM,
    INK,
    QUIET,
    SPECIAL,
    VALUES,
    Mark,
    Rows,
    Spec,
    colour,
    finish,
)
from components.charts_words import say_count
from i18n import _, ngettext
from i18n.dates import format_number
from rules.attention import ClassGrid, GridCell, GridRow
from rules.progress import Standing
from rules.progress_words import SIGNS, standing_name

ROW = 27
BAR = 26
PICK = "pick"

# Colour only repeats what the printed sign says; so does how strongly a cell is filled.
LOOKS: dict[Standing, tuple[str, float]] = {
    Standing.BELOW: (AIM, 0.3),
    Standing.MIXED: (QUIET, 0.16),
    Standing.ON_TRACK: (VALUES, 0.14),
    Standing.AHEAD: (VALUES, 0.28),
    Standing.REACHED: (SPECIAL, 0.28),
    Standing.TOO_EARLY: (QUIET, 0.06),
    Standing.NO_AIM: (QUIET, 0.06),
    Standing.NO_DATA: (QUIET, 0.06),
}


def grid_spec(grid: ClassGrid, *, pick: bool = False) -> Spec:
    """A row per child in the given order, a sign in every cell that has a goal."""
    rows = Rows()
    cells = (_cell(row, cell) for row in grid.rows for cell in row.cells)
    base = rows.chart("cells", cells)
    shared = {
        "x": alt.X("column:N", axis=_columns(grid), scale=alt.Scale(domain=list(grid.columns))),
        "y": alt.Y("row:N", axis=_names(grid), scale=alt.Scale(domain=_keys(grid))),
        "color": alt.Color("standing:N", scale=_colours(), legend=None),
        "tooltip": _tooltip(),
    }
    box = base.mark_rect(cornerRadius=4, width={"band": 0.95}, height={"band": 0.9})
    box = box.encode(opacity=alt.Opacity("fill:Q", scale=None))
    sign = base.mark_text(fontSize=14, fontWeight="bold").encode(text=alt.Text("sign:N"))
    layers = [box, sign, _pickable(base)] if pick else [box, sign]
    return finish(*layers, rows=rows, shared=shared, height=ROW * max(len(grid.rows), 1))


def _keys(grid: ClassGrid) -> list[str]:
    """Rows are told apart by child: two children of one name have two rows."""
    return [str(row.child_id) for row in grid.rows]


def _columns(grid: ClassGrid) -> alt.Axis:
    """Labels lean where there is little room, as on a phone."""
    narrow = f"width < {78 * max(len(grid.columns), 1)}"
    return alt.Axis(
        orient="top",
        title=None,
        labelAngle=alt.ExprRef(f"{narrow} ? -40 : 0"),
        labelAlign=alt.ExprRef(f"{narrow} ? 'left' : 'center'"),
        labelLimit=100,
        labelOverlap=False,
        labelFlush=False,
    )


def _names(grid: ClassGrid) -> alt.Axis:
    names = {str(row.child_id): row.name for row in grid.rows}
    label = json.dumps(names, ensure_ascii=False) + "[datum.value]"
    return alt.Axis(
        title=None,
        labelExpr=label,
        labelLimit=150,
        labelFontSize=13,
        labelOverlap=False,
        labelFlush=False,
    )


def _cell(row: GridRow, cell: GridCell) -> dict[str, Any]:
    sign = SIGNS[cell.standing]
    count = format_number(cell.goals)
    return {
        "row": str(row.child_id),
        "name": row.name,
        "column": cell.column,
        "sign": f"{sign} {count}" if cell.goals > 1 else sign,
        "standing": str(cell.standing),
        "fill": LOOKS[cell.standing][1],
        "said": standing_name(cell.standing),
        "note": cell.note or ngettext("One goal", "{count} goals", cell.goals).format(count=count),
    }


def _colours() -> alt.Scale:
    return alt.Scale(domain=[str(one) for one in LOOKS], range=[look[0] for look in LOOKS.values()])


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title=_("Child")),
        alt.Tooltip("column:N", title=_("Area")),
        alt.Tooltip("said:N", title=_("How it goes")),
        alt.Tooltip("note:N", title=_("Note")),
    ]


def _pickable(base: Mark) -> Mark:
    """An unseen box over each cell takes the click and shows which one is chosen."""
    cell = alt.selection_point(name=PICK, fields=["row", "column"], toggle=False)
    box = base.mark_rect(
        fillOpacity=0,
        stroke=INK,
        cornerRadius=4,
        cursor="pointer",
        width={"band": 0.95},
        height={"band": 0.9},
    )
    ring = alt.StrokeWidthValue(0, condition={"param": PICK, "value": 2, "empty": False})
    return box.encode(strokeWidth=ring).add_params(cell)


def bars_spec(counts: tuple[tuple[str, float], ...], *, percent: bool = False) -> Spec:
    """Sorted bars with their number at the end; a percentage has the whole as its width."""
    rows = Rows()
    numbers = [
        {"label": label, "count": count, "said": say_count(count, percent=percent)}
        for label, count in counts
    ]
    most = 100.0 if percent else max((count for _label, count in counts), default=1.0)
    # A bar never takes all the width: its number stands behind it.
    scale = alt.Scale(domain=[0, most * 1.12 or 1.0])
    labels = alt.Axis(
        title=None, labelLimit=170, labelFontSize=13, labelOverlap=False, labelFlush=False
    )
    shared = {
        "x": alt.X("count:Q", axis=None, scale=scale),
        "y": alt.Y("label:N", sort=None, axis=labels),
        "tooltip": [
            alt.Tooltip("label:N", title=_("Topic")),
            alt.Tooltip("said:N", title=_("Count")),
        ],
    }
    base = rows.chart("counts", numbers)
    bar = base.mark_bar(cornerRadiusEnd=3, height={"band": 0.68}).encode(color=colour(VALUES))
    number = base.mark_text(align="left", dx=5, fontSize=13, fontWeight="bold")
    number = number.encode(text=alt.Text("said:N"), color=colour(QUIET))
    return finish(bar, number, rows=rows, shared=shared, height=BAR * max(len(numbers), 1))
