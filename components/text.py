"""What people typed, drawn as text: never as markdown, and in its own direction."""

from html import escape
from typing import Literal

import streamlit as st

_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()<>#+-.!|~$:"})
_DANGEROUS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<~$"})

DAYS = "DD/MM/YYYY"  # how a day is typed; read, it is written in the reader's way

Kind = Literal["h2", "h3", "quote", "line", "note", "end", "drawn"]
LOOKS: dict[str, tuple[str, str]] = {
    "h2": ("h2", "hub-heading"),
    "h3": ("h3", "hub-heading"),
    "quote": ("blockquote", "hub-quote"),
    "line": ("p", "hub-line"),
    "note": ("p", "hub-note"),
    "end": ("p", "hub-note hub-end"),  # a note on all that stands above it
}


class _Made(str):
    """Streamlit sends it as it is; in a plain text it would look for a file of that name first."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return self


def html(made: str, *, width: int | Literal["stretch", "content"] = "stretch") -> None:
    """HTML of the hub's own, in which every text is escaped."""
    st.html(_Made(made), width=width)


def block(
    *parts: tuple[Kind, str], width: int | Literal["stretch"] = "stretch", language: str = ""
) -> None:
    """Several of the below in one piece, which is sent at once; empty ones are left out.

    What is "drawn" was made by a component and is sent as it is. A language is named where it
    isn't the page's.
    """
    pieces = "".join(_piece(kind, words) for kind, words in parts if words)
    if pieces:
        spoken = f' lang="{escape(language)}"' if language else ""
        html(f'<div class="hub-block"{spoken}>{pieces}</div>', width=width)


def _piece(kind: Kind, words: str) -> str:
    if kind == "drawn":
        return words
    tag, look = LOOKS[kind]
    return f'<{tag} class="{look}" dir="auto">{_lines(words)}</{tag}>'


def heading(text: str, level: int = 1, *, width: Literal["stretch", "content"] = "stretch") -> None:
    """A heading that holds a name or a goal's title."""
    drawn = f'<h{level} class="hub-heading" dir="auto">{escape(text)}</h{level}>'
    html(drawn, width=width)


def quote(words: str) -> None:
    """Somebody's own words."""
    html(f'<blockquote class="hub-quote" dir="auto">{_lines(words)}</blockquote>')


def line(text: str) -> None:
    """A line of a card or a list."""
    html(f'<p class="hub-line" dir="auto">{_lines(text)}</p>')


def note(text: str) -> None:
    """A small line beside something: whose it is, and when it was."""
    html(f'<p class="hub-note" dir="auto">{_lines(text)}</p>')


def sentence(text: str) -> str:
    """A sentence of the hub's that may hold what somebody typed: it stays readable."""
    return text.translate(_DANGEROUS)


def plain(text: str) -> str:
    """The same for a label, which is read as markdown: each of its signs is disarmed."""
    return text.translate(_SIGNS)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
