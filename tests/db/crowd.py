"""More children in a class of the cast, and how many statements a query sends."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from db import tables as t
from db.commands.checkins import add_check_in
from db.session import HubSession, engine, writing
from i18n.dates import today
from rules.checkins import CheckInDraft
from rules.people import SYSTEM, Role
from seed.cast import Cast
from tests.cast import me_of

WORDS = "I want to."


def add_children(school: Cast, number: int, goals: int = 2) -> list[int]:
    """Children in the teacher's class, each with goals, voices, steps and check-ins."""
    with writing(SYSTEM) as db:
        people = [
            t.Person(role=Role.STUDENT, given_name=f"Child {at:02}", family_name="Extra")
            for at in range(number)
        ]
        db.add_all(people)
        db.flush()
        for person in people:
            db.add(t.Enrolment(student_id=person.id, class_id=school.school_class))
            for at in range(goals):
                _goal(db, school, person.id, at)
        return [person.id for person in people]


def _goal(db: HubSession, school: Cast, child: int, at: int) -> None:
    goal = t.Goal(
        student_id=child,
        title=f"Goal {at}",
        area="maths",
        state="working",
        created_by=school.teacher,
    )
    db.add(goal)
    db.flush()
    of: dict[str, Any] = {"goal_id": goal.id, "student_id": child}
    db.add(t.GoalVoice(**of, voice="child", author_id=child, words=WORDS))
    db.add(t.Step(**of, who="me", text="Try"))
    db.add_all(
        t.CheckIn(**of, day=today() - timedelta(days=day), value=2, author_id=school.teacher)
        for day in range(12)
    )


def check_in(school: Cast) -> None:
    """The teacher's, today."""
    draft = CheckInDraft(goal_id=school.goals["working"], day=today(), value=3)
    add_check_in(me_of(school, "teacher"), "op", draft)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent meanwhile, without those that say who asks."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "SET LOCAL")):
            sent.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    yield sent
    event.remove(engine(), "before_cursor_execute", note)
