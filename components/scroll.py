"""Back to the top when a page shows its next part: Streamlit stays where the button was."""

import streamlit as st

JS = """
export default function ({ data, parentElement }) {
  const host = parentElement.host || parentElement
  if (host.dataset.part === data.part) return
  host.dataset.part = data.part
  const main = document.querySelector('[data-testid="stMain"]')
  if (main) main.scrollTo({ top: 0 })
}
"""

_to_top = st.components.v2.component("hub_to_top", js=JS)


def to_top(part: str, *, key: str) -> None:
    """Scroll up whenever this names another part than before."""
    _to_top(key=key, data={"part": part}, height=1)
