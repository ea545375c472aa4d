"""Signed in for the school year without a password: only where the school allows it."""

from datetime import date

import pytest
from sqlalchemy import select

from auth import identity, sign_in
from db import tables as t
from db.commands import accounts
from db.commands.people import invite
from db.commands.school import allow_staying
from db.queries.invitations import invited
from db.queries.sign_in import credential, has_password, live_session
from db.session import reading, writing
from rules.accounts import fingerprint, new_code, new_token
from rules.people import SYSTEM
from rules.problems import Problem
from rules.school import last_day
from rules.whole_hub import NO_PASSWORD
from seed.cast import Cast
from tests.cast import AppAs, me_of, open_page, words
from tests.pages.test_join import press


@pytest.fixture
def code(hub: Cast) -> str:
    with writing(SYSTEM) as db:
        db.delete(db.get(t.Account, hub.accounts["siblings_parent"]))
    code = new_code()
    invite(me_of(hub, "coordinator"), new_token(), hub.siblings_parent, fingerprint(code))
    return code


def allow(hub: Cast) -> None:
    allow_staying(me_of(hub, "coordinator"), new_token(), True)


def stay(code: str) -> int:
    return accounts.stay(SYSTEM, new_token(), fingerprint(code))


def enter(account: int) -> tuple[str, int]:
    """The token of a new session and how many seconds it lasts."""
    token, once = new_token(), new_token()
    accounts.hand_off(SYSTEM, new_token(), account, once, "browser")
    seconds = accounts.sign_in(SYSTEM, new_token(), once, "browser", fingerprint(token))
    assert seconds is not None
    return token, seconds


@pytest.mark.parametrize(
    ("year", "day", "last"),
    [
        ("2026/27", date(2026, 11, 23), date(2027, 7, 31)),
        ("2026-2027", date(2027, 7, 31), date(2027, 7, 31)),
        ("2026/27", date(2027, 8, 1), date(2028, 7, 31)),
        ("School year 2026/27", date(2026, 8, 1), date(2027, 7, 31)),
        ("2026", date(2026, 3, 1), date(2026, 12, 31)),
        ("Blue", date(2026, 3, 1), date(2026, 7, 31)),
        ("2062/63", date(2026, 9, 1), date(2027, 7, 31)),
    ],
)
def test_a_school_year_ends(year: str, day: date, last: date) -> None:
    assert last_day(year, day) == last


def test_a_school_that_asks_for_passwords_lets_nobody_stay(hub: Cast, code: str) -> None:
    with pytest.raises(Problem, match="choose a password"):
        stay(code)
    with reading(SYSTEM) as db:
        assert invited(db, fingerprint(code)) is not None


def test_only_a_guardian_who_is_new_may_stay(hub: Cast) -> None:
    allow(hub)
    for key in ("sibling", "parent"):
        code = new_code()
        invite(me_of(hub, "coordinator"), new_token(), hub.person(key), fingerprint(code))
        with pytest.raises(Problem, match="choose a password"):
            stay(code)


def test_whoever_stays_is_here_until_the_year_ends(hub: Cast, code: str) -> None:
    allow(hub)
    token, seconds = enter(stay(code))
    with reading(SYSTEM) as db:
        me = live_session(db, fingerprint(token))
        (session,) = db.scalars(select(t.WebSession))
        (year,) = db.scalars(select(t.Setting.value).where(t.Setting.key == "school.year"))
    assert me is not None
    assert me.person_id == hub.siblings_parent
    ends = last_day(year, session.created_at.date())
    assert 0 <= (session.expires_at.date() - ends).days <= 1
    assert seconds == pytest.approx((session.expires_at - session.created_at).total_seconds(), 2)


def test_no_password_opens_an_account_without_one(hub: Cast, code: str) -> None:
    import bcrypt

    allow(hub)
    stay(code)
    with reading(SYSTEM) as db:
        known = credential(db, f"without-password-{hub.siblings_parent}")
    assert known is not None
    for guess in ("", "." * 53, known.password_hash):
        assert not bcrypt.checkpw(guess.encode()[:72], known.password_hash.encode())


def test_a_password_is_chosen_later_and_once(hub: Cast, code: str) -> None:
    allow(hub)
    token, _seconds = enter(stay(code))
    with reading(SYSTEM) as db:
        me = live_session(db, fingerprint(token))
    assert me is not None
    with pytest.raises(Problem, match="taken"):
        accounts.choose_first_password(me, new_token(), "Mariama", "hash")
    accounts.choose_first_password(me, new_token(), "Lucia.Alvarez", "hash")
    with reading(SYSTEM) as db:
        assert has_password(db, me.account_id)
        assert live_session(db, fingerprint(token)) is not None
        assert credential(db, "lucia.alvarez") is not None
    with pytest.raises(Problem, match="already"):
        accounts.choose_first_password(me, new_token(), "again", "hash")
    with pytest.raises(Problem, match="already"):
        accounts.choose_first_password(me_of(hub, "parent"), new_token(), "mariama2", "hash")


def test_the_page_offers_it_where_the_school_allows_it(
    hub: Cast, code: str, app_as: AppAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[str] = []
    monkeypatch.setattr(sign_in, "leave_to", lambda path, key: left.append(path))
    monkeypatch.setattr(identity, "mark", lambda: "this browser")
    at = press(open_page(app_as(None), "entry.join", code=code), "Begin")
    assert "Stay signed in here" not in words(press(at, "Yes, this is my child"))
    allow(hub)
    seen = words(at.run())
    assert "you need no password now" in seen
    press(at, "Stay signed in here")
    assert left[0].startswith("/auth/handoff?code=")


def test_my_sign_in_asks_for_a_password_as_long_as_there_is_none(hub: Cast, app_as: AppAs) -> None:
    with writing(SYSTEM) as db:
        account = db.get(t.Account, hub.accounts["parent"])
        assert account is not None
        account.password_hash = NO_PASSWORD
    at = open_page(app_as("parent"), "account.devices")
    for field, typed in zip(
        at.text_input, ("mariama.d", "three odd socks fly", "three odd socks fly"), strict=True
    ):
        field.set_value(typed)
    press(at, "Keep this password")
    assert [one.value for one in at.error] == []
    assert "Keep this password" not in words(at)
    with reading(SYSTEM) as db:
        assert credential(db, "mariama.d") is not None


def test_the_office_allows_it_on_the_page_of_letters(hub: Cast, app_as: AppAs) -> None:
    at = open_page(app_as("coordinator"), "roster.letters")
    at.toggle[-1].set_value(True).run()
    with reading(SYSTEM) as db:
        kept = db.scalars(select(t.Setting.value).where(t.Setting.key == "school.stay")).all()
    assert kept == [True]
    assert at.toggle[-1].value is True
