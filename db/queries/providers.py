"""Accounts elsewhere: whose they are, and whom an address belongs to."""

from sqlalchemy import bindparam, func, select

from db import tables as t
from db.session import HubSession
from rules.people import Status
from rules.providers import Linked

LINKED = (
    select(
        t.Identity.id,
        t.Identity.issuer,
        t.Identity.email,
        t.Identity.first_used_at,
        t.Identity.last_used_at,
        t.Identity.ended_at,
    )
    .join(t.Account, t.Account.id == t.Identity.account_id)
    .where(t.Account.person_id == bindparam("person"))
    .order_by(t.Identity.id)
)
OF_ADDRESS = (
    select(t.Person.id, t.Account.id, t.Account.disabled_at)
    .join(t.Contact, t.Contact.person_id == t.Person.id)
    .join(t.Account, t.Account.person_id == t.Person.id, isouter=True)
    .where(
        func.lower(func.trim(t.Contact.email)) == bindparam("email"),
        t.Person.status == Status.ACTIVE,
    )
)


def linked(db: HubSession, person_id: int) -> tuple[Linked, ...]:
    """What somebody signs in with elsewhere; nothing if it is not yours to see."""
    return tuple(Linked(*row) for row in db.execute(LINKED, {"person": person_id}))


def accounts_of(db: HubSession, email: str) -> list[int | None]:
    """For everybody here who has this address their account, None for one that is not open."""
    rows = db.execute(OF_ADDRESS, {"email": email})
    return [None if disabled else account for _person, account, disabled in rows]


def is_spent(db: HubSession, issuer: str, subject: str, at: object) -> bool:
    """Whether this answer of a provider, or a later one, has opened the hub already."""
    asked = select(t.Identity.id).where(
        t.Identity.issuer == issuer, t.Identity.subject == subject, t.Identity.token_at >= at
    )
    return db.scalars(asked).first() is not None
