"""Sessions that know their viewer: reads see only what row rules allow, writes are commands."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event, inspect, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from db.engine import configured_url, make_engine
from db.row_rules import RULES
from db.statements import RefusedStatement, entities
from db.tables import Table
from rules.people import Viewer

Row = TypeVar("Row", bound=Table)

PAUSES = (0.0, 0.2, 0.5, 1.0, 1.5, 2.0)  # a database that is away for three seconds is waited for

_engines: dict[str, Engine] = {}


class HubSession(Session):
    """A session of one viewer."""

    @property
    def viewer(self) -> Viewer:
        viewer = self.info.get("viewer")
        if viewer is None:
            raise RefusedStatement("a session needs a viewer")
        return viewer  # type: ignore[no-any-return]

    def get(self, entity: type[Row], ident: Any, **_: Any) -> Row | None:  # type: ignore[override]
        """The row with this key if the viewer may see it: a filtered select, never the cache."""
        (key,) = inspect(entity).primary_key
        column = getattr(entity, key.name)
        return self.scalars(select(entity).where(column == ident)).one_or_none()

    def connection(self, *args: Any, **options: Any) -> Connection:
        raise RefusedStatement("a bare connection has no rules: ask with the session")


def engine() -> Engine:
    """The engine of the configured database."""
    url = configured_url()
    if url not in _engines:
        _engines[url] = make_engine(url)
    return _engines[url]


def forget_engine() -> None:
    """Close every connection (tests, and before a restore)."""
    for known in _engines.values():
        known.dispose()
    _engines.clear()


@contextmanager
def reading(viewer: Viewer) -> Iterator[HubSession]:
    """One snapshot, filtered for this viewer; nothing can be written."""
    with _connection(engine()) as connection, connection.begin():
        session = HubSession(connection, info={"viewer": viewer}, expire_on_commit=False)
        with session:
            yield session


@contextmanager
def writing(viewer: Viewer) -> Iterator[HubSession]:
    """One transaction for a command; raises roll everything back."""
    options: dict[str, Any] = {"hub_writing": True}
    if engine().dialect.name == "postgresql":
        options["isolation_level"] = "SERIALIZABLE"
    with _connection(engine().execution_options(**options)) as connection, connection.begin():
        session = HubSession(
            connection, info={"viewer": viewer, "command": True}, expire_on_commit=False
        )
        with session:
            yield session
            session.commit()


def _connection(source: Engine) -> Connection:
    for pause in PAUSES[:-1]:
        try:
            return source.connect()
        except OperationalError:
            time.sleep(pause)
    return source.connect()


@event.listens_for(HubSession, "do_orm_execute")
def _scope(state: ORMExecuteState) -> None:
    if state.is_column_load:
        return
    if not state.is_orm_statement or not state.is_select or state.is_from_statement:
        raise RefusedStatement("only ORM selects are sent; writes go through the session")
    viewer = state.session.viewer  # type: ignore[attr-defined]
    criteria = [_criterion(entity, viewer) for entity in entities(state.statement)]
    state.statement = state.statement.options(*criteria)


def _criterion(entity: type, viewer: Viewer) -> Any:
    rule = RULES.get(entity)
    if rule is None:
        raise RefusedStatement(f"{entity.__name__} has no row rule")
    return with_loader_criteria(entity, rule(viewer), include_aliases=True)


@event.listens_for(HubSession, "before_flush")
def _only_commands(session: HubSession, *_: Any) -> None:
    changed = session.new or session.deleted or any(map(session.is_modified, session.dirty))
    if changed and not session.info.get("command"):
        raise RefusedStatement("changes are made by commands")
