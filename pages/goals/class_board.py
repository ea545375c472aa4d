"""A class: children by goals, those who need most first, and a check-in one tap away."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from auth.asked import own
from auth.downloads import offer_list
from auth.looked import looked
from auth.visit import link, visit
from components import checkins, text
from components import classes as drawn
from components.children import how_it_goes
from db.commands.checkins import add_check_in, remove_check_in
from db.queries.classes import class_board, classes
from db.session import reading
from i18n import _
from rules.classes import ChildRow, ClassBoard, ClassLine

me = visit("goals.class_board")


def wanted(lines: Sequence[ClassLine]) -> ClassLine | None:
    """The class of the address, or the first one; None for somebody else's."""
    return own("class", lines) if "class" in st.query_params else next(iter(lines), None)


def child_part(row: ChildRow) -> None:
    """One child of the class: why, how it goes, and the check-in."""
    drawn.reasons(row)
    for goal in drawn.goals_to_show(row):
        with st.container(border=True, gap="small"):
            how_it_goes(goal, family=False)
            checkins.check_in(row.child.short, goal, partial(add_check_in, me), among=True)
    with st.container(horizontal=True, gap="small"):
        link("goals.child", _("Progress"), icon=":material/show_chart:", child=row.child.id)
        link("goals.board", _("Goals"), icon=":material/view_kanban:", child=row.child.id)


def draw(board: ClassBoard) -> None:
    """The sentence, the grid, and beside it the child who was chosen."""
    drawn.top(board)
    checkins.undo(partial(remove_check_in, me))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        drawn.grid(board, partial(offer_list, me, [row.child.id for row in board.rows]))
    with right:
        row = drawn.child_choice(board)
        if row is not None:
            looked(me, row.child.id, "goals.class_board")
            child_part(row)


with reading(me) as db:
    known = classes(db)
    line = wanted(known)
    board = class_board(db, line) if line else None
other = drawn.picker(known, line)
if other is not None:
    st.query_params["class"] = str(other)
    st.rerun()
if board is not None:
    draw(board)
elif known:
    text.line(_("This class is not yours. Please choose another one."))
else:
    text.line(_("No class is linked to your account yet. Please ask the school office."))
