"""What people typed, drawn as text: never as markdown, and in its own direction."""

from html import escape

import streamlit as st

_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()<>#+-.!|~$:"})


def heading(text: str, level: int = 1) -> None:
    """A heading that holds a name or a goal's title."""
    st.html(f'<h{level} class="hub-heading" dir="auto">{escape(text)}</h{level}>')


def quote(words: str) -> None:
    """Somebody's own words."""
    st.html(f'<blockquote class="hub-quote" dir="auto">{_lines(words)}</blockquote>')


def line(text: str) -> None:
    """A line of a card or a list."""
    st.html(f'<p class="hub-line" dir="auto">{_lines(text)}</p>')


def note(text: str) -> None:
    """A small line beside something: whose it is, and when it was."""
    st.html(f'<p class="hub-note" dir="auto">{_lines(text)}</p>')


def plain(text: str) -> str:
    """The same for a label, which is read as markdown: each of its signs is disarmed."""
    return text.translate(_SIGNS)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
