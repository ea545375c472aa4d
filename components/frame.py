"""What surrounds every page: name, icon, language, leaving."""

import base64
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from components import text
from i18n import LANGUAGES, _, current
from rules.people import ROLE_NAMES, Role

ICON = Path(__file__).parent / "icon.svg"


WIDEST = 22  # letters of a school's name that fit beside the icon


@cache
def icon() -> str:
    """The icon as an address of its own, so that no file is asked for before sign-in."""
    return _address(ICON.read_text("utf-8"))


@cache
def wordmark(school: str) -> str:
    """The icon and the school's name, in a blue that is read on light and on dark."""
    name = school if len(school) <= WIDEST else school[: WIDEST - 1] + "…"
    drawn = ICON.read_text("utf-8").partition(">")[2].removesuffix("</svg>\n")
    return _address(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {84 + 19 * len(name)} 64">{drawn}'
        '<text x="78" y="44" font-family="Source Sans, Source Sans Pro, sans-serif" '
        f'font-weight="700" font-size="34" fill="#3B82C4">{escape(name)}</text></svg>'
    )


def _address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def frame(school: str) -> None:
    """Title, icon and layout of the browser's page."""
    st.set_page_config(page_title=school or _("School hub"), page_icon=icon(), layout="wide")
    st.logo(wordmark(school) if school else icon(), size="large", icon_image=icon())


LEAVE = "leave"


def account(name: str, role: Role) -> str | None:
    """Who is signed in: LEAVE for the way out, or the language they chose just now."""
    with st.sidebar:
        chosen = language_choice("account_language")
        role_name = _("Signed in as {role}").format(role=_(ROLE_NAMES[role]))
        text.block(("note", role_name), ("line", name))
        if st.button(_("Sign out"), icon=":material/logout:", width="stretch"):
            return LEAVE
    return chosen


def one_moment() -> None:
    """Until the browser has said who is here."""
    text.note(_("One moment …"))


def language_of_a_guest(key: str) -> None:
    """The choice of somebody who has not signed in: it lasts as long as the tab."""
    chosen = language_choice(key)
    if chosen:
        st.session_state["lang"] = chosen
        st.rerun()


def language_choice(key: str) -> str | None:
    """The language somebody chose just now, in its own name."""
    chosen = st.segmented_control(
        _("Language"),
        list(LANGUAGES),
        format_func=lambda code: LANGUAGES[code],
        default=current(),
        key=key,
        label_visibility="collapsed",
    )
    return chosen if chosen and chosen != current() else None
