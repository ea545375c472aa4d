"""Who is here is asked on every event, and nothing of the one before is left."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from auth import identity, setup_code
from db import tables as t
from db.commands.accounts import still_here
from db.session import reading, writing
from db.tables.base import utc_now
from rules.accounts import SESSIONS
from rules.people import SYSTEM, Role
from seed.cast import BY_KEY, Cast
from tests.cast import STAYS, AppAs, me_of, session_of, words


def test_another_account_finds_an_empty_tab(
    hub: Cast, app_as: AppAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = app_as("teacher")
    at.session_state["op:goal"], at.session_state["typed"] = "key", "Amara worries"
    at.run()
    assert at.session_state["typed"] == "Amara worries"
    other = session_of(hub, "other_parent")
    monkeypatch.setattr(identity, "token", lambda: other)
    at.run()
    assert "Aigul" in words(at)
    assert "typed" not in at.session_state
    assert "op:goal" not in at.session_state
    assert STAYS not in at.session_state


def test_signing_out_empties_the_tab(
    hub: Cast, app_as: AppAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = app_as("teacher")
    at.session_state["typed"] = "Amara worries"
    monkeypatch.setattr(identity, "token", lambda: None)
    at.run()
    assert [field.label for field in at.text_input] == ["Username", "Password"]
    assert "typed" not in at.session_state


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (t.WebSession, {"revoked_at": utc_now()}),
        (t.WebSession, {"expires_at": utc_now() - timedelta(seconds=1)}),
        (t.WebSession, {"idle_until": utc_now() - timedelta(seconds=1)}),
        (t.Account, {"disabled_at": utc_now()}),
        (t.Person, {"status": "left"}),
    ],
)
def test_the_next_event_asks_for_a_sign_in(
    hub: Cast, app_as: AppAs, table: type[t.Table], values: dict[str, object]
) -> None:
    at = app_as("teacher")
    assert "Signed in as Teacher" in words(at)
    with writing(SYSTEM) as db:
        for row in db.scalars(select(table)):
            for name, value in values.items():
                setattr(row, name, value)
    at.run()
    assert "Signed in" not in words(at)
    assert at.text_input[0].label == "Username"


@pytest.mark.parametrize("key", ["coordinator", "teacher", "parent", "child"])
def test_being_here_puts_off_the_end(hub: Cast, key: str) -> None:
    lasts = SESSIONS[BY_KEY[key].role]
    before = utc_now() - lasts.noted
    me = replace(me_of(hub, key), session_id=_session(hub, key, before), seen_at=before)
    still_here(me)
    row = _row(me.session_id)
    assert row.seen_at > before
    assert row.idle_until == row.seen_at + lasts.idle


def test_it_is_noted_now_and_then_only(hub: Cast) -> None:
    seen = utc_now() - SESSIONS[Role.TEACHER].noted + timedelta(minutes=1)
    me = replace(me_of(hub, "teacher"), session_id=_session(hub, "teacher", seen), seen_at=seen)
    still_here(me)
    assert _row(me.session_id).seen_at == seen


def test_a_page_notes_who_is_there(hub: Cast, app_as: AppAs) -> None:
    at = app_as("teacher")
    long_ago = utc_now() - SESSIONS[Role.TEACHER].noted
    with writing(SYSTEM) as db:
        (row,) = db.scalars(select(t.WebSession))
        row.seen_at = long_ago
    at.run()
    assert _row(row.id).seen_at > long_ago


def _session(hub: Cast, key: str, seen: datetime) -> int:
    with writing(SYSTEM) as db:
        soon = utc_now() + timedelta(minutes=1)
        row = t.WebSession(
            account_id=hub.accounts[key],
            token_hash=key,
            seen_at=seen,
            idle_until=soon,
            expires_at=soon,
        )
        db.add(row)
        db.flush()
        return row.id


def _row(session_id: int) -> t.WebSession:
    with reading(SYSTEM) as db:
        row = db.get(t.WebSession, session_id)
    assert row is not None
    return row


def test_a_role_that_changed_counts_at_once(hub: Cast, app_as: AppAs) -> None:
    at = app_as("coordinator")
    with writing(SYSTEM) as db:
        person = db.get(t.Person, hub.coordinator)
        assert person is not None
        person.role = Role.GUARDIAN
    at.run()
    assert "Daniyar" not in words(at)
    assert "Parent or guardian" in words(at)


def test_who_came_is_forgotten_after_the_event(hub: Cast, app_as: AppAs) -> None:
    app_as("teacher")
    assert identity._arrival.get() is None


@pytest.mark.parametrize(("given", "kept"), [("", False), ("----", False), ("短い", False)])
def test_a_set_up_code_too_short_to_be_one_is_not_taken(
    monkeypatch: pytest.MonkeyPatch, given: str, kept: bool
) -> None:
    monkeypatch.setenv("HUB_SETUP_CODE", given)
    setup_code._code.cache_clear()
    assert setup_code.matches(given) is kept
    assert not setup_code.matches("")
    setup_code._code.cache_clear()
