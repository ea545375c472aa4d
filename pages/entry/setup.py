"""The first page of an empty hub: a code, then the demo school or one's own."""

import streamlit as st

from auth import setup_code
from auth.guesses import claim
from auth.passwords import hashed
from auth.sign_in import enter
from auth.visit import visit_unsigned
from components.entry import school_form, two_choices, unlock_form
from components.forms import operation, problems, saved
from components.frame import language_of_a_guest
from db.commands.school import set_up
from i18n import _
from rules.accounts import check_password
from rules.guesses import Guess, too_many
from rules.people import SYSTEM
from seed.demo import open_demo

visit_unsigned("entry.setup")
language_of_a_guest("setup_language")

st.title(_("Welcome to your hub"))
if not st.session_state.get("unlocked"):
    code = unlock_form()
    if code is not None:
        if wait := claim(Guess.CODE, "setup"):
            st.error(too_many(wait))
        elif setup_code.matches(code):
            st.session_state["unlocked"] = True
            st.rerun()
        else:
            st.error(_("This is not the code. It is printed in the window that runs the hub."))
    st.stop()

if "set_up" not in st.session_state:
    choice = two_choices()
    if choice is None:
        st.stop()
    st.session_state["set_up"] = choice
    st.rerun()
if st.session_state["set_up"] == "demo":
    with st.status(_("Opening the demo school …")):
        account = open_demo()
    st.session_state.pop("unlocked")
    enter(account)
else:
    typed = school_form()
    if typed is not None:
        draft, again = typed
        with problems():
            known = (draft.username, draft.given_name, draft.family_name, draft.name)
            check_password(draft.password, again, *known)
            account = set_up(SYSTEM, operation("setup"), draft, hashed(draft.password))
            saved("setup")
            enter(account)
