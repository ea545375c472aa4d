"""What a class works on, and the check-ins that are written already."""

from collections.abc import Collection

from sqlalchemy import select

from db import tables as t
from db.queries.classes import children
from db.session import HubSession
from rules.checkin_sheets import ClassSheet, SheetGoal
from rules.checkins import CheckInDraft, Place
from rules.classes import ClassLine
from rules.goals import State
from rules.progress import MeasureKind
from rules.texts import clean


def class_sheet(db: HubSession, line: ClassLine) -> ClassSheet:
    """The class with every goal that is being worked on, by child."""
    heads = children(db, line.id)
    names = {head.id: head.name for head in heads}
    rows = db.scalars(
        select(t.Goal)
        .where(t.Goal.student_id.in_(list(names)), t.Goal.state == State.WORKING)
        .order_by(t.Goal.position, t.Goal.id)
    )
    goals = [
        SheetGoal(
            id=row.id,
            child_id=row.student_id,
            child=names[row.student_id],
            title=row.title,
            measure=f"{row.measure} ({row.unit})" if row.unit else row.measure,
            kind=MeasureKind(row.measure_kind),
            unit=row.unit,
        )
        for row in rows
    ]
    ordered = sorted(goals, key=lambda goal: (goal.child.casefold(), goal.child_id))
    return ClassSheet(line.id, line.name, tuple(ordered))


def written(db: HubSession, goal_ids: Collection[int]) -> frozenset[CheckInDraft]:
    """The check-ins of these goals that stand, as they would be written again."""
    rows = db.execute(
        select(
            t.CheckIn.goal_id, t.CheckIn.day, t.CheckIn.value, t.CheckIn.note, t.CheckIn.place
        ).where(t.CheckIn.goal_id.in_(list(goal_ids)), t.CheckIn.removed_at.is_(None))
    )
    return frozenset(
        CheckInDraft(goal, day, value, clean(note), Place(place))
        for goal, day, value, note, place in rows
    )
