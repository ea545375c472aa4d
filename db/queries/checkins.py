"""Check-ins: those of one child with what was noted, or the points of many goals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import bindparam, func, select

from db import tables as t
from db.session import HubSession
from rules.checkins import CheckInLine, Place
from rules.progress import Point

Points = Mapping[int, tuple[Point, ...]]

STANDING = t.CheckIn.removed_at.is_(None)
OF_CHILD = (
    select(
        t.CheckIn.id,
        t.CheckIn.goal_id,
        t.CheckIn.day,
        t.CheckIn.value,
        t.CheckIn.note,
        t.CheckIn.place,
        t.CheckIn.author_id,
    )
    .where(STANDING, t.CheckIn.student_id == bindparam("child"))
    .order_by(t.CheckIn.day, t.CheckIn.id)
)
OF_GOALS = (
    select(t.CheckIn.goal_id, t.CheckIn.day, t.CheckIn.value)
    .where(STANDING, t.CheckIn.goal_id.in_(bindparam("goals", expanding=True)))
    .order_by(t.CheckIn.goal_id, t.CheckIn.day, t.CheckIn.id)
)
SINCE = (
    select(func.count()).select_from(t.CheckIn).where(STANDING, t.CheckIn.day >= bindparam("since"))
)


def of_child(db: HubSession, child_id: int) -> tuple[CheckInLine, ...]:
    """Every check-in of a child by day."""
    return tuple(
        CheckInLine(key, goal, day, value, note, Place(place), author)
        for key, goal, day, value, note, place, author in db.execute(OF_CHILD, {"child": child_id})
    )


def by_goal(lines: Iterable[CheckInLine]) -> Points:
    """The points of each goal's chart."""
    found: defaultdict[int, list[Point]] = defaultdict(list)
    for line in lines:
        found[line.goal_id].append(Point(line.day, line.value))
    return {goal: tuple(points) for goal, points in found.items()}


def of_goals(db: HubSession, goal_ids: Iterable[int]) -> Points:
    """The points of many goals."""
    found: defaultdict[int, list[Point]] = defaultdict(list)
    for goal, day, value in db.execute(OF_GOALS, {"goals": list(goal_ids)}):
        found[goal].append(Point(day, value))
    return {goal: tuple(points) for goal, points in found.items()}


def count_since(db: HubSession, day: date) -> int:
    """How many check-ins a viewer's children had since a day."""
    return db.scalar(SINCE, {"since": day}) or 0
