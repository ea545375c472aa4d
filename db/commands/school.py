"""Setting the school up."""

from sqlalchemy import func, select

from db import tables as t
from db.commands.base import Tx, command
from db.commands.settings import save_setting
from i18n import _
from rules.accounts import check_username
from rules.people import Role, check_name
from rules.problems import Problem
from rules.school import SchoolDraft, check_school


@command("school.set_up")
def set_up(tx: Tx, draft: SchoolDraft, password_hash: str) -> int:
    """The school, its year and its first coordinator, in a hub that is still empty."""
    if tx.db.scalar(select(func.count()).select_from(t.Account)):
        raise Problem(_("This hub has been set up already. Please sign in."))
    check_school(draft)
    check_name(draft.given_name, draft.family_name)
    for name in ("name", "zone", "language", "year"):
        save_setting(tx, f"school.{name}", getattr(draft, name).strip())
    person = tx.add(
        t.Person(
            role=Role.COORDINATOR,
            given_name=draft.given_name.strip(),
            family_name=draft.family_name.strip(),
            ui_language=draft.language,
        )
    )
    account = tx.add(
        t.Account(
            person_id=person.id,
            username=check_username(draft.username),
            password_hash=password_hash,
        )
    )
    tx.audit("school", None)
    assert account.id is not None
    return account.id


@command("school.stay")
def allow_staying(tx: Tx, allowed: bool) -> None:
    """Whether families may stay signed in for the school year, without a password."""
    save_setting(tx, "school.stay", allowed)
    tx.audit("school", None, stay=allowed)
