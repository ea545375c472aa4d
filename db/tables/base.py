"""The base of every table: an own registry, so that a hot reload can't define a table twice."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import JSON, DateTime, MetaData
from sqlalchemy import Table as SqlTable
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)


class Table(SQLModel, registry=registry(metadata=metadata)):
    """All tables of the hub."""

    metadata = metadata
    if TYPE_CHECKING:
        __table__: ClassVar[SqlTable]
    else:

        def __init__(self, **values: Any) -> None:
            """Values and defaults as they are: a table validates nothing and has no relations,
            so nobody listens; pydantic's bookkeeping takes four times as long."""
            fields = type(self).__pydantic_fields__
            if unknown := values.keys() - fields.keys():
                raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
            for name, field in fields.items():
                if name not in values and not field.is_required():
                    made = field.default_factory
                    values[name] = made() if made else field.default
            self.__dict__.update(values)

    @classmethod
    def blank(cls) -> dict[str, Any]:
        """What a row has that nobody gave, for many rows that are written at once."""
        return {
            name: field.get_default(call_default_factory=True)
            for name, field in cls.__pydantic_fields__.items()
            if name != "id" and not field.is_required()
        }


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC: aware in Python, naive in the database, the same on both engines."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


def utc_now() -> datetime:
    return datetime.now(UTC)


def key() -> Any:
    return Field(default=None, primary_key=True)


def link(target: str, **options: Any) -> Any:
    """A foreign key with an index; deleting what it points to is refused."""
    return Field(foreign_key=target, index=True, **options)


def moment(**options: Any) -> Any:
    """A moment in UTC, now unless told."""
    return Field(default_factory=utc_now, sa_type=UtcDateTime, **options)


def later(**options: Any) -> Any:
    """A moment in UTC that may not have come yet."""
    return Field(default=None, sa_type=UtcDateTime, **options)


def json_list() -> Any:
    return Field(default_factory=list, sa_type=JSON)


def json_map() -> Any:
    return Field(default_factory=dict, sa_type=JSON)
