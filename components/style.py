"""The one place of CSS; what the theme can say stands in .streamlit/config.toml instead."""

from pathlib import Path

import streamlit as st

from components import text

_FOLDER = Path(__file__).parent
_BASE = (_FOLDER / "style.css").read_text(encoding="utf-8")
_ROOMY = (_FOLDER / "style_roomy.css").read_text(encoding="utf-8")


# A light button needs dark letters, a table that scrolls the page's own ground. Paper is white: a
# dark page is turned to light, hues kept.
_DARK = """
.hub-table[data-long], .hub-table[data-long] :is(thead th, th:first-child, td:first-child) {
  background: #10161D;
}
[data-testid^="stBaseButton-primary"]:enabled, [data-testid^="stBaseButton-primary"]:enabled p {
  color: #0E1620;
}
@media print {
  html, body, #root { background: #fff !important; }
  .stApp { filter: invert(1) hue-rotate(180deg) brightness(1.12); }
}
"""


def style(*, roomy: bool = False) -> None:
    """Once per event: widths, print, the hub's own classes; roomy targets for families."""
    dark = st.context.theme.type == "dark"
    text.html(f"<style>{_BASE}{_ROOMY if roomy else ''}{_DARK if dark else ''}</style>")
