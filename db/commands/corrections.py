"""A family asks to have something put right; the office answers."""

from db import tables as t
from db.commands.base import Tx, command
from db.commands.log import check_old_enough
from rules.corrections import Answer, CorrectionDraft, check_answer, check_correction
from rules.people import Role


@command("correction.ask")
def ask(tx: Tx, student_id: int, draft: CorrectionDraft) -> int:
    """Tell the office what is wrong about a child; its id."""
    check_old_enough(tx, tx.child(student_id))
    kept = check_correction(draft)
    row = tx.add(
        t.Correction(
            student_id=student_id,
            author_id=tx.me.person_id,
            about=kept.about,
            words=kept.words,
            created_at=tx.now,
        )
    )
    guardian = tx.me.person_id if tx.me.role is Role.GUARDIAN else None
    tx.audit("correction", row.id, student_id, guardian_id=guardian, about=kept.about)
    return row.id


@command("correction.answer")
def answer(tx: Tx, correction_id: int, given: Answer) -> None:
    """Say what was done about it; whoever asked reads the answer."""
    row = tx.get(t.Correction, correction_id)
    kept = check_answer(row.state, given)
    row.state, row.reason = kept.state, kept.reason
    row.answered_by, row.answered_at = tx.me.person_id, tx.now
    author = tx.get(t.Person, row.author_id)
    guardian = author.id if author.role == Role.GUARDIAN else None
    tx.audit("correction", row.id, row.student_id, guardian_id=guardian, state=kept.state)
