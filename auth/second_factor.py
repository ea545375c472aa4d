"""A code of the second step: each try is counted, and a wrong one said."""

from collections.abc import Callable

import streamlit as st

from auth.guesses import claim, forgive
from auth.identity import Arrival
from components.forms import problems
from i18n import _
from rules.guesses import Guess, too_many
from rules.second_factor import is_asked, is_due

CODES = "recovery_codes"  # of this tab, until they are kept


def stays(came: Arrival) -> bool:
    """Whether this person first sets it up, and keeps the codes they are shown for it."""
    shown = CODES in st.session_state and is_asked(came.school, came.me)
    return shown or is_due(came.school, came.me)


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
