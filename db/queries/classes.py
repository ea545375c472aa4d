"""Classes: which there are, and one of them with all its goals."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from db import tables as t
from db.queries import checkins, progress
from db.session import HubSession
from i18n.dates import today
from rules.classes import ChildRow, ClassBoard, ClassLine, child_rows
from rules.goal_views import ChildHead
from rules.goals import State, Voice
from rules.people import Role, Status, full_name


def classes(db: HubSession) -> tuple[ClassLine, ...]:
    """The classes a viewer teaches, or all of them."""
    rows = db.execute(
        select(t.SchoolClass.id, t.SchoolClass.name)
        .where(t.SchoolClass.status == Status.ACTIVE)
        .order_by(t.SchoolClass.name, t.SchoolClass.id)
    )
    return tuple(ClassLine(*row) for row in rows)


def class_board(db: HubSession, line: ClassLine) -> ClassBoard:
    """The children of a class with how their goals go."""
    return ClassBoard(line, rows(db, children(db, t.Enrolment.class_id == line.id)))


def children(db: HubSession, *which: ColumnElement[bool]) -> list[ChildHead]:
    """The children now enrolled, each once."""
    rows = db.execute(
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
            *which,
        )
    )
    heads = {
        key: ChildHead(key, full_name(given, family, preferred), room, preferred or given)
        for key, room, given, family, preferred in rows
    }
    return list(heads.values())


def rows(db: HubSession, heads: Sequence[ChildHead]) -> tuple[ChildRow, ...]:
    """These children with their goals, those who need most first; six queries."""
    ids = [head.id for head in heads]
    goals = progress.goal_rows(db, t.Goal.student_id.in_(ids), t.Goal.state != State.LET_GO)
    parts = progress.Parts(
        points=checkins.telling(db, (goal.id for goal in goals if goal.state == State.WORKING)),
        voices=progress.voices(db, t.GoalVoice.student_id.in_(ids)),
        unanswered=progress.unanswered(db, by=Voice.SCHOOL),
        answered=progress.answered(db),
    )
    return child_rows(heads, progress.goals_now(goals, parts), today())
