"""Where somebody is signed in: seen by themselves and the office, ended by both."""

from datetime import timedelta

import pytest

from db import tables as t
from db.commands.accounts import end_session, end_sessions
from db.queries.sign_in import live_session, sessions
from db.session import reading, writing
from db.tables.base import utc_now
from rules.accounts import fingerprint, new_token
from rules.people import SYSTEM
from rules.problems import NotFound
from seed.cast import Cast
from tests.cast import AppAs, me_of, open_page, session_of, sound, words
from tests.pages.seen import press


def lives(token: str) -> bool:
    with reading(SYSTEM) as db:
        return live_session(db, fingerprint(token)) is not None


def id_of(token: str) -> int:
    with reading(SYSTEM) as db:
        me = live_session(db, fingerprint(token))
    assert me is not None
    return me.session_id


def seen_by(hub: Cast, viewer: str, whose: int) -> set[int]:
    with reading(me_of(hub, viewer)) as db:
        return {one.id for one in sessions(db, whose)}


def test_one_sees_ones_own_and_the_office_everybodys(hub: Cast) -> None:
    mine = {id_of(session_of(hub, "parent")), id_of(session_of(hub, "parent"))}
    assert seen_by(hub, "parent", hub.parent) >= mine
    assert seen_by(hub, "coordinator", hub.parent) >= mine
    for stranger in ("other_parent", "teacher", "child"):
        assert not seen_by(hub, stranger, hub.parent)


def test_what_has_ended_is_not_listed(hub: Cast) -> None:
    old = id_of(session_of(hub, "parent"))
    with writing(SYSTEM) as db:
        row = db.get(t.WebSession, old)
        assert row is not None
        row.expires_at = utc_now() - timedelta(seconds=1)
    assert old not in seen_by(hub, "parent", hub.parent)


@pytest.mark.parametrize("end", ["disabled", "left"])
def test_a_disabled_account_and_who_left_are_signed_out(hub: Cast, end: str) -> None:
    token = session_of(hub, "parent")
    assert lives(token)
    with writing(SYSTEM) as db:
        account = db.get(t.Account, hub.accounts["parent"])
        person = db.get(t.Person, hub.parent)
        assert account is not None
        assert person is not None
        if end == "disabled":
            account.disabled_at = utc_now()
        else:
            person.status = "left"
    assert not lives(token)


def test_one_device_is_signed_out_and_no_other(hub: Cast) -> None:
    lost, kept = session_of(hub, "parent"), session_of(hub, "parent")
    end_session(me_of(hub, "parent"), new_token(), id_of(lost))
    assert not lives(lost)
    assert lives(kept)


@pytest.mark.parametrize("stranger", ["other_parent", "teacher", "child"])
def test_nobody_ends_somebody_elses(hub: Cast, stranger: str) -> None:
    theirs = session_of(hub, "parent")
    with pytest.raises(NotFound):
        end_session(me_of(hub, stranger), new_token(), id_of(theirs))
    with pytest.raises(NotFound):
        end_sessions(me_of(hub, stranger), new_token(), hub.parent)
    assert lives(theirs)


def test_everywhere_else_leaves_this_one(hub: Cast) -> None:
    others, here = [session_of(hub, "parent") for _ in range(3)], session_of(hub, "parent")
    stranger = session_of(hub, "other_parent")
    end_sessions(me_of(hub, "parent"), new_token(), hub.parent, id_of(here))
    assert not any(map(lives, others))
    assert lives(here)
    assert lives(stranger)


def test_the_page_ends_another_device_and_says_so(hub: Cast, app_as: AppAs) -> None:
    at = app_as("parent")
    other = session_of(hub, "parent")
    open_page(at, "account.devices")
    assert "This device" in words(at)
    assert "Unknown device" in words(at)
    sound(press(at, "Sign out there").run())
    assert not lives(other)
    assert "Signed out there." in words(at)
    assert "You are signed in nowhere else." in words(at)


def test_the_page_ends_all_others_at_once(hub: Cast, app_as: AppAs) -> None:
    at = app_as("child")
    others = [session_of(hub, "child") for _ in range(2)]
    open_page(at, "account.devices")
    sound(press(at, "Sign out everywhere else").run())
    assert not any(map(lives, others))
    assert "My sign-in" in words(at)


def test_the_office_ends_anybodys(hub: Cast, app_as: AppAs) -> None:
    lost = session_of(hub, "teacher")
    at = open_page(app_as("coordinator"), "roster.people")
    at.segmented_control(key="people_role").set_value("teacher").run()
    at.text_input(key="people_search").set_value("kaya").run()
    assert lives(lost)
    sound(press(at, "Sign out everywhere").run())
    assert not lives(lost)
