"""A coordinator let in by whoever runs the hub, when nobody in the office can."""

from datetime import timedelta

from sqlalchemy import select

from db import tables as t
from db.commands.base import Tx, command
from db.commands.second_factor import forget
from i18n import _
from rules.accounts import RESET_MINUTES
from rules.people import Role, Status, check_name
from rules.problems import Problem


@command("coordinator.add")
def add_coordinator(tx: Tx, given_name: str, family_name: str) -> int:
    """A new coordinator, who is let in next: the id."""
    check_name(given_name, family_name)
    given, family = given_name.strip(), family_name.strip()
    person = tx.add(t.Person(role=Role.COORDINATOR, given_name=given, family_name=family))
    tx.audit("person", person.id)
    return person.id


@command("coordinator.let_in")
def let_in(tx: Tx, person_id: int, code_hash: str, *, second_step_off: bool = False) -> None:
    """A single-use code for a coordinator; the codes they had before end."""
    person = tx.get(t.Person, person_id)
    if person.role != Role.COORDINATOR or person.status != Status.ACTIVE:
        raise Problem(_("This person is not a coordinator of the school now."))
    unused = (t.Invitation.person_id == person_id, t.Invitation.used_at.is_(None))
    for old in tx.db.scalars(select(t.Invitation).where(*unused)).all():
        old.revoked_at = old.revoked_at or tx.now
    tx.add(
        t.Invitation(
            person_id=person_id,
            code_hash=code_hash,
            created_by=person_id,  # the hub itself is nobody
            expires_at=tx.now + timedelta(minutes=RESET_MINUTES),
        )
    )
    account_id = tx.db.scalar(select(t.Account.id).where(t.Account.person_id == person_id))
    if second_step_off and account_id is not None:
        forget(tx, account_id)
    tx.audit("person", person_id, second_step_off=second_step_off)
