"""Leaving for a route of the hub's own, which Streamlit's pages can't do."""

import streamlit as st

JS = """
export default function ({ data }) {
  if (data && data.to && data.to.startsWith("/auth/")) {
    window.location.replace(data.to)
  }
}
"""

_leave = st.components.v2.component("hub_leave", js=JS)


def leave_to(path: str, *, key: str) -> None:
    """Have the browser load one of the hub's own routes."""
    _leave(key=key, data={"to": path})
