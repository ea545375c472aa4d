"""What a guardian may not do for a child: recorded from a document, and lifted again."""

from db import tables as t
from db.commands.base import Tx, command
from rules.custody import RestrictionDraft, check_restriction


@command("custody.restrict")
def restrict(tx: Tx, guardianship_id: int, draft: RestrictionDraft) -> None:
    """Limit rights of a guardian; it counts from the next event of every open tab."""
    tie, kept = tx.get(t.Guardianship, guardianship_id), check_restriction(draft)
    for right in kept.rights:
        tx.add(
            t.Restriction(
                guardian_id=tie.guardian_id,
                student_id=tie.student_id,
                right=right,
                started_on=kept.started_on,
                ended_on=kept.ended_on,
                reference=kept.reference,
                created_by=tx.me.person_id,
                created_at=tx.now,
            )
        )
    who = tie.guardian_id
    tx.audit("guardianship", tie.id, tie.student_id, guardian_id=who, limited=list(kept.rights))


@command("custody.lift")
def lift(tx: Tx, restriction_id: int) -> None:
    """The right is there again, from now on; that it was limited stays recorded."""
    row = tx.get(t.Restriction, restriction_id)
    row.removed_at = row.removed_at or tx.now
    who = row.guardian_id
    tx.audit("restriction", row.id, row.student_id, guardian_id=who, lifted=row.right)
