"""What only the log keeps: that somebody looked, that somebody took something away."""

from collections.abc import Collection

from sqlalchemy import func, select

from db import tables as t
from db.commands.base import Tx, command
from db.commands.settings import save_setting
from rules.log_readers import AGE, check_age
from rules.people import Role
from rules.problems import NotFound


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
