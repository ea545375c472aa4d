"""What runs on each event: who is here, which pages they get."""

from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from auth.identity import Arrival, arriving, ask
from auth.visit import file_of
from components.forms import show_notice
from components.frame import account, frame
from components.style import style
from db.commands.accounts import choose_language
from i18n import _
from rules.accounts import new_token
from rules.menu import BY_KEY, PAGES, Page, menu


def pages(came: Arrival) -> tuple[Page, ...]:
    """Set-up for an empty hub, then sign-in, then the menu of the role."""
    if came.me is not None:
        return menu(came.me.role)
    entries = ("entry.sign_in", "entry.join") if came.school.is_set_up else ("entry.setup",)
    return tuple(BY_KEY[key] for key in entries)


def addresses(mine: tuple[Page, ...]) -> list[StreamlitPage]:
    """A page for every address: one's own, or the first of one's own in its place."""
    first = mine[0]
    own = [
        st.Page(
            file_of(page),
            title=_(page.title),
            icon=page.icon,
            url_path=page.url,
            default=page is first,
        )
        for page in mine
    ]
    others = sorted({page.url for page in PAGES} - {page.url for page in mine})
    run, title = partial(_run, first), _(first.title)
    return own + [st.Page(run, title=title, url_path=url, visibility="hidden") for url in others]


def _run(page: Page) -> None:
    """A page at the address of another; registering its file there takes three times as long."""
    path = file_of(page)
    exec(compile(path.read_bytes(), path, "exec"), {"__name__": "__main__"})


came = ask()
frame(came.school.name)
style(roomy=came.me is None or not came.me.is_staff)
chosen = st.navigation(addresses(pages(came)), position="sidebar" if came.me else "hidden")
if came.me is not None:
    language = account(came.me.name, came.me.role)
    if language is not None:
        choose_language(came.me, new_token(), language)
        st.rerun()
show_notice()
with arriving(came):
    chosen.run()
