"""Is it you? The password again, before what nobody does at a computer somebody else left open."""

import streamlit as st

from auth.guesses import claim, forgive
from auth.passwords import matches
from components.confirm import password_again
from db.commands import accounts
from db.queries.sign_in import credential_of
from db.session import reading
from i18n import _
from rules.accounts import new_token
from rules.guesses import Guess, too_many
from rules.people import SYSTEM, Me
from rules.permissions import is_fresh, seconds_left
from rules.whole_hub import NO_PASSWORD


def confirmed(me: Me, why: str = "", *, in_dialog: bool = False) -> bool:
    """Whether the password was given just now; otherwise it is asked for, here on the page."""
    if is_fresh(me):
        return True
    typed = password_again(why or _("Is it you? Please type your password again."), "confirm")
    if typed is not None and is_right(me, typed):
        st.rerun(scope="fragment" if in_dialog else "app")
    return False


def closes_in_time(me: Me) -> None:
    """Draw the page anew when the time is up, rather than refuse a click that comes too late."""

    @st.fragment(run_every=max(seconds_left(me), 0) + 1)
    def lapse() -> None:
        if not is_fresh(me):
            st.rerun()

    if is_fresh(me):  # somebody who is not asked sees the page as it is
        lapse()


def is_right(me: Me, typed: str) -> bool:
    """Whether this is their password, if it may be tried; otherwise that is said."""
    with reading(SYSTEM) as db:
        known = credential_of(db, me.account_id)
    if known.password_hash == NO_PASSWORD:
        st.error(
            _("You have no password yet. Please ask the school office for a code to choose one.")
        )
    elif wait := claim(Guess.PASSWORD, known.username):
        st.error(too_many(wait))
    elif matches(typed, known.password_hash):
        forgive(Guess.PASSWORD, known.username)
        accounts.confirm(SYSTEM, new_token(), me.session_id)
        return True
    else:
        st.error(_("This is not your password. Please try again."))
    return False
