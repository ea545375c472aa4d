"""Accounts elsewhere: matched to one here, unlinked, linked again."""

from sqlalchemy import select

from db import tables as t
from db.commands.base import Tx, command
from db.queries.providers import accounts_of
from i18n import _
from rules.people import Me, Status
from rules.problems import Problem
from rules.providers import ONLY_WAY, Token, Why, label_of
from rules.whole_hub import NO_PASSWORD


@command("identity.match")
def match(tx: Tx, who: Token) -> list[int] | str:
    """The account that a provider's account opens, and what links them; or why it opens none.

    The first time by its address, to an account there is: none is ever made.
    """
    asked = (t.Identity.issuer == who.issuer, t.Identity.subject == who.subject)
    row = tx.db.scalars(select(t.Identity).where(*asked)).one_or_none()
    found = _opens(tx, who, row)
    if isinstance(found, Why):
        tx.audit("account", None, provider=label_of(who.issuer), why=found)
        return found
    tx.audit("account", found, provider=label_of(who.issuer))
    return [found, _used(tx, who, row, found).id]


def _opens(tx: Tx, who: Token, row: t.Identity | None) -> int | Why:
    if row and row.token_at >= who.at:
        return Why.USED
    if row and row.ended_at is None:
        return _linked(tx, row)
    return _of_address(tx, who, row)


def _used(tx: Tx, who: Token, row: t.Identity | None, account_id: int) -> t.Identity:
    """Noted with its answer, which opens nothing again; one of somebody else's begins anew."""
    if row is None:
        row = t.Identity(
            account_id=account_id,
            issuer=who.issuer,
            subject=who.subject,
            email=who.email,
            token_at=who.at,
        )
    if row.account_id != account_id:
        row.account_id, row.email, row.first_used_at = account_id, who.email, tx.now
    row.token_at, row.last_used_at, row.ended_at = who.at, tx.now, None
    return tx.add(row)


def _linked(tx: Tx, row: t.Identity) -> int | Why:
    """Known by now: its address no longer matters."""
    account = tx.get(t.Account, row.account_id)
    left = tx.get(t.Person, account.person_id).status != Status.ACTIVE
    return Why.CLOSED if left or account.disabled_at else row.account_id


def _of_address(tx: Tx, who: Token, row: t.Identity | None) -> int | Why:
    """The account of the only one here who has this address."""
    if not who.email:
        return Why.UNVERIFIED
    found = accounts_of(tx.db, who.email)
    if len(found) > 1:
        return Why.SEVERAL
    account_id = found[0] if found else None
    if account_id is None:
        return Why.UNKNOWN
    if row and row.account_id == account_id:
        return Why.ENDED
    return Why.LINKED if _has_one(tx, account_id, who.issuer) else account_id


def _has_one(tx: Tx, account_id: int, issuer: str) -> bool:
    """Whether another account of this provider opens it: an address may pass to somebody else."""
    asked = select(t.Identity.id).where(
        t.Identity.account_id == account_id,
        t.Identity.issuer == issuer,
        t.Identity.ended_at.is_(None),
    )
    return tx.db.scalars(asked).first() is not None


@command("identity.unlink")
def unlink(tx: Tx, identity_id: int) -> None:
    """It opens nothing any more, and what it opened elsewhere is closed."""
    row = tx.get(t.Identity, identity_id)
    here = tx.me.session_id if isinstance(tx.me, Me) else None
    if _is_mine(tx, row) and not _comes_back(tx, row):
        raise Problem(_(ONLY_WAY))
    row.ended_at = row.ended_at or tx.now
    through = select(t.WebSession).where(t.WebSession.identity_id == row.id)
    for session in tx.db.scalars(through).all():
        if session.id != here:
            session.revoked_at = session.revoked_at or tx.now
    tx.audit("account", row.account_id, provider=label_of(row.issuer))


@command("identity.relink")
def relink(tx: Tx, identity_id: int) -> None:
    """What was unlinked opens the account again."""
    row = tx.get(t.Identity, identity_id)
    if row.ended_at and _has_one(tx, row.account_id, row.issuer):
        raise Problem(
            _("Another account of {provider} is linked. Please unlink it first.").format(
                provider=label_of(row.issuer)
            )
        )
    row.ended_at = None
    tx.audit("account", row.account_id, provider=label_of(row.issuer))


def _is_mine(tx: Tx, row: t.Identity) -> bool:
    return isinstance(tx.me, Me) and tx.me.account_id == row.account_id


def _comes_back(tx: Tx, row: t.Identity) -> bool:
    """Whether somebody has another way in: a password, or an account elsewhere."""
    if tx.get(t.Account, row.account_id).password_hash != NO_PASSWORD:
        return True
    others = select(t.Identity.id).where(
        t.Identity.account_id == row.account_id,
        t.Identity.id != row.id,
        t.Identity.ended_at.is_(None),
    )
    return tx.db.scalars(others).first() is not None
