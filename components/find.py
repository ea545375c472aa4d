"""Finding somebody by name; without words of ours in a box, Streamlit's speak English."""

from collections.abc import Sequence

import streamlit as st

from i18n import _
from rules.people import Named


def find(label: str, *, key: str) -> str:
    return st.text_input(label, key=key, type="search", placeholder=_("Name"))


def choose_child(children: Sequence[Named], *, key: str) -> Named | None:
    """One of these, nobody at first."""
    names = {child.id: child.name for child in children}
    chosen = st.selectbox(
        _("Child"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=key,
        placeholder=_("Type a name"),
        width=320,
    )
    return next((child for child in children if child.id == chosen), None)
