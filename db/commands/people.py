"""Adding people, and inviting them."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import select

from db import tables as t
from db.commands.base import Tx, command
from db.queries.invitations import OPEN, children_seen
from i18n import _
from rules.accounts import INVITATION_DAYS, RESET_MINUTES
from rules.people import PersonDraft, Role, Status, check_person
from rules.permissions import check_fresh
from rules.problems import Problem


@command("person.add")
def add_person(tx: Tx, draft: PersonDraft) -> int:
    """A new person with their classes or children: the id."""
    check_person(draft)
    check_fresh(tx.me, f"person.add:{draft.role}")
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
    check_fresh(tx.me, f"person.invite:{person.role}")
    end_open_codes(tx, [person_id])
    joined = tx.db.scalar(select(t.Account.id).where(t.Account.person_id == person_id)) is not None
    lasts = timedelta(minutes=RESET_MINUTES) if joined else timedelta(days=INVITATION_DAYS)
    tx.add(
        t.Invitation(
            person_id=person_id,
            student_id=None if joined else _first_child(tx, person),
            code_hash=code_hash,
            created_by=tx.me.person_id,
            expires_at=tx.now + lasts,
        )
    )
    child = person_id if person.role == Role.STUDENT else None
    tx.audit("person", person_id, child, joined=joined)


def _first_child(tx: Tx, person: t.Person) -> int | None:
    """The child that a guardian is asked for; without one to see, nobody is invited."""
    if person.role != Role.GUARDIAN:
        return None
    child = tx.db.scalars(children_seen(person.id)).first()
    if child is None:
        raise Problem(
            _("This person may not see any child just now, so they get no code. Look at the child.")
        )
    return int(child)


@command("person.end_codes")
def end_codes(tx: Tx, person_id: int) -> int:
    """A letter went astray: the person's open codes open nothing any more. How many ended."""
    person = tx.get(t.Person, person_id)
    ended = end_open_codes(tx, [person.id])
    tx.audit("person", person.id, ended=ended)
    return ended


def end_open_codes(tx: Tx, person_ids: Collection[int]) -> int:
    """End every code of these people that was neither used nor ended: how many."""
    open_now = select(t.Invitation).where(t.Invitation.person_id.in_(person_ids), *OPEN)
    rows = tx.db.scalars(open_now).all()
    for row in rows:
        row.revoked_at = tx.now
    return len(rows)
