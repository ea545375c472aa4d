"""The second step: nobody gets a cookie without it, and no code counts twice."""

from datetime import timedelta
from typing import Any

import pyotp
import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from auth import sign_in as entering
from db import tables as t
from db.commands.accounts import hand_off, join, sign_in
from db.commands.people import invite
from db.commands.second_factor import (
    confirm,
    pass_second,
    renew_codes,
    require,
    reset,
    start,
    turn_off,
)
from db.queries.second_factor import second
from db.queries.sign_in import live_session
from db.sealed import seal, unseal
from db.session import reading, writing
from db.tables.base import utc_now
from rules.accounts import fingerprint, grouped, new_code, new_token
from rules.guesses import MOST, Guess
from rules.people import SYSTEM
from rules.problems import Problem
from seed.cast import BY_KEY, Cast
from tests.cast import AppAs, me_of, open_page, session_of, words
from tests.pages.seen import press

CODES = [new_code() for _ in range(3)]
TEACHER = BY_KEY["teacher"]


def digits(secret: str, steps: int = 1) -> str:
    """Of the step that comes: they still count where that begins while a test runs."""
    return pyotp.TOTP(secret).at(utc_now() + timedelta(seconds=30 * steps))


def secret_of(hub: Cast, key: str) -> str:
    with reading(SYSTEM) as db:
        asked = select(t.SecondFactor).where(t.SecondFactor.account_id == hub.accounts[key])
        return unseal(db.scalars(asked).one().secret) or ""


def turned_on(hub: Cast, key: str = "teacher") -> str:
    """Somebody who has set it up with the digits of this step: the secret."""
    me = me_of(hub, key)
    start(me, new_token())
    secret = secret_of(hub, key)
    hashes = [fingerprint(code) for code in (CODES if key == "teacher" else [])]
    assert confirm(me, new_token(), digits(secret, 0), hashes)
    return secret


def handed(hub: Cast, key: str = "teacher", code: str = "code") -> bool:
    return hand_off(SYSTEM, new_token(), hub.accounts[key], code, "browser")


def seconds(code: str = "code") -> int | None:
    return sign_in(SYSTEM, new_token(), code, "browser", new_token())


def passes(typed: str, code: str = "code") -> bool:
    return pass_second(SYSTEM, new_token(), code, typed)


def test_a_password_alone_opens_nothing_once_it_is_on(hub: Cast) -> None:
    assert handed(hub) is False
    assert seconds()
    secret = turned_on(hub)
    assert handed(hub, code="second") is True
    assert seconds("second") is None
    assert passes(digits(secret), "second")
    assert seconds("second")
    assert handed(hub, "parent", "third") is False


def test_what_was_only_begun_asks_nothing(hub: Cast) -> None:
    start(me_of(hub, "teacher"), new_token())
    assert handed(hub) is False


def test_digits_open_once(hub: Cast) -> None:
    secret = turned_on(hub)
    now = digits(secret)
    handed(hub, code="one")
    handed(hub, code="two")
    assert passes(now, "one")
    assert not passes(now, "two")
    assert seconds("two") is None


def test_those_it_was_set_up_with_are_used(hub: Cast) -> None:
    secret = turned_on(hub)
    handed(hub)
    assert not passes(digits(secret, 0))


def test_a_recovery_code_opens_once_and_only_its_owners(hub: Cast) -> None:
    turned_on(hub)
    turned_on(hub, "coordinator")
    handed(hub, "coordinator", "office")
    assert not passes(grouped(CODES[0]), "office")
    handed(hub, code="one")
    handed(hub, code="two")
    assert passes(grouped(CODES[0]).lower(), "one")
    assert not passes(CODES[0], "two")
    assert passes(CODES[1], "two")
    with reading(SYSTEM) as db:
        assert second(db, hub.accounts["teacher"]).codes_left == 1


def test_new_recovery_codes_end_the_old_ones(hub: Cast) -> None:
    turned_on(hub)
    renew_codes(me_of(hub, "teacher"), new_token(), [fingerprint("ANEWCODE")])
    handed(hub)
    assert not passes(CODES[0])
    assert passes("anewcode")


def test_one_takes_ten_minutes_at_most(hub: Cast) -> None:
    secret = turned_on(hub)
    handed(hub)
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.Handoff)):
            row.expires_at -= timedelta(minutes=10)
    with pytest.raises(Problem, match="too long"):
        passes(digits(secret))
    assert seconds() is None


def test_a_new_password_by_a_code_of_the_office_asks_for_it_too(hub: Cast) -> None:
    turned_on(hub)
    code = fingerprint("code")
    invite(me_of(hub, "coordinator"), new_token(), hub.teacher, code)
    account = join(SYSTEM, new_token(), code, TEACHER.username, "hash")
    assert hand_off(SYSTEM, new_token(), account, "new", "browser") is True


def test_turning_it_off_asks_for_a_code(hub: Cast) -> None:
    secret = turned_on(hub)
    me = me_of(hub, "teacher")
    assert not turn_off(me, new_token(), "000000")
    assert not turn_off(me, new_token(), digits(secret, 0))
    assert handed(hub, code="still") is True
    assert turn_off(me, new_token(), digits(secret))
    assert handed(hub, code="off") is False
    with reading(SYSTEM) as db:
        assert db.scalars(select(t.RecoveryCode)).all() == []


def test_the_office_turns_it_off_for_others_and_not_for_itself(hub: Cast) -> None:
    turned_on(hub)
    turned_on(hub, "coordinator")
    office = me_of(hub, "coordinator")
    reset(office, new_token(), hub.teacher)
    assert handed(hub) is False
    with pytest.raises(Problem, match="your own"):
        reset(office, new_token(), hub.coordinator)


