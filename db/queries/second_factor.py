"""Somebody's second step, as they see it themselves."""

from sqlalchemy import func, select

from db import tables as t
from db.sealed import unseal
from db.session import HubSession
from rules.second_factor import Second


def second(db: HubSession, account_id: int) -> Second:
    """Off, begun or on; the secret is shown until a first code was right."""
    asked = select(t.SecondFactor).where(t.SecondFactor.account_id == account_id)
    row = db.scalars(asked).one_or_none()
    if row is None:
        return Second()
    if row.confirmed_at is None:
        return Second(secret=unseal(row.secret) or "")
    left = select(func.count(t.RecoveryCode.id)).where(
        t.RecoveryCode.account_id == account_id, t.RecoveryCode.used_at.is_(None)
    )
    return Second(on_since=row.confirmed_at, codes_left=db.scalar(left) or 0)
