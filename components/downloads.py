"""Files to take away: made when they are asked for, in the reader's language."""

from collections.abc import Callable
from contextvars import copy_context
from typing import Literal

import streamlit as st

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
PDF = "application/pdf"


def download(
    label: str,
    make: Callable[[], bytes],
    file_name: str,
    *,
    key: str,
    kind: Literal["primary", "secondary", "tertiary"] = "secondary",
    mime: str = XLSX,
) -> None:
    """A button; the file is made at the click, with the language and time zone of this run."""
    context = copy_context()
    st.download_button(
        label,
        lambda: context.copy().run(make),
        file_name,
        mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"{key}-download",
        type=kind,
    )
