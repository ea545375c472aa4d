"""Who has left, until when they are kept, and what it would mean if somebody left."""

from collections.abc import Collection
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, select

from db import tables as t
from db.queries.school import setting
from db.session import HubSession
from rules.leaving import SETTING, Keep, Leaver, Leaving, keep_of, kept_until
from rules.people import PEOPLE_ROLES, Named, Role, Status, full_name

NAMES = (t.Person.given_name, t.Person.family_name, t.Person.preferred_name)


def keep(db: HubSession) -> Keep:
    """How long the school keeps what it knows."""
    return keep_of(cast(Any, setting(db, SETTING)))


def leavers(db: HubSession, years: int) -> tuple[Leaver, ...]:
    """Everybody who has left, the last one first."""
    rows = db.execute(
        select(t.Person.id, t.Person.role, *NAMES, t.Person.left_on, t.Person.updated_at)
        .where(t.Person.role.in_(PEOPLE_ROLES), t.Person.status == Status.LEFT)
        .order_by(t.Person.left_on.desc(), t.Person.family_name, t.Person.id)
    )
    found = []
    for key, role, given, family, known, left_on, changed in rows:
        day: date = left_on or changed.date()
        name, until = full_name(given, family, known), kept_until(day, years)
        found.append(Leaver(key, Role(role), name, day, until))
    return tuple(found)


def without_child(db: HubSession, years: int) -> tuple[Leaver, ...]:
    """Guardians who never left, but whose children all did: since the last of them."""
    last = _last_days(db)
    rows = db.execute(
        select(t.Person.id, *NAMES, t.Person.updated_at)
        .where(t.Person.role == Role.GUARDIAN, t.Person.status == Status.ACTIVE)
        .order_by(t.Person.id)
    )
    found = []
    for key, given, family, known, changed in rows:
        day = last.get(key, changed.date())
        if day is not None:
            name, until = full_name(given, family, known), kept_until(day, years)
            found.append(Leaver(key, Role.GUARDIAN, name, day, until))
    return tuple(found)


def behind() -> ColumnElement[bool]:
    """Guardians who may still come in, though each of their children has left."""
    tied = select(t.Guardianship.guardian_id)
    here = tied.join(t.Person, t.Person.id == t.Guardianship.student_id).where(
        t.Person.status == Status.ACTIVE
    )
    return and_(
        t.Person.role == Role.GUARDIAN,
        t.Person.status == Status.ACTIVE,
        t.Person.id.in_(tied),
        t.Person.id.not_in(here),
    )


def left_behind(db: HubSession, years: int) -> tuple[Leaver, ...]:
    """Those guardians, and since when they have no child here."""
    ids = set(db.scalars(select(t.Person.id).where(behind())))
    return tuple(one for one in without_child(db, years) if one.id in ids)


def _last_days(db: HubSession) -> dict[int, date | None]:
    """When the last child of each guardian left; None while one is here."""
    rows = db.execute(
        select(t.Guardianship.guardian_id, t.Person.status, t.Person.left_on, t.Person.updated_at)
        .join(t.Person, t.Person.id == t.Guardianship.student_id)
        .order_by(t.Guardianship.id)
    )
    found: dict[int, date | None] = {}
    for key, status, left_on, changed in rows:
        day = None if status == Status.ACTIVE else left_on or changed.date()
        before = found.get(key, date.min)
        found[key] = max(before, day) if before and day else None
    return found


def here(db: HubSession) -> dict[Role, list[Named]]:
    """Everybody who may leave, by what they are."""
    rows = db.execute(
        select(t.Person.id, t.Person.role, *NAMES)
        .where(t.Person.role.in_(PEOPLE_ROLES), t.Person.status == Status.ACTIVE)
        .order_by(t.Person.given_name, t.Person.family_name, t.Person.id)
    )
    found: dict[Role, list[Named]] = {role: [] for role in PEOPLE_ROLES}
    for key, role, given, family, known in rows:
        found[Role(role)].append(Named(key, full_name(given, family, known)))
    return found


def leaving(db: HubSession, person_id: int) -> Leaving | None:
    """What it would mean if this person left; three selects."""
    row = db.get(t.Person, person_id)
    if row is None or row.role not in PEOPLE_ROLES:
        return None
    person = Named(row.id, full_name(row.given_name, row.family_name, row.preferred_name))
    if row.role == Role.STUDENT:
        with_them, staying = _guardians(db, person_id)
        return Leaving(person, Role.STUDENT, _attended(db, person_id), with_them, staying)
    return Leaving(person, Role(row.role), _taught(db, person_id))


def _attended(db: HubSession, student_id: int) -> tuple[str, ...]:
    attended = select(t.SchoolClass.name).join(
        t.Enrolment, t.Enrolment.class_id == t.SchoolClass.id
    )
    goes_on = (t.Enrolment.student_id == student_id, t.Enrolment.ended_on.is_(None))
    return tuple(db.scalars(attended.where(*goes_on).order_by(t.SchoolClass.name)))


def _taught(db: HubSession, teacher_id: int) -> tuple[str, ...]:
    taught = select(t.SchoolClass.name).join(
        t.TeachingAssignment, t.TeachingAssignment.class_id == t.SchoolClass.id
    )
    own = (t.TeachingAssignment.teacher_id == teacher_id, t.TeachingAssignment.ended_on.is_(None))
    return tuple(db.scalars(taught.where(*own).order_by(t.SchoolClass.name)))


def _guardians(db: HubSession, student_id: int) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """Guardians of a child: those who have no other child at the school, and those who have."""
    rows = db.execute(
        select(t.Person.id, *NAMES)
        .join(t.Guardianship, t.Guardianship.guardian_id == t.Person.id)
        .where(t.Guardianship.student_id == student_id, t.Person.status == Status.ACTIVE)
        .order_by(t.Guardianship.id)
    )
    people = [Named(key, full_name(given, family, known)) for key, given, family, known in rows]
    others = _with_another_child(db, [one.id for one in people], student_id)
    return (
        tuple(one for one in people if one.id not in others),
        tuple(one for one in people if one.id in others),
    )


def _with_another_child(db: HubSession, ids: Collection[int], student_id: int) -> set[int]:
    asked = (
        select(t.Guardianship.guardian_id)
        .join(t.Person, t.Person.id == t.Guardianship.student_id)
        .where(
            t.Guardianship.guardian_id.in_(ids),
            t.Guardianship.student_id != student_id,
            t.Person.status == Status.ACTIVE,
        )
    )
    return set(db.scalars(asked))
