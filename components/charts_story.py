"""A child's story as three lanes of marks, as a spec."""

import json
from collections import Counter
from datetime import timedelta
from typing import Any

import altair as alt

from components.charts_base import Rows, Spec, day_axis, day_scale, finish, noon
from i18n import _
from i18n.dates import format_day
from rules.story import HAPPENING_NAMES, LANE_NAMES, Happening, Lane, StoryMark

LANE = 52
STACK = 0.2  # marks of one day in one lane stand above one another
TALLEST = 3

# Shape, colour of the theme, and the glyph that stands for it in a legend.
LOOKS: dict[Happening, tuple[str, str, str]] = {
    Happening.GOAL: ("diamond", "orange", "◆"),
    Happening.WORDS: ("square", "green", "■"),
    Happening.CHECK_IN: ("circle", "blue", "●"),
    Happening.SUPPORT: ("cross", "gray", "✚"),
    Happening.COMMENT: ("triangle-up", "violet", "▲"),
    Happening.REACHED: ("triangle-right", "orange", "▶"),
}


def story_spec(marks: tuple[StoryMark, ...]) -> Spec:
    """Who did what when: child, family and school, each in a lane."""
    days = [mark.day for mark in marks]
    room = timedelta(days=max((max(days) - min(days)).days // 25, 1))
    first, last = min(days) - room, max(days) + room
    rows, lanes = Rows(), list(Lane)
    names = {str(at): _(LANE_NAMES[lane]) for at, lane in enumerate(lanes)}
    y_axis = alt.Axis(
        title=None,
        values=list(range(len(lanes))),
        labelExpr=json.dumps(names, ensure_ascii=False) + "[datum.value]",
        labelFontSize=13,
    )
    y_scale = alt.Scale(domain=[len(lanes) - 0.5, -0.6], nice=False, zero=False)
    chart = rows.chart("story", _rows(marks)).mark_point(
        filled=True, size=120, opacity=0.9, strokeWidth=1
    )
    shared = {
        "x": alt.X("day:T", axis=day_axis(first, last), scale=day_scale(first, last)),
        "y": alt.Y("place:Q", axis=y_axis, scale=y_scale),
    }
    encoded = chart.encode(
        shape=alt.Shape("kind:N", scale=_scale(0), legend=None),
        color=alt.Color("kind:N", scale=_scale(1), legend=None),
        tooltip=[
            alt.Tooltip("when:N", title=_("Day")),
            alt.Tooltip("said:N", title=_("What")),
            alt.Tooltip("label:N", title=_("More")),
        ],
    )
    return finish(encoded, rows=rows, shared=shared, height=LANE * len(lanes))


def _rows(marks: tuple[StoryMark, ...]) -> list[dict[str, Any]]:
    seen: Counter[tuple[object, Lane]] = Counter()
    rows = []
    for mark in sorted(marks, key=lambda one: one.day):
        height = seen[mark.day, mark.lane] % TALLEST
        seen[mark.day, mark.lane] += 1
        rows.append(
            {
                "day": noon(mark.day),
                "place": list(Lane).index(mark.lane) - STACK * height,
                "kind": str(mark.kind),
                "when": format_day(mark.day),
                "said": _(HAPPENING_NAMES[mark.kind]),
                "label": mark.label,
            }
        )
    return rows


def _scale(part: int) -> alt.Scale:
    return alt.Scale(
        domain=[str(one) for one in LOOKS], range=[look[part] for look in LOOKS.values()]
    )
