"""The proof of an erasure is made from a shell, too."""

from collections.abc import Callable
from io import StringIO

import pytest

from db import tables as t
from db.session import writing
from jobs import erasure as job
from rules.people import SYSTEM, Role
from rules.traces import words_of
from seed.cast import Cast


@pytest.fixture
def number(hub: Cast, monkeypatch: pytest.MonkeyPatch) -> int:
    """An erasure that nobody has looked after yet."""
    monkeypatch.setattr("jobs.by_hand.upgrade", lambda: None)
    with writing(SYSTEM) as db:
        row = t.Erasure(erased_id=99, role=Role.STUDENT, actor_id=hub.coordinator)
        db.add(row)
        db.flush()
        return row.id


def say(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(words))


def test_a_look_is_asked_for_typed_and_kept(
    number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert job.main([]) == job.NOT_PROVEN
    assert capsys.readouterr().out.startswith(f"{number}  ")
    say(monkeypatch, "Quetzalfeather\n")
    assert job.main([str(number)]) == job.PROVEN
    said = capsys.readouterr().out
    assert "Nothing of this person is left" in said
    assert "Quetzalfeather" not in said
    assert words_of.cache_info().currsize == 0
    assert job.main([]) == job.PROVEN


@pytest.mark.parametrize(
    "left",
    [
        lambda: t.Setting(key="school.motto", value="Ask Quetzalfeather"),
        lambda: t.Person(role=Role.ERASED, given_name="Quetzalfeather", family_name=""),
    ],
    ids=["in a text", "in the row that should be empty"],
)
def test_who_is_still_there_is_not_proven_gone(
    number: int,
    left: Callable[[], t.Table],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with writing(SYSTEM) as db:
        db.add(left())
    say(monkeypatch, "Quetzalfeather\n")
    assert job.main([str(number)]) == job.NOT_PROVEN
    assert "Not proven yet" in capsys.readouterr().out


def test_what_can_not_be_looked_for_is_a_sentence(
    number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert job.main([str(number + 1)]) == job.NOT_PROVEN
    assert "no such erasure" in capsys.readouterr().err
    say(monkeypatch, " \n")
    assert job.main([str(number)]) == job.NOT_PROVEN
    assert "Nothing was typed" in capsys.readouterr().err
