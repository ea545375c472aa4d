"""The roster as one snapshot, for an import to compare against and an export to write."""

from dataclasses import replace

from sqlalchemy import and_, or_, select

from db import tables as t
from db.queries.custody import allowed
from db.session import HubSession
from rules.custody import Right
from rules.people import PEOPLE_ROLES, Role
from rules.roster import PastImport, Subject, What
from rules.roster_known import Known, KnownClass, KnownGuardianship, KnownLink, KnownPerson
from rules.roster_undo import Imported


def snapshot(db: HubSession) -> Known:
    """Everything of the roster that the viewer may see, and where it came from; six selects."""
    return replace(_as_it_is(db), imported=_imported(db))


def fingerprint(db: HubSession) -> str:
    """The mark of the roster as it is."""
    return _as_it_is(db).fingerprint


def _as_it_is(db: HubSession) -> Known:
    return Known(_people(db), _classes(db), _enrolments(db), _teaching(db), _guardianships(db))


def _imported(db: HubSession) -> Imported:
    """What files brought in, but for imports that were undone."""
    change, batch = t.ImportChange, t.ImportBatch
    stayed = and_(change.stayed.is_(True), change.what == What.ADD)
    rows = db.execute(
        select(change.subject, change.row_id, change.what, change.fields)
        .join(batch, batch.id == change.batch_id)
        .where(change.fields != "{}", or_(batch.undone_at.is_(None), stayed))
        .order_by(change.id)
    )
    return Imported(
        (Subject(subject), key, What(what), fields) for subject, key, what, fields in rows
    )


def reachable(db: HubSession) -> frozenset[int]:
    """Who has an address of any kind."""
    return frozenset(db.scalars(select(t.Contact.person_id)))


def _people(db: HubSession) -> tuple[KnownPerson, ...]:
    person, contact = t.Person, t.Contact
    rows = db.execute(
        select(
            person.id,
            person.role,
            person.school_ref,
            person.given_name,
            person.family_name,
            person.preferred_name,
            person.birth_date,
            person.grade,
            person.home_language,
            person.status,
            contact.email,
            contact.phone,
            contact.address,
            contact.postcode,
        )
        .join(contact, contact.person_id == person.id, isouter=True)
        .where(person.role.in_(PEOPLE_ROLES))
        .order_by(person.id)
    )
    return tuple(KnownPerson(key, Role(role), *rest) for key, role, *rest in rows)


def _classes(db: HubSession) -> tuple[KnownClass, ...]:
    school = t.SchoolClass
    rows = db.execute(
        select(
            school.id,
            school.school_ref,
            school.name,
            school.grade,
            school.school_year,
            school.status,
        ).order_by(school.name, school.id)
    )
    return tuple(KnownClass(*row) for row in rows)


def _enrolments(db: HubSession) -> tuple[KnownLink, ...]:
    row = t.Enrolment
    rows = db.execute(select(row.id, row.student_id, row.class_id, row.ended_on).order_by(row.id))
    return tuple(KnownLink(*values) for values in rows)


def _teaching(db: HubSession) -> tuple[KnownLink, ...]:
    row = t.TeachingAssignment
    rows = db.execute(select(row.id, row.teacher_id, row.class_id, row.ended_on).order_by(row.id))
    return tuple(KnownLink(*values) for values in rows)


def _guardianships(db: HubSession) -> tuple[KnownGuardianship, ...]:
    row = t.Guardianship
    rows = db.execute(
        select(
            row.id,
            row.guardian_id,
            row.student_id,
            row.relation,
            row.household,
            allowed(Right.READ),
        ).order_by(row.id)
    )
    return tuple(KnownGuardianship(*values) for values in rows)


def past_imports(db: HubSession, limit: int = 20) -> tuple[PastImport, ...]:
    """The last imports, the newest first."""
    names = {
        key: f"{given} {family}".strip()
        for key, given, family in db.execute(
            select(t.Person.id, t.Person.given_name, t.Person.family_name).where(
                t.Person.role == Role.COORDINATOR
            )
        )
    }
    batches = db.scalars(select(t.ImportBatch).order_by(t.ImportBatch.id.desc()).limit(limit))
    return tuple(
        PastImport(
            one.at,
            names.get(one.by_id, ""),
            tuple(one.files),
            dict(one.counts),
            one.id,
            one.undone_at,
            names.get(one.undone_by_id or 0, ""),
        )
        for one in batches
    )


def empty_contacts(db: HubSession) -> list[int]:
    """People whose contact row says nothing any more."""
    contact = t.Contact
    nothing = (column.is_(None) for column in (contact.email, contact.phone, contact.address))
    return list(db.scalars(select(contact.person_id).where(*nothing, contact.postcode.is_(None))))
