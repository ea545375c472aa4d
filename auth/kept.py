"""Staying signed in where no cookie reaches the hub: its token is kept by the browser's page.

docs/decisions/cookies.md says when, and what is weaker.
"""

import logging
from functools import cache

import streamlit as st

from components.keep import keep

TOKEN, NEW = "kept_token", "kept_new"
STAY = (TOKEN, NEW)  # they outlast the owner of a tab, who is derived from them
LONGEST = 100

log = logging.getLogger("hub")


def token() -> str | None:
    """The token that this tab has heard of or was given; None until it has asked."""
    found: str | None = st.session_state.get(TOKEN)
    return found


def give(new: str) -> None:
    """The token of somebody who has just signed in here."""
    st.session_state[TOKEN], st.session_state[NEW] = new, True
    st.query_params.clear()


def exchange(*, live: bool) -> None:
    """Tell the page what to keep and what to forget; ask what it keeps."""
    _say_once()
    here, new = token(), NEW in st.session_state
    keep(
        put=here or "" if new else "",
        forget="" if live else here or "",
        ask=new or here is None,
        found=_found,
    )


def _found(value: str) -> None:
    new = st.session_state.pop(NEW, None)
    if not new:
        st.session_state[TOKEN] = value[:LONGEST]


@cache
def _say_once() -> None:
    log.warning(
        "No cookie of the hub reaches it here, as behind the proxy of a hosting service, or the "
        "browser keeps none. Sign-ins are kept by the browser's page, which is weaker."
    )
