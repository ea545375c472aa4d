"""A code of the second step: each try is counted, and a wrong one said."""

from collections.abc import Callable

import streamlit as st

from auth.guesses import claim, forgive
from components.forms import problems
from i18n import _
from rules.guesses import Guess, too_many


def was_right(username: str, check: Callable[[], bool]) -> bool:
    """Whether the code that somebody typed is right, if it may be tried."""
    if wait := claim(Guess.SECOND, username):
        st.error(too_many(wait))
        return False
    right = False
    with problems():
        right = check()
        if not right:
            st.error(_("This code is wrong or was used already. Please wait for the next one."))
    if right:
        forgive(Guess.SECOND, username)
    return right
