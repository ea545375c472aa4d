"""What a new school year looks at: classes with their children and teachers, open goals."""

from collections import defaultdict

from sqlalchemy import select

from db import tables as t
from db.queries.school import setting
from db.session import HubSession
from rules.children import OPEN_STATES
from rules.goals import Horizon
from rules.people import Named, Status, full_name
from rules.surveys import SurveyState
from rules.years import ClassNow, OpenGoal, YearNow


def year_now(db: HubSession) -> YearNow:
    """The year that is running; six selects for any school."""
    children, teachers = _children(db), _teachers(db)
    rows = db.execute(
        select(t.SchoolClass.id, t.SchoolClass.name, t.SchoolClass.grade)
        .where(t.SchoolClass.status == Status.ACTIVE)
        .order_by(t.SchoolClass.name, t.SchoolClass.id)
    )
    return YearNow(
        year=setting(db, "school.year") or "",
        classes=tuple(
            ClassNow(key, name, grade, tuple(children[key]), tuple(teachers[key]))
            for key, name, grade in rows
        ),
        goals=_goals(db),
        survey=_survey(db),
    )


def _children(db: HubSession) -> dict[int, list[Named]]:
    rows = db.execute(
        select(
            t.Enrolment.class_id,
            t.Person.id,
            t.Person.given_name,
            t.Person.family_name,
            t.Person.preferred_name,
        )
        .join(t.Person, t.Person.id == t.Enrolment.student_id)
        .where(t.Enrolment.ended_on.is_(None), t.Person.status == Status.ACTIVE)
        .order_by(t.Person.given_name, t.Person.family_name, t.Person.id)
    )
    found: defaultdict[int, list[Named]] = defaultdict(list)
    for school_class, key, given, family, preferred in rows:
        found[school_class].append(Named(key, full_name(given, family, preferred)))
    return found


def _teachers(db: HubSession) -> dict[int, list[int]]:
    rows = db.execute(
        select(t.TeachingAssignment.class_id, t.TeachingAssignment.teacher_id)
        .where(t.TeachingAssignment.ended_on.is_(None))
        .order_by(t.TeachingAssignment.teacher_id)
    )
    found: defaultdict[int, list[int]] = defaultdict(list)
    for school_class, teacher in rows:
        found[school_class].append(teacher)
    return found


def _goals(db: HubSession) -> tuple[OpenGoal, ...]:
    rows = db.execute(
        select(t.Goal.id, t.Goal.student_id, t.Goal.horizon)
        .join(t.Person, t.Person.id == t.Goal.student_id)
        .where(t.Goal.state.in_(OPEN_STATES), t.Person.status == Status.ACTIVE)
        .order_by(t.Goal.id)
    )
    return tuple(OpenGoal(key, child, Horizon(horizon)) for key, child, horizon in rows)


def _survey(db: HubSession) -> str:
    titles = select(t.Survey.title).where(t.Survey.state == SurveyState.OPEN).order_by(t.Survey.id)
    return db.scalar(titles.limit(1)) or ""
