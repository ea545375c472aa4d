"""An upgraded database is the one that the tables describe."""

import sqlite3
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from db.tables import metadata
from migrations import NEWEST, is_current, upgrade
from migrations.revisions import config
from tests.fixtures.databases import BOTH

_numbers = count(1)


@pytest.fixture(params=BOTH)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'hub.sqlite3'}"
    return str(request.getfixturevalue("cluster").database(f"upgrade_{next(_numbers)}"))


def _differences(url: str) -> list[object]:
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = list(compare_metadata(context, metadata))
    engine.dispose()
    return found


def test_an_upgrade_makes_what_the_tables_say(empty: str) -> None:
    assert not is_current(empty)
    upgrade(empty)
    assert is_current(empty)
    assert _differences(empty) == []
    engine = create_engine(empty)
    assert set(inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}
    engine.dispose()


def test_the_comparison_sees_a_difference(empty: str) -> None:
    upgrade(empty)
    engine = create_engine(empty)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE goal ADD COLUMN surprise INTEGER"))
        connection.execute(text("DROP INDEX ix_check_in_day"))
    engine.dispose()
    assert len(_differences(empty)) == 2


def test_a_second_upgrade_changes_nothing(empty: str) -> None:
    upgrade(empty)
    upgrade(empty)
    assert _differences(empty) == []


def test_there_is_one_line_of_revisions() -> None:
    script = ScriptDirectory.from_config(config("sqlite://"))
    assert script.get_heads() == [NEWEST]  # as its file's name says: a start reads no more
    assert len(script.get_bases()) == 1


def test_what_is_there_is_copied_before_an_upgrade(tmp_path: Path) -> None:
    file = tmp_path / "hub.sqlite3"
    with sqlite3.connect(file) as old:
        old.execute("CREATE TABLE kept (words TEXT)")
        old.execute("INSERT INTO kept VALUES ('from before')")
    upgrade(f"sqlite:///{file}")
    with sqlite3.connect(f"{file}.before-upgrade") as copy:
        assert copy.execute("SELECT words FROM kept").fetchall() == [("from before",)]


def test_whoever_is_signed_in_stays_so_when_accounts_elsewhere_come(empty: str) -> None:
    command.upgrade(config(empty), "0008")
    rows = {
        "person": "(1, 'x', 'Mother', '', 'active', 1, :day, :day)",
        "account": "(1, 1, 'mother', 'x', :day)",
        "session": "(1, 1, 'kept', :day, :day, :day, :day)",
        "handoff": "(1, 1, 'kept', 'x', :day)",
    }
    columns = {
        "person": "id, role, given_name, family_name, status, version, created_at, updated_at",
        "account": "id, person_id, username, password_hash, created_at",
        "session": "id, account_id, token_hash, created_at, seen_at, idle_until, expires_at",
        "handoff": "id, account_id, code_hash, browser_hash, expires_at",
    }
    engine = create_engine(empty)
    with engine.begin() as connection:
        for table, values in rows.items():
            row = text(f"INSERT INTO {table} ({columns[table]}) VALUES {values}")
            connection.execute(row, {"day": datetime(2026, 1, 1)})
    upgrade(empty)
    with engine.connect() as connection:
        signed = connection.execute(text("SELECT token_hash, identity_id FROM session")).all()
        handed = connection.execute(text("SELECT code_hash, identity_id FROM handoff")).all()
    engine.dispose()
    assert signed == handed == [("kept", None)]


def test_whoever_had_no_access_still_has_none(empty: str) -> None:
    command.upgrade(config(empty), "0003")
    engine = create_engine(empty)
    with engine.begin() as connection:
        for name in ("Mother", "Father", "Child"):
            connection.execute(
                text(
                    "INSERT INTO person (role, given_name, family_name, status, version,"
                    " created_at, updated_at)"
                    f" VALUES ('x', '{name}', '', 'active', 1, '2026-01-01', '2026-01-01')"
                )
            )
        for guardian, access in ((1, "true"), (2, "false")):
            connection.execute(
                text(
                    "INSERT INTO guardianship (guardian_id, student_id, relation, access, version)"
                    f" VALUES ({guardian}, 3, 'guardian', {access}, 1)"
                )
            )
    upgrade(empty)
    columns = 'guardian_id, student_id, "right", started_on, ended_on, reference, removed_at'
    with engine.connect() as connection:
        kept = connection.execute(text(f"SELECT {columns} FROM restriction")).all()
        ties = connection.execute(text("SELECT count(*) FROM guardianship")).scalar()
    engine.dispose()
    assert kept == [(2, 3, "read", None, None, "", None)]
    assert ties == 2
