"""Many rows of one table at once: an object for each would take longer than everything else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from db import tables as t
from db.commands.base import Tx
from db.session import HubSession

Values = Mapping[str, Any]


def insert_all(tx: Tx, table: type[t.Table], rows: Iterable[Values]) -> list[int]:
    """Write new rows: their ids in this order, as one program writes at a time and in turn."""
    key, blank = _key(table), table.blank()
    last = tx.db.scalar(select(func.max(key))) or 0
    tx.db.many(table.__table__.insert(), [{**blank, **row} for row in rows])
    return list(tx.db.scalars(select(key).where(key > last).order_by(key)))


def update_all(
    tx: Tx, table: type[t.Table], rows: Mapping[int, Values], *, counted: bool = False
) -> None:
    """Change rows by key; `counted` where a row has a version."""
    columns = table.__table__.c
    groups: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for key, values in rows.items():
        groups[tuple(sorted(values))].append({"row_key": key, **values})
    where = columns[_key(table).key] == bindparam("row_key")
    for group in groups.values():
        change = table.__table__.update().where(where)
        tx.db.many(change.values(version=columns.version + 1) if counted else change, group)


def delete_all(tx: Tx, table: type[t.Table], keys: Iterable[int]) -> None:
    where = table.__table__.c[_key(table).key] == bindparam("row_key")
    tx.db.many(table.__table__.delete().where(where), [{"row_key": key} for key in keys])


def delete_before(db: HubSession, table: type[t.Table], column: str, moment: datetime) -> None:
    """Rows whose time was over before a moment."""
    where = table.__table__.c[column] < bindparam("moment")
    db.many(table.__table__.delete().where(where), [{"moment": moment}])


def _key(table: type[t.Table]) -> Any:
    (column,) = table.__table__.primary_key.columns
    return getattr(table, column.key)