def test_it_is_not_begun_again_while_it_is_on(hub: Cast) -> None:
    turned_on(hub)
    with pytest.raises(Problem, match="on already"):
        start(me_of(hub, "teacher"), new_token())
    with pytest.raises(Problem, match="another window"):
        confirm(me_of(hub, "teacher"), new_token(), "000000", [])


def test_a_school_asks_it_once_its_coordinator_has_it(hub: Cast) -> None:
    office = me_of(hub, "coordinator")
    with pytest.raises(Problem, match="for yourself first"):
        require(office, new_token(), True)
    turned_on(hub, "coordinator")
    require(office, new_token(), True)
    require(office, new_token(), False)


def test_a_session_knows_whether_it_is_on(hub: Cast) -> None:
    token = session_of(hub, "teacher")

    def known() -> bool:
        with reading(SYSTEM) as db:
            me = live_session(db, fingerprint(token))
        assert me is not None
        return me.has_second

    assert not known()
    start(me_of(hub, "teacher"), new_token())
    assert not known()
    turned_on(hub)
    assert known()


def test_no_secret_lies_in_the_database(hub: Cast, tmp_path: Any) -> None:
    secret = turned_on(hub)
    files = [file.read_bytes() for file in tmp_path.glob("hub.sqlite3*")]
    assert files
    for hidden in (secret, *CODES, *map(grouped, CODES)):
        assert all(hidden.encode() not in kept for kept in files)
    key = tmp_path / "hub.key"
    assert key.stat().st_mode & 0o777 == 0o600


def test_a_secret_that_was_changed_opens_nothing() -> None:
    sealed = seal("a secret")
    assert unseal(sealed) == "a secret"
    middle = len(sealed) // 2
    other = "A" if sealed[middle] != "A" else "B"
    assert unseal(sealed[:middle] + other + sealed[middle + 1 :]) is None


def test_with_another_key_recovery_codes_still_open(
    hub: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_KEY", "a key of the host's own")
    secret = turned_on(hub)
    sealed = seal("words")
    monkeypatch.setenv("HUB_KEY", "another key of the host's own")
    assert unseal(sealed) is None
    assert unseal(seal("words")) == "words"
    handed(hub)
    assert not passes(digits(secret))
    assert passes(CODES[0])


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where somebody was sent who got in."""
    paths: list[str] = []
    monkeypatch.setattr(entering, "leave_to", lambda path, key: paths.append(path))
    return paths


def given(at: AppTest, *typed: str) -> AppTest:
    for field, value in zip(at.text_input, typed, strict=True):
        field.set_value(value)
    return press(at, "Sign in").run()


def test_signing_in_asks_for_the_digits(hub: Cast, app_as: AppAs, left: list[str]) -> None:
    secret = turned_on(hub)
    at = given(app_as(None), TEACHER.username, TEACHER.password)
    assert "six digits" in words(at)
    assert left == []
    assert "wrong or was used" in words(given(at, "123456"))
    given(at, digits(secret))
    assert left[0].startswith("/auth/handoff?code=")


def test_guessing_the_digits_ends(hub: Cast, app_as: AppAs, left: list[str]) -> None:
    secret = turned_on(hub)
    at = given(app_as(None), TEACHER.username, TEACHER.password)
    for _number in range(MOST[Guess.SECOND]):
        given(at, "abc")
    assert "Too many tries" in words(given(at, digits(secret)))
    assert left == []


def test_nobody_reaches_the_step_without_the_password(app_as: AppAs) -> None:
    at = open_page(app_as(None), "entry.second_step")
    assert [field.label for field in at.text_input] == ["Username", "Password"]


def test_setting_it_up_on_the_page(hub: Cast, app_as: AppAs) -> None:
    at = open_page(app_as("teacher"), "account.devices")
    press(at, "Set it up").run()
    secret = secret_of(hub, "teacher")
    assert secret in [code.value for code in at.code]
    at.text_input[0].set_value("000000")
    assert "wrong or was used" in words(press(at, "Turn it on").run())
    at.text_input[0].set_value(digits(secret))
    press(at, "Turn it on").run()
    (shown,) = at.code
    assert len(shown.value.split()) == 10
    press(at, "I have kept them").run()
    assert "10 recovery codes left" in words(at)
    assert shown.value.split()[0] not in words(at)
    press(at, "Make new recovery codes").run()
    assert len(at.code[0].value.split()) == 10
    assert at.code[0].value != shown.value
    press(at, "I have kept them").run()
    assert not at.toggle, "the school's choice is the office's"


def test_the_office_turns_it_off_on_the_page(hub: Cast, app_as: AppAs) -> None:
    turned_on(hub)
    at = open_page(app_as("coordinator"), "roster.people")
    at.segmented_control(key="people_role").set_value("teacher").run()
    at.text_input(key="people_search").set_value("kaya").run()
    press(at, "Turn off their second step").run()
    assert "Turned off." in words(at)
    assert handed(hub) is False


@pytest.mark.parametrize("key", ["parent", "child"])
def test_families_are_not_offered_it(app_as: AppAs, key: str) -> None:
    assert "second step" not in words(open_page(app_as(key), "account.devices"))


def test_a_coordinator_sets_it_up_before_anything_else(hub: Cast, app_as: AppAs) -> None:
    turned_on(hub, "coordinator")
    require(me_of(hub, "coordinator"), new_token(), True)
    at = app_as("coordinator")
    assert "Hello, Ruth Okafor" in words(at)
    with writing(SYSTEM) as db:
        db.delete(db.scalars(select(t.SecondFactor)).one())
    for page in ("home.coordinator", "roster.people", "school.export"):
        seen = words(open_page(at, page))
        assert "Your school asks this of every coordinator" in seen, page
        assert "Where you are signed in" not in seen
    assert "Hello" in words(app_as("teacher"))
