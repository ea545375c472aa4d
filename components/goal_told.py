"""Beside the editor: what the family told us in the survey, to be taken into a goal."""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from components import text
from i18n import _
from rules.readers import Item, Sight
from rules.survey_views import ToldUs


@dataclass(frozen=True)
class Pick:
    """Take an answer into this goal, or out of it again."""

    kind: Literal["use", "drop"]
    id: int


def told_pane(told: tuple[ToldUs, ...], goal_id: int, sight: Sight) -> Pick | None:
    """The answers that belong beside a goal; what was chosen."""
    text.heading(_("What the family told us"), 3)
    fitting = [answer for answer in told if answer.for_goals]
    if not fitting:
        text.note(_("No answers for goals yet. The family survey asks for them."))
        return None
    picks = [
        _answer(answer, goal_id, sight.line(Item.ANSWER, answer.answer_id)) for answer in fitting
    ]
    return next((pick for pick in picks if pick), None)


def _answer(answer: ToldUs, goal_id: int, seen_by: str) -> Pick | None:
    use = next((use for use in answer.used_in if use.goal_id == goal_id), None)
    with st.container(border=True, gap="xsmall"):
        text.note(answer.question)
        if answer.choices:
            text.line(" · ".join(answer.choices))
        if answer.text:
            text.quote(answer.text)
        text.block(("note", answer.guardian), ("note", seen_by))
        if use is None:
            used = st.button(_("Use in this goal"), key=f"use:{answer.answer_id}")
            return Pick("use", answer.answer_id) if used else None
        st.badge(_("In this goal"), icon=":material/favorite:", color="violet")
        dropped = st.button(_("Take out again"), key=f"drop:{use.use_id}", type="tertiary")
        return Pick("drop", use.use_id) if dropped else None
