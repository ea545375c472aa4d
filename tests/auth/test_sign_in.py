"""Guessing a password: as many checks for every name, and not many guesses."""

from collections.abc import Callable
from datetime import timedelta

import bcrypt
import pytest
from sqlalchemy import select

from auth import identity, kept, sign_in
from auth.passwords import COST, NOBODY, hashed
from db import tables as t
from db.session import reading, writing
from db.tables.base import utc_now
from rules.people import SYSTEM
from seed.cast import BY_KEY, Cast
from tests.cast import AppAs, words
from tests.pages.seen import press

WRONG = "not the password"
RIGHT = BY_KEY["teacher"].password
NAME = BY_KEY["teacher"].username

Try = Callable[[str, str], str]


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The hashes that passwords were checked against."""
    seen: list[bytes] = []
    check = bcrypt.checkpw

    def counted(password: bytes, hashed_password: bytes) -> bool:
        seen.append(hashed_password)
        return check(password, hashed_password)

    monkeypatch.setattr(bcrypt, "checkpw", counted)
    return seen


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where the form sent somebody with the right password."""
    paths: list[str] = []
    monkeypatch.setattr(identity, "mark", lambda: "this browser")
    monkeypatch.setattr(sign_in, "leave_to", lambda path, key: paths.append(path))
    return paths


@pytest.fixture
def attempt(app_as: AppAs, left: list[str]) -> Try:
    at = app_as(None)

    def attempt(name: str, password: str) -> str:
        at.text_input[0].set_value(name)
        at.text_input[1].set_value(password)
        return words(at.button[0].click().run())

    return attempt


def _end(hub: Cast, table: type[t.Table], **values: object) -> None:
    with writing(SYSTEM) as db:
        row = db.get(table, hub.accounts["teacher"] if table is t.Account else hub.teacher)
        for name, value in values.items():
            setattr(row, name, value)


def test_every_name_costs_one_check_of_the_same_kind(
    hub: Cast, attempt: Try, checks: list[bytes]
) -> None:
    for name in (NAME, "nobody.here", "x" * 3000, "ünknown", "' OR 1=1 --"):
        before = len(checks)
        assert "don't match" in attempt(name, WRONG)
        assert len(checks) == before + 1
    assert NOBODY.encode() in checks
    assert NOBODY[:7] == hashed("x")[:7] == f"$2b${COST}$"
    assert COST >= 12


@pytest.mark.parametrize(
    ("table", "values"),
    [(t.Account, {"disabled_at": utc_now()}), (t.Person, {"status": "left"})],
)
def test_who_may_not_sign_in_any_more_is_told_what_strangers_are(
    hub: Cast,
    attempt: Try,
    checks: list[bytes],
    left: list[str],
    table: type[t.Table],
    values: dict[str, object],
) -> None:
    _end(hub, table, **values)
    assert "don't match" in attempt(NAME, RIGHT)
    assert (checks, left) == ([NOBODY.encode()], [])


def test_the_ninth_guess_is_not_heard_even_if_it_is_right(
    hub: Cast, attempt: Try, left: list[str], checks: list[bytes]
) -> None:
    spellings = (NAME, NAME.upper(), f"  {NAME}", NAME.title())
    for number in range(8):
        assert "don't match" in attempt(spellings[number % 4], WRONG)
    assert "Too many tries. Please wait 15 minutes" in attempt(NAME, RIGHT)
    assert left == []
    assert len(checks) == 9
    attempt("mariama", BY_KEY["parent"].password)
    assert len(left) == 1


def test_after_a_quarter_of_an_hour_one_may_try_again(
    hub: Cast, attempt: Try, left: list[str]
) -> None:
    for _number in range(8):
        attempt(NAME, WRONG)
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.Attempt)):
            row.at -= timedelta(minutes=15)
    attempt(NAME, RIGHT)
    assert len(left) == 1


def test_a_right_password_forgives_the_wrong_ones(hub: Cast, attempt: Try, left: list[str]) -> None:
    for _round in range(3):
        for _number in range(7):
            attempt(NAME, WRONG)
        attempt(NAME, RIGHT)
    assert len(left) == 3


def test_nothing_that_was_typed_is_kept(hub: Cast, attempt: Try) -> None:
    attempt("my secret password", WRONG)
    with reading(SYSTEM) as db:
        kept = [*db.scalars(select(t.Attempt)), *db.scalars(select(t.AuditEntry))]
        assert len(kept) == 2
        assert "secret" not in str([row.model_dump() for row in kept])


def test_where_no_cookie_comes_through_the_page_keeps_the_sign_in(
    hub: Cast, app_as: AppAs, left: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = app_as(None)
    monkeypatch.setattr(identity, "mark", lambda: None)
    monkeypatch.setattr(identity, "token", kept.token)
    assert "One moment" in words(at.run())
    at.session_state[kept.TOKEN] = ""  # the browser has answered that it keeps nothing
    name, password = at.run().text_input
    name.set_value(NAME)
    password.set_value(RIGHT)
    assert "Signed in as Teacher" in words(at.button[0].click().run())
    assert left == []
    press(at, "Sign out").run()
    assert "Signed in" not in words(at)
    assert [field.label for field in at.text_input] == ["Username", "Password"]
