"""What runs on each event: who is here, which pages they get."""

import streamlit as st
from auth.identity import Arrival, arriving, ask
from auth.visit import file_of
from components.forms import show_notice
from components.frame import frame, leave_button
from i18n import _
from rules.menu import Page, menu, unsigned


def pages(came: Arrival) -> tuple[Page, ...]:
    """Set-up for an empty hub, then sign-in, then the menu of the role."""
    if came.me is not None:
        return menu(came.me.role)
    entries = {"entry.setup"} if not came.school.is_set_up else {"entry.sign_in", "entry.join"}
    return tuple(page for page in unsigned() if page.key in entries)


came = ask()
frame(came.school.name)
mine = pages(came)
chosen = st.navigation(
    [
        st.Page(
            file_of(page),
            title=_(page.title),
            icon=page.icon,
            url_path=page.url,
            default=page is mine[0],
            visibility="visible" if page.listed else "hidden",
        )
        for page in mine
    ],
    position="sidebar" if came.me else "hidden",
)
if came.me is not None:
    leave_button(came.me.name, came.me.role)
show_notice()
with arriving(came):
    chosen.run()
