"""One question of the family survey: taps, words, who reads them, and what went wrong."""

from collections.abc import Callable, Sequence

import streamlit as st

from components import text
from components.survey_draft import (
    Place,
    Waiting,
    give_way,
    insist,
    note,
    sow,
    tap_key,
    text_key,
    waiting,
)
from components.survey_reading import said_lines
from i18n import _
from rules.people import Named
from rules.survey_views import Asked
from rules.survey_words import option_label
from rules.surveys import FAMILY_AUDIENCES, Kind, Said

Changed = Callable[[], None] | None


def ask(survey_id: int, child: Named, asked: Asked, kept: Said) -> None:
    """A question with what the guardian answered so far; a change is noted as it is made."""
    place = (child.id, asked.id)
    sow(place, asked, kept)
    with st.container(border=True):
        draw(asked, child.name, place, lambda: note(survey_id, place, asked), kept.choices)
        unsaved = waiting().get(place)
        if unsaved is not None:
            _trouble(place, asked, unsaved, kept)


def show(asked: Asked, child: str) -> None:
    """The same question to look at: nothing is kept."""
    place = (0, asked.id)
    with st.container(border=True):
        draw(asked, child, place, None, ())


def draw(asked: Asked, child: str, place: Place, changed: Changed, chosen: Sequence[str]) -> None:
    """The question, its taps, room for words, and who reads it."""
    question = asked.about(child)
    text.heading(question, 3)
    st.caption(_(FAMILY_AUDIENCES[asked.audience]))
    if asked.help:
        text.line(asked.help)
    if asked.kind is not Kind.TEXT:
        st.pills(
            text.plain(question),
            _offered(asked, chosen),
            selection_mode="multi" if asked.kind is Kind.MANY else "single",
            format_func=lambda value: text.plain(option_label(asked.key, value)),
            label_visibility="collapsed",
            key=tap_key(place),
            on_change=changed,
        )
    st.text_area(asked.more, key=text_key(place), height=80, on_change=changed)


def _offered(asked: Asked, chosen: Sequence[str]) -> list[str]:
    """The options, and what somebody chose before an option was taken away."""
    offered = [option.value for option in asked.options]
    return offered + [value for value in chosen if value not in offered]


def _trouble(place: Place, asked: Asked, unsaved: Waiting, kept: Said) -> None:
    """Why an answer is not kept yet; of two windows, which one counts."""
    if not unsaved.clash:
        st.error(unsaved.sentence)
        return
    st.warning(unsaved.sentence)
    text.note(_("In the other window:"))
    said_lines(asked, kept)
    if not kept:
        text.line(_("No answer"))
    with st.container(horizontal=True):
        st.button(
            _("Keep what is here"),
            key=f"insist:{asked.id}",
            on_click=insist,
            args=(place, kept),
        )
        st.button(_("Take the other"), key=f"give_way:{asked.id}", on_click=give_way, args=(place,))
