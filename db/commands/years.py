"""Beginning a new school year."""

from collections.abc import Iterable

from sqlalchemy import select

from db import tables as t
from db.commands.base import Tx, command
from db.commands.school import save_setting
from db.queries.years import year_now
from i18n import _
from i18n.dates import today
from rules.goals import State
from rules.people import Status
from rules.problems import Problem
from rules.surveys import SurveyState
from rules.years import NewClass, YearDraft, YearPlan, make_plan


@command("year.begin")
def begin_year(tx: Tx, draft: YearDraft, fingerprint: str) -> dict[str, int]:
    """Turn the year as it was previewed: how many classes, children, leavers and goals."""
    now = year_now(tx.db)
    if now.fingerprint != fingerprint:
        raise Problem(
            _(
                "The school's data changed since this preview, so nothing was done."
                " Please look at the new preview and confirm it."
            )
        )
    plan = make_plan(now, draft)
    _leave(tx, plan)
    for new in plan.classes:
        _move(tx, plan, new)
    _stay(tx, plan)
    _close(tx, plan)
    save_setting(tx, "school.year", draft.year.strip())
    counts = plan.counts
    tx.audit("school", None, **counts)
    return counts


def _leave(tx: Tx, plan: YearPlan) -> None:
    """Children of the classes that leave: out of every class, with no way in from now on."""
    children = [child.id for child in plan.leaving]
    for person in tx.rows(t.Person.id, children):
        person.status = Status.LEFT
        person.version += 1
        person.updated_at = tx.now
    _end(tx.rows(t.Enrolment.student_id, children))
    _close_classes(tx, plan.leaving_classes)


def _move(tx: Tx, plan: YearPlan, new: NewClass) -> None:
    """The children of some classes into their class of next year."""
    old = [row for row in tx.rows(t.Enrolment.class_id, new.sources) if row.ended_on is None]
    into = new.stays or _new_class(tx, plan.draft.year, new)
    there = {row.student_id: row for row in tx.rows(t.Enrolment.class_id, [into])}
    for child in dict.fromkeys(row.student_id for row in old):
        if child in there:
            there[child].ended_on = None
        else:
            tx.db.add(t.Enrolment(student_id=child, class_id=into, started_on=today()))
    for teacher in new.teachers if not new.stays else ():
        tx.db.add(t.TeachingAssignment(teacher_id=teacher, class_id=into))
    _end(old)
    _close_classes(tx, new.sources)


def _new_class(tx: Tx, year: str, new: NewClass) -> int:
    row = t.SchoolClass(name=new.name, grade=new.grade, school_year=year.strip())
    return tx.add(row).id


def _close_classes(tx: Tx, classes: Iterable[int]) -> None:
    wanted = list(classes)
    for row in tx.rows(t.SchoolClass.id, wanted):
        row.status = Status.LEFT
    _end(tx.rows(t.TeachingAssignment.class_id, wanted))


def _end(links: Iterable[t.Enrolment | t.TeachingAssignment]) -> None:
    for link in links:
        link.ended_on = link.ended_on or today()


def _stay(tx: Tx, plan: YearPlan) -> None:
    for row in tx.rows(t.SchoolClass.id, [one.id for one in plan.staying]):
        row.school_year = plan.draft.year.strip()


def _close(tx: Tx, plan: YearPlan) -> None:
    """Goals that close, and the family survey of the year that ends."""
    for goal in tx.rows(t.Goal.id, plan.closing):
        goal.state = State.LET_GO
        goal.version += 1
        goal.updated_at = tx.now
    for survey in tx.db.scalars(select(t.Survey).where(t.Survey.state == SurveyState.OPEN)):
        survey.state = SurveyState.CLOSED
        survey.version += 1
