"""Notes about a child that only staff read: a table of its own, as rules filter rows."""

from datetime import datetime

from db.tables.base import Table, key, later, link, moment


class StaffNote(Table, table=True):
    __tablename__ = "staff_note"

    id: int = key()
    student_id: int = link("person.id")
    author_id: int = link("person.id")
    text: str
    created_at: datetime = moment()
    removed_at: datetime | None = later()
