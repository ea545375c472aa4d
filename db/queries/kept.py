"""Statements that are built once: from event to event only their values change.

Building one costs as much as sending it, and the row rules look at a kept one a single time.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVarTuple

from sqlalchemy import Result, Select, bindparam

from db.session import HubSession
from db.tables import Table

Columns = TypeVarTuple("Columns")


def ask(
    db: HubSession,
    statement: Select[*Columns],
    table: type[Table],
    children: Iterable[int] | None,
) -> Result[*Columns]:
    """The rows of these children, or of every child the viewer may see."""
    if children is None:
        return db.execute(statement)
    return db.execute(_of_some(statement, table), {"children": list(children)})


@cache
def _of_some(statement: Select[*Columns], table: Any) -> Select[*Columns]:
    return statement.where(table.student_id.in_(bindparam("children", expanding=True)))
