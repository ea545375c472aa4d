"""What charts say beside the picture: legends, and texts for those who can't see it."""

from collections import Counter
from collections.abc import Iterable

from i18n import _, ngettext
from i18n.dates import format_day, format_number, format_short_day
from rules.attention import BY_NEED, ClassGrid
from rules.progress import Series, Side, aim_of, judge
from rules.progress_words import SIGNS, say_value, standing_name
from rules.story import HAPPENING_NAMES, LANE_NAMES, Happening, Lane, StoryMark

Legend = tuple[tuple[str, str], ...]  # glyph and what it means


def side_name(side: Side, series: Series, *, family: bool = False) -> str:
    """What a mark means, in the words of its reader."""
    if side is Side.START:
        return _("Start")
    if family:
        return _("Going well") if side is Side.MET else _("Not there yet")
    if falls(series):
        return _("On or under the line") if side is Side.MET else _("Above the line")
    return _("On or above the line") if side is Side.MET else _("Below the line")


def falls(series: Series) -> bool:
    """Whether the line goes down: less is better."""
    aim = aim_of(series)
    return aim is not None and aim.lower_is_better


def aim_legend(series: Series, *, family: bool = False) -> Legend:
    """Only what this chart shows."""
    sides = {one.side for one in judge(series)}
    glyphs = {Side.START: "•", Side.MET: "●", Side.SHORT: "△" if falls(series) else "▽"}
    legend = [
        (glyph, side_name(side, series, family=family))
        for side, glyph in glyphs.items()
        if side in sides
    ]
    if aim_of(series) is not None:
        legend.append(("╌╌", _("The way to the goal") if family else _("Line to the target")))
    if series.changes:
        legend.append(("┆", _("We changed how we help") if family else _("Support changed")))
    return tuple(legend)


def grid_legend(grid: ClassGrid) -> Legend:
    """The signs in this grid, those that need most first."""
    present = {cell.standing for row in grid.rows for cell in row.cells}
    return tuple((SIGNS[one], standing_name(one)) for one in BY_NEED if one in present)


def story_legend(glyphs: dict[Happening, str], marks: Iterable[StoryMark]) -> Legend:
    """The marks in this story."""
    present = {mark.kind for mark in marks}
    return tuple(
        (glyph, _(HAPPENING_NAMES[kind])) for kind, glyph in glyphs.items() if kind in present
    )


def describe(series: Series, sentence: str) -> str:
    """An aim line for a screen reader."""
    if not series.points:
        return f"{series.measure}. {sentence}".strip()
    return " ".join([*_course(series), *_target(series), *_supports(series), sentence])


def _course(series: Series) -> list[str]:
    first, last = series.points[0], series.points[-1]
    count = len(series.points)
    text = ngettext(
        "{measure}: {count} check-in on {last}.",
        "{measure}: {count} check-ins from {first} to {last}.",
        count,
    )
    spoken = text.format(
        measure=series.measure or _("Progress"),
        count=format_number(count),
        first=format_day(first.day),
        last=format_day(last.day),
    )
    ends = _("The first was {first}, the last {last}.").format(
        first=say_value(series, first.value), last=say_value(series, last.value)
    )
    return [spoken, ends]


def _target(series: Series) -> list[str]:
    if series.target is None or series.target_on is None:
        return []
    return [
        _("The target is {value} by {day}.").format(
            value=say_value(series, series.target), day=format_day(series.target_on)
        )
    ]


def _supports(series: Series) -> list[str]:
    return [
        _("Support changed on {day}: {label}.").format(
            day=format_short_day(change.day), label=change.label
        )
        for change in series.changes
    ]


def describe_grid(grid: ClassGrid) -> str:
    """How many children and goals, and how many goals stand where."""
    counts = Counter(cell.standing for row in grid.rows for cell in row.cells)
    children = ngettext("{count} child", "{count} children", len(grid.rows))
    parts = [
        f"{standing_name(one)}: {format_number(counts[one])}" for one in BY_NEED if counts[one]
    ]
    return ". ".join([children.format(count=format_number(len(grid.rows))), *parts]) + "."


def describe_bars(counts: tuple[tuple[str, float], ...], about: str, *, percent: bool) -> str:
    """Every bar with its number, the longest first."""
    said = [f"{label} {say_count(count, percent=percent)}" for label, count in counts]
    return f"{about}: {', '.join(said)}."


def say_count(count: float, *, percent: bool) -> str:
    """A number, or a share as the reader's language writes it."""
    return _("{number} %").format(number=format_number(count)) if percent else format_number(count)


def describe_story(marks: tuple[StoryMark, ...]) -> str:
    """From when to when, and how much happened in each lane."""
    days = sorted(mark.day for mark in marks)
    counts = Counter(mark.lane for mark in marks)
    span = _("From {first} to {last}").format(first=format_day(days[0]), last=format_day(days[-1]))
    lanes = [f"{_(LANE_NAMES[lane])} {format_number(counts[lane])}" for lane in Lane]
    return f"{span}: {', '.join(lanes)}."
