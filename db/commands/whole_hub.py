"""A whole hub into an empty one: every row with the key it had, all of them or none.

This is no command of a person. Whoever runs the hub does it, below every rule, because the rows
bring their own people, permissions and history along.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Protocol

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.exc import DataError, IntegrityError

from db import tables as t
from db.queries.whole_hub import BY_NAME, shapes
from db.session import restoring
from i18n import _
from rules.log import CONTENT, HEAD, START, Content, Readers, seal
from rules.problems import Problem
from rules.whole_hub import NO_PASSWORD, PASSWORD, Kind, Plain, Shape, TableIn

LOG = t.AuditEntry.__tablename__
AT_ONCE = 1_000  # rows in memory
Keys = dict[str, set[Plain]]


class Book(Protocol):
    """A workbook that has been opened."""

    def tables(self, shapes: tuple[Shape, ...]) -> Iterator[TableIn]: ...


def restore(book: Book) -> dict[str, int]:
    """Write what a workbook holds into a hub that holds nothing: how many rows of each table."""
    with restoring() as connection:
        _check_empty(connection)
        keys: Keys = {}
        counts = {
            table.shape.name: _fill(connection, table, keys) for table in book.tables(shapes())
        }
        _keep_head(connection)
        return counts


def _check_empty(connection: Connection) -> None:
    for shape in shapes():
        if connection.scalar(select(func.count()).select_from(_table(shape))):
            raise Problem(
                _(
                    "This hub already holds a school, and nothing was changed. A whole hub goes"
                    " only into an empty one: choose another folder or database."
                )
            )


def _table(shape: Shape) -> Table:
    return BY_NAME[shape.name].__table__


def _fill(connection: Connection, table: TableIn, keys: Keys) -> int:
    """The rows of one table: how many."""
    known = keys.setdefault(table.shape.name, set())
    rows = _checked(table, keys)
    if table.shape.name == LOG and "hash" not in table.headers:
        rows = _sealed(rows)
    while some := list(islice(rows, AT_ONCE)):
        try:
            connection.execute(insert(_table(table.shape)), some)
        except (IntegrityError, DataError) as error:
            raise Problem(
                _(
                    "The sheet {sheet} holds rows that can't stand beside one another, or a letter"
                    " that the database can't keep. Nothing was brought in."
                ).format(sheet=table.sheet)
            ) from error
    _count_on(connection, table.shape, known)
    return len(known)


def _checked(table: TableIn, keys: Keys) -> Iterator[dict[str, Plain]]:
    """Rows ready to be written; Problem for a key that is there twice or points to nothing."""
    fields, place = table.shape.fields, table.shape.key
    known = keys[table.shape.name]
    links = [(at, field.points_to) for at, field in enumerate(fields) if field.points_to]
    account, password = PASSWORD
    defaults: dict[str, Plain] = {password: NO_PASSWORD} if table.shape.name == account else {}
    for number, values in table.rows:
        if values[place] in known:
            raise _wrong(table, number, place, values, _("“{value}” is there twice."))
        for at, target in links:
            if values[at] is not None and values[at] not in keys.get(target, ()):
                raise _wrong(
                    table, number, at, values, _("there is no row with the key “{value}”.")
                )
        known.add(values[place])
        yield defaults | {field.name: value for field, value in zip(fields, values, strict=True)}


def _sealed(rows: Iterator[dict[str, Plain]]) -> Iterator[dict[str, Plain]]:
    """The log of an older hub, which said of no entry who may read it, with the seals it lacks."""
    last, unsaid = START, {"role": "", "readers": str(Readers.STAFF), "guardian_id": None}
    for row in rows:
        told: dict[str, Any] = unsaid | row
        before, last = last, seal(last, Content(**{name: told[name] for name in CONTENT}))
        yield told | {"before": before, "hash": last}


def _keep_head(connection: Connection) -> None:
    """The newest seal is a setting, which an older hub had not."""
    log, setting = t.AuditEntry.__table__.c, t.Setting.__table__
    newest = connection.scalar(select(log.hash).order_by(log.id.desc()).limit(1))
    known = connection.scalar(select(setting.c.key).where(setting.c.key == HEAD))
    if newest and not known:
        connection.execute(insert(setting).values(key=HEAD, value=newest))


def _wrong(table: TableIn, number: int, at: int, values: Any, sentence: str) -> Problem:
    return table.problem(number, table.shape.fields[at], sentence, value=str(values[at]))


def _count_on(connection: Connection, shape: Shape, known: set[Plain]) -> None:
    """PostgreSQL counts keys beside the table; the next new row must get one that is free."""
    key = shape.fields[shape.key]
    if connection.dialect.name == "postgresql" and key.kind is Kind.WHOLE and known:
        counter = func.pg_get_serial_sequence(f'"{shape.name}"', key.name)
        highest = max(one for one in known if isinstance(one, int))
        connection.execute(select(func.setval(counter, highest)))
