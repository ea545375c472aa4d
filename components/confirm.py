"""Asking for the password again, as it is drawn."""

import streamlit as st

from i18n import _


def password_again(why: str, key: str) -> str | None:
    """The password somebody typed, once they sent it."""
    with st.form(key, width=480, clear_on_submit=True):
        st.text(why)
        typed = st.text_input(
            _("Your password"), type="password", autocomplete="current-password", max_chars=200
        )
        return typed if st.form_submit_button(_("Yes, it's me"), type="primary") else None
