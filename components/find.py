"""The box that finds a name; without words of ours in it, Streamlit's speak English."""

import streamlit as st

from i18n import _


def find(label: str, *, key: str) -> str:
    return st.text_input(label, key=key, type="search", placeholder=_("Name"))
