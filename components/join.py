"""Joining with a code, as it is drawn: nothing is spent before somebody has pressed a button."""

from datetime import date

import streamlit as st

from components.text import block, heading, line, note
from i18n import _, current
from i18n.dates import format_day
from rules.letter_words import LETTERS


def code(school: str, given: str) -> str | None:
    """The code of a letter, once somebody presses the button; what only follows links doesn't."""
    if not given:
        return _code_form()
    line(_("You have a letter from {school}. It takes two minutes.").format(school=school))
    begins = st.button(_("Begin"), type="primary", icon=":material/arrow_forward:")
    return given if begins else None


def _code_form() -> str | None:
    with st.form("code", width=480):
        code = st.text_input(
            _("Code from your letter"), placeholder="ABCD-EFGH-JKMN-PQRS", max_chars=40
        )
        return code if st.form_submit_button(_("Next"), type="primary") else None


def as_in_the_letter(language: str) -> None:
    """What to do here in the family's own language, which the hub itself may not speak."""
    if language != current() and language in LETTERS:
        words = LETTERS[language]
        block(("line", words.choose), ("note", words.help), language=language)


def is_this_your_child(child: str, class_name: str) -> bool | None:
    """What somebody answered; a first name and a class tell a stranger little."""
    st.subheader(_("Is this your child?"), anchor=False)
    with st.container(border=True):
        heading(child, 2)
        if class_name:
            line(_("Class {name}").format(name=class_name))
    with st.container(horizontal=True):
        if st.button(_("Yes, this is my child"), type="primary", icon=":material/check:"):
            return True
        if st.button(_("No, this is not my child")):
            return False
    return None


def not_their_child() -> bool:
    """What to do with a letter that is not theirs; whether it was pressed by mistake."""
    st.subheader(_("Thank you for telling us"), anchor=False)
    line(
        _(
            "Nothing was opened. Please give the letter back to the school: another family is"
            " waiting for it. The school will give you your own."
        )
    )
    return st.button(_("I pressed the wrong button"), icon=":material/arrow_back:")


def hello(name: str) -> None:
    line(_("Hello {name}. Choose how you will sign in.").format(name=name))


def stays(until: date) -> bool:
    """Whether somebody wants in without a password, on this device and for so long."""
    with st.container(border=True):
        line(_("Is this your own phone or computer? Then you need no password now."))
        chosen = st.button(_("Stay signed in here"), icon=":material/smartphone:")
        note(
            _("Until {day}. You can choose a password later, to come in from elsewhere.").format(
                day=format_day(until)
            )
        )
    line(_("Or come in with a password, from any device:"))
    return chosen
