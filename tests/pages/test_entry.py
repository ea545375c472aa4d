"""Set-up, sign-in and joining, as a stranger meets them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from auth import identity, setup_code, sign_in
from db import tables as t
from db.queries.school import school
from db.session import engine, forget_engine, reading
from rules.people import SYSTEM
from tests.cast import MAIN, SECONDS, AppAs, open_page, words

CODE = "OPEN-SESAME"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app of a hub that nobody has set up."""
    monkeypatch.setenv("HUB_DATA", str(tmp_path))
    monkeypatch.setenv("HUB_SETUP_CODE", CODE)
    monkeypatch.setattr(identity, "token", lambda: None)
    monkeypatch.setattr(identity, "mark", lambda: "this browser")
    setup_code._code.cache_clear()
    forget_engine()
    t.metadata.create_all(engine())
    yield AppTest.from_file(MAIN, default_timeout=SECONDS).run()
    forget_engine()
    setup_code._code.cache_clear()


def unlock(at: AppTest, code: str = CODE) -> AppTest:
    at.text_input[0].set_value(code)
    return at.button[0].click().run()


def fill(at: AppTest, **changed: str) -> AppTest:
    """The set-up form, right but for what is changed."""
    next(button for button in at.button if button.label == "Set up my school").click().run()
    typed = {
        "Name of your school": "Brook Hill",
        "School year": "2026/27",
        "Given name": "Ola",
        "Family name": "Nowak",
        "Username": "office",
        "Password": "three small words",
        "Password again": "three small words",
    } | changed
    for field in at.text_input:
        field.set_value(typed[field.label])
    at.selectbox[0].select("Europe/Warsaw")
    return next(b for b in at.button if b.label == "Set up my school").click().run()


def test_nothing_but_the_code_is_asked_first(empty: AppTest) -> None:
    assert [field.label for field in empty.text_input] == ["Set-up code"]
    assert "Open the demo school" not in words(empty)


def test_a_wrong_code_opens_nothing(empty: AppTest) -> None:
    seen = words(unlock(empty, "guess"))
    assert "This is not the code" in seen
    assert "Open the demo school" not in seen


def test_guessing_the_code_ends(empty: AppTest) -> None:
    for _ in range(20):
        unlock(empty, "guess")
    assert "Too many tries" in words(unlock(empty))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("Name of your school", " ", "write the name of your school"),
        ("School year", "", "write the school year"),
        ("Username", "a b", "at least three letters or digits"),
        ("Password again", "other words here", "not the same"),
    ],
)
def test_a_slip_is_said_and_nothing_is_lost(
    empty: AppTest, field: str, value: str, sentence: str
) -> None:
    at = fill(unlock(empty), **{field: value})
    assert sentence in words(at)
    assert {f.label: f.value for f in at.text_input}["Given name"] == "Ola"
    with reading(SYSTEM) as db:
        assert not school(db).is_set_up


def test_a_school_is_set_up_once(empty: AppTest) -> None:
    at = fill(unlock(empty))
    assert not at.exception
    assert not at.error
    with reading(SYSTEM) as db:
        assert school(db).name == "Brook Hill"
    again = AppTest.from_file(MAIN, default_timeout=SECONDS).run()
    assert [field.label for field in again.text_input] == ["Username", "Password"]


@pytest.mark.parametrize("name", ["ms.kaya", "nobody.here"])
def test_a_wrong_password_and_an_unknown_name_read_the_same(app_as: AppAs, name: str) -> None:
    at = app_as(None)
    at.text_input[0].set_value(name)
    at.text_input[1].set_value("not the password")
    assert "don't match" in words(at.button[0].click().run())


def test_a_right_password_leaves_for_the_hand_off(
    app_as: AppAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[str] = []
    monkeypatch.setattr(sign_in, "leave_to", lambda path, key: left.append(path))
    at = app_as(None)
    at.text_input[0].set_value(" Ms.Kaya ")
    at.text_input[1].set_value("ms.kaya-brook-hill")
    assert not at.button[0].click().run().error
    assert left[0].startswith("/auth/handoff?code=")


def test_a_mistyped_invitation_says_what_to_do(app_as: AppAs) -> None:
    at = open_page(app_as(None), "entry.join")
    at.text_input[0].set_value("ABCD-EFGH-JKMN-PQRS")
    assert "ask the school for a new one" in words(at.button[0].click().run())
