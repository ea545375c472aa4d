"""Join with the one-time code of an invitation: see whom it is for, choose a password."""

import streamlit as st

from auth.guesses import claim, forgive
from auth.passwords import hashed
from auth.sign_in import enter
from auth.visit import link, visit_unsigned
from components.entry import code_form, join_form
from components.forms import operation, problems, saved
from components.frame import language_of_a_guest
from components.text import heading
from db.commands.accounts import join
from db.queries.sign_in import invited
from db.session import reading
from i18n import _
from rules.accounts import check_password, fingerprint, plain_code
from rules.guesses import Guess, too_many
from rules.people import SYSTEM

came = visit_unsigned("entry.join")
with st.container(horizontal_alignment="center"), st.container(width=640):
    language_of_a_guest("join_language")
    heading(_("Join {school}").format(school=came.school.name))
    if "invitation" not in st.session_state:
        code = code_form(st.query_params.get("code", ""))
        if code is None:
            link("entry.sign_in", _("I have a password already"), icon=":material/login:")
            st.stop()
        invitation = fingerprint(plain_code(code))
        if wait := claim(Guess.CODE, invitation):
            st.error(too_many(wait))
            st.stop()
        st.session_state["invitation"] = invitation
        st.rerun()
    invitation = st.session_state["invitation"]
    with reading(SYSTEM) as db:
        person = invited(db, invitation)
    if person is None:
        st.session_state.pop("invitation")
        st.error(
            _(
                "This code was used, has expired or is mistyped. "
                "Please ask the school for a new one."
            )
        )
        st.button(_("Try another code"))
        st.stop()
    st.text(_("Hello {name}. Choose how you will sign in.").format(name=person[1]))
    typed = join_form()
    if typed is not None:
        username, password, again = typed
        with problems():
            check_password(password, again, username, person[1], came.school.name)
            account = join(SYSTEM, operation("join"), invitation, username, hashed(password))
            st.session_state.pop("invitation")
            saved("join")
            forgive(Guess.CODE, invitation)
            enter(account)
