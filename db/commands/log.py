"""What only the log keeps: that somebody looked, that somebody took something away."""

from collections.abc import Collection

from sqlalchemy import func, select

from db import tables as t
from db.commands.base import Tx, command
from db.commands.settings import save_setting
from db.queries.school import setting
from i18n import _
from i18n.dates import today
from rules.log_readers import AGE, age_of, check_age, old_enough
from rules.people import Role
from rules.problems import NotFound, Problem


@command("view.child")
def look(tx: Tx, student_id: int, page: str) -> None:
    """Somebody of the school opened what the hub holds of a child."""
    _check(tx, {student_id})
    tx.audit("child", student_id, student_id, page=page)


@command("view.answers")
def read_answers(tx: Tx, survey_id: int) -> None:
    """The office read what families said in the survey."""
    tx.audit("survey", tx.get(t.Survey, survey_id).id)


@command("export.children")
def take_children(tx: Tx, student_ids: Collection[int], what: str) -> None:
    """Somebody of the school made a file that holds these children."""
    _check(tx, set(student_ids))
    tx.audit("export", None, *student_ids, what=what)


@command("export.own")
def take_own(tx: Tx, student_id: int) -> None:
    """A guardian or a student made a file of everything that they may see of the child."""
    check_old_enough(tx, tx.child(student_id))
    guardian = tx.me.person_id if tx.me.role is Role.GUARDIAN else None
    tx.audit("child", student_id, student_id, guardian_id=guardian)


def check_old_enough(tx: Tx, child: t.Person) -> None:
    """Raise Problem for a student who is not as old as the school asks."""
    age = age_of(setting(tx.db, AGE))
    if tx.me.role is Role.STUDENT and not old_enough(child.birth_date, age, today()):
        raise Problem(_("Please ask your family or your teacher to do this with you."))


@command("export.family")
def take_for_family(tx: Tx, student_id: int, reader_id: int) -> None:
    """The office made that file for one of them, who asked for it."""
    tx.child(student_id)
    reader = tx.get(t.Person, reader_id)
    guardian = reader.id if reader.role == Role.GUARDIAN else None
    tx.audit("child", student_id, student_id, guardian_id=guardian)


@command("export.school")
def take_school(tx: Tx, what: str) -> None:
    """The office made a file that may hold every child."""
    tx.audit("export", None, what=what)


def _check(tx: Tx, student_ids: set[int]) -> None:
    """Raise NotFound unless all of them are children this viewer may see."""
    known = select(func.count(t.Person.id)).where(
        t.Person.id.in_(student_ids), t.Person.role == Role.STUDENT
    )
    if tx.db.scalar(known) != len(student_ids):
        raise NotFound()


@command("log.age")
def set_age(tx: Tx, age: int) -> None:
    """From which age students read their own log."""
    check_age(age)
    save_setting(tx, AGE, age)
    tx.audit("school", None, age=age)
