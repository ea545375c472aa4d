"""What a family asks to have put right, as it is asked and answered."""

from collections.abc import Callable, Sequence

import streamlit as st

from components import text
from components.forms import submit
from components.pager import few
from i18n import _
from rules.corrections import (
    ABOUT_NAMES,
    ANSWERS,
    STATE_NAMES,
    WORDS,
    About,
    Answer,
    CorrectionDraft,
    CorrectionLine,
    State,
)
from rules.people import Named

FEW = 10
Ask = Callable[[str, int, CorrectionDraft], object]
Reply = Callable[[str, int, Answer], object]


def ask(child: Named, before: int, seen_by: str, send: Ask | None) -> None:
    """Where somebody says what is wrong; without a way to send, for those who only read.

    How many were asked before is in the key: what was sent leaves the form, nothing else does.
    """
    text.heading(_("Is something wrong?"), 2)
    text.line(_("Tell the school office what is not right. You get an answer here."))
    if send is None:
        return
    form = f"correction:{child.id}:{before}"
    with st.form(form, border=False):
        about = st.selectbox(
            _("What is it about?"),
            list(About),
            index=None,
            format_func=lambda one: _(ABOUT_NAMES[one]),
            placeholder=_("Choose"),
            key=f"{form}:about",
        )
        words = st.text_area(
            _("What is wrong, and what would be right?"), max_chars=WORDS, key=f"{form}:words"
        )
        text.note(seen_by)
        if st.form_submit_button(_("Send to the office"), icon=":material/send:"):
            draft = CorrectionDraft(about or About.OTHER, words)
            submit(form, lambda op: send(op, child.id, draft), _("Sent. Thank you."))


def asked(found: Sequence[CorrectionLine], key: str) -> None:
    """What was asked, and what became of it."""
    for one in few(found, key, FEW):
        with st.container(border=True, gap="xsmall"):
            text.block(("note", one.asked), ("quote", one.words), *_became(one))


def _became(one: CorrectionLine) -> tuple[tuple[text.Kind, str], ...]:
    if one.state is State.OPEN:
        return (("note", one.answered),)
    return ("line", one.reason), ("note", one.answered)


def waiting(found: Sequence[CorrectionLine], reply: Reply) -> None:
    """What the office still has to answer, the longest waiting first."""
    text.heading(_("Waiting for an answer"), 2)
    if not found:
        text.line(_("Nobody waits for an answer."))
    for one in few(found, "waiting", FEW):
        with st.container(border=True, gap="small"):
            text.block(("h3", one.child.name), ("note", one.asked), ("quote", one.words))
            _reply(one, reply)


def _reply(one: CorrectionLine, reply: Reply) -> None:
    form = f"answer:{one.id}"
    with st.form(form, border=False):
        state = st.radio(
            _("What became of it?"),
            ANSWERS,
            index=None,
            format_func=lambda state: _(STATE_NAMES[state]),
            horizontal=True,
            key=f"{form}:state",
        )
        reason = st.text_area(
            _("What you did, or why not: the family reads it"),
            max_chars=WORDS,
            height=80,
            key=f"{form}:reason",
        )
        if st.form_submit_button(_("Send the answer"), icon=":material/reply:"):
            given = Answer(state or State.OPEN, reason)
            submit(form, lambda op: reply(op, one.id, given), _("Answered."))


def answered(found: Sequence[CorrectionLine]) -> None:
    """What was answered: it stays with the record."""
    text.heading(_("Already answered"), 2)
    if not found:
        text.line(_("Nothing was answered yet."))
    for one in few(found, "answered", FEW):
        with st.container(border=True, gap="xsmall"):
            text.block(
                ("h3", one.child.name),
                ("note", one.asked),
                ("quote", one.words),
                ("line", one.reason),
                ("note", one.answered),
            )
