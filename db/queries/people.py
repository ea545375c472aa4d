"""The people of the school, as the office sees them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from db import tables as t
from db.session import HubSession
from db.tables.base import utc_now
from rules.people import Named, PersonLine, Role, Status, full_name


def people(db: HubSession, role: Role) -> tuple[PersonLine, ...]:
    """Everybody of a role who has not left, by family name; eight selects."""
    rows = db.scalars(
        select(t.Person)
        .where(t.Person.role == role, t.Person.status == Status.ACTIVE)
        .order_by(t.Person.family_name, t.Person.given_name, t.Person.id)
    ).all()
    classes, children = _classes(db), _children(db)
    emails, usernames, invited = _emails(db), _usernames(db), _invited(db)
    second = _with_second_factor(db)
    return tuple(
        PersonLine(
            id=row.id,
            role=role,
            name=full_name(row.given_name, row.family_name, row.preferred_name),
            school_ref=row.school_ref or "",
            classes=tuple(classes[row.id]),
            children=tuple(children[row.id]),
            email=emails.get(row.id) or "",
            username=usernames.get(row.id, ""),
            invited_until=invited.get(row.id),
            has_second=row.id in second,
        )
        for row in rows
    )


def _classes(db: HubSession) -> dict[int, list[str]]:
    """Names of the classes each student attends and each teacher teaches."""
    found: dict[int, list[str]] = defaultdict(list)
    attended = (
        select(t.Enrolment.student_id, t.SchoolClass.name)
        .join(t.SchoolClass, t.SchoolClass.id == t.Enrolment.class_id)
        .where(t.Enrolment.ended_on.is_(None))
        .order_by(t.SchoolClass.name)
    )
    taught = (
        select(t.TeachingAssignment.teacher_id, t.SchoolClass.name)
        .join(t.SchoolClass, t.SchoolClass.id == t.TeachingAssignment.class_id)
        .where(t.TeachingAssignment.ended_on.is_(None))
        .order_by(t.SchoolClass.name)
    )
    for statement in (attended, taught):
        for person_id, name in db.execute(statement):
            found[person_id].append(name)
    return found


def _children(db: HubSession) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = db.execute(
        select(t.Guardianship.guardian_id, t.Person.given_name, t.Person.family_name)
        .join(t.Person, t.Person.id == t.Guardianship.student_id)
        .order_by(t.Person.given_name)
    )
    for guardian_id, given, family in rows:
        found[guardian_id].append(full_name(given, family))
    return found


def _emails(db: HubSession) -> dict[int, str | None]:
    return dict(db.execute(select(t.Contact.person_id, t.Contact.email)).all())


def _usernames(db: HubSession) -> dict[int, str]:
    rows = select(t.Account.person_id, t.Account.username).where(t.Account.disabled_at.is_(None))
    return dict(db.execute(rows).all())


def _invited(db: HubSession) -> dict[int, datetime]:
    rows = select(t.Invitation.person_id, t.Invitation.expires_at).where(
        t.Invitation.used_at.is_(None),
        t.Invitation.revoked_at.is_(None),
        t.Invitation.expires_at > utc_now(),
    )
    return dict(db.execute(rows).all())


def _with_second_factor(db: HubSession) -> set[int]:
    """Who types six digits after the password."""
    rows = select(t.Account.person_id).join(
        t.SecondFactor, t.SecondFactor.account_id == t.Account.id
    )
    return set(db.scalars(rows.where(t.SecondFactor.confirmed_at.is_not(None))))


def classes(db: HubSession) -> tuple[Named, ...]:
    """The classes there are now."""
    rows = db.execute(
        select(t.SchoolClass.id, t.SchoolClass.name)
        .where(t.SchoolClass.status == Status.ACTIVE)
        .order_by(t.SchoolClass.name)
    )
    return tuple(Named(key, name) for key, name in rows)


def names(db: HubSession, ids: Collection[int]) -> dict[int, str]:
    """What these people are called, as far as the viewer may know it."""
    rows = db.execute(
        select(
            t.Person.id, t.Person.given_name, t.Person.family_name, t.Person.preferred_name
        ).where(t.Person.id.in_(ids))
    )
    return {key: full_name(given, family, known) for key, given, family, known in rows}


def children(db: HubSession) -> tuple[Named, ...]:
    """The children a viewer may see, by given name."""
    rows = db.execute(
        select(t.Person.id, t.Person.given_name, t.Person.family_name, t.Person.preferred_name)
        .where(t.Person.role == Role.STUDENT, t.Person.status == Status.ACTIVE)
        .order_by(t.Person.given_name, t.Person.family_name)
    )
    return tuple(Named(key, full_name(given, family, known)) for key, given, family, known in rows)
