"""What an upload may hold: a closed box in which the school sets it."""

from dataclasses import replace

import streamlit as st

from i18n import _
from rules.limits import SCHOOLS_OWN, Limits


def limits_box(limits: Limits, key: str) -> Limits | None:
    """The school's limits, once somebody has changed them."""
    box = st.expander(_("How much an upload may hold"), key=f"{key}:box", on_change="rerun")
    if not box.open:
        return None
    with box, st.form(key, border=False):
        with st.grid(min_column_width=220):
            chosen = {
                name: st.number_input(_(label), least, most, getattr(limits, name))
                for name, (label, least, most) in SCHOOLS_OWN.items()
            }
        if not st.form_submit_button(_("Keep these limits"), icon=":material/check:"):
            return None
    return replace(limits, **chosen)
