"""What the board sends to the browser, and what it believes when the browser answers."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.board import Card, Column, Move, Open, board_words, decode, decode_open

COLUMNS = (
    Column("idea", "Idea", (Card(1, 3, "Ride a bike"),)),
    Column("working", "Working on it", (Card(2, 1, "Read"),)),
)
SENT = {"id": 1, "from": "idea", "to": "working", "index": 1, "version": 3, "nonce": "n1"}


def test_a_move_is_decoded() -> None:
    assert decode(SENT, COLUMNS) == Move(1, "idea", "working", 1, 3, "n1")
    assert decode_open({"id": 2, "nonce": "n2"}, COLUMNS) == Open(2, "n2")


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": 9},
        {"id": None},
        {"id": "one"},
        {"to": "elsewhere"},
        {"from": "elsewhere"},
        {"index": "first"},
        {"version": {}},
    ],
)
def test_a_move_of_another_board_is_none(wrong: dict[str, Any]) -> None:
    assert decode(SENT | wrong, COLUMNS) is None


@pytest.mark.parametrize("nothing", [None, "", 7, [], {}])
def test_nothing_is_no_event(nothing: Any) -> None:
    assert decode(nothing, COLUMNS) is None
    assert decode_open(nothing, COLUMNS) is None


def test_an_unknown_card_is_not_opened() -> None:
    assert decode_open({"id": 9, "nonce": "n"}, COLUMNS) is None


def test_a_place_before_the_first_is_the_first() -> None:
    moved = decode(SENT | {"index": -4}, COLUMNS)
    assert moved is not None
    assert moved.index == 0


def test_every_word_of_the_board_is_there() -> None:
    words = vars(board_words())
    assert all(words.values())
    assert words["moved"].count("{") == 4


def page() -> None:
    import streamlit as st

    from components.board import board, refuse
    from tests.components.test_board import COLUMNS

    if st.session_state.pop("refuse", False):
        refuse("board", "Not yet.")
    st.text(repr(board(COLUMNS, key="board", start="working")))


def sent(app: AppTest) -> str:
    (proto,) = [element.proto for element in app.get("bidi_component")]
    return str(proto.json or proto.mixed.json)


def test_the_board_draws_and_says_nothing_by_itself() -> None:
    app = AppTest.from_function(page).run(timeout=20)
    assert not app.exception
    assert app.text[0].value == "None"
    assert '"start": "working"' in sent(app)
    assert '"message": ""' in sent(app)


def test_a_refusal_is_said_once() -> None:
    app = AppTest.from_function(page)
    app.session_state["refuse"] = True
    assert '"message": "Not yet."' in sent(app.run(timeout=20))
    assert '"message": ""' in sent(app.run(timeout=20))
