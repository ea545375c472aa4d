"""A coordinator's home, as it is drawn."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from components.people import PLURALS
from i18n import _
from rules.office import Need, Office


def need_card(need: Need, key: str, *, first: bool) -> bool:
    """One thing to do; whether its button was pressed."""
    kind: Literal["primary", "secondary"] = "primary" if first else "secondary"
    with st.container(border=True, height="stretch"):
        st.text(need.sentence)
        return st.button(need.action, key=key, width="stretch", type=kind)


def needs(found: Sequence[Need]) -> str | None:
    """What needs the coordinator; the page that was chosen."""
    if not found:
        st.success(_("Nothing is waiting for you. Enjoy the day."), icon=":material/check_circle:")
        return None
    st.subheader(_("Needs you"), anchor=False)
    chosen = None
    with st.grid(min_column_width=280):
        for number, need in enumerate(found):
            if need_card(need, f"need:{number}", first=number == 0):
                chosen = need.page
    return chosen


def counts(office: Office) -> None:
    """Who has come in, as a small table."""
    st.subheader(_("Who is here"), anchor=False)
    rows = [
        {
            _("Who"): _(PLURALS[role]),
            _("In the hub"): office.people.get(role, 0),
            _("Joined"): office.joined.get(role, 0),
            _("Not invited yet"): max(office.not_invited.get(role, 0), 0),
        }
        for role in PLURALS
    ]
    st.table(rows, alt=_("How many people are in the hub and have joined, by role"))
    if office.families:
        st.text(
            _("{answered} of {families} children's families have answered the survey.").format(
                answered=office.answered, families=office.families
            )
        )
