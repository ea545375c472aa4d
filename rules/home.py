"""What needs me today? The views of the home pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from i18n import _, ngettext
from i18n.dates import format_number
from rules.children import OPEN_STATES, GoalNow, ToldLine
from rules.classes import ChildRow
from rules.goal_views import ChildHead
from rules.goals import State


@dataclass(frozen=True)
class Counts:
    """Small numbers beside what needs somebody."""

    children: int
    working: int
    this_week: int
    reached: int


@dataclass(frozen=True)
class TeacherHome:
    """Every child of a teacher's classes, those who need most first."""

    rows: tuple[ChildRow, ...]
    counts: Counts

    @property
    def asking(self) -> tuple[ChildRow, ...]:
        return tuple(row for row in self.rows if row.reasons)

    def other_goals(self, cards: tuple[ChildRow, ...]) -> tuple[tuple[ChildHead, GoalNow], ...]:
        """Goals in work that have no card of their own, by child."""
        on_cards = {row.asking[0].goal.id for row in cards if row.asking}
        return tuple(
            (row.child, goal)
            for row in sorted(self.rows, key=lambda row: row.child.name)
            for goal in row.working
            if goal.id not in on_cards
        )


@dataclass(frozen=True)
class ChildHome:
    """One child on the home of their family, or on their own."""

    child: ChildHead
    goals: tuple[GoalNow, ...]
    survey_id: int | None = None  # open, and not yet sent by this guardian
    survey_begun: bool = False
    used: tuple[ToldLine, ...] = ()

    @property
    def working(self) -> tuple[GoalNow, ...]:
        return tuple(goal for goal in self.goals if goal.working)

    @property
    def waiting(self) -> tuple[GoalNow, ...]:
        """Goals that can't begin before this family said a word."""
        return tuple(
            goal for goal in self.goals if goal.state is State.AGREED and not goal.family_heard
        )

    @property
    def unspoken(self) -> tuple[GoalNow, ...]:
        """Goals without the child's own words."""
        return tuple(
            goal for goal in self.goals if goal.state in OPEN_STATES and not goal.child_words
        )

    def title_of(self, goal_id: int) -> str:
        return next((goal.headline for goal in self.goals if goal.id == goal_id), "")


@dataclass(frozen=True)
class GuardianHome:
    """The children of a guardian."""

    children: tuple[ChildHome, ...]


def counts(rows: Iterable[ChildRow], this_week: int) -> Counts:
    """How many children, goals in progress, check-ins this week, and goals reached."""
    rows = tuple(rows)
    reached = sum(goal.state is State.REACHED for row in rows for goal in row.goals)
    return Counts(len(rows), sum(len(row.working) for row in rows), this_week, reached)


def say_counts(these: Counts) -> str:
    """The small numbers in one line."""
    parts = (
        ngettext("{count} child", "{count} children", these.children).format(
            count=format_number(these.children)
        ),
        ngettext("{count} goal in progress", "{count} goals in progress", these.working).format(
            count=format_number(these.working)
        ),
        ngettext(
            "{count} check-in this week", "{count} check-ins this week", these.this_week
        ).format(count=format_number(these.this_week)),
        ngettext("{count} goal reached", "{count} goals reached", these.reached).format(
            count=format_number(these.reached)
        ),
    )
    return " · ".join(parts)


def first_words(asking: int) -> str:
    """What the top of a teacher's home says."""
    if not asking:
        return _("Nobody is waiting for you today. Enjoy it!")
    text = ngettext(
        "{count} child needs you. The most pressing comes first.",
        "{count} children need you. The most pressing come first.",
        asking,
    )
    return text.format(count=format_number(asking))
