"""The session's own promises: who reads, who writes, and where the data lies."""

from pathlib import Path

import pytest
from sqlalchemy import Select, select, text
from sqlalchemy.exc import SQLAlchemyError

from db import tables as t
from db.engine import configured_url, data_folder
from db.session import engine, reading, writing
from db.statements import RefusedStatement
from rules.people import SYSTEM, Role, Viewer
from seed.cast import Cast
from tests.cast import me_of

NOBODY = Viewer(person_id=987_654, role=Role.GUARDIAN)


def test_a_new_data_folder_is_its_owners_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_DATA", str(tmp_path / "new"))
    assert data_folder().stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("old", ["postgres://", "postgresql://"])
def test_an_address_as_hosts_write_it_is_understood(
    monkeypatch: pytest.MonkeyPatch, old: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{old}hub@db/hub")
    assert configured_url() == "postgresql+psycopg://hub@db/hub?sslmode=require"


def test_an_account_of_nobody_reads_nothing_but_what_all_read(hub: Cast) -> None:
    with reading(NOBODY) as db:
        seen = {table for table in t.ALL if db.scalars(select(table)).all()}
    assert seen == {t.Setting, t.Survey, t.Question}


def test_a_kept_statement_serves_each_viewer_their_own_rows(hub: Cast) -> None:
    kept = select(t.Goal.student_id).distinct()
    viewers = [
        me_of(hub, key) for key in ("parent", "other_parent", "barred_parent", "coordinator")
    ]
    expected = [{hub.child}, {hub.other_child}, set()]
    for _ in range(2):
        *few, everybody = (_children(kept, viewer) for viewer in viewers)
        assert few == expected
        assert everybody >= {hub.child, hub.other_child}


def _children(kept: Select[int], viewer: Viewer) -> set[int]:
    with reading(viewer) as db:
        return set(db.scalars(kept))


def test_nothing_is_written_while_reading(hub: Cast) -> None:
    with reading(SYSTEM) as db:
        person = db.get(t.Person, hub.child)
        assert person is not None
        person.given_name = "Changed"
        with pytest.raises(RefusedStatement):
            db.flush()


def test_what_raises_is_rolled_back(hub: Cast) -> None:
    def change() -> None:
        with writing(SYSTEM) as db:
            db.add(t.Setting(key="x", value="y"))
            db.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change()
    with reading(SYSTEM) as db:
        assert db.get(t.Setting, "x") is None


def test_foreign_keys_hold_and_every_write_reaches_the_disk(hub: Cast) -> None:
    with engine().connect() as connection:
        asked = ("foreign_keys", "journal_mode", "synchronous")
        known = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert known == [1, "wal", 2]


def test_an_error_of_the_database_shows_no_values(hub: Cast) -> None:
    wrong = text("SELECT nothing FROM person WHERE id = :id")
    with engine().connect() as connection, pytest.raises(SQLAlchemyError) as caught:
        connection.execute(wrong, {"id": "Amara"})
    assert "hidden" in str(caught.value)
    assert "Amara" not in str(caught.value)
