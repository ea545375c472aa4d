"""A family asks to have something put right; the office answers."""

from db import tables as t
from db.commands.base import Tx, command
from db.queries.school import setting
from i18n import _
from i18n.dates import today
from rules.corrections import Answer, CorrectionDraft, check_answer, check_correction
from rules.log_readers import AGE, age_of, old_enough
from rules.people import Role
from rules.problems import Problem


@command("correction.ask")
def ask(tx: Tx, student_id: int, draft: CorrectionDraft) -> int:
    """Tell the office what is wrong about a child; its id."""
    _check_age(tx, tx.child(student_id))
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


def _check_age(tx: Tx, child: t.Person) -> None:
    """Raise Problem for a student who is not as old as the school asks."""
    age = age_of(setting(tx.db, AGE))
    if tx.me.role is Role.STUDENT and not old_enough(child.birth_date, age, today()):
        raise Problem(_("Please ask your family or your teacher to do this with you."))


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
