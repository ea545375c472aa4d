"""Charts as pages use them: plain objects in, a picture and its words drawn.

Each is built with Altair once and kept; a rerun only sends the dict. Every picture has a text for
screen readers made from its data, and the same numbers as a table.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from itertools import count

import streamlit as st

from components import text
from components.charts_aim import aim_spec
from components.charts_base import WIDEST, Size, Spec
from components.charts_class import PICK, bars_spec, grid_spec
from components.charts_story import LOOKS, story_spec
from components.charts_tables import grid_table, series_table
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

# What is drawn is hashed as it is, language and all: a hit takes 0.02 ms, where st.cache_data,
# which hashes and copies part by part, takes 1 ms. Nothing may change a kept spec.
KEPT = 256
_kept = lru_cache(maxsize=KEPT)


@dataclass(frozen=True)
class Picture:
    """A chart as it is kept: the spec, its text for screen readers, its legend as HTML."""

    spec: Spec
    text: str
    legend: str = ""
    number: int = field(default_factory=count().__next__, compare=False)

    def draw(self) -> None:
        """The chart, and its legend below."""
        self.chart()
        if self.legend:
            text.html(self.legend)

    def chart(self, width: int = WIDEST) -> None:
        """The chart alone, at most so many pixels wide."""
        _sent(picture=self, width=width)  # by name: Streamlit would look the names up each time


@st.cache_resource(
    show_spinner=False, max_entries=KEPT, hash_funcs={Picture: lambda picture: picture.number}
)
def _sent(picture: Picture, width: int) -> None:
    """A chart as it was sent before: its spec is put into JSON once."""
    st.vega_lite_chart(picture.spec, alt=picture.text, width=width)


@dataclass(frozen=True)
class Picked:
    """The cell of a class grid that was clicked."""

    child_id: int
    column: str


def progress(
    series: Series,
    *,
    key: str,
    family: bool = False,
    size: Size = "medium",
    also: Callable[[], None] | None = None,
) -> None:
    """How a goal goes: the sentence, the chart, what its marks mean, and the table."""
    takeaway(series, family=family)
    if series.points:
        aim(series, family=family, size=size).draw()
        show_as_table(lambda: series_table(series, family=family), key=key, also=also)


def takeaway(series: Series, *, family: bool = False) -> None:
    """The one plain sentence: the title of the chart."""
    text.html(title(series, family=family))


def title(series: Series, *, family: bool = False) -> str:
    """The same as a piece of a block."""
    return _title(series, current(), family)


def aim(series: Series, *, family: bool = False, size: Size = "medium") -> Picture:
    """The way from the start to the target, the check-ins, and a legend in words."""
    return _aim(series, current(), size, family)


def class_grid(
    grid: ClassGrid, *, key: str, pick: bool = False, also: Callable[[], None] | None = None
) -> Picked | None:
    """Children by columns with printed signs; `pick` makes the cells answer to a click."""
    picture, chosen = _grid(grid, current(), pick), None
    if pick:
        chosen = _draw_pickable(picture, key)
    else:
        picture.draw()
    show_as_table(lambda: grid_table(grid), key=key, also=also)
    return chosen


def _draw_pickable(picture: Picture, key: str) -> Picked | None:
    state = st.vega_lite_chart(
        picture.spec,
        alt=picture.text,
        width=WIDEST,
        key=key,
        on_select="rerun",
        selection_mode=PICK,
    )
    text.html(picture.legend)
    return _picked(state.selection.get(PICK))


def _picked(cells: object) -> Picked | None:
    if not isinstance(cells, list) or not cells:
        return None
    return Picked(int(cells[0]["row"]), str(cells[0]["column"]))


def bars(counts: Counts, *, about: str, percent: bool = False) -> None:
    """Sorted bars with their numbers, such as what families told us; `about` names them."""
    _bars(counts, current(), about, percent).draw()


def story(marks: tuple[StoryMark, ...]) -> Picture:
    """Three lanes of what happened, to be drawn in parts."""
    return _story(marks, current())


def _legend(entries: Legend) -> str:
    parts = [
        f'<span><span aria-hidden="true">{glyph}</span> {escape(name)}</span>'
        for glyph, name in entries
    ]
    return f'<p class="hub-legend">{" ".join(parts)}</p>'


@_kept
def _title(series: Series, lang: str, family: bool) -> str:
    reading = read(series)
    sign, sentence = SIGNS[reading.standing], escape(say(reading, family=family))
    return f'<p class="hub-takeaway"><span aria-hidden="true">{sign}</span> {sentence}</p>'


@_kept
def _aim(series: Series, lang: str, size: Size, family: bool) -> Picture:
    told = describe(series, say(read(series), family=family))
    legend = _legend(aim_legend(series, family=family))
    return Picture(aim_spec(series, size=size, family=family), told, legend)


@_kept
def _grid(grid: ClassGrid, lang: str, pick: bool) -> Picture:
    return Picture(grid_spec(grid, pick=pick), describe_grid(grid), _legend(grid_legend(grid)))


@_kept
def _bars(counts: Counts, lang: str, about: str, percent: bool) -> Picture:
    ordered = tuple(sorted(counts, key=lambda one: (-one[1], one[0].casefold())))
    told = describe_bars(ordered, about, percent=percent)
    return Picture(bars_spec(ordered, percent=percent), told)


@_kept
def _story(marks: tuple[StoryMark, ...], lang: str) -> Picture:
    glyphs = {kind: look[2] for kind, look in LOOKS.items()}
    return Picture(story_spec(marks), describe_story(marks), _legend(story_legend(glyphs, marks)))
