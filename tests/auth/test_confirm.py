"""Is it you? The password again, before what nobody does at a computer somebody else left open."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from db import tables as t
from db.commands.accounts import hand_off, sign_in
from db.commands.base import COMMANDS
from db.commands.people import add_person, invite
from db.queries.sign_in import live_session
from db.session import reading, writing
from db.tables.base import utc_now
from rules.accounts import fingerprint, new_token
from rules.guesses import MOST, Guess
from rules.people import PEOPLE_ROLES, SYSTEM, PersonDraft, Role
from rules.permissions import ALLOWED, EXPORT, FRESH, FRESH_FOR, OF_A_COORDINATOR, is_fresh
from rules.problems import NotFresh
from seed.cast import BY_KEY, Cast
from tests.cast import STAYS, AppAs, me_of, open_page, words
from tests.guards.command_examples import EXAMPLES
from tests.guards.test_commands import everything

ASKED = "Is it you?"
PASSWORD = BY_KEY["coordinator"].password


def long_ago(at: AppTest) -> None:
    """The password was given more than ten minutes ago."""
    asked = select(t.WebSession).where(
        t.WebSession.token_hash == fingerprint(at.session_state[STAYS])
    )
    with writing(SYSTEM) as db:
        db.scalars(asked).one().confirmed_at = utc_now() - FRESH_FOR


def type_password(at: AppTest, password: str) -> AppTest:
    next(one for one in at.text_input if one.label == "Your password").set_value(password)
    return next(one for one in at.button if one.label == "Yes, it's me").click().run()


def limits(at: AppTest) -> list[Button]:
    """What changes who sees a child."""
    return [one for one in at.button if one.label == "Record a limit"]


def offered(at: AppTest) -> list[str]:
    return [one.proto.label for one in at.get("download_button")]


def test_what_asks_for_the_password_is_a_command_or_known_by_name() -> None:
    assert set(FRESH) - {EXPORT} - OF_A_COORDINATOR <= set(ALLOWED)
    assert len(FRESH) >= 3


@pytest.mark.parametrize("action", sorted(FRESH & set(ALLOWED)))
@pytest.mark.parametrize("given", [None, utc_now() - FRESH_FOR])
def test_no_such_command_runs_long_after_the_password(hub: Cast, action: str, given: Any) -> None:
    me, arguments = me_of(hub, EXAMPLES[action].who), EXAMPLES[action].arguments(hub)
    before = everything()
    with pytest.raises(NotFresh):
        COMMANDS[action](replace(me, confirmed_at=given), "op", *arguments)
    assert everything() == before


def test_a_code_for_a_coordinator_asks_and_for_others_not(hub: Cast) -> None:
    old = replace(me_of(hub, "coordinator"), confirmed_at=utc_now() - FRESH_FOR)
    with pytest.raises(NotFresh):
        invite(old, new_token(), hub.coordinator, "hash")
    invite(old, new_token(), hub.parent, "hash")
    invite(me_of(hub, "coordinator"), new_token(), hub.coordinator, "another hash")


@pytest.mark.parametrize("role", PEOPLE_ROLES)
def test_a_new_coordinator_asks_and_others_do_not(hub: Cast, role: Role) -> None:
    old = replace(me_of(hub, "coordinator"), confirmed_at=utc_now() - FRESH_FOR)
    draft = PersonDraft(role, "Nia", "Owen", child_ids=(hub.child,))
    if role == Role.COORDINATOR:
        with pytest.raises(NotFresh):
            add_person(old, new_token(), draft)
    else:
        assert add_person(old, new_token(), draft)


def test_ten_minutes_are_ten_minutes(hub: Cast) -> None:
    me = me_of(hub, "coordinator")
    assert is_fresh(replace(me, confirmed_at=utc_now() - FRESH_FOR + timedelta(seconds=2)))
    assert not is_fresh(replace(me, confirmed_at=utc_now() - FRESH_FOR))
    assert not is_fresh(replace(me, confirmed_at=None))


def test_the_whole_school_leaves_after_the_password(app_as: AppAs) -> None:
    at = app_as("coordinator")
    long_ago(at)
    open_page(at, "school.export")
    assert ASKED in words(at)
    assert offered(at) == []
    assert "not your password" in words(type_password(at, "not the password"))
    assert offered(at) == []
    type_password(at, PASSWORD)
    assert ASKED not in words(at)
    assert offered(at) == ["Download the workbook", "Download the whole hub"]


def test_a_teacher_is_not_asked(app_as: AppAs) -> None:
    at = app_as("teacher")
    long_ago(at)
    assert offered(open_page(at, "school.export")) == ["Download the workbook"]


def test_what_one_was_looking_at_stays(hub: Cast, app_as: AppAs) -> None:
    at = app_as("coordinator")
    long_ago(at)
    open_page(at, "roster.people")
    at.text_input(key="people_search").set_value("amara").run()
    assert limits(at)
    assert all(one.disabled for one in limits(at))
    type_password(at, PASSWORD)
    assert at.text_input(key="people_search").value == "amara"
    assert not any(one.disabled for one in limits(at))
    assert ASKED not in words(at)


def test_a_coordinators_code_waits_for_the_password(app_as: AppAs) -> None:
    at = app_as("coordinator")
    long_ago(at)
    open_page(at, "roster.people")
    at.segmented_control(key="people_role").set_value("coordinator").run()
    label = "Forgotten password: make a new code"
    assert next(one for one in at.button if one.label == label).disabled
    type_password(at, PASSWORD)
    at.button[0].run()
    next(one for one in at.button if one.label == label).click().run()
    assert "It is shown only now" in words(at)


def test_guessing_it_ends(app_as: AppAs) -> None:
    at = app_as("coordinator")
    long_ago(at)
    open_page(at, "school.export")
    for _number in range(MOST[Guess.PASSWORD]):
        type_password(at, "not the password")
    assert "Too many tries" in words(type_password(at, PASSWORD))
    assert offered(at) == []


def test_signing_in_counts_as_the_password(hub: Cast) -> None:
    hand_off(SYSTEM, new_token(), hub.accounts["teacher"], "code", "browser")
    sign_in(SYSTEM, new_token(), "code", "browser", fingerprint("token"))
    with reading(SYSTEM) as db:
        me = live_session(db, fingerprint("token"))
    assert me is not None
    assert is_fresh(me)
