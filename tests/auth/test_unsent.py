"""Half-typed words after a session's end: back for their writer alone, and not for ever."""

from collections import OrderedDict
from collections.abc import Callable

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from auth import identity, others, unsent
from db import tables as t
from db.session import writing
from rules.people import SYSTEM
from seed.cast import Cast
from tests.cast import AppAs, open_page, session_of, sound, words

WORDS = "She read the whole page to her brother."
COMMENT = "Write something about this goal"
ENDED = "Your access to the hub of this school has ended."

Tell = Callable[..., None]


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Say something in place of the browser, heard at the next event."""
    said: list[tuple[str, tuple[object, ...]]] = []

    def listen(_who: str, _seconds: float, _heard: str, **hears: Tell) -> None:
        while said:
            kind, values = said.pop(0)
            hears[kind](*values)

    monkeypatch.setattr(others, "listen", listen)
    monkeypatch.setattr(unsent, "_kept", OrderedDict())
    return lambda kind, *values: said.append((kind, values))


@pytest.fixture
def signed_in(hub: Cast, monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], None]:
    def become(key: str | None) -> None:
        token = session_of(hub, key) if key else None
        monkeypatch.setattr(identity, "token", lambda: token)

    return become


@pytest.fixture
def typed(hub: Cast, app_as: AppAs, tell: Tell, signed_in: Callable[[str | None], None]) -> AppTest:
    """A tab whose owner's session ended while they wrote about a goal."""
    at = open_page(app_as("parent"), "goals.board", goal=hub.goals["working"])
    (field,) = (one for one in at.text_area if one.label == COMMENT)
    signed_in(None)
    tell("typed", "mark", {unsent._box(field.key or ""): WORDS, "st-key-owner": "2"})
    at = sound(at.run())
    assert [one.label for one in at.text_input] == ["Username", "Password"]
    assert WORDS not in held(at)
    return at


def held(at: AppTest) -> str:
    """All that a tab's own memory holds."""
    return str(at.session_state._state.filtered_state)


def back(at: AppTest, tell: Tell) -> AppTest:
    tell("back", "mark")
    return sound(sound(at.run()).run())


def test_they_are_back_for_who_typed_them(
    typed: AppTest, tell: Tell, signed_in: Callable[[str | None], None]
) -> None:
    signed_in("parent")
    at = back(typed, tell)
    assert [one.value for one in at.text_area if one.label == COMMENT] == [WORDS]
    assert "Welcome back" in words(at)
    assert unsent._kept == {}


def test_for_anybody_else_they_are_gone(
    typed: AppTest, tell: Tell, signed_in: Callable[[str | None], None], hub: Cast
) -> None:
    signed_in("teacher")
    at = back(typed, tell)
    assert WORDS not in held(at)
    signed_in("parent")
    at = open_page(back(at, tell), "goals.board", goal=hub.goals["working"])
    assert [one.value for one in at.text_area if one.label == COMMENT] == [""]


def test_they_are_not_kept_for_ever(
    typed: AppTest,
    tell: Tell,
    signed_in: Callable[[str | None], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unsent, "LASTS", -1)
    signed_in("parent")
    assert WORDS not in held(back(typed, tell))


def test_a_tab_of_nobody_leaves_nothing(app_as: AppAs, tell: Tell) -> None:
    tell("typed", "mark", {"st-key-anything": WORDS})
    sound(app_as(None).run())
    assert unsent._kept == {}


def test_a_tab_that_looks_by_itself_puts_no_end_off(
    app_as: AppAs, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(identity, "still_here", asked.append)
    at = app_as("teacher")
    asked.clear()
    tell("looked")
    sound(at.run())
    sound(at.run())
    assert len(asked) == 1


@pytest.mark.parametrize("erased", [False, True])
def test_who_may_not_come_back_is_told_so(hub: Cast, app_as: AppAs, erased: bool) -> None:
    at = app_as("parent")
    with writing(SYSTEM) as db:
        account = db.get(t.Account, hub.accounts["parent"])
        assert account is not None
        person = db.get(t.Person, account.person_id)
        assert person is not None
        person.status = "left"
        if erased:
            for row in db.scalars(select(t.WebSession)).all():
                db.delete(row)
            db.flush()
            db.delete(account)
    at = sound(at.run())
    assert at.text_input[0].label == "Username"
    assert ENDED in words(at)
    assert ENDED not in words(app_as(None))
