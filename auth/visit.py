"""The gate of every page, and the way from one page to another."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from auth.identity import Arrival, arrival
from auth.unsent import GO
from i18n import _
from rules.menu import BY_KEY, Page
from rules.people import Me
from rules.second_factor import is_due

OF_ONES_OWN = "account.devices"  # where somebody sets up what the school asks for first
PAGES_FOLDER = Path(__file__).parents[1] / "pages"

log = logging.getLogger("hub")

_open: ContextVar[Mapping[str, StreamlitPage]] = ContextVar("open", default=MappingProxyType({}))


def visit(key: str) -> Me:
    """The signed-in person, if this page is for their role; otherwise the run ends here."""
    came = arrival()
    me = came.me
    closed = is_due(came.school, me) and key != OF_ONES_OWN
    if me is None or me.role not in BY_KEY[key].roles or closed:
        log.warning("refused page %s: person %s", key, me.person_id if me else "unknown")
        st.warning(_("This page is not for you, or you have signed out."))
        st.link_button(_("Go to the start"), "/")
        st.stop()
    return me


def visit_unsigned(key: str) -> Arrival:
    """Nobody, on one of the pages for those who are not signed in."""
    came = arrival()
    is_set_up = key != "entry.setup"
    if came.me is not None or BY_KEY[key].roles or came.school.is_set_up != is_set_up:
        st.stop()
    return came


def go(key: str, **params: str | int) -> NoReturn:
    """Leave for another page."""
    st.switch_page(file_of(BY_KEY[key]), query_params=_texts(params))


def link(key: str, label: str, *, icon: str | None = None, **params: str | int) -> None:
    """A link to another page."""
    page = _open.get().get(key) or file_of(BY_KEY[key])
    st.page_link(page, label=label, icon=icon, query_params=_texts(params))


def back_to(pages: Mapping[str, StreamlitPage]) -> None:
    """Go on where somebody was when their session ended."""
    url, params = st.session_state.pop(GO, ("", {}))
    for page in pages.values():
        if url and page.url_path == url:
            st.switch_page(page, query_params=params)


def address(key: str) -> str:
    """The hub's own address, as the browser on this page knows it."""
    return (st.context.url or "").rstrip("/").removesuffix(f"/{BY_KEY[key].url}")


@contextmanager
def opened(pages: Mapping[str, StreamlitPage]) -> Iterator[None]:
    """The pages of this run by key: of a file, Streamlit would look for the page on the disk."""
    mark = _open.set(pages)
    try:
        yield
    finally:
        _open.reset(mark)


def file_of(page: Page) -> Path:
    return PAGES_FOLDER / page.file


def _texts(params: Mapping[str, str | int]) -> dict[str, str]:
    return {name: str(value) for name, value in params.items()}
