"""A guardian allows something, or doesn't; what was said before stays."""

from db import tables as t
from db.commands.base import Tx, command
from rules.consents import check_subject


@command("consent.say")
def say(tx: Tx, student_id: int, subject: str, agreed: bool) -> int:
    """One guardian's answer for one child; its id."""
    tx.child(student_id)
    row = tx.add(
        t.Consent(
            student_id=student_id,
            guardian_id=tx.me.person_id,
            subject=check_subject(subject),
            agreed=agreed,
            said_at=tx.now,
        )
    )
    of_whom = tx.me.person_id
    tx.audit("consent", row.id, student_id, guardian_id=of_whom, to=row.subject, agreed=agreed)
    return row.id
