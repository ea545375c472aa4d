"""Everything about a child that one of the family may see, and who of them may have it."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from db import tables as t
from db.queries import log
from db.queries.custody import allowed
from db.queries.one_child import one_child
from db.session import HubSession
from db.tables.base import utc_now
from i18n import LANGUAGES, _
from rules.custody import Right
from rules.family_copy import Copy, Reader, read_tables
from rules.log_readers import old_enough
from rules.people import RELATIONS, Named, Role, Status, Viewer, full_name
from rules.problems import NotFound


def family_copy(
    db: HubSession, child_id: int, school: str, reader: Reader, *, unsent: bool
) -> Copy:
    """The rows and the log, by the rules of whoever reads; the school's people have no name yet."""
    tables = read_tables(one_child(db, child_id), unsent=unsent)
    child = log.child(db, child_id)
    if child is None:
        raise NotFound(_("This child is no longer there, or is not yours to see."))
    lines = log.of_child(db, child)
    return Copy(school, Named(child.id, child.name), reader, utc_now(), tables, lines, unsent)


def with_names(db: HubSession, copy: Copy) -> Copy:
    """The log with the names of the school's people, which a family may know there."""
    called = log.staff_names(db, {line.actor_id for line in copy.log})
    named = tuple(replace(line, name=called.get(line.actor_id, "")) for line in copy.log)
    return replace(copy, log=named)


def readers(db: HubSession, child_id: int, age: int, day: date) -> tuple[Reader, ...]:
    """Who of a family may have a copy today: guardians who see the child, an older student."""
    child = db.get(t.Person, child_id)
    person = t.Person
    rows = db.execute(
        select(person, t.Guardianship.relation)
        .join(t.Guardianship, t.Guardianship.guardian_id == person.id)
        .where(
            t.Guardianship.student_id == child_id,
            person.status == Status.ACTIVE,
            allowed(Right.READ),
        )
        .order_by(t.Guardianship.id)
    )
    found = [_reader(row, _(RELATIONS.get(of, RELATIONS["other"]))) for row, of in rows]
    old = child is not None and old_enough(child.birth_date, age, day)
    return (*found, _reader(child)) if child and old else tuple(found)


def _reader(row: t.Person, relation: str = "") -> Reader:
    name = full_name(row.given_name, row.family_name, row.preferred_name)
    spoken = (row.ui_language or "", row.home_language or "")
    language = next((one for one in spoken if one in LANGUAGES), "")
    label = f"{name} · {relation}" if relation else name
    return Reader(Viewer(row.id, Role(row.role)), label, language)
