"""Files to take away: made when they are asked for, in the reader's language."""

from collections.abc import Callable
from contextvars import ContextVar, copy_context
from typing import Literal

import streamlit as st

from components.forms import problems
from components.save import save

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
PDF = "application/pdf"
ZIP = "application/zip"

Kind = Literal["primary", "secondary", "tertiary"]


_without_files: ContextVar[bool] = ContextVar("without_files", default=False)


def without_files(without: bool) -> None:
    """Whether the files of this event go through the page, as none can be asked for by address."""
    _without_files.set(without)


def download(
    label: str,
    make: Callable[[], bytes],
    file_name: str,
    *,
    key: str,
    kind: Kind = "secondary",
    mime: str = XLSX,
) -> None:
    """A button; the file is made at the click, with the language and time zone of this run."""
    if _without_files.get():
        _through_the_page(label, make, file_name, key=key, kind=kind, mime=mime)
        return
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


def _through_the_page(
    label: str, make: Callable[[], bytes], file_name: str, *, key: str, kind: Kind, mime: str
) -> None:
    icon = ":material/download:"
    if st.button(label, icon=icon, key=f"{key}-download", type=kind):
        with problems():
            save(make(), file_name, mime, key=f"{key}-save")
