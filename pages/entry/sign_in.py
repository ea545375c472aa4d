"""Sign in with a username and a password, or with an account elsewhere."""

import streamlit as st

from auth.identity import access_ended
from auth.providers import buttons, came_back
from auth.sign_in import sign_in_form
from auth.visit import link, visit_unsigned
from components.frame import language_of_a_guest, one_moment
from components.text import heading
from i18n import _

came = visit_unsigned("entry.sign_in")
with st.container(horizontal_alignment="center"), st.container(width=480):
    language_of_a_guest("sign_in_language")
    heading(came.school.name)
    if came_back():
        one_moment()
        st.stop()
    if access_ended():
        st.warning(_("Your access to the hub of this school has ended. Please ask the office."))
    sign_in_form()
    buttons()
    link("entry.join", _("I have a code from the school"), icon=":material/mail:")
