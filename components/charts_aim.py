"""The aim line of one goal, and its small version for a card, as specs."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import altair as alt

from components.charts_base import (
    AIM,
    GOOD,
    HEIGHTS,
    PAPER,
    QUIET,
    VALUES,
    Mark,
    Rows,
    Size,
    Spec,
    colour,
    day_axis,
    day_scale,
    finish,
    noon,
)
from components.charts_words import side_name
from i18n import _
from i18n.dates import format_day
from rules.progress import Aim, Judged, MeasureKind, Series, Side, aim_of, judge, starting_point
from rules.progress_words import RATINGS, say_value

ROW = 15  # pixels of one line of labels above the chart
LABEL_ROWS = 3


def aim_spec(series: Series, *, size: Size = "medium", family: bool = False) -> Spec:
    """Start, dashed line to the target, check-ins, and where the support changed."""
    aim, low_high = aim_of(series), value_range(series)
    first, last = day_range(series)
    axes = {
        "x": alt.X("day:T", axis=day_axis(first, last), scale=day_scale(first, last)),
        "y": alt.Y("value:Q", axis=_value_axis(series), scale=_value_scale(low_high)),
    }
    rows = Rows()
    layers: list[Mark] = []
    if aim is not None:
        layers += [_band(aim, low_high, rows), _aim_line(aim, rows)]
    layers += [*_changes(series, rows), *_values(series, rows, family=family)]
    if aim is not None:
        layers += _ends(series, aim, rows)
    top = 6 + ROW * _label_rows(series)
    return finish(*layers, rows=rows, shared=axes, height=HEIGHTS[size], top=top)


def _label_rows(series: Series) -> int:
    return min(len(series.changes), LABEL_ROWS)


def value_range(series: Series) -> tuple[float, float]:
    """The lowest and highest value with a little room, so that marks and labels fit."""
    if series.kind is MeasureKind.RATING:
        return 0.6, len(RATINGS) + 0.4
    start = starting_point(series)
    known = [point.value for point in series.points]
    known += [start.value] if start else []
    known += [series.target] if series.target is not None else []
    low, high = min(known, default=0.0), max(known, default=1.0)
    room = (high - low or abs(high) or 1.0) * 0.14
    return low - room, high + room


def day_range(series: Series) -> tuple[date, date]:
    """From the first day to the last, the target's included."""
    aim = aim_of(series)
    days = [point.day for point in series.points] + [change.day for change in series.changes]
    days += [aim.start_on, aim.end_on] if aim else []
    first, last = min(days, default=date(2000, 1, 1)), max(days, default=date(2000, 1, 2))
    room = timedelta(days=max((last - first).days // 60, 1))
    return first - room, last + room


def _value_axis(series: Series) -> alt.Axis:
    if series.kind is MeasureKind.RATING:
        words = "".join(
            f"datum.value === {at} ? {_quoted(_(word))} : " for at, word in RATINGS.items()
        )
        return alt.Axis(title=None, values=list(RATINGS), labelExpr=words + "''", grid=True)
    title = f"{series.measure} ({series.unit})" if series.unit else series.measure
    return alt.Axis(title=title or None, tickCount=5)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _value_scale(low_high: tuple[float, float]) -> alt.Scale:
    return alt.Scale(domain=list(low_high), zero=False, nice=False)


def _band(aim: Aim, low_high: tuple[float, float], rows: Rows) -> Mark:
    """Everything at the target or past it."""
    edge = low_high[0] if aim.lower_is_better else low_high[1]
    band = rows.chart("band", [{"value": aim.end, "to": edge}])
    return band.mark_rect(opacity=0.1, tooltip=None).encode(
        x=alt.XValue(0),  # type: ignore[no-untyped-call]
        x2=alt.X2Value("width"),  # type: ignore[no-untyped-call]
        y2=alt.Y2("to:Q"),
        color=colour(GOOD),
    )


def _aim_line(aim: Aim, rows: Rows) -> Mark:
    corners = [{"day": noon(day), "value": value} for day, value in aim_path(aim)]
    line = rows.chart("aim", corners).mark_line(
        strokeDash=[7, 5],
        strokeWidth=2,
        interpolate="step-after" if aim.stepped else "linear",
        tooltip=None,
    )
    return line.encode(color=colour(AIM))


def aim_path(aim: Aim) -> list[tuple[date, float]]:
    """The corners of the line; a stepped one has a corner on each day it rises."""
    ends = [(aim.start_on, aim.start), (aim.end_on, aim.end)]
    if not aim.stepped:
        return ends
    days = [aim.start_on + timedelta(days=n) for n in range((aim.end_on - aim.start_on).days + 1)]
    steps = [(day, aim.at(day)) for before, day in pairwise(days) if aim.at(day) != aim.at(before)]
    return [ends[0], *steps, ends[1]]


def _values(series: Series, rows: Rows, *, family: bool) -> list[Mark]:
    judged = judge(series)
    path = [{"day": noon(one.point.day), "value": one.point.value} for one in judged]
    line = rows.chart("values", path).mark_line(strokeWidth=1.75, opacity=0.65, tooltip=None)
    falling = (aim := aim_of(series)) is not None and aim.lower_is_better
    marks: dict[Side, dict[str, Any]] = {
        Side.START: {"shape": "circle", "size": 26, "filled": True},
        Side.MET: {"shape": "circle", "size": 70, "filled": True},
        Side.SHORT: {
            "shape": "triangle-up" if falling else "triangle-down",
            "size": 90,
            "filled": False,
            "fill": PAPER,
            "strokeWidth": 2,
        },
    }
    return [
        line.encode(color=colour(VALUES)),
        *(
            _points(side, points, mark, rows)
            for side, mark in marks.items()
            if (points := [_row(series, one, family=family) for one in judged if one.side == side])
        ),
    ]


def _points(side: Side, points: list[dict[str, Any]], mark: dict[str, Any], rows: Rows) -> Mark:
    tooltip = [
        alt.Tooltip("when:N", title=_("Day")),
        alt.Tooltip("said:N", title=_("Check-in")),
        alt.Tooltip("line:N", title=_("Line")),
    ]
    chart = rows.chart(side, points).mark_point(opacity=1, **mark)
    return chart.encode(color=colour(VALUES), tooltip=tooltip)


def _row(series: Series, one: Judged, *, family: bool) -> dict[str, Any]:
    return {
        "day": noon(one.point.day),
        "value": one.point.value,
        "when": format_day(one.point.day),
        "said": say_value(series, one.point.value),
        "line": side_name(one.side, series, family=family),
    }


def _changes(series: Series, rows: Rows) -> list[Mark]:
    """A rule where the support changed; labels stand above the chart, in rows of their own."""
    if not series.changes:
        return []
    first, last = day_range(series)
    middle = first + (last - first) / 2
    label_rows = _label_rows(series)  # the earliest label highest, so that no rule crosses one
    charts = []
    for at, change in enumerate(series.changes):
        one = {"day": noon(change.day), "label": change.label, "when": format_day(change.day)}
        base = rows.chart(f"change{at}", [one]).encode(color=colour(QUIET))
        right = change.day > middle
        row = label_rows - 1 - at % label_rows
        charts += [_rule(base, row), _label(base, row, right=right)]
    return charts


def _rule(base: Mark, row: int) -> Mark:
    rule = base.mark_rule(strokeDash=[2, 3], strokeWidth=1.5)
    tooltip = [alt.Tooltip("when:N", title=_("Day")), alt.Tooltip("label:N", title=_("Support"))]
    top, bottom = alt.YValue(-ROW * row - 12), alt.Y2Value("height")  # type: ignore[no-untyped-call]
    return rule.encode(y=top, y2=bottom, tooltip=tooltip)


def _label(base: Mark, row: int, *, right: bool) -> Mark:
    text = base.mark_text(
        align="right" if right else "left",
        baseline="middle",
        dx=-5 if right else 5,
        limit=alt.ExprRef("width / 2"),
        fontSize=12,
        tooltip=None,
    )
    top = alt.YValue(-ROW * row - 8)  # type: ignore[no-untyped-call]
    return text.encode(y=top, text=alt.Text("label:N"))


def _ends(series: Series, aim: Aim, rows: Rows) -> list[Mark]:
    """A diamond at the start and at the target, and the target in words."""
    target = _("Target: {value}").format(value=say_value(series, aim.end))
    start = _("Start: {value}").format(value=say_value(series, aim.start))
    ends = [
        {"day": noon(aim.start_on), "value": aim.start, "label": start},
        {"day": noon(aim.end_on), "value": aim.end, "label": target},
    ]
    diamonds = rows.chart("ends", ends).mark_point(
        shape="diamond", size=110, filled=True, opacity=1
    )
    words = rows.chart("goal", ends[1:]).mark_text(
        align="right", dx=6, dy=17 if aim.lower_is_better else -14, fontSize=12, fontWeight="bold"
    )
    tooltip = [alt.Tooltip("label:N", title=_("Line"))]
    return [
        diamonds.encode(color=colour(AIM), tooltip=tooltip),
        words.encode(color=colour(AIM), text=alt.Text("label:N"), tooltip=tooltip),
    ]
