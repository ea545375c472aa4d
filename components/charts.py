"""Charts as pages use them: plain objects in, a picture and its words drawn.

Specs are built with Altair once and cached; a rerun only sends the dict. Every picture has a text
for screen readers made from its data, and the same numbers as a table.
"""

from dataclasses import dataclass
from html import escape

import streamlit as st

from components.charts_aim import aim_spec, spark_spec
from components.charts_base import WIDEST, Size, Spec
from components.charts_class import PICK, bars_spec, grid_spec
from components.charts_story import LOOKS, story_spec
from components.charts_tables import grid_table, series_table, story_table
from components.charts_words import (
    Legend,
    aim_legend,
    describe,
    describe_bars,
    describe_grid,
    describe_story,
    grid_legend,
    story_legend,
)
from components.tables import show_as_table
from i18n import current
from rules.attention import ClassGrid
from rules.progress import Series, read
from rules.progress_words import SIGNS, say
from rules.story import StoryMark

Counts = tuple[tuple[str, float], ...]

# A frozen dataclass of plain values has an exact repr, which is much faster than hashing its parts.
_cached = st.cache_data(
    max_entries=1000,
    show_spinner=False,
    hash_funcs={Series: repr, ClassGrid: repr, StoryMark: repr},
)


@dataclass(frozen=True)
class Picked:
    """The cell of a class grid that was clicked."""

    child_id: int
    column: str


def progress(series: Series, *, key: str, family: bool = False, size: Size = "medium") -> None:
    """How a goal goes: the sentence, the chart, what its marks mean, and the table."""
    takeaway(series, family=family)
    if series.points:
        aim_line(series, family=family, size=size)
        show_as_table(lambda: series_table(series, family=family), key=key)


def takeaway(series: Series, *, family: bool = False) -> None:
    """The one plain sentence: the title of the chart."""
    reading = read(series)
    sign, sentence = SIGNS[reading.standing], say(reading, family=family)
    st.html(
        f'<p class="hub-takeaway"><span aria-hidden="true">{sign}</span> {escape(sentence)}</p>'
    )


def aim_line(series: Series, *, family: bool = False, size: Size = "medium") -> None:
    """The way from the start to the target, the check-ins, and a legend in words."""
    text = describe(series, say(read(series), family=family))
    st.vega_lite_chart(_aim(series, current(), size, family), alt=text, width=WIDEST)
    _legend(aim_legend(series, family=family))


def sparkline(series: Series, *, family: bool = False) -> None:
    """The check-ins in one small line, for a card."""
    if len(series.points) > 1:
        text = describe(series, say(read(series), family=family))
        st.vega_lite_chart(_spark(series, current()), alt=text, width=WIDEST)


def class_grid(grid: ClassGrid, *, key: str, pick: bool = False) -> Picked | None:
    """Children by columns with printed signs; `pick` makes the cells answer to a click."""
    spec, text = _grid(grid, current(), pick), describe_grid(grid)
    chosen = _draw_pickable(spec, text, key) if pick else None
    if not pick:
        st.vega_lite_chart(spec, alt=text, width=WIDEST)
    _legend(grid_legend(grid))
    show_as_table(lambda: grid_table(grid), key=key)
    return chosen


def _draw_pickable(spec: Spec, text: str, key: str) -> Picked | None:
    state = st.vega_lite_chart(
        spec, alt=text, key=key, on_select="rerun", selection_mode=PICK, width=WIDEST
    )
    return _picked(state.selection.get(PICK))


def _picked(cells: object) -> Picked | None:
    if not isinstance(cells, list) or not cells:
        return None
    return Picked(int(cells[0]["row"]), str(cells[0]["column"]))


def bars(counts: Counts, *, about: str, percent: bool = False) -> None:
    """Sorted bars with their numbers, such as what families told us; `about` names them."""
    ordered = tuple(sorted(counts, key=lambda one: (-one[1], one[0].casefold())))
    text = describe_bars(ordered, about, percent=percent)
    st.vega_lite_chart(_bars(ordered, current(), percent), alt=text, width=WIDEST)


def story(marks: tuple[StoryMark, ...], *, key: str) -> None:
    """Three lanes of what happened, what the marks mean, and the same as a table."""
    if not marks:
        return
    st.vega_lite_chart(_story(marks, current()), alt=describe_story(marks), width=WIDEST)
    _legend(story_legend({kind: look[2] for kind, look in LOOKS.items()}, marks))
    show_as_table(lambda: story_table(marks), key=key)


def _legend(entries: Legend) -> None:
    parts = [
        f'<span><span aria-hidden="true">{glyph}</span> {escape(name)}</span>'
        for glyph, name in entries
    ]
    st.html(f'<p class="hub-legend">{" ".join(parts)}</p>')


@_cached
def _aim(series: Series, lang: str, size: Size, family: bool) -> Spec:
    return aim_spec(series, size=size, family=family)


@_cached
def _spark(series: Series, lang: str) -> Spec:
    return spark_spec(series)


@_cached
def _grid(grid: ClassGrid, lang: str, pick: bool) -> Spec:
    return grid_spec(grid, pick=pick)


@_cached
def _bars(counts: Counts, lang: str, percent: bool) -> Spec:
    return bars_spec(counts, percent=percent)


@_cached
def _story(marks: tuple[StoryMark, ...], lang: str) -> Spec:
    return story_spec(marks)
