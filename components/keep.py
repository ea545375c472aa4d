"""A small thing kept by the browser's page, where no cookie reaches the hub."""

from collections.abc import Callable

import streamlit as st

JS = """
const NAME = "hub_session"

function kept() {
  try { return window.localStorage.getItem(NAME) || "" } catch { return "" }
}

function write(value) {
  try {
    if (value) window.localStorage.setItem(NAME, value)
    else window.localStorage.removeItem(NAME)
  } catch { /* a browser that keeps nothing: this tab alone is signed in */ }
}

export default function ({ data, setTriggerValue }) {
  if (data.put) write(data.put)
  if (data.forget && kept() === data.forget) write("")
  if (data.ask) setTriggerValue("found", kept())
}
"""

_keep = st.components.v2.component("hub_keep", js=JS)
KEY = "hub_keep"


def keep(*, put: str, forget: str, ask: bool, found: Callable[[str], None]) -> None:
    """Put something there, take it away if it is still that, and hear what is there."""

    def heard() -> None:
        found(str(st.session_state[KEY].found or ""))

    _keep(key=KEY, data={"put": put, "forget": forget, "ask": ask}, on_found_change=heard)
