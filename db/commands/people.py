"""Adding people, inviting them, and who may see a child."""

from datetime import timedelta

from sqlalchemy import select

from db import tables as t
from db.commands.base import Tx, check_version, command
from i18n import _
from rules.accounts import INVITATION_DAYS, RESET_MINUTES
from rules.people import PersonDraft, Role, Status, check_person
from rules.problems import Problem


@command("person.add")
def add_person(tx: Tx, draft: PersonDraft) -> int:
    """A new person with their classes or children: the id."""
    check_person(draft)
    _refuse_known_ref(tx, draft)
    person = tx.add(
        t.Person(
            role=draft.role,
            given_name=draft.given_name.strip(),
            family_name=draft.family_name.strip(),
            school_ref=draft.school_ref.strip() or None,
            birth_date=draft.birth_date,
            grade=draft.grade.strip() or None,
            home_language=draft.home_language.strip() or None,
            created_at=tx.now,
        )
    )
    if draft.email.strip():
        tx.add(t.Contact(person_id=person.id, email=draft.email.strip()))
    _link(tx, person, draft)
    _tell(tx, person, draft)
    return person.id


def _tell(tx: Tx, person: t.Person, draft: PersonDraft) -> None:
    """A child's family reads that it was added; a guardian, that they were linked to a child."""
    if draft.role == Role.GUARDIAN:
        tx.audit("person", person.id, *draft.child_ids, guardian_id=person.id)
    else:
        tx.audit("person", person.id, person.id if draft.role == Role.STUDENT else None)


def _refuse_known_ref(tx: Tx, draft: PersonDraft) -> None:
    ref = draft.school_ref.strip()
    if (
        ref
        and tx.db.scalars(
            select(t.Person).where(t.Person.school_ref == ref, t.Person.role == draft.role)
        ).first()
    ):
        raise Problem(_("The school's id {ref} belongs to somebody already.").format(ref=ref))


def _link(tx: Tx, person: t.Person, draft: PersonDraft) -> None:
    for class_id in draft.class_ids:
        tx.get(t.SchoolClass, class_id)
        if draft.role == Role.STUDENT:
            tx.add(t.Enrolment(student_id=person.id, class_id=class_id))
        elif draft.role == Role.TEACHER:
            tx.add(t.TeachingAssignment(teacher_id=person.id, class_id=class_id))
    if draft.role == Role.GUARDIAN:
        for child_id in draft.child_ids:
            if tx.get(t.Person, child_id).role != Role.STUDENT:
                raise Problem(_("Only a student can be chosen as a child."))
            tx.add(
                t.Guardianship(guardian_id=person.id, student_id=child_id, relation=draft.relation)
            )


@command("person.invite")
def invite(tx: Tx, person_id: int, code_hash: str) -> None:
    """A single-use code for one person; the codes they had before end.

    Somebody who has joined stands beside the office and forgot a password: half an hour is enough.
    """
    person = tx.get(t.Person, person_id)
    if person.status != Status.ACTIVE:
        raise Problem(_("This person has left the school and can't be invited."))
    for old in tx.db.scalars(
        select(t.Invitation).where(
            t.Invitation.person_id == person_id, t.Invitation.used_at.is_(None)
        )
    ):
        old.revoked_at = old.revoked_at or tx.now
    joined = tx.db.scalar(select(t.Account.id).where(t.Account.person_id == person_id)) is not None
    lasts = timedelta(minutes=RESET_MINUTES) if joined else timedelta(days=INVITATION_DAYS)
    tx.add(
        t.Invitation(
            person_id=person_id,
            code_hash=code_hash,
            created_by=tx.me.person_id,
            expires_at=tx.now + lasts,
        )
    )
    child = person_id if person.role == Role.STUDENT else None
    tx.audit("person", person_id, child, joined=joined)


@command("person.access")
def change_access(tx: Tx, guardianship_id: int, access: bool, version: int) -> None:
    """Let a guardian see a child, or no longer."""
    row = tx.get(t.Guardianship, guardianship_id)
    check_version(row.version, version, {})
    row.access = access
    row.version += 1
    guardian = row.guardian_id
    tx.audit("guardianship", row.id, row.student_id, guardian_id=guardian, access=access)
