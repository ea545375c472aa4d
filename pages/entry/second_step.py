"""After the password: six digits from the telephone, or a recovery code."""

import streamlit as st

from auth.sign_in import enter_with, waiting
from auth.visit import go, link, visit_unsigned
from components.entry import second_form
from components.text import heading
from i18n import _

came = visit_unsigned("entry.second_step")
step = waiting()
if step is None:
    go("entry.sign_in")
with st.container(horizontal_alignment="center"), st.container(width=480):
    heading(came.school.name)
    typed = second_form()
    if typed:
        enter_with(step, typed)
    link("entry.sign_in", _("Back to the password"), icon=":material/arrow_back:")
