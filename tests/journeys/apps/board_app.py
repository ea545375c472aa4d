"""A board by itself, for a browser: moves are kept in the session, and counted in sight."""

from dataclasses import replace

import streamlit as st

from components.board import Card, Column, Move, board, refuse
from components.style import style
from i18n import use

NAMES = {
    "idea": "Idea",
    "agreed": "Agreed",
    "working": "Working on it",
    "reached": "Reached",
    "let_go": "Let go",
}
CARDS = {
    "idea": (
        Card(1, 3, "Learn to ride a bike", "Health", words="I want to ride to school with dad"),
        Card(2, 1, "<b>Write</b> three *linked* sentences", "Writing", voices=("teacher",)),
    ),
    "agreed": (
        Card(
            3,
            1,
            "Pack my own bag",
            "Independence",
            words="I can do it without mum",
            next="Picture list by the door",
            voices=("child", "family"),
        ),
    ),
    "working": (
        Card(
            4,
            7,
            "Read 95 words a minute",
            "Reading",
            words="I want to read the dragon book by myself to my sister at bedtime",
            next="Read aloud to Yusuf for ten minutes",
            last="12 Nov: 80 words",
            sign="▲",
            standing="On the way",
            spark=(53, 56, 54, 57, 62, 67, 75, 80),
            target=95,
            voices=("child", "family", "teacher"),
        ),
        Card(
            5,
            2,
            "Ask for help when stuck",
            "Social",
            words="Sometimes I forget",
            last="9 Nov: With help",
            sign="▽",
            standing="Below the line",
            spark=(1, 1, 2, 1, 2, 2),
            target=4,
            voices=("child", "teacher"),
        ),
    ),
    "reached": (Card(6, 1, "Know number bonds to 20", "Maths", voices=("child",)),),
    "let_go": (),
}
REFUSED = "It needs the child's words first, so it went back."


def columns() -> list[Column]:
    cards = st.session_state.setdefault("cards", dict(CARDS))
    return [Column(key, name, cards[key]) for key, name in NAMES.items()]


def move(event: Move) -> None:
    cards = st.session_state["cards"]
    card = next(card for card in cards[event.origin] if card.id == event.id)
    rest = {key: tuple(one for one in kept if one.id != card.id) for key, kept in cards.items()}
    there = list(rest[event.to])
    there.insert(event.index, replace(card, version=card.version + 1))
    st.session_state["cards"] = rest | {event.to: tuple(there)}


use(st.query_params.get("lang"))
st.set_page_config(layout="wide", page_title="Board")
style(roomy=True)
st.sidebar.text("Menu")
st.title("Goal board")
events = st.session_state.setdefault("events", [])
event = board(columns(), key="board", start="working")
if event:
    events.append(event)
if isinstance(event, Move):
    if (event.origin, event.to) == ("idea", "working"):
        refuse("board", REFUSED)
    else:
        move(event)
    st.rerun()
st.button("Draw it again")
st.text(f"{len(events)} events")
st.text(repr(events[-1]) if events else "none")
