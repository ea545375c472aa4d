"""What the hub remembers of itself: the audit trail, operations done, settings."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlmodel import Field

from db.tables.base import Table, json_map, key, link, moment


def words_with(default: str) -> Any:
    """A text that rows from before the column have as well."""
    return Field(default=default, sa_column_kwargs={"server_default": default})


class AuditEntry(Table, table=True):
    """Who did what; actor 0 is the hub itself.

    It outlives the people it tells of, so it points to none of them and holds no names.
    """

    __tablename__ = "audit_entry"
    __table_args__: ClassVar = {"implicit_returning": False}  # not everybody may read what they add

    id: int = key()
    at: datetime = moment(index=True)
    actor_id: int = Field(index=True)
    action: str = Field(index=True)
    subject: str
    subject_id: int | None = None
    student_id: int | None = Field(default=None, index=True)
    detail: dict[str, Any] = json_map()
    role: str = words_with("")
    readers: str = words_with("all")
    guardian_id: int | None = None
    before: str = words_with("")
    hash: str = words_with("")


class AuditChild(Table, table=True):
    """One of several children that an entry is about."""

    __tablename__ = "audit_child"

    id: int = key()
    entry_id: int = link("audit_entry.id")
    student_id: int = Field(index=True)


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
