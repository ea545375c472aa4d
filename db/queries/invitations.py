"""What a code opens: asked before somebody has signed in."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Select, select

from db import tables as t
from db.queries.custody import allowed
from db.session import HubSession
from db.tables.base import utc_now
from i18n import current
from rules.custody import Right
from rules.invitations import Invited
from rules.letters import letter_language
from rules.people import Status, full_name

OPEN = (t.Invitation.used_at.is_(None), t.Invitation.revoked_at.is_(None))


def children_seen(guardian_id: int) -> Select[Any]:
    """Ids of the children whom a guardian may see, the first one first."""
    return (
        select(t.Guardianship.student_id)
        .join(t.Person, t.Person.id == t.Guardianship.student_id)
        .where(
            t.Guardianship.guardian_id == guardian_id,
            allowed(Right.READ),
            t.Person.status == Status.ACTIVE,
        )
        .order_by(t.Guardianship.id)
    )


def invited(db: HubSession, code_hash: str) -> Invited | None:
    """Whom a code is for; None once it was used, has expired, or its child is out of sight."""
    found = db.execute(
        select(t.Invitation.student_id, t.Person)
        .join(t.Person, t.Person.id == t.Invitation.person_id)
        .where(
            t.Invitation.code_hash == code_hash,
            *OPEN,
            t.Invitation.expires_at > utc_now(),
            t.Person.status == Status.ACTIVE,
        )
    ).one_or_none()
    if found is None or not speaks_of_their_child(db, found.Person.id, found.student_id):
        return None
    person = Invited(found.Person.id, full_name(found.Person.given_name, found.Person.family_name))
    if not found.student_id:
        return person
    return _with_child(
        db, person, found.student_id, found.Person.ui_language, found.Person.home_language
    )


def speaks_of_their_child(db: HubSession, person_id: int, student_id: int | None) -> bool:
    """Whether the child of a code, if it has one, may still be seen by whom the code is for."""
    return student_id is None or student_id in db.scalars(children_seen(person_id)).all()


def _with_child(db: HubSession, person: Invited, student_id: int, *wishes: str | None) -> Invited:
    child = db.scalars(select(t.Person).where(t.Person.id == student_id)).one()
    classes = db.scalars(
        select(t.SchoolClass.name)
        .join(t.Enrolment, t.Enrolment.class_id == t.SchoolClass.id)
        .where(
            t.Enrolment.student_id == student_id,
            t.Enrolment.ended_on.is_(None),
            t.SchoolClass.status == Status.ACTIVE,
        )
        .order_by(t.SchoolClass.name)
    )
    first_name = child.preferred_name or child.given_name
    return replace(
        person,
        child_id=child.id,
        child=first_name,
        class_name=", ".join(classes),
        language=letter_language(
            *(wish or "" for wish in (*wishes, child.home_language, current()))
        ),
    )
