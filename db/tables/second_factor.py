"""The second step of a sign-in."""

from datetime import datetime

from sqlmodel import Field

from db.tables.base import Table, key, later, link, moment


class SecondFactor(Table, table=True):
    """What an authenticator app knows, sealed; it counts once a first code was right."""

    __tablename__ = "second_factor"

    id: int = key()
    account_id: int = link("account.id", unique=True)
    secret: str
    last_step: int = 0
    created_at: datetime = moment()
    confirmed_at: datetime | None = later()


class RecoveryCode(Table, table=True):
    """A code on paper, in place of the telephone, once."""

    __tablename__ = "recovery_code"

    id: int = key()
    account_id: int = link("account.id")
    code_hash: str = Field(unique=True)
    used_at: datetime | None = later()
