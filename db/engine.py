"""The database: SQLite in HUB_DATA by default, PostgreSQL by DATABASE_URL."""

import os
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

BUSY_SECONDS = 30
TO_READ, TO_WRITE = "BEGIN", "BEGIN IMMEDIATE"
TURN = "SELECT pg_advisory_xact_lock(7402)"  # any number, as long as every writer takes it
BEGINNINGS = frozenset((TO_READ, TO_WRITE, TURN))
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


def data_folder() -> Path:
    """Where SQLite and backups live (HUB_DATA, default data/); made for its owner alone."""
    return _made(os.environ.get("HUB_DATA") or "data")


@cache
def _made(name: str) -> Path:
    folder = Path(name)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def configured_url() -> str:
    """DATABASE_URL, or SQLite in HUB_DATA."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return f"sqlite:///{data_folder() / 'hub.sqlite3'}"
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            return "postgresql+psycopg://" + url.removeprefix(old)
    return url


def make_engine(url: str) -> Engine:
    """An engine whose reads are snapshots and whose writes wait their turn."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    return _postgresql(url)


def _postgresql(url: str) -> Engine:
    """One writer at a time, as on SQLite: serializable transactions gave up under twenty."""
    patience = {"options": f"-c lock_timeout={BUSY_SECONDS}s"}
    engine = create_engine(
        url,
        connect_args=patience,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _wait_for_turn)
    return engine


def _sqlite(url: str) -> Engine:
    engine = create_engine(
        url, connect_args={"timeout": BUSY_SECONDS}, pool_size=10, hide_parameters=True
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin on its own: _begin does
    for pragma in PRAGMAS:
        connection.cursor().execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(TO_WRITE if _writes(connection) else TO_READ)


def _wait_for_turn(connection: Connection) -> None:
    if _writes(connection):
        connection.exec_driver_sql(TURN)


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("hub_writing"))
