"""Sign in with a username and a password."""

import streamlit as st

from auth.sign_in import sign_in_form
from auth.visit import link, visit_unsigned
from components.frame import language_of_a_guest
from components.text import heading
from i18n import _

came = visit_unsigned("entry.sign_in")
with st.container(horizontal_alignment="center"), st.container(width=480):
    language_of_a_guest("sign_in_language")
    heading(came.school.name)
    sign_in_form()
    link("entry.join", _("I have a code from the school"), icon=":material/mail:")
