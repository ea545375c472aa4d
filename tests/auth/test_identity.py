"""Who is here is asked on every event, and nothing of the one before is left."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from auth import identity, setup_code
from db import tables as t
from db.session import writing
from db.tables.base import utc_now
from rules.people import SYSTEM, Role
from seed.cast import Cast
from tests.cast import STAYS, AppAs, session_of, words


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
