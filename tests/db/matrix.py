"""Everything that can be tried with a row: each attempt says whether it worked.

Attempts at writing go through what every command goes through, in a savepoint that is rolled back,
so that one hub serves them all.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Delete, Update, func, select, true
from sqlalchemy.exc import DBAPIError, SAWarning
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from db import tables as t
from db.commands.base import Tx, check_written, watch
from db.engine import BELOW, above
from db.session import HubSession, writing
from db.statements import RefusedStatement
from rules.people import Viewer
from rules.problems import Problem

Table = type[t.Table]
Keys = set[str]

LINKS_LATER = {  # of a row on its own; PostgreSQL then skips the log's triggers, too
    "sqlite": "PRAGMA defer_foreign_keys = ON",
    "postgresql": "SET LOCAL session_replication_role = replica",
}


def key_of(table: Table) -> Any:
    return getattr(table, table.__table__.primary_key.columns.values()[0].name)


def listed(db: HubSession, table: Table) -> Keys:
    return {str(key) for key in db.scalars(select(key_of(table)))}


def counted(db: HubSession, table: Table) -> int:
    return db.scalar(select(func.count()).select_from(table)) or 0


def got(db: HubSession, table: Table, keys: Iterable[Any]) -> Keys:
    return {str(key) for key in keys if db.get(table, key) is not None}


def links(table: Table) -> tuple[tuple[str, Table], ...]:
    """Columns that point to another table."""
    by_name = {str(one.__table__.name): one for one in t.ALL}
    return tuple(
        (column.name, by_name[link.column.table.name])
        for column in table.__table__.columns
        for link in column.foreign_keys
        if link.column.table is not table.__table__
    )


def joined(db: HubSession, table: Table, column: str, other: Table) -> Keys:
    on = getattr(table, column) == key_of(other)
    return {str(key) for key in db.scalars(select(key_of(table)).join(other, on))}


def beside(db: HubSession, table: Table) -> Keys:
    """With every row of a table that everybody sees."""
    other = t.Person if table is t.Setting else t.Setting
    return {str(key) for key in db.scalars(select(key_of(table)).join(other, true()))}


class Trying:
    """Attempts of one viewer at changing rows, of which nothing stays."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.reached: dict[tuple[Table, Any], bool] = {}
        self._begin()

    def _begin(self) -> None:
        self.opened = ExitStack()
        self.db = self.opened.enter_context(writing(self.viewer))
        self.connection = Session.connection(self.db)
        self.policed = self.connection.dialect.name == "postgresql"
        self.written, self.gone = watch(self.db)
        self._sql(self._below(LINKS_LATER[self.connection.dialect.name]))
        self._sql("SAVEPOINT trying")

    def end(self) -> None:
        self.opened.__exit__(Undo, Undo(), None)

    def _sql(self, statement: str) -> None:
        self.connection.connection.cursor().execute(statement)

    def _below(self, statement: str) -> str:
        """Below the policies."""
        return f"{BELOW}; {statement}; {above(self.connection)}" if self.policed else statement

    def somebody(self, change: Update | Delete) -> None:
        """Somebody else changes what the viewer may not."""
        words = change.compile(self.connection, compile_kwargs={"literal_binds": True})
        self._sql(self._below(str(words)))

    def attempt(self, change: Callable[[], object]) -> bool:
        """Whether a command that does this would be let through."""
        try:
            with self.undone():
                change()
                self.db.flush()
                check_written(self.db, self.written, self.gone)
        except (Problem, RefusedStatement):
            return False
        except (DBAPIError, StaleDataError, SAWarning):  # the database itself refuses
            self.end()
            self._begin()
            return False
        return True

    @contextmanager
    def undone(self) -> Iterator[None]:
        try:
            yield
        finally:
            self.db.expunge_all()
            if self.connection.in_transaction():
                self._sql("ROLLBACK TO trying")
            self.written.clear()
            self.gone.clear()

    def sees(self, table: Table, key: Any) -> bool:
        return self.db.get(table, key) is not None

    def insert(self, row: t.Table) -> bool:
        """The row as it is, which was not there before."""
        column = key_of(type(row))
        gone = row.__table__.delete().where(column == getattr(row, column.key))

        def change() -> None:
            self.somebody(gone)
            self.db.add(type(row)(**row.model_dump()))

        return self.attempt(change)

    def update(self, row: t.Table) -> bool:
        change = partial(flag_modified, key=_plain(type(row)))
        return self.reaches(row) and self.attempt(lambda: change(self._own(row)))

    def update_unseen(self, row: t.Table) -> bool:
        """By a row that was made by hand, as if it had been read."""
        made = type(row)(**row.model_dump())
        make_transient_to_detached(made)
        return self.attempt(lambda: self.db.add(made))

    def delete(self, row: t.Table) -> bool:
        return self.reaches(row) and self.attempt(lambda: self.db.delete(self._own(row)))

    def move(self, row: t.Table, column: str, to: Any) -> bool:
        return self.reaches(row) and self.attempt(lambda: setattr(self._own(row), column, to))

    def sees_moved(self, row: t.Table, column: str, to: Any) -> bool:
        """Whether the row would be there for the viewer, had somebody else moved it."""
        key = key_of(type(row))
        moved = row.__table__.update().where(key == getattr(row, key.key)).values({column: to})
        with self.undone():
            self.somebody(moved)
            return self.sees(type(row), getattr(row, key.key))

    def reaches(self, row: t.Table) -> bool:
        """Whether a command gets it at all: asked once, as everything is undone."""
        key = type(row), getattr(row, key_of(type(row)).key)
        if key not in self.reached:
            self.reached[key] = self.sees(*key)
            self.db.expunge_all()
        return self.reached[key]

    def _own(self, row: t.Table) -> t.Table:
        key = getattr(row, key_of(type(row)).key)
        return Tx(self.db, self.db.viewer, "matrix", "op").get(type(row), key)


def _plain(table: Table) -> str:
    """A column that no rule looks at is better than none: the last one that is no key."""
    names = [column.name for column in table.__table__.columns if not column.primary_key]
    free = [name for name in names if not table.__table__.columns[name].foreign_keys]
    return (free or names)[-1]


@contextmanager
def trying(viewer: Viewer) -> Iterator[Trying]:
    """Attempts in one transaction, or in another one after an attempt broke it."""
    at = Trying(viewer)
    try:
        yield at
    finally:
        at.end()


class Undo(Exception):
    """Nothing that was tried is kept."""
