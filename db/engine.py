"""The database: SQLite in HUB_DATA by default, PostgreSQL by DATABASE_URL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

from db.tls import with_tls
from i18n.dates import today
from rules.people import Viewer

BUSY_SECONDS = 30
SCOPED = "hub_scoped"
PASSED = {SCOPED: object()}  # marks what has passed the rules; nobody else can make this mark
TO_READ, TO_WRITE = "BEGIN", "BEGIN IMMEDIATE"
SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
PATIENCE = f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"
TURN = "SELECT pg_advisory_xact_lock(7402)"  # any number, as long as every writer takes it
KEEPER = "SET LOCAL hub.keeper = 'on'"
# The role that owns nothing (migrations/policies.py makes it), where this login may become it.
GUEST = """
    SELECT rolname FROM pg_roles
    WHERE rolname = CAST('hub_guest_of_' || session_user AS name)
    AND NOT rolsuper AND NOT rolbypassrls
    AND pg_has_role(session_user, oid, CASE
        WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'SET'
    END)
"""
# Words that make a transaction the guest's, who would look for tables in a schema of its own; none
# where there is no guest, and no row before there are policies.
BECOME_GUEST = f"""
    SELECT coalesce((
        SELECT format('; SET LOCAL search_path TO %I; SET LOCAL ROLE %I', current_schema(), rolname)
        FROM ({GUEST}) AS guest
        WHERE has_function_privilege(rolname, to_regprocedure('hub_role()'), 'EXECUTE')
    ), '')
    WHERE to_regprocedure('hub_role()') IS NOT NULL
"""
BELOW = f"SET LOCAL ROLE NONE; {KEEPER}"  # the owner, below the policies
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")

_last_write = [object()]


def data_folder() -> Path:
    """Where SQLite and backups live (HUB_DATA, default data/); made for its owner alone."""
    return _made(os.environ.get("HUB_DATA") or "data")


@cache
def _made(name: str) -> Path:
    folder = Path(name)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def configured_url() -> str:
    """DATABASE_URL, by TLS if it is another machine's, or SQLite in HUB_DATA."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return f"sqlite:///{data_folder() / 'hub.sqlite3'}"
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            url = "postgresql+psycopg://" + url.removeprefix(old)
    return with_tls(url)


def make_engine(url: str) -> Engine:
    """An engine whose reads are snapshots and whose writes wait their turn."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    return _postgresql(url)


def _postgresql(url: str) -> Engine:
    """One writer at a time, as on SQLite: serializable transactions gave up under twenty."""
    engine = create_engine(
        url,
        isolation_level="AUTOCOMMIT",  # the driver must not begin on its own: _begin_asking does
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _meet_guest)
    event.listen(engine, "begin", _begin_asking)
    return engine


def _meet_guest(connection: DBAPIConnection, record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(BECOME_GUEST)
    found = cursor.fetchone()
    cursor.close()
    record.info["become_guest"] = found[0] if found else None


def _begin_asking(connection: Connection) -> None:
    """Say who asks as the transaction begins, in one go, and for as long as it lasts."""
    if connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT":
        return  # VACUUM stands in no transaction
    steps = "; ".join(_steps(connection))
    connection.exec_driver_sql(steps, execution_options=PASSED)


def _steps(connection: Connection) -> Iterator[str]:
    viewer: Viewer | None = connection.get_execution_options().get("hub_viewer")
    writes = _writes(connection)
    yield TO_READ if writes or viewer is None else SNAPSHOT
    yield PATIENCE
    if writes:
        yield TURN
    if viewer is None:
        yield KEEPER
        return
    yield asking(viewer)
    yield f"SET LOCAL hub.day = '{today()}'"
    yield above(connection)


def asking(viewer: Viewer) -> str:
    """Whose eyes the policies see with, from here on."""
    return f"SET LOCAL hub.person = '{viewer.person_id:d}'; SET LOCAL hub.role = '{viewer.role}'"


def ask_as(connection: Connection, viewer: Viewer) -> None:
    if is_policed(connection):
        connection.exec_driver_sql(asking(viewer), execution_options=PASSED)


def above(connection: Connection) -> str:
    """Under the eyes of the policies, from here on."""
    return "SET LOCAL hub.keeper = 'off'" + (connection.info["become_guest"] or "")


@contextmanager
def below(connection: Connection) -> Iterator[None]:
    """Below the policies, where there are any, for one statement that holds the rules itself."""
    if not is_policed(connection):
        yield
        return
    connection.exec_driver_sql(BELOW, execution_options=PASSED)
    yield
    connection.exec_driver_sql(above(connection), execution_options=PASSED)


def is_policed(connection: Connection) -> bool:
    """Whether the database holds the rules, and their lookups, itself."""
    return connection.info.get("become_guest") is not None


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
    beginning = TO_WRITE if _writes(connection) else TO_READ
    connection.exec_driver_sql(beginning, execution_options=PASSED)


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("hub_writing"))


@contextmanager
def noting_writes() -> Iterator[None]:
    """What is kept of this hub may no longer be true afterwards."""
    try:
        yield
    finally:
        _last_write[:] = [object()]


def last_write() -> object:
    """A mark of what this process wrote last: another one after each transaction."""
    return _last_write[0]
