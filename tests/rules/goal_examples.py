"""Goals and children for tests of the pages' views."""

from dataclasses import replace
from datetime import date, timedelta

from rules.children import GoalNow
from rules.goal_views import ChildHead
from rules.goals import State
from rules.progress import MeasureKind, Point, Series

TODAY = date(2026, 11, 22)
AMARA, BEN = ChildHead(1, "Amara Diallo"), ChildHead(2, "Ben Okafor")


def rated(*values: float, last: int = 1) -> Series:
    """A rating goal with a target, its check-ins a week apart, the last some days ago."""
    count = len(values)
    points = tuple(
        Point(TODAY - timedelta(days=last + 7 * (count - 1 - at)), value)
        for at, value in enumerate(values)
    )
    return Series("Asking for help", "", MeasureKind.RATING, None, None, 4, TODAY, points)


GOAL = GoalNow(
    id=1,
    child_id=AMARA.id,
    title="Ask for help",
    area="social",
    state=State.WORKING,
    series=rated(1, 1, 2, 3, 3),
    created_on=TODAY - timedelta(days=60),
    child_words="I don't like it when everybody looks.",
    family_words="She waits.",
    family_heard=True,
)
SILENT = replace(GOAL, child_words="", family_words="", family_heard=False)
