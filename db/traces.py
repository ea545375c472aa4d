"""The database written anew without what was deleted, and the bytes of its files searched.

SQLite: VACUUM writes the file again from its rows, and the journal is emptied into it. Whether old
bytes are left is told by a second file of the same rows, made for the moment: a name that is also
somebody else's stands in both equally often.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from secrets import token_hex

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from db.engine import BUSY_SECONDS, configured_url, data_folder
from db.session import engine
from rules.traces import Copy, FileFound, Term, in_bytes

COPIES_KEPT = timedelta(days=30)
COPIES = "*.before-*"
SIDES = ("", "-wal", "-shm", "-journal")


def kind() -> str:
    """sqlite or postgresql."""
    return make_url(configured_url()).get_backend_name()


def is_sqlite() -> bool:
    return kind() == "sqlite"


def clean() -> bool:
    """Write the database anew; False where it is too busy or may not be."""
    return _clean_sqlite() if is_sqlite() else _clean_postgresql()


def _clean_sqlite() -> bool:
    connection = _opened()
    try:
        connection.execute("VACUUM")
        busy, _pages, _moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()


def _clean_postgresql() -> bool:
    """One table after another, so that a refusal is noticed: VACUUM itself only warns."""
    asked = "SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class WHERE relname = 'person'"
    with suppress(SQLAlchemyError), engine().connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        if connection.scalar(text(asked)):
            connection.execute(text("VACUUM"))
            return True
    return False


def _opened() -> sqlite3.Connection:
    connection = sqlite3.connect(_file(), timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA secure_delete=ON")
    return connection


def _file() -> Path:
    return Path(make_url(configured_url()).database or "")


def searched(terms: tuple[Term, ...]) -> tuple[tuple[FileFound, ...], tuple[int, ...]]:
    """How often each term stands in the files, and in a file of the same rows.

    Nobody writes while they are read; they are searched once everybody may again.
    """
    if not is_sqlite():
        return (), ()
    beside = [_file().with_name(_file().name + side) for side in SIDES]
    with _nobody_writes(), _same_rows() as control:
        read = [(one.name, one.read_bytes()) for one in beside if one.exists()]
        same = control.read_bytes()
    files = tuple(_searched(name, data, terms) for name, data in read)
    return files, _searched("", same, terms).hits


def _searched(name: str, data: bytes, terms: tuple[Term, ...]) -> FileFound:
    return FileFound(name, len(data), in_bytes(terms, data.lower()))


@contextmanager
def _nobody_writes() -> Iterator[None]:
    connection = _opened()
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")
    finally:
        connection.close()


@contextmanager
def _same_rows() -> Iterator[Path]:
    path = _file().with_name(f"{_file().name}.{token_hex(8)}")
    connection = _opened()
    try:
        connection.execute("VACUUM INTO ?", (str(path),))
        yield path
    finally:
        connection.close()
        path.unlink(missing_ok=True)


def copies() -> list[Path]:
    """Copies of the database that the hub made beside it."""
    return sorted(data_folder().glob(COPIES))


def copies_with(terms: tuple[Term, ...]) -> tuple[Copy, ...]:
    """Those that hold one of the terms that belong to nobody else."""
    sure = tuple(one for one in terms if one.sure) or terms
    found = ((path, _searched(path.name, path.read_bytes(), _joined(sure))) for path in copies())
    return tuple(
        Copy(one.name, one.size, made_on(path).isoformat(), goes_on(path).isoformat())
        for path, one in found
        if any(one.hits)
    )


def _joined(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """In a row first and family name stand without a space between them."""
    return (*terms, *(Term(one.what, one.text.replace(" ", "")) for one in terms))


def made_on(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()


def goes_on(path: Path) -> date:
    """The day from which a copy is deleted with what is over."""
    return made_on(path) + COPIES_KEPT
