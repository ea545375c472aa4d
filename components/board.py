"""The goal board: cards in columns, moved by mouse, touch, keyboard or menu."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from i18n import _

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Card:
    """A goal as a card; texts are drawn as they are, `last` and `standing` ready to read."""

    id: int
    version: int
    title: str
    area: str = ""
    words: str = ""
    next: str = ""
    last: str = ""
    sign: str = ""
    standing: str = ""
    spark: tuple[float, ...] = ()
    target: float | None = None
    voices: tuple[str, ...] = ()  # of: child, family, teacher
    fixed: bool = False


@dataclass(frozen=True)
class Column:
    id: str
    title: str
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True)
class Move:
    """Somebody put a card somewhere; `index` counts the other cards of the column `to`."""

    id: int
    origin: str
    to: str
    index: int
    version: int
    nonce: str


@dataclass(frozen=True)
class Open:
    """Somebody opened a card."""

    id: int
    nonce: str


@dataclass(frozen=True)
class BoardWords:
    """Everything the board says or shows, in the reader's language."""

    help: str
    columns: str
    empty: str
    move: str
    move_to: str
    higher: str
    lower: str
    quote: str
    next: str
    lifted: str
    over: str
    moved: str
    same: str
    child_spoke: str
    child_silent: str
    family_spoke: str
    family_silent: str
    teacher_spoke: str
    teacher_silent: str


def board_words() -> BoardWords:
    """The words of a board of goals."""
    return BoardWords(
        help=_("Space picks the card up, arrows move it, space puts it down, escape puts it back."),
        columns=_("Columns"),
        empty=_("Nothing here."),
        move=_("Move {title}"),
        move_to=_("Move to {column}"),
        higher=_("One place up"),
        lower=_("One place down"),
        quote=_("“{words}”"),
        next=_("Next: {next}"),
        lifted=_("{title} is picked up: {column}, place {position} of {count}."),
        over=_("{column}, place {position} of {count}."),
        moved=_("{title} is now in {column}, place {position} of {count}."),
        same=_("{title} stays where it was."),
        child_spoke=_("The child has spoken"),
        child_silent=_("The child's words are missing"),
        family_spoke=_("The family has spoken"),
        family_silent=_("The family has not been heard yet"),
        teacher_spoke=_("The teacher has made it measurable"),
        teacher_silent=_("The teacher's measure is missing"),
    )


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


_board = st.components.v2.component(
    "hub_board",
    html="""
<div class="board">
  <p class="message" hidden></p>
  <p class="help sr" id="help"></p>
  <div class="segments" role="group"></div>
  <div class="columns"></div>
  <p class="live sr" aria-live="assertive"></p>
</div>
""",
    css=_read("board.css"),
    js=_read("board_card.js") + _read("board_drag.js") + _read("board.js"),
)


def board(
    columns: Sequence[Column],
    *,
    key: str,
    words: BoardWords | None = None,
    compact: bool = False,
    start: str = "",
) -> Move | Open | None:
    """Draw the board; what somebody did with it just now, once.

    On a move: run the command, `refuse(key, sentence)` if it may not be, and `st.rerun()`. The
    board then shows the new data, or the card back in its place with the sentence. On a phone the
    column `start` is shown first.
    """
    seen, message = f"{key}-seen", f"{key}-message"
    data = {
        "columns": [asdict(column) for column in columns],
        "words": asdict(words or board_words()),
        "compact": compact,
        "start": start or _first_with_cards(columns),
        "message": st.session_state.pop(message, ""),
        "seen": st.session_state.get(seen, ""),
    }
    result = _board(
        key=key,
        data=[data],  # in a dict Streamlit looks for data frames: pandas, 60 MB, for nothing
        on_move_change=_nothing,
        on_open_change=_nothing,
    )
    event = decode(result.move, columns) or decode_open(result.open, columns)
    if event is None or event.nonce == st.session_state.get(seen):
        return None
    st.session_state[seen] = event.nonce
    return event


def refuse(key: str, sentence: str) -> None:
    """Have the board say why a move was not made, when it is drawn next."""
    st.session_state[f"{key}-message"] = sentence


def _nothing() -> None:
    pass


def _first_with_cards(columns: Sequence[Column]) -> str:
    return next((column.id for column in columns if column.cards), columns[0].id)


def decode(sent: Any, columns: Sequence[Column]) -> Move | None:
    """A move as the browser sends it, if it is about this board's cards and columns."""
    if not isinstance(sent, dict):
        return None
    ids = {column.id for column in columns}
    try:
        move = Move(
            int(sent["id"]),
            str(sent["from"]),
            str(sent["to"]),
            max(int(sent["index"]), 0),
            int(sent["version"]),
            str(sent["nonce"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
    return move if move.id in _cards(columns) and {move.origin, move.to} <= ids else None


def decode_open(sent: Any, columns: Sequence[Column]) -> Open | None:
    """A card that was opened, if this board has it."""
    if not isinstance(sent, dict):
        return None
    try:
        opened = Open(int(sent["id"]), str(sent["nonce"]))
    except (KeyError, TypeError, ValueError):
        return None
    return opened if opened.id in _cards(columns) else None


def _cards(columns: Sequence[Column]) -> set[int]:
    return {card.id for column in columns for card in column.cards}
