"""Whom letters could go to; five selects for any school."""

from collections import defaultdict

from sqlalchemy import and_, select

from db import tables as t
from db.queries.custody import allowed
from db.queries.invitations import OPEN
from db.session import HubSession
from db.tables.base import utc_now
from rules.custody import Right
from rules.letters import Adult, Families, Pupil, Tie
from rules.people import Named, Role, Status, full_name


def families(db: HubSession) -> Families:
    """Every child who is here, their guardians, and what these have to sign in with."""
    people = db.scalars(
        select(t.Person)
        .where(t.Person.role.in_((Role.STUDENT, Role.GUARDIAN)), t.Person.status == Status.ACTIVE)
        .order_by(t.Person.given_name, t.Person.family_name, t.Person.id)
    ).all()
    classes, joined, invited = _classes(db), _joined(db), _invited(db)
    children = [_pupil(one, classes[one.id]) for one in people if one.role == Role.STUDENT]
    return Families(
        tuple(sorted(children, key=lambda child: child.class_name)),
        {
            one.id: _adult(one, one.id in joined, one.id in invited)
            for one in people
            if one.role == Role.GUARDIAN
        },
        _ties(db),
    )


def _pupil(row: t.Person, classes: list[Named]) -> Pupil:
    return Pupil(
        row.id,
        full_name(row.given_name, row.family_name, row.preferred_name),
        row.preferred_name or row.given_name,
        row.home_language or "",
        tuple(classes),
    )


def _adult(row: t.Person, joined: bool, invited: bool) -> Adult:
    name = full_name(row.given_name, row.family_name, row.preferred_name)
    return Adult(row.id, name, (row.ui_language or "", row.home_language or ""), joined, invited)


def _classes(db: HubSession) -> dict[int, list[Named]]:
    found: dict[int, list[Named]] = defaultdict(list)
    rows = db.execute(
        select(t.Enrolment.student_id, t.SchoolClass.id, t.SchoolClass.name)
        .join(t.SchoolClass, t.SchoolClass.id == t.Enrolment.class_id)
        .where(t.Enrolment.ended_on.is_(None), t.SchoolClass.status == Status.ACTIVE)
        .order_by(t.SchoolClass.name)
    )
    for student_id, class_id, name in rows:
        found[student_id].append(Named(class_id, name))
    return found


def _ties(db: HubSession) -> tuple[Tie, ...]:
    gets = and_(allowed(Right.READ), allowed(Right.CONTACT))
    rows = db.execute(
        select(t.Guardianship.guardian_id, t.Guardianship.student_id, gets).order_by(
            t.Guardianship.id
        )
    )
    return tuple(Tie(*row) for row in rows)


def _joined(db: HubSession) -> set[int]:
    return set(db.scalars(select(t.Account.person_id)))


def _invited(db: HubSession) -> set[int]:
    works = (*OPEN, t.Invitation.expires_at > utc_now())
    return set(db.scalars(select(t.Invitation.person_id).where(*works)))
