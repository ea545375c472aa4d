"""Check-ins: all of one child, or the few of many goals that say how they go."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, or_, select

from db import tables as t
from db.session import HubSession
from rules.checkins import CheckInLine, Place
from rules.people import full_name
from rules.progress import STARTERS, WINDOW, Point

Points = Mapping[int, tuple[Point, ...]]


def of_child(db: HubSession, child_id: int) -> tuple[CheckInLine, ...]:
    """Every check-in of a child by day, with those who wrote them."""
    rows = db.execute(
        select(
            t.CheckIn.id,
            t.CheckIn.goal_id,
            t.CheckIn.day,
            t.CheckIn.value,
            t.CheckIn.note,
            t.CheckIn.place,
            t.CheckIn.author_id,
            t.Person.given_name,
            t.Person.family_name,
            t.Person.preferred_name,
        )
        .outerjoin(t.Person, t.Person.id == t.CheckIn.author_id)
        .where(t.CheckIn.student_id == child_id, t.CheckIn.removed_at.is_(None))
        .order_by(t.CheckIn.day, t.CheckIn.id)
    )
    return tuple(
        CheckInLine(
            key,
            goal,
            day,
            value,
            note,
            Place(place),
            author,
            full_name(given or "", family or "", preferred),
        )
        for key, goal, day, value, note, place, author, given, family, preferred in rows
    )


def by_goal(lines: Iterable[CheckInLine]) -> Points:
    """The points of each goal's chart."""
    found: defaultdict[int, list[Point]] = defaultdict(list)
    for line in lines:
        found[line.goal_id].append(Point(line.day, line.value))
    return {goal: tuple(points) for goal, points in found.items()}


def telling(db: HubSession, goal_ids: Iterable[int]) -> Points:
    """The first three and the last four of each goal: all that a standing asks for."""
    order = (t.CheckIn.day, t.CheckIn.id)
    last = (t.CheckIn.day.desc(), t.CheckIn.id.desc())
    ranked = (
        select(
            t.CheckIn.goal_id.label("goal"),
            t.CheckIn.day.label("day"),
            t.CheckIn.value.label("value"),
            func.row_number().over(partition_by=t.CheckIn.goal_id, order_by=order).label("rank"),
            func.row_number().over(partition_by=t.CheckIn.goal_id, order_by=last).label("back"),
        )
        .where(t.CheckIn.removed_at.is_(None), t.CheckIn.goal_id.in_(list(goal_ids)))
        .subquery()
    )
    rows = db.execute(
        select(ranked.c.goal, ranked.c.day, ranked.c.value)
        .where(or_(ranked.c.rank <= STARTERS, ranked.c.back <= WINDOW))
        .order_by(ranked.c.goal, ranked.c.rank)
    )
    found: defaultdict[int, list[Point]] = defaultdict(list)
    for goal, day, value in rows:
        found[goal].append(Point(day, value))
    return {goal: tuple(points) for goal, points in found.items()}


def count_since(db: HubSession, day: date) -> int:
    """How many check-ins a viewer's children had since a day."""
    return (
        db.scalar(
            select(func.count())
            .select_from(t.CheckIn)
            .where(t.CheckIn.day >= day, t.CheckIn.removed_at.is_(None))
        )
        or 0
    )
