"""The log of a hub from before it was sealed: upgraded, or brought in as a workbook."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from openpyxl import load_workbook
from sqlalchemy import MetaData, Table, create_engine, select

from db import tables as t
from db.commands.comments import add_comment
from db.commands.whole_hub import restore
from db.queries.log import sealed
from db.queries.school import setting
from db.queries.whole_hub import tables
from db.session import forget_engine, reading
from exchange.whole_hub_in import opened
from exchange.whole_hub_out import whole_hub
from exchange.workbooks_out import save_workbook
from migrations import upgrade
from migrations.revisions import config
from rules.log import HEAD, look_through
from rules.people import SYSTEM
from seed.cast import Cast
from tests.cast import me_of
from tests.fixtures.databases import BOTH

NOON = datetime(2026, 11, 23, 12)
KINDS: dict[type, Any] = {int: 1, str: "", bool: True, float: 1.0, datetime: NOON}
KINDS |= {date: NOON.date(), dict: {}}
OLD: tuple[tuple[str, str, int | None, dict[str, Any]], ...] = (
    ("comment.add", "comment", 1, {}),
    ("survey.use", "goal", 1, {"answer": 1}),
    ("survey.send", "response", 1, {}),
    ("person.access", "guardianship", 1, {"access": False}),
    ("goal.add", "goal", 1, {}),
    ("account.guess", "attempt", None, {"kind": "é"}),
)
_numbers = count(1)


@pytest.fixture(params=BOTH)
def older(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A hub at the version before, with one row of each table that entries point to."""
    url = f"sqlite:///{tmp_path / 'older.sqlite3'}"
    if request.param == "postgres":
        url = request.getfixturevalue("cluster").database(f"older_{next(_numbers)}")
    command.upgrade(config(url), "0003")
    _fill(url)
    monkeypatch.setenv("DATABASE_URL", url)
    forget_engine()
    yield url
    forget_engine()


def _fill(url: str) -> None:
    engine, known = create_engine(url), MetaData()
    known.reflect(engine)
    log = known.tables["audit_entry"]
    with engine.begin() as connection:
        for table in known.sorted_tables:
            if table.name not in ("alembic_version", "audit_entry"):
                connection.execute(table.insert(), _row(table))
        for action, subject, key, detail in OLD:
            connection.execute(
                log.insert().values(
                    at=NOON,
                    actor_id=1,
                    action=action,
                    subject=subject,
                    subject_id=key,
                    student_id=1,
                    detail=detail,
                )
            )
    engine.dispose()


def _row(table: Table) -> dict[str, Any]:
    """One row, with whatever its columns hold."""
    row = {one.name: KINDS.get(one.type.python_type) for one in table.columns if not one.nullable}
    return row | {"comment": {"audience": "adults"}, "person": {"role": "teacher"}}.get(
        table.name, {}
    )


def _sound() -> bool:
    with reading(SYSTEM) as db:
        found = look_through(sealed(db), setting(db, HEAD) or "")
    return found.fault is None and found.entries >= len(OLD)


def test_an_upgrade_seals_what_is_there(older: str) -> None:
    upgrade(older)
    assert _sound()
    with reading(SYSTEM) as db:
        rows = db.scalars(select(t.AuditEntry).order_by(t.AuditEntry.id)).all()
    assert [(row.role, row.readers, row.guardian_id) for row in rows] == [
        ("teacher", "adults", None),
        ("teacher", "adults", 1),
        ("teacher", "all", 1),
        ("teacher", "all", 1),
        ("teacher", "all", None),
        ("teacher", "all", None),
    ]
    assert [row.detail for row in rows] == [detail for *_, detail in OLD]


def test_the_workbook_of_an_older_hub_is_sealed_as_it_comes_in(
    hub: Cast, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says of no entry who may read it, so the office alone does."""
    for number in range(len(OLD)):
        add_comment(me_of(hub, "parent"), str(number), hub.goals["idea"], "Well done")
    path = tmp_path / "older.xlsx"
    with reading(SYSTEM) as db:
        save_workbook(whole_hub(tables(db)), path)
    _as_before(path)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    forget_engine()
    with opened(path) as book:
        restore(book)
    assert _sound()
    with reading(me_of(hub, "parent")) as db:
        assert db.scalars(select(t.AuditEntry)).all() == []


def _as_before(path: Path) -> None:
    """The workbook without the columns, the table and the setting of later hubs."""
    book: Any = load_workbook(path)
    contents = book.worksheets[0]
    later = {"role", "readers", "guardian_id", "before", "hash"}
    for number in range(contents.max_row, 1, -1):
        table, field = contents.cell(number, 6).value, contents.cell(number, 7).value
        if table == "audit_child" or (table == "audit_entry" and field in later):
            contents.delete_rows(number)
    settings = book["Settings"]
    for number in range(settings.max_row, 1, -1):
        if settings.cell(number, 1).value == HEAD:
            settings.delete_rows(number)
    book.save(path)
