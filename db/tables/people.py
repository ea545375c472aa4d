"""People and what they sign in with."""

from datetime import date, datetime

from sqlalchemy import false
from sqlmodel import Field

from db.tables.base import Table, UtcDateTime, key, later, link, moment
from rules.people import Status


class Person(Table, table=True):
    id: int = key()
    role: str = Field(index=True)
    school_ref: str | None = Field(default=None, index=True)
    given_name: str
    family_name: str = ""
    preferred_name: str | None = None
    birth_date: date | None = None
    grade: str | None = None
    home_language: str | None = None
    ui_language: str | None = None
    status: str = Field(default=Status.ACTIVE)
    left_on: date | None = None
    version: int = 1
    created_at: datetime = moment()
    updated_at: datetime = moment()


class Contact(Table, table=True):
    """How to reach a person: a table of its own because rules filter rows, not fields."""

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    email: str | None = Field(default=None, index=True)
    phone: str | None = None
    address: str | None = None
    postcode: str | None = None


class Account(Table, table=True):
    id: int = key()
    person_id: int = link("person.id", unique=True)
    username: str = Field(unique=True)
    password_hash: str
    disabled_at: datetime | None = later()
    created_at: datetime = moment()


class WebSession(Table, table=True):
    """A signed-in browser; the token itself is never stored."""

    __tablename__ = "session"

    id: int = key()
    account_id: int = link("account.id")
    token_hash: str = Field(unique=True)
    device: str = Field(default="", sa_column_kwargs={"server_default": ""})
    created_at: datetime = moment()
    seen_at: datetime = moment()
    idle_until: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = later()
    confirmed_at: datetime | None = later()
    identity_id: int | None = link("identity.id", default=None)


class Handoff(Table, table=True):
    """A single-use code that turns a checked password into a cookie; not while it waits."""

    id: int = key()
    account_id: int = link("account.id")
    code_hash: str = Field(unique=True)
    browser_hash: str
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = later()
    waits: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    identity_id: int | None = link("identity.id", default=None)


class Attempt(Table, table=True):
    """A failed guess; the throttle counts them."""

    id: int = key()
    subject: str = Field(index=True)
    at: datetime = moment(index=True)


class Invitation(Table, table=True):
    """A single-use code; a guardian's speaks of one child and opens nothing without access."""

    id: int = key()
    person_id: int = link("person.id")
    student_id: int | None = link("person.id", default=None)
    code_hash: str = Field(unique=True)
    created_by: int = link("person.id")
    created_at: datetime = moment()
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = later()
    revoked_at: datetime | None = later()
