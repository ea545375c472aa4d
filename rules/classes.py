"""A class: who needs somebody first, whose voice is missing, and the grid of its goals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from i18n import _, ngettext
from i18n.dates import format_number
from rules.attention import (
    ClassGrid,
    GridCell,
    GridRow,
    Need,
    Reason,
    Signals,
    most_in_need,
    needs_attention,
    score,
)
from rules.children import OPEN_STATES, GoalNow
from rules.goal_views import ChildHead
from rules.goals import AREA_NAMES, State, area_name
from rules.progress import Standing

NAMED = 3  # children named in the sentence on top


@dataclass(frozen=True)
class ClassLine:
    """A class in a picker."""

    id: int
    name: str


@dataclass(frozen=True)
class Asking:
    """A goal that needs somebody, and why."""

    goal: GoalNow
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class ChildRow:
    """A child of a class with their goals, and what needs somebody."""

    child: ChildHead
    goals: tuple[GoalNow, ...]
    asking: tuple[Asking, ...]

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """One reason of each kind, the most pressing first."""
        if not self.goals:
            return (_no_goal(),)
        found: dict[Need, Reason] = {}
        for asking in self.asking:
            for reason in asking.reasons:
                found.setdefault(reason.need, reason)
        return tuple(sorted(found.values(), key=lambda reason: -reason.weight))

    @property
    def score(self) -> int:
        return score(self.reasons)

    @cached_property
    def working(self) -> tuple[GoalNow, ...]:
        return tuple(goal for goal in self.goals if goal.working)

    @property
    def child_spoke(self) -> bool:
        return any(goal.child_words for goal in self.goals)

    @property
    def family_spoke(self) -> bool:
        return any(goal.family_words for goal in self.goals)


@dataclass(frozen=True)
class ClassBoard:
    """A class, the children who need most first."""

    line: ClassLine
    rows: tuple[ChildRow, ...]

    def row(self, child_id: int | None) -> ChildRow | None:
        return next((row for row in self.rows if row.child.id == child_id), None)


def reasons_of(goal: GoalNow, today: date) -> tuple[Reason, ...]:
    """Why a goal needs somebody; one that waits to begin needs only its voices."""
    if goal.state not in OPEN_STATES:
        return ()
    standing = goal.reading.standing if goal.working else Standing.NO_AIM
    signals = Signals(
        standing=standing,
        active_since=goal.created_on if goal.working else today,
        last_check_in=goal.last_on,
        child_spoke=bool(goal.child_words) or goal.state is State.IDEA,
        family_spoke=goal.family_heard or goal.state is State.IDEA,
        new_family_comments=len(goal.unanswered),
    )
    return needs_attention(signals, today)


def child_rows(
    children: Iterable[ChildHead], goals: Iterable[GoalNow], today: date
) -> tuple[ChildRow, ...]:
    """Every child with their goals, those who need most first, then by name."""
    mine: defaultdict[int, list[GoalNow]] = defaultdict(list)
    for goal in goals:
        mine[goal.child_id].append(goal)
    rows = [_row(child, mine[child.id], today) for child in children]
    return tuple(sorted(rows, key=lambda row: (-row.score, row.child.name.casefold())))


def _row(child: ChildHead, goals: list[GoalNow], today: date) -> ChildRow:
    found = [Asking(goal, reasons_of(goal, today)) for goal in goals]
    asking = [one for one in found if one.reasons]
    asking.sort(key=lambda one: -score(one.reasons))
    return ChildRow(child, tuple(goals), tuple(asking))


def _no_goal() -> Reason:
    return Reason(Need.NO_CHILD_VOICE, _("No goal yet: ask what they would like to learn."))


def first_sentence(rows: tuple[ChildRow, ...]) -> str:
    """Who needs somebody, in one sentence."""
    asking = [row for row in rows if row.reasons]
    if not rows:
        return _("There are no children in this class yet.")
    if not asking:
        return _("Nobody is waiting: every goal was looked at in the last two weeks.")
    text = ngettext(
        "{count} of {all} children needs a look. First: {names}.",
        "{count} of {all} children need a look. First: {names}.",
        len(asking),
    )
    return text.format(
        count=format_number(len(asking)),
        all=format_number(len(rows)),
        names=", ".join(row.child.name for row in asking[:NAMED]),
    )


def voices_sentence(rows: tuple[ChildRow, ...]) -> str:
    """How many have not been heard yet: children, then families."""
    children = sum(not row.child_spoke for row in rows)
    families = sum(not row.family_spoke for row in rows)
    if not children and not families:
        return _("Every child and every family has been heard.")
    parts = []
    if children:
        text = ngettext(
            "{count} child has not been heard yet.",
            "{count} children have not been heard yet.",
            children,
        )
        parts.append(text.format(count=format_number(children)))
    if families:
        text = ngettext(
            "{count} family has not been heard yet.",
            "{count} families have not been heard yet.",
            families,
        )
        parts.append(text.format(count=format_number(families)))
    return " ".join(parts)


def grid_of(rows: Iterable[ChildRow]) -> ClassGrid:
    """Children by areas of what they work on, in the order of the rows."""
    rows = tuple(rows)
    names = {area: area_name(area) for area in {goal.area for row in rows for goal in row.working}}
    used = set(names.values())
    columns = tuple(name for name in map(area_name, AREA_NAMES) if name in used)
    lines = (
        GridRow(row.child.id, row.child.name, _cells(row, columns, names), row.score)
        for row in rows
    )
    return ClassGrid(columns, tuple(lines))


def _cells(
    row: ChildRow, columns: tuple[str, ...], names: Mapping[str, str]
) -> tuple[GridCell, ...]:
    found: defaultdict[str, list[GoalNow]] = defaultdict(list)
    for goal in row.working:
        found[names[goal.area]].append(goal)
    return tuple(_cell(name, found[name]) for name in columns if found[name])


def _cell(name: str, goals: list[GoalNow]) -> GridCell:
    standing = most_in_need(goal.reading.standing for goal in goals)
    note = goals[0].title if len(goals) == 1 else ""
    return GridCell(name, standing, len(goals), note)
