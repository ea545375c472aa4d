"""The one limiter: guesses are counted before they are tried, and only as long as they matter.

A command has its turn alone, so what it counts is what there is. A browser that has signed in to
an account before is counted by itself: a stranger's guesses can't keep its owner out.
"""

from datetime import datetime

from sqlalchemy import func, select

from db import tables as t
from db.commands.base import Tx, command
from rules.accounts import fingerprint
from rules.guesses import MOST, MOST_OF_A_BROWSER, MOST_OF_AN_ADDRESS, WINDOW, Guess

ADDRESS = "address"


@command("account.guess")
def claim_guess(tx: Tx, kind: str, subject: str, address: str = "", browser: str = "") -> int:
    """Count one more guess: 0 when it may be tried, otherwise the seconds until one may be."""
    tx.audit("attempt", None, kind=kind)
    for over in tx.db.scalars(select(t.Attempt).where(t.Attempt.at <= tx.now - WINDOW)).all():
        tx.db.delete(over)
    counted = _counted(tx, Guess(kind), subject, address, browser)
    wait = max(_wait(tx, of, most) for of, most in counted.items())
    if not wait:
        for of in counted:
            tx.add(t.Attempt(subject=of, at=tx.now))
    return wait


@command("account.clear_guesses")
def clear_guesses(tx: Tx, kind: str, subject: str, address: str = "", browser: str = "") -> None:
    """A right answer forgives the wrong ones; of the address, which many share, only itself."""
    for of in _counted(tx, Guess(kind), subject, address, browser):
        rows = select(t.Attempt).where(t.Attempt.subject == of).order_by(t.Attempt.id.desc())
        shared = of.startswith(ADDRESS)
        for row in tx.db.scalars(rows.limit(1) if shared else rows).all():
            tx.db.delete(row)
    tx.audit("attempt", None, kind=kind)


def _counted(tx: Tx, kind: Guess, subject: str, address: str, browser: str) -> dict[str, int]:
    """What a guess counts for, and how many may be tried."""
    most = MOST[kind]
    if browser and kind != Guess.CODE and _has_signed_in(tx, subject, browser):
        return {_of(kind, subject, browser): most}
    found = {_of(kind, subject): most}
    if browser and kind == Guess.CODE:
        found[_of("browser", browser)] = MOST_OF_A_BROWSER
    if address:
        found[_of(ADDRESS, address)] = MOST_OF_AN_ADDRESS
    return found


def _of(kind: str, *what: str) -> str:
    """Not as it was typed: a password may have been typed in place of a name."""
    return f"{kind}:{fingerprint(' '.join(what))}"


def _has_signed_in(tx: Tx, username: str, browser: str) -> bool:
    asked = (
        select(t.Handoff.id)
        .join(t.Account, t.Account.id == t.Handoff.account_id)
        .where(
            t.Account.username == username,
            t.Handoff.browser_hash == browser,
            t.Handoff.used_at.is_not(None),
        )
    )
    return tx.db.scalars(asked.limit(1)).first() is not None


def _wait(tx: Tx, of: str, most: int) -> int:
    asked = select(func.count(t.Attempt.id), func.min(t.Attempt.at)).where(t.Attempt.subject == of)
    tried, first = tx.db.execute(asked).one()
    return _seconds_until(first + WINDOW, tx.now) if tried >= most else 0


def _seconds_until(end: datetime, now: datetime) -> int:
    return max(1, int((end - now).total_seconds()))
