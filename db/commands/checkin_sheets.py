"""A workbook of check-ins: all of them kept, or none."""

from collections.abc import Collection

from db import tables as t
from db.commands.base import Tx, command
from db.queries.checkin_sheets import class_sheet, written
from i18n import _
from i18n.dates import today
from rules.checkins import CheckInDraft, check_draft
from rules.classes import ClassLine
from rules.problems import NotFound, Problem
from rules.texts import clean


@command("checkin.sheet")
def add_sheet(tx: Tx, class_id: int, drafts: tuple[CheckInDraft, ...]) -> int:
    """Write down what a class's workbook holds: how many check-ins."""
    room = tx.get(t.SchoolClass, class_id)
    goals = {goal.id: goal for goal in class_sheet(tx.db, ClassLine(room.id, room.name)).goals}
    _check(tx, drafts, goals.keys())
    for draft in drafts:
        goal = goals[draft.goal_id]
        tx.db.add(
            t.CheckIn(
                goal_id=goal.id,
                student_id=goal.child_id,
                day=draft.day,
                value=check_draft(draft, goal.measured, today()),
                note=clean(draft.note),
                place=draft.place,
                author_id=tx.me.person_id,
            )
        )
    children = {goals[draft.goal_id].child_id for draft in drafts}
    tx.audit("class", class_id, *children, check_ins=len(drafts))
    return len(drafts)


def _check(tx: Tx, drafts: tuple[CheckInDraft, ...], goals: Collection[int]) -> None:
    """Raise Problem unless the hub is as it was when these were read."""
    wanted = {draft.goal_id for draft in drafts}
    if not drafts:
        raise Problem(_("There is nothing new in this workbook."))
    if not wanted <= set(goals):
        raise NotFound(
            _("A goal of this workbook is not worked on any more. Please look at it again.")
        )
    if written(tx.db, wanted) & set(drafts):
        raise Problem(
            _(
                "Some of these were written down in the meantime, so nothing was kept."
                " Please look at the list again."
            )
        )
