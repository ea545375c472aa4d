"""A class as it is drawn: one sentence, the grid, and one child to look at."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components import charts, text
from components.charts import Picked
from components.lists import Offer, class_list
from i18n import _
from rules.children import GoalNow
from rules.classes import (
    ChildRow,
    ClassBoard,
    ClassLine,
    first_sentence,
    grid_of,
    voices_sentence,
)
from rules.goals import area_name

FEW = 6  # classes that fit beside one another
CHOSEN, CLICKED = "class_child", "class_cell"
LISTED = "class_listed"  # choices from the list: each one draws the grid anew, with no cell clicked


def picker(lines: Sequence[ClassLine], line: ClassLine | None) -> int | None:
    """Another class that was chosen just now."""
    if len(lines) < 2:
        return None
    names = {one.id: one.name for one in lines}
    ids, key = list(names), f"class:{line.id if line else 0}"
    if len(ids) <= FEW:
        chosen = st.segmented_control(
            _("Class"),
            ids,
            default=line.id if line else None,
            format_func=lambda one: text.plain(names[one]),
            key=key,
            label_visibility="collapsed",
        )
    else:
        chosen = st.selectbox(
            _("Class"),
            ids,
            index=ids.index(line.id) if line else None,
            format_func=names.__getitem__,
            key=key,
            placeholder=_("Class"),
            label_visibility="collapsed",
        )
    return None if line and chosen == line.id else chosen


def top(board: ClassBoard) -> None:
    """The class in one sentence, and whose voice is missing."""
    text.heading(_("Class {name}").format(name=board.line.name))
    voices = voices_sentence(board.rows) if board.rows else ""
    text.block(("line", first_sentence(board.rows)), ("note", voices))


def grid(board: ClassBoard, offer: Offer) -> None:
    """Children by areas; a click on a cell chooses the child beside it."""
    drawn = grid_of(board.rows)
    if not drawn.columns:
        text.line(_("No goal is being worked on in this class yet."))
        return
    key = f"grid-{board.line.id}-{st.session_state.get(LISTED, 0)}"
    name = _("Class {name}").format(name=board.line.name)
    also = partial(offer, name, partial(class_list, board))
    cell = charts.class_grid(drawn, key=key, pick=True, also=also)
    if cell != st.session_state.get(CLICKED):
        st.session_state[CLICKED] = cell
        st.session_state[CHOSEN] = cell.child_id if cell else None


def child_choice(board: ClassBoard) -> ChildRow | None:
    """The child to look at: clicked in the grid, or chosen from the list by need."""
    if not board.rows:
        return None
    row = board.row(st.session_state.get(CHOSEN)) or board.rows[0]
    names = {one.child.id: one.child.name for one in board.rows}
    ids = list(names)
    chosen = st.selectbox(
        _("Child, those who need most first"),
        ids,
        index=ids.index(row.child.id),
        format_func=names.__getitem__,
        key=f"class-child:{row.child.id}",
    )
    if chosen != row.child.id:
        st.session_state[CHOSEN], st.session_state[CLICKED] = chosen, None
        st.session_state[LISTED] = st.session_state.get(LISTED, 0) + 1
        st.rerun()
    return row


def reasons(row: ChildRow) -> None:
    """Why this child needs somebody."""
    if not row.reasons:
        text.line(_("All is looked after here."))
        return
    text.block(*(("line", reason.sentence) for reason in row.reasons))


def goals_to_show(row: ChildRow) -> tuple[GoalNow, ...]:
    """The goals of the clicked cell, or all that the child works on."""
    cell: Picked | None = st.session_state.get(CLICKED)
    if cell is None:
        return row.working
    return tuple(goal for goal in row.working if area_name(goal.area) == cell.column)
