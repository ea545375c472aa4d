"""What the hub remembers of itself: the audit trail, operations done, settings."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from db.tables.base import Table, json_map, key, link, moment


class AuditEntry(Table, table=True):
    """Who did what; actor 0 is the hub itself."""

    __tablename__ = "audit_entry"

    id: int = key()
    at: datetime = moment(index=True)
    actor_id: int = Field(index=True)
    action: str = Field(index=True)
    subject: str
    subject_id: int | None = None
    student_id: int | None = link("person.id", default=None)
    detail: dict[str, Any] = json_map()


class Operation(Table, table=True):
    """A form's key: a second click finds the first one's result."""

    key: str = Field(primary_key=True)
    actor_id: int
    action: str
    at: datetime = moment()
    result: Any = Field(default=None, sa_type=JSON)


class Setting(Table, table=True):
    key: str = Field(primary_key=True)
    value: Any = Field(default=None, sa_type=JSON)
