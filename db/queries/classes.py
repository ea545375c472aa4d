"""Classes: which there are, and one of them with all its goals."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, select

from db import tables as t
from db.queries import checkins, progress
from db.queries.kept import remembered
from db.session import HubSession
from i18n.dates import today
from rules.classes import ChildRow, ClassBoard, ClassLine, child_rows
from rules.goal_views import ChildHead
from rules.goals import State, Voice
from rules.people import Role, Status, full_name

CLASSES = (
    select(t.SchoolClass.id, t.SchoolClass.name)
    .where(t.SchoolClass.status == Status.ACTIVE)
    .order_by(t.SchoolClass.name, t.SchoolClass.id)
)
CHILDREN = (
    select(
        t.Person.id,
        t.SchoolClass.name,
        t.Person.given_name,
        t.Person.family_name,
        t.Person.preferred_name,
    )
    .join(t.Enrolment, t.Enrolment.student_id == t.Person.id)
    .join(t.SchoolClass, t.SchoolClass.id == t.Enrolment.class_id)
    .where(
        t.Enrolment.ended_on.is_(None),
        t.SchoolClass.status == Status.ACTIVE,
        t.Person.role == Role.STUDENT,
        t.Person.status == Status.ACTIVE,
    )
)
CHILDREN_OF_CLASS = CHILDREN.where(t.Enrolment.class_id == bindparam("class"))


@remembered
def classes(db: HubSession) -> tuple[ClassLine, ...]:
    """The classes a viewer teaches, or all of them."""
    return tuple(ClassLine(*row) for row in db.execute(CLASSES))


@remembered
def class_board(db: HubSession, line: ClassLine) -> ClassBoard:
    """The children of a class with how their goals go."""
    return ClassBoard(line, rows(db, children(db, line.id)))


def children(db: HubSession, class_id: int | None = None) -> list[ChildHead]:
    """The children now enrolled in a class, or in any of the viewer's, each once."""
    if class_id is None:
        return _heads(db.execute(CHILDREN))
    return _heads(db.execute(CHILDREN_OF_CLASS, {"class": class_id}))


def _heads(rows: Iterable[Any]) -> list[ChildHead]:
    heads = {
        key: ChildHead(key, full_name(given, family, preferred), room, preferred or given)
        for key, room, given, family, preferred in rows
    }
    return list(heads.values())


def rows(db: HubSession, heads: Sequence[ChildHead]) -> tuple[ChildRow, ...]:
    """These children with their goals, those who need most first; five queries."""
    ids = [head.id for head in heads]
    goals = progress.goal_rows(db, ids)
    parts = progress.Parts(
        points=checkins.of_goals(db, (goal.id for goal in goals if goal.state == State.WORKING)),
        voices=progress.voices(db, ids),
        unanswered=progress.unanswered(db, by=Voice.SCHOOL),
        answered=progress.answered(db),
    )
    return child_rows(heads, progress.goals_now(goals, parts), today())
