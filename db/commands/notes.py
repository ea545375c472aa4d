"""Notes about a child for staff alone: written, and taken away by whoever wrote them."""

from db import tables as t
from db.commands.base import Tx, command, remove_own
from rules.goal_checks import check_words
from rules.log import Readers


@command("note.add")
def add_note(tx: Tx, student_id: int, text: str) -> int:
    """A note that no family and no child ever reads; its id."""
    tx.child(student_id)
    note = tx.add(
        t.StaffNote(
            student_id=student_id,
            author_id=tx.me.person_id,
            text=check_words(text),
            created_at=tx.now,
        )
    )
    tx.audit("staff_note", note.id, student_id, readers=Readers.STAFF)
    return note.id


@command("note.remove")
def remove_note(tx: Tx, note_id: int) -> None:
    """Take one's own note away."""
    note = tx.get(t.StaffNote, note_id)
    remove_own(tx, note)
    tx.audit("staff_note", note.id, note.student_id, readers=Readers.STAFF)
