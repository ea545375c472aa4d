"""A roster from a shell: what it prints, what it answers, and who brings it in."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db import tables as t
from db.session import reading, writing
from jobs.roster import CLEAN, PROBLEMS, UNREADABLE, main
from rules.people import SYSTEM, Role
from seed.cast import Cast
from tests.exchange.books import csv
from tests.fixtures.needs import ROOT

HEAD = "Student ID,First name,Last name,DOB,Class,Parent 1 name,Parent 1 email"
NEW = "900,Nia,Owen,2016-03-31,7X,Dai Owen,dai@example.org"
KEYS = ["format", "sheets", "mapping", "counts", "problems", "questions"]


@pytest.fixture
def ready(hub: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast in tables that were made without a migration."""
    monkeypatch.setattr("jobs.roster.upgrade", lambda: None)
    return hub


def listed(folder: Path, *rows: str, head: str = HEAD, name: str = "list.csv") -> str:
    path = folder / name
    path.write_bytes(csv(head, *rows))
    return str(path)


def children(given: str) -> list[t.Person]:
    with reading(SYSTEM) as db:
        return list(db.scalars(select(t.Person).where(t.Person.given_name == given)))


def as_json(capsys: pytest.CaptureFixture[str], words: Sequence[str]) -> tuple[int, Any]:
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_clean_list_as_json(
    ready: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = as_json(capsys, [listed(tmp_path, NEW)])
    assert code == CLEAN
    assert list(told) == KEYS
    assert told["counts"] == {"add": 5, "change": 0, "leave": 0, "same": 0, "problem": 0}
    assert told["problems"] == told["questions"] == []
    assert told["sheets"][0]["kind"] == "students"
    assert {one["column"]: one["field"] for one in told["mapping"]}["DOB"] == "birth"
    assert not children("Nia")


def test_problems_are_named_by_cell(
    ready: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = as_json(capsys, [listed(tmp_path, NEW, "901,,Owen,,,,")])
    assert code == PROBLEMS
    (problem,) = told["problems"]
    assert list(problem) == ["file", "sheet", "row", "column", "value", "message"]
    assert (problem["file"], problem["row"], problem["column"]) == ("list.csv", 3, "First name")
    assert told["counts"]["problem"] == 1


def test_what_only_a_person_can_tell_is_a_question(
    ready: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [listed(tmp_path, NEW.replace("2016-03-31", "03/04/2016"))]
    code, told = as_json(capsys, words)
    assert code == CLEAN
    assert [one["column"] for one in told["questions"]] == ["DOB"]
    assert main([*words, "--apply"]) == PROBLEMS
    assert "answer the questions" in capsys.readouterr().err
    assert main([*words, "--apply", "--answer", "DOB=mdy"]) == CLEAN
    assert str(children("Nia")[0].birth_date) == "2016-03-04"


def test_an_answer_must_be_one(
    ready: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([listed(tmp_path, NEW), "--answer", "Class=nonsense"]) == PROBLEMS
    assert "can't be nonsense" in capsys.readouterr().err


def test_a_sheet_that_nobody_can_tell_is_answered_for(
    ready: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [listed(tmp_path, "Nia,Owen", head="First name,Last name", name="x.csv")]
    code, told = as_json(capsys, words)
    assert (code, len(told["questions"])) == (PROBLEMS, 1)
    code, told = as_json(capsys, [*words, "--answer", "x.csv=students"])
    assert (code, told["counts"]["add"]) == (CLEAN, 1)


def test_the_only_coordinator_brings_it_in(
    ready: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([listed(tmp_path, NEW), "--apply"]) == CLEAN
    printed = capsys.readouterr()
    assert "Nia Owen" in printed.out
    assert printed.err == "Done. 5 added.\n"
    assert len(children("Nia")) == 1
    with reading(SYSTEM) as db:
        batch = db.scalars(select(t.ImportBatch)).one()
    assert (batch.by_id, batch.files) == (ready.coordinator, ["list.csv"])
    assert main([listed(tmp_path, NEW), "--apply"]) == CLEAN


def test_one_of_two_coordinators_is_named(
    ready: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with writing(SYSTEM) as db:
        other = t.Person(role=Role.COORDINATOR, given_name="Two")
        db.add(other)
        db.flush()
        db.add(t.Account(person_id=other.id, username="two", password_hash="x"))
    words = [listed(tmp_path, NEW), "--apply"]
    assert main(words) == PROBLEMS
    assert "--as" in capsys.readouterr().err
    assert main([*words, "--as", "ms.kaya"]) == PROBLEMS
    assert not children("Nia")
    assert main([*words, "--as", "two"]) == CLEAN
    with reading(SYSTEM) as db:
        assert db.scalars(select(t.ImportBatch.by_id)).one() == other.id


@pytest.mark.parametrize(
    ("row", "scope", "flag", "said"),
    [
        ("901,,Owen,,,,", "partial", "--leave-out", "Some rows have a problem"),
        (
            "0002,Daniyar,Bekov,,,New One,new@example.org",
            "partial",
            "--confirm-sight",
            "gain or lose sight",
        ),
    ],
)
def test_what_the_page_asks_to_confirm_is_asked_here(
    ready: Cast,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    row: str,
    scope: str,
    flag: str,
    said: str,
) -> None:
    words = [listed(tmp_path, NEW, row), "--apply", "--scope", scope]
    assert main(words) == PROBLEMS
    assert said in capsys.readouterr().err
    assert not children("Nia")
    main([*words, flag])
    assert children("Nia")


def test_who_is_missing_leaves_a_full_list(ready: Cast, tmp_path: Path) -> None:
    words = [listed(tmp_path, NEW), "--apply"]
    assert main([*words, "--scope", "full"]) == CLEAN
    assert children("Amara")[0].status == "left"


def test_what_is_not_for_the_hub_is_told(
    ready: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = listed(tmp_path, "1,a", head="Student ID,Locker colour", name="lockers.csv")
    code, told = as_json(capsys, [path])
    assert (code, told["counts"]["add"]) == (PROBLEMS, 0)


def test_everything_a_person_reads_on_the_page_is_printed(
    ready: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = "0002,Dan,Bekov,,,New One,new@example.org,pw"
    main([listed(tmp_path, row, "901,,Owen,,,,,", head=f"{HEAD},Password")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "list.csv: Students, 2 rows"
    assert "Never read" in lines[1]
    assert "* New One would see Dan Bekov." in lines
    assert any(line.startswith("! list.csv B3 (First name)") for line in lines)
    assert "Change: Student Dan Bekov (First name: Daniyar → Dan)" in lines
    assert lines[-1].startswith("In all: ")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("gone.csv", None),
        ("empty.csv", b""),
        ("broken.xlsx", b"PK\x03\x04broken"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_a_file_that_can_not_be_read_is_one_sentence(
    tmp_path: Path, name: str, data: bytes | None
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "jobs.roster", str(tmp_path / name), "--json"],
        cwd=ROOT,
        env=environment | {"HUB_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (UNREADABLE, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert name in done.stderr


def test_what_nobody_expected_is_one_sentence_too(
    ready: Cast,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("jobs.roster.preview", broken)
    assert main([listed(tmp_path, NEW)]) == UNREADABLE
    assert capsys.readouterr().err == "The hub met something unexpected. Nothing was changed.\n"
