"""Notes about a child for staff alone."""

from sqlalchemy import select

from db import tables as t
from db.queries.readers import note_sight
from db.session import HubSession
from rules.notes import NoteLine, Notes
from rules.people import Named, full_name
from rules.readers import NEW, Item


def notes(db: HubSession, child: Named) -> Notes:
    """What staff wrote about a child: three statements, however many there are."""
    seen_by = note_sight(db, child)
    rows = db.execute(
        select(t.StaffNote, t.Person.given_name, t.Person.family_name, t.Person.preferred_name)
        .outerjoin(t.Person, t.Person.id == t.StaffNote.author_id)
        .where(t.StaffNote.student_id == child.id, t.StaffNote.removed_at.is_(None))
        .order_by(t.StaffNote.created_at.desc(), t.StaffNote.id.desc())
    )
    lines = tuple(
        NoteLine(
            row.id,
            row.text,
            full_name(given or "", family or "", preferred),
            row.created_at,
            row.author_id == db.viewer.person_id,
            seen_by.line(Item.NOTE, row.id),
        )
        for row, given, family, preferred in rows
    )
    return Notes(lines, seen_by.line(Item.NOTE, NEW))
