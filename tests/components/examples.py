"""Goals, a class and a story that the tests of the components draw."""

from datetime import date, timedelta

from rules.attention import ClassGrid, GridCell, GridRow
from rules.progress import MeasureKind, Point, Series, Standing, SupportChange
from rules.story import Happening, Lane, StoryMark

FIRST = date(2026, 9, 4)


def weekly(*values: float) -> tuple[Point, ...]:
    return tuple(Point(FIRST + timedelta(days=7 * n), v) for n, v in enumerate(values))


READING = Series(
    measure="Words a minute",
    unit="words",
    kind=MeasureKind.NUMBER,
    baseline=None,
    baseline_on=None,
    target=95,
    target_on=date(2027, 4, 30),
    points=weekly(53, 56, 54, 57, 55, 62, 67, 80),
    changes=(
        SupportChange(FIRST + timedelta(days=20), "Daily reading"),
        SupportChange(FIRST + timedelta(days=40), "Reads to a 'younger' child"),
    ),
)
SEAT = Series(
    measure="Times out of seat",
    unit="",
    kind=MeasureKind.NUMBER,
    baseline=12,
    baseline_on=FIRST,
    target=2,
    target_on=date(2026, 12, 15),
    points=weekly(13, 11, 10, 9),
)
HELP = Series(
    measure="",
    unit="",
    kind=MeasureKind.RATING,
    baseline=1,
    baseline_on=FIRST,
    target=4,
    target_on=date(2027, 3, 20),
    points=weekly(1, 2, 1, 2, 3),
)
UNAIMED = Series("Pages", "", MeasureKind.NUMBER, None, None, None, None, weekly(3, 4))
EMPTY = Series("Pages", "", MeasureKind.NUMBER, 3, FIRST, 9, date(2027, 1, 8))
FLAT = Series("Days", "", MeasureKind.NUMBER, 5, FIRST, 5, date(2027, 1, 8), weekly(5, 5, 5))
ALL = {
    "reading": READING,
    "seat": SEAT,
    "help": HELP,
    "unaimed": UNAIMED,
    "empty": EMPTY,
    "flat": FLAT,
}

GRID = ClassGrid(
    ("Reading", "Social"),
    (
        GridRow(7, 'Ana "Kiki" O\'Neil', (GridCell("Reading", Standing.BELOW, 2),), 16),
        GridRow(8, "فاطمة حداد", (GridCell("Social", Standing.AHEAD, note="Ask for help"),)),
        GridRow(9, 'Ana "Kiki" O\'Neil', ()),
    ),
)
STORY = (
    StoryMark(FIRST, Lane.SCHOOL, Happening.GOAL, "Read 95 words"),
    StoryMark(FIRST, Lane.SCHOOL, Happening.CHECK_IN, "53 words"),
    StoryMark(FIRST + timedelta(days=9), Lane.CHILD, Happening.WORDS, "*I* want to"),
    StoryMark(FIRST + timedelta(days=12), Lane.FAMILY, Happening.COMMENT),
)
