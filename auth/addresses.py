"""Which address leads to which page, for each role."""

import logging
from collections.abc import Mapping
from copy import copy
from functools import cache, partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from auth.identity import arrival
from auth.visit import OF_ONES_OWN, file_of
from i18n import _
from rules.menu import BY_KEY, LONG, PAGES, REACHED, SECTION, Page, menu
from rules.people import Role

log = logging.getLogger("hub")

START = "start"  # the first page of everybody, so that signing in leads from one to the next
FOR_SOMEBODY = {page.url for page in PAGES if page.roles}
ENTRIES = ("entry.sign_in", "entry.join", "entry.second_step")


def _pages(role: Role | None, *, is_set_up: bool, due: bool) -> tuple[Page, ...]:
    """Set-up for an empty hub, then sign-in, what is due before all else, the menu of the role."""
    if due:
        return (BY_KEY[OF_ONES_OWN],)
    if role is not None:
        return menu(role)
    entries = ENTRIES if is_set_up else ("entry.setup",)
    return tuple(BY_KEY[key] for key in entries)


def addresses(
    role: Role | None, language: str, *, is_set_up: bool, due: bool = False
) -> dict[str, StreamlitPage]:
    """A page for every address: one's own by key, or the first of one's own in its place.

    Each is made once; a run gets copies, because it marks the one that it chooses.
    """
    kept = _addresses(role, language, is_set_up, due)
    return {key: copy(page) for key, page in kept.items()}


def in_sections(pages: Mapping[str, StreamlitPage]) -> dict[str, list[StreamlitPage]]:
    """The pages as the menu shows them: a long one under headings, a short one without."""
    shown = [page for page in pages.values() if page.visibility == "visible"]
    found: dict[str, list[StreamlitPage]] = {}
    for key, page in pages.items():
        section = SECTION.get(key, "") if len(shown) > LONG else ""
        found.setdefault(_(section) if section else "", []).append(page)
    return found


@cache
def _addresses(
    role: Role | None, _language: str, is_set_up: bool, due: bool
) -> dict[str, StreamlitPage]:
    mine = _pages(role, is_set_up=is_set_up, due=due)
    first = mine[0]
    own = {
        page.key: st.Page(
            file_of(page),
            title=_(page.title),
            icon=page.icon,
            url_path=START if page is first else page.url,
            default=page is first,
            visibility="hidden" if page.key in REACHED else "visible",
        )
        for page in mine
    }
    others = sorted({page.url for page in PAGES} - {page.url for page in mine[1:]})
    title = _(first.title)
    return own | {
        url: st.Page(partial(_run, first, url), title=title, url_path=url, visibility="hidden")
        for url in others
    }


def _run(page: Page, asked: str) -> None:
    """A page at the address of another; registering its file there takes three times as long."""
    _note(asked)
    path = file_of(page)
    exec(compile(path.read_bytes(), path, "exec"), {"__name__": "__main__"})


def _note(asked: str) -> None:
    """Whoever is signed in and asks for the page of another role leaves a line in the log."""
    me = arrival().me
    if me is not None and asked in FOR_SOMEBODY - {page.url for page in menu(me.role)}:
        log.warning("refused page %s: person %s, %s", asked, me.person_id, me.role)
