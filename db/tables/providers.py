"""Accounts elsewhere that open one here."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from db.tables.base import Table, UtcDateTime, key, later, link, moment


class Identity(Table, table=True):
    """A provider's account, and whom it lets in; once unlinked it stays, and lets nobody in."""

    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: int = key()
    account_id: int = link("account.id")
    issuer: str
    subject: str
    email: str  # by which they were first matched
    token_at: datetime = Field(sa_type=UtcDateTime)  # of the last answer that was used
    first_used_at: datetime = moment()
    last_used_at: datetime = moment()
    ended_at: datetime | None = later()
