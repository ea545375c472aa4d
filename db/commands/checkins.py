"""Check-ins: adding one, and taking a slip back."""

from db import tables as t
from db.commands.base import Tx, command
from i18n import _
from i18n.dates import today
from rules.checkins import CheckInDraft, Measured, Place, check_draft
from rules.goals import State
from rules.people import Role
from rules.problems import Problem
from rules.progress import MeasureKind
from rules.texts import clean


@command("checkin.add")
def add_check_in(tx: Tx, draft: CheckInDraft) -> int:
    """Write down how a goal went; a family's check-ins are from home."""
    goal = tx.get(t.Goal, draft.goal_id)
    measured = Measured(goal.state == State.WORKING, MeasureKind(goal.measure_kind), goal.unit)
    value = check_draft(draft, measured, today())
    row = tx.add(
        t.CheckIn(
            goal_id=goal.id,
            student_id=goal.student_id,
            day=draft.day,
            value=value,
            note=clean(draft.note),
            place=Place.HOME if tx.me.role is Role.GUARDIAN else draft.place,
            author_id=tx.me.person_id,
        )
    )
    tx.audit("check_in", row.id, goal.student_id, goal=goal.id)
    return row.id


@command("checkin.remove")
def remove_check_in(tx: Tx, check_in_id: int) -> None:
    """Take a check-in back; a family takes back its own."""
    row = tx.get(t.CheckIn, check_in_id)
    if tx.me.role is Role.GUARDIAN and row.author_id != tx.me.person_id:
        raise Problem(_("Somebody else wrote this check-in. Please ask the teacher."))
    row.removed_at = row.removed_at or tx.now
    tx.audit("check_in", row.id, row.student_id, goal=row.goal_id)
