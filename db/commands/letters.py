"""The codes of letters: all of them in one transaction, or none."""

from collections.abc import Sequence
from datetime import timedelta

from db import tables as t
from db.commands.base import Tx, command
from db.commands.people import end_open_codes
from db.commands.roster_rows import insert_all
from db.queries.letters import families
from i18n import _
from rules.accounts import INVITATION_DAYS
from rules.letters import NewCode
from rules.log import Readers
from rules.problems import Problem


@command("letters.make")
def make_letters(tx: Tx, codes: Sequence[NewCode]) -> int:
    """A code for each guardian, whose open ones end: how many were ended."""
    _check(tx, codes)
    guardians = [code.guardian_id for code in codes]
    ended = end_open_codes(tx, guardians)
    insert_all(
        tx,
        t.Invitation,
        (
            {
                "person_id": code.guardian_id,
                "student_id": code.student_id,
                "code_hash": code.code_hash,
                "created_by": tx.me.person_id,
                "created_at": tx.now,
                "expires_at": tx.now + timedelta(days=INVITATION_DAYS),
            }
            for code in codes
        ),
    )
    children = {code.student_id for code in codes}
    tx.audit(
        "letters",
        None,
        *children,
        readers=Readers.ADULTS,
        letters=len(codes),
        ended=ended,
        guardians=guardians,
    )
    return ended


def _check(tx: Tx, codes: Sequence[NewCode]) -> None:
    """Since the page was drawn somebody may have joined, left, or lost sight of the child."""
    known = families(tx.db)
    here = {child.id for child in known.children}
    may = {
        (tie.guardian_id, tie.student_id)
        for tie in known.ties
        if tie.access and tie.student_id in here
    }
    waiting = {adult.id for adult in known.adults.values() if not adult.joined}
    for code in codes:
        if code.guardian_id not in waiting or (code.guardian_id, code.student_id) not in may:
            raise Problem(
                _(
                    "Somebody on this list has joined or left in the meantime, so no letter was"
                    " made. Please look at the list again."
                )
            )
