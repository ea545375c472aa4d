"""What a family told us, beside the goals it can go into."""

from collections.abc import Callable, Sequence

import streamlit as st

from components import text
from i18n import N_, _
from i18n.dates import format_day
from rules.survey_views import ToldUs
from rules.surveys import Audience

Use = Callable[[int], None]

FOR_STAFF = {
    Audience.CHILD_TOO: N_("The child may read this"),
    Audience.TEACHERS: N_("Not for the child to read"),
    Audience.OFFICE: N_("Only the school office reads this"),
}


def told_us(
    answers: Sequence[ToldUs], *, goal_id: int, on_use: Use, on_drop: Use, everything: bool = False
) -> None:
    """The answers that help with a goal, each with a button that takes it into this one."""
    shown = [answer for answer in answers if everything or answer.for_goals]
    if not shown:
        text.note(_("The family has not sent answers to the survey yet."))
    for answer in shown:
        with st.container(border=True):
            answer_card(answer)
            _use(answer, goal_id, on_use, on_drop)


def answer_card(answer: ToldUs) -> None:
    """One answer: who said what to which question, who may read it, and where it is used."""
    text.note(f"{answer.guardian} · {answer.question}")
    if answer.choices:
        text.line(" · ".join(answer.choices))
    if answer.text:
        text.quote(answer.text)
    st.caption(_(FOR_STAFF[answer.audience]))
    for use in answer.used_in:
        told = _("In the goal “{goal}” since {day}")
        text.note(told.format(goal=use.title, day=format_day(use.used_on)))


def _use(answer: ToldUs, goal_id: int, on_use: Use, on_drop: Use) -> None:
    here = next((use for use in answer.used_in if use.goal_id == goal_id), None)
    key = f"told:{goal_id}:{answer.answer_id}"
    if here is not None:
        if st.button(_("Take out of this goal"), key=key, type="tertiary"):
            on_drop(here.use_id)
    elif answer.audience is not Audience.OFFICE:
        if st.button(_("Use in this goal"), key=key, icon=":material/add_link:"):
            on_use(answer.answer_id)
