"""The key of the second step is exchanged, and nobody has to set anything up anew."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from db import tables as t
from db.engine import data_folder
from db.sealed import unseal
from db.session import reading, writing
from jobs import reseal
from jobs.reseal import main
from rules.people import SYSTEM
from seed.cast import Cast
from tests.auth.test_second_factor import digits, handed, passes, turned_on

Said = pytest.CaptureFixture[str]


def kept() -> str:
    with reading(SYSTEM) as db:
        return db.scalars(select(t.SecondFactor.secret)).one()


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_DATA", str(tmp_path))


def key_file() -> Path:
    return data_folder() / "hub.key"


@pytest.mark.usefixtures("own_folder")
def test_a_new_file_seals_and_the_old_key_opens_nothing(any_hub: Cast, capsys: Said) -> None:
    secret = turned_on(any_hub)
    old, before = key_file().read_bytes(), kept()
    assert main([]) == 0
    assert capsys.readouterr().out == "1 second steps are sealed with the newest key.\n"
    now = key_file().read_bytes()
    assert key_file().stat().st_mode & 0o777 == 0o600
    assert len(now.split()) == 1
    assert now != old
    assert (unseal(before), unseal(kept())) == (None, secret)
    key_file().write_bytes(old)
    assert unseal(kept()) is None
    key_file().write_bytes(now)
    handed(any_hub)
    assert passes(digits(secret))


def test_the_hosts_own_key_is_exchanged(
    hub: Cast, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    """From the file to the environment, and from one word of it to the next."""
    secret = turned_on(hub)
    monkeypatch.setenv("HUB_KEY", "the first")
    assert main([]) == 0
    assert "please remove them" in capsys.readouterr().out
    key_file().unlink()
    assert unseal(kept()) == secret
    monkeypatch.setenv("HUB_KEY", "the second")
    monkeypatch.setenv("HUB_KEY_BEFORE", "the first")
    assert unseal(kept()) == secret
    assert main([]) == 0
    monkeypatch.delenv("HUB_KEY_BEFORE")
    assert unseal(kept()) == secret
    assert not key_file().exists()


def stopped(*_asked: object) -> list[int]:
    raise SQLAlchemyError


def test_what_stops_it_loses_nothing(hub: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = turned_on(hub)
    with monkeypatch.context() as patch:
        patch.setattr(reseal, "reseal", stopped)
        assert main([]) == 1
    assert len(key_file().read_bytes().split()) == 2
    assert unseal(kept()) == secret
    assert main([]) == 0
    assert unseal(kept()) == secret


def test_what_no_key_opens_is_said_and_left(hub: Cast, capsys: Said) -> None:
    turned_on(hub)
    with writing(SYSTEM) as db:
        db.scalars(select(t.SecondFactor)).one().secret = "sealed elsewhere"
    assert main([]) == 0
    said = capsys.readouterr().out
    assert "0 second steps" in said
    assert "1 could be opened with no key" in said
    assert kept() == "sealed elsewhere"
