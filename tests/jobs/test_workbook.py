"""The whole hub from a shell: exit codes, one sentence, and somebody who can come in afterwards."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from db import tables as t
from db.commands.accounts import join
from db.engine import data_folder
from db.session import forget_engine, reading
from jobs.workbook import DONE, NOT_READ, REFUSED, main
from rules.accounts import fingerprint, plain_code
from rules.people import SYSTEM
from rules.whole_hub import NO_PASSWORD
from seed.cast import Cast


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """No hub stays open after a test."""
    yield
    forget_engine()


def move(to: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak to the hub in another folder."""
    monkeypatch.setenv("HUB_DATA", str(to))
    data_folder()
    forget_engine()


@pytest.fixture
def saved(hub: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cast's hub as its workbook."""
    monkeypatch.setattr("jobs.workbook.upgrade", lambda: None)
    path = tmp_path / "hub.xlsx"
    assert main(["export", str(path)]) == DONE
    return path


def test_a_file_of_its_owner_alone(saved: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert sorted(path.name for path in saved.parent.glob("*hub.xlsx*")) == ["hub.xlsx"]


def test_a_coordinator_joins_with_the_code_that_is_printed(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.undo()
    move(tmp_path / "empty", monkeypatch)
    assert main(["import", str(saved)]) == DONE
    told = capsys.readouterr().out
    code = re.search(r"[A-Z0-9]{4}(-[A-Z0-9]{4}){3}", told)
    assert code is not None
    account = join(SYSTEM, "op", fingerprint(plain_code(code[0])), "office", "a hash")
    with reading(SYSTEM) as db:
        rows = {row.id: row for row in db.scalars(select(t.Account))}
    assert rows[account].password_hash == "a hash"
    assert {row.password_hash for key, row in rows.items() if key != account} == {NO_PASSWORD}
    assert main(["import", str(saved)]) == REFUSED


def test_with_passwords_nobody_is_invited(
    hub: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "hub.xlsx"
    monkeypatch.setattr("jobs.workbook.upgrade", lambda: None)
    assert main(["export", str(path), "--with-passwords"]) == DONE
    monkeypatch.undo()
    move(tmp_path / "empty", monkeypatch)
    assert main(["import", str(path)]) == DONE
    assert "/join" not in capsys.readouterr().out
    with reading(SYSTEM) as db:
        assert NO_PASSWORD not in set(db.scalars(select(t.Account.password_hash)))
        assert not db.scalars(select(t.Invitation)).all()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not a workbook", NOT_READ),
        (b"", NOT_READ),
        (b"PK\x03\x04 cut off", NOT_READ),
        (None, NOT_READ),
    ],
    ids=["text", "nothing", "cut off", "missing"],
)
def test_what_is_no_workbook_is_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
    code: int,
) -> None:
    move(tmp_path / "empty", monkeypatch)
    path = tmp_path / "given.xlsx"
    if content is not None:
        path.write_bytes(content)
    assert main(["import", str(path)]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err


def test_a_damaged_workbook_changes_nothing(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = bytearray(saved.read_bytes())
    for place in range(len(data) // 3, len(data) // 2, 50):
        data[place] ^= 0xFF
    saved.write_bytes(data)
    monkeypatch.undo()
    move(tmp_path / "empty", monkeypatch)
    assert main(["import", str(saved)]) in (REFUSED, NOT_READ)
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    with reading(SYSTEM) as db:
        assert not db.scalars(select(t.Person)).all()


@pytest.mark.parametrize("place", [".", "/", ".."])
def test_a_folder_is_no_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: str,
) -> None:
    move(tmp_path / "empty", monkeypatch)
    for job in ("export", "import"):
        assert main([job, place]) == NOT_READ
        assert capsys.readouterr().err.strip() == f"{place}: Is a directory."


def test_a_database_that_is_away_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/no/such/folder/hub.sqlite3")
    assert main(["export", str(tmp_path / "hub.xlsx")]) == REFUSED
    assert "can't be reached" in capsys.readouterr().err


def test_a_place_that_can_not_be_written_is_one_sentence(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(tmp_path / "no such folder" / "hub.xlsx")]) == NOT_READ
    assert "No such file" in capsys.readouterr().err
