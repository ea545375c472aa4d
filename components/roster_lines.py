"""How the lines of an import share the room of a table."""

from typing import Any

import streamlit as st

from i18n import _


def wide_details() -> dict[str, Any]:
    """Most of the room for what changes, little for a word or a number."""
    return {
        _("Name"): st.column_config.Column(width="medium"),
        _("What"): st.column_config.Column(width="small"),
        _("Details"): st.column_config.Column(width="large"),
        _("Row"): st.column_config.Column(width="small"),
    }
