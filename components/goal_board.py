"""A child's goals as the cards of a board."""

import streamlit as st

from components.board import Card, Column
from i18n import _
from i18n.dates import format_short_day
from rules.goal_views import BoardCard, ChildBoard, ChildHead
from rules.goals import State, Voice, area_name, state_name
from rules.people import Me
from rules.progress import Standing
from rules.progress_words import SIGNS, standing_name

SPEAKERS = {Voice.CHILD: "child", Voice.FAMILY: "family", Voice.SCHOOL: "teacher"}
MEASURED = (State.WORKING, State.REACHED)
LAST_VALUES = 12


def columns(board: ChildBoard, me: Me) -> tuple[Column, ...]:
    """Every column with its cards; only the school moves them."""
    return tuple(
        Column(
            state.value,
            state_name(state),
            tuple(_card(card, fixed=not me.is_staff) for card in board.column(state)),
        )
        for state in State
    )


def child_choice(heads: tuple[ChildHead, ...], chosen: ChildHead) -> ChildHead:
    """Whose board this is; a choice only where there is one."""
    if len(heads) == 1:
        return chosen
    picked = st.selectbox(
        _("Child"),
        heads,
        heads.index(chosen),
        format_func=lambda head: head.label,
        key=f"child:{chosen.id}",
        label_visibility="collapsed",
        width=320,
    )
    return picked or chosen


def _card(card: BoardCard, *, fixed: bool) -> Card:
    standing = card.reading.standing
    shown = card.state in MEASURED and standing is not Standing.NO_AIM
    return Card(
        id=card.id,
        version=card.version,
        title=card.title,
        area=area_name(card.area),
        words=card.child_words,
        next=card.next_step.text if card.next_step and card.state is State.WORKING else "",
        last=_last(card),
        sign=SIGNS[standing] if shown else "",
        standing=standing_name(standing) if shown else "",
        spark=card.values[-LAST_VALUES:],
        target=card.series.target,
        voices=tuple(SPEAKERS[voice] for voice in Voice if voice in card.spoken),
        fixed=fixed,
    )


def _last(card: BoardCard) -> str:
    if card.last_check_in is None:
        return ""
    return _("Last look: {day}").format(day=format_short_day(card.last_check_in))
