"""The second step of a sign-in: set up, asked for, turned off."""

from collections.abc import Sequence

from sqlalchemy import select

from db import tables as t
from db.commands.base import Tx, command
from db.commands.settings import save_setting
from db.sealed import seal, unseal
from i18n import _
from rules.accounts import HANDOFF, fingerprint, plain_code
from rules.people import Me
from rules.problems import Problem
from rules.second_factor import is_digits, new_secret, step_of


@command("second.start")
def start(tx: Tx) -> None:
    """A new secret; it counts once a first code was right."""
    account_id = _mine(tx)
    row = _row(tx, account_id)
    if row is not None and row.confirmed_at:
        raise Problem(_("The second step is on already. Please turn it off first."))
    if row is None:
        row = tx.add(t.SecondFactor(account_id=account_id, secret=""))
    row.secret = seal(new_secret())
    tx.audit("account", account_id)


@command("second.confirm")
def confirm(tx: Tx, typed: str, recovery_hashes: Sequence[str]) -> bool:
    """Turn it on with the first six digits: whether they were right."""
    account_id = _mine(tx)
    row = _row(tx, account_id)
    if row is None or row.confirmed_at:
        raise Problem(_("This was set up in another window. Please reload the page."))
    tx.audit("account", account_id)
    if not _digits_are_right(tx, row, typed):
        return False
    row.confirmed_at = tx.now
    _renew(tx, account_id, recovery_hashes)
    return True


@command("second.codes")
def renew_codes(tx: Tx, recovery_hashes: Sequence[str]) -> None:
    """New recovery codes; the old ones end."""
    account_id = _mine(tx)
    if second_factor_of(tx, account_id) is None:
        raise Problem(_("The second step is off. Please set it up first."))
    _renew(tx, account_id, recovery_hashes)
    tx.audit("account", account_id)


@command("second.off")
def turn_off(tx: Tx, typed: str) -> bool:
    """Turn it off with one more code: whether that was right."""
    account_id = _mine(tx)
    right = _is_right(tx, account_id, typed)
    if right:
        forget(tx, account_id)
    tx.audit("account", account_id, right=right)
    return right


@command("second.reset")
def reset(tx: Tx, person_id: int) -> None:
    """Turn it off for somebody whom the office has seen, and who lost telephone and codes."""
    if person_id == tx.me.person_id:
        raise Problem(_("Please turn off your own on My sign-in."))
    of_person = select(t.Account.id).where(t.Account.person_id == person_id)
    account = tx.get(t.Account, tx.db.scalar(of_person))
    forget(tx, account.id)
    tx.audit("person", person_id)


@command("account.second")
def pass_second(tx: Tx, code_hash: str, typed: str) -> bool:
    """The step after the password: whether the hand-off goes on."""
    asked = select(t.Handoff).where(t.Handoff.code_hash == code_hash)
    row = tx.db.scalars(asked).one_or_none()
    if row is None or not row.waits or not is_open(tx, row):
        raise Problem(_("This took too long. Please sign in again."))
    right = _is_right(tx, row.account_id, typed)
    if right:
        row.waits, row.expires_at = False, tx.now + HANDOFF
    tx.audit("account", row.account_id, right=right)
    return right


@command("school.second_factor")
def require(tx: Tx, of_coordinators: bool) -> None:
    """Ask a second step of every coordinator, or of whoever likes."""
    if of_coordinators and second_factor_of(tx, _mine(tx)) is None:
        raise Problem(_("Please set it up for yourself first."))
    save_setting(tx, "school.second_factor", of_coordinators)
    tx.audit("school", None, second_factor=of_coordinators)


@command("second.reseal")
def reseal(tx: Tx) -> list[int]:
    """Seal every secret with the newest key: how many were, and how many no known key opens."""
    rows = tx.db.scalars(select(t.SecondFactor)).all()
    opened = [(row, secret) for row in rows if (secret := unseal(row.secret)) is not None]
    for row, secret in opened:
        row.secret = seal(secret)
    done, lost = len(opened), len(rows) - len(opened)
    tx.audit("school", None, sealed=done, lost=lost)
    return [done, lost]


def second_factor_of(tx: Tx, account_id: int) -> t.SecondFactor | None:
    """The second step of an account, if it is on."""
    row = _row(tx, account_id)
    return row if row is not None and row.confirmed_at else None


def is_open(tx: Tx, row: t.Handoff) -> bool:
    return row.used_at is None and row.expires_at >= tx.now


def forget(tx: Tx, account_id: int) -> None:
    """The account signs in with its password alone."""
    with tx.db.no_autoflush:  # the code that was just right need not be written first
        for table in (t.RecoveryCode, t.SecondFactor):
            for row in tx.db.scalars(select(table).where(table.account_id == account_id)).all():
                tx.db.delete(row)


def _mine(tx: Tx) -> int:
    assert isinstance(tx.me, Me)
    return tx.me.account_id


def _row(tx: Tx, account_id: int) -> t.SecondFactor | None:
    asked = select(t.SecondFactor).where(t.SecondFactor.account_id == account_id)
    return tx.db.scalars(asked).one_or_none()


def _is_right(tx: Tx, account_id: int, typed: str) -> bool:
    """Digits that were not used yet, or a recovery code, which is spent by it."""
    row = second_factor_of(tx, account_id)
    if row is None:
        return False
    if is_digits(typed):
        return _digits_are_right(tx, row, typed)
    asked = select(t.RecoveryCode).where(
        t.RecoveryCode.account_id == account_id,
        t.RecoveryCode.code_hash == fingerprint(plain_code(typed)),
        t.RecoveryCode.used_at.is_(None),
    )
    code = tx.db.scalars(asked).one_or_none()
    if code is not None:
        code.used_at = tx.now
    return code is not None


def _digits_are_right(tx: Tx, row: t.SecondFactor, typed: str) -> bool:
    secret = unseal(row.secret)
    step = step_of(secret, typed, tx.now, row.last_step) if secret else None
    if step is None:
        return False
    row.last_step = step
    return True


def _renew(tx: Tx, account_id: int, recovery_hashes: Sequence[str]) -> None:
    old = select(t.RecoveryCode).where(t.RecoveryCode.account_id == account_id)
    for row in tx.db.scalars(old).all():
        tx.db.delete(row)
    for code_hash in recovery_hashes:
        tx.add(t.RecoveryCode(account_id=account_id, code_hash=code_hash))
