"""A file that the page itself saves, where the hub's addresses for files can't be asked for."""

from base64 import b64encode
from secrets import token_hex

import streamlit as st

JS = """
const saved = new Set()

export default function ({ data }) {
  if (saved.has(data.once)) return
  saved.add(data.once)
  const bytes = Uint8Array.from(atob(data.bytes), (sign) => sign.charCodeAt(0))
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([bytes], { type: data.mime }))
  link.download = data.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60000)
}
"""

_save = st.components.v2.component("hub_save", js=JS)


def save(content: bytes, name: str, mime: str, *, key: str) -> None:
    """Have the browser save this now, once."""
    sent = b64encode(content).decode()
    _save(key=key, data={"bytes": sent, "name": name, "mime": mime, "once": token_hex(8)})
