"""The log, as far as the viewer may read it."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from db import tables as t
from db.session import HubSession, content_of
from rules.log import WHOLE_SCHOOL, Sealed
from rules.people import Role

AT_ONCE = 2_000  # entries in memory


def children_of(db: HubSession, subject: str, key: int) -> set[int]:
    """The children that were told of when this was done."""
    entry = t.AuditEntry
    about = (entry.subject == subject, entry.subject_id == key)
    if db.scalar(select(entry.id).where(*about, entry.action.in_(WHOLE_SCHOOL)).limit(1)):
        return set(db.scalars(select(t.Person.id).where(t.Person.role == Role.STUDENT)))
    alone = select(entry.student_id).where(*about, entry.student_id.is_not(None))
    several = (
        select(t.AuditChild.student_id).join(entry, entry.id == t.AuditChild.entry_id).where(*about)
    )
    return {*db.scalars(alone), *db.scalars(several)}


def sealed(db: HubSession) -> Iterator[Sealed]:
    """Every entry in its order, with its seal."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    for entry_id, student_id in db.execute(select(t.AuditChild.entry_id, t.AuditChild.student_id)):
        children[entry_id].append(student_id)
    entries = select(t.AuditEntry).order_by(t.AuditEntry.id)
    for row in db.scalars(entries, execution_options={"yield_per": AT_ONCE}):
        yield Sealed(row.id, row.before, row.hash, content_of(row, children.get(row.id, ())))
