"""Somebody leaves the school, or comes back: access ends at once, nothing that was written does."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date

from sqlalchemy import select

from db import tables as t
from db.commands.base import Tx, command
from db.commands.people import end_open_codes
from db.commands.settings import save_setting
from db.queries.leaving import keep, leaving, left_behind
from i18n.dates import today
from rules.leaving import SETTING, Keep, check_keep, refuse
from rules.people import Role, Status
from rules.problems import NotFound


@command("person.leave")
def leave(tx: Tx, person_id: int, with_them: Collection[int] = ()) -> int:
    """A person has left, and with a child the guardians who were shown: how many people."""
    plan = leaving(tx.db, person_id)
    if plan is None:
        raise NotFound
    if person_id == tx.me.person_id:
        raise refuse("self")
    if tx.get(t.Person, person_id).status != Status.ACTIVE:
        raise refuse("left")
    if {one.id for one in plan.with_them} != set(with_them):
        raise refuse("changed")
    people = dict.fromkeys((person_id, *with_them), today())
    _have_left(tx, people)
    _end_links(tx, person_id)
    child = person_id if plan.role == Role.STUDENT else None
    tx.audit("person", person_id, child, with_them=len(with_them))
    return len(people)


@command("person.leave_behind")
def end_left_behind(tx: Tx, shown: Collection[int]) -> int:
    """Guardians whose children all left with an import lose access: how many."""
    days = {one.id: one.left_on for one in left_behind(tx.db, keep(tx.db).years)}
    if not days or set(shown) != set(days):
        raise refuse("changed")
    _have_left(tx, days)
    tx.audit("person", None, count=len(days))
    return len(days)


def _have_left(tx: Tx, days: Mapping[int, date]) -> None:
    """These people have left, each on a day; every way in ends now."""
    for key, day in days.items():
        one = tx.get(t.Person, key)
        one.status, one.left_on, one.updated_at = Status.LEFT, day, tx.now
        one.version += 1
    end_access(tx, days.keys())


def end_access(tx: Tx, person_ids: Collection[int]) -> None:
    """Sessions, codes, hand-offs and second steps of these people, now."""
    end_open_codes(tx, person_ids)
    accounts = tx.db.scalars(select(t.Account.id).where(t.Account.person_id.in_(person_ids))).all()
    for session in tx.db.scalars(
        select(t.WebSession).where(t.WebSession.account_id.in_(accounts))
    ).all():
        session.revoked_at = session.revoked_at or tx.now
    for table in (t.SecondFactor, t.RecoveryCode):
        rows: Iterable[t.Table] = tx.db.scalars(
            select(table).where(table.account_id.in_(accounts))
        ).all()
        for row in rows:
            tx.db.delete(row)


def _end_links(tx: Tx, person_id: int) -> None:
    """Classes that were attended or taught until today."""
    for table, column in LINKS:
        rows = select(table).where(column == person_id, table.ended_on.is_(None))
        for row in tx.db.scalars(rows).all():
            row.ended_on = today()


LINKS = (
    (t.Enrolment, t.Enrolment.student_id),
    (t.TeachingAssignment, t.TeachingAssignment.teacher_id),
)


@command("person.back")
def come_back(tx: Tx, person_id: int) -> int:
    """They are here again, with the classes that run on and the guardians who left with them."""
    person = tx.get(t.Person, person_id)
    if person.status != Status.LEFT or person.role == Role.ERASED:
        raise refuse("here")
    people = [person, *_left_with(tx, person)]
    if person.left_on is not None:
        _take_up_links(tx, person)
    for one in people:
        one.status, one.left_on, one.updated_at = Status.ACTIVE, None, tx.now
        one.version += 1
    tx.audit("person", person_id, person_id if person.role == Role.STUDENT else None)
    return len(people)


def _left_with(tx: Tx, person: t.Person) -> list[t.Person]:
    """Guardians who left on the day on which their child did."""
    if person.role != Role.STUDENT:
        return []
    asked = (
        select(t.Person)
        .join(t.Guardianship, t.Guardianship.guardian_id == t.Person.id)
        .where(
            t.Guardianship.student_id == person.id,
            t.Person.status == Status.LEFT,
            t.Person.left_on == person.left_on,
        )
    )
    return list(tx.db.scalars(asked))


def _take_up_links(tx: Tx, person: t.Person) -> None:
    running = select(t.SchoolClass.id).where(t.SchoolClass.status == Status.ACTIVE)
    classes = list(tx.db.scalars(running))
    for table, column in LINKS:
        rows = select(table).where(
            column == person.id, table.ended_on == person.left_on, table.class_id.in_(classes)
        )
        for row in tx.db.scalars(rows).all():
            row.ended_on = None


@command("school.keep")
def set_keep(tx: Tx, chosen: Keep) -> None:
    """How long the school keeps what it knows of people who left."""
    check_keep(chosen)
    save_setting(tx, SETTING, asdict(chosen))
    tx.audit("school", None, **asdict(chosen))
