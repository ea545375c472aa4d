"""Files to take away: made when they are asked for, in the reader's language."""

from collections.abc import Callable
from contextvars import Context, ContextVar, copy_context
from dataclasses import dataclass
from functools import partial
from typing import Literal

import streamlit as st
from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from components.forms import problems
from components.save import save
from rules.pauses import in_short_turns

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
PDF = "application/pdf"
ZIP = "application/zip"

Kind = Literal["primary", "secondary", "tertiary"]


@dataclass(frozen=True)
class Owner:
    """Whoever files are for: asked whether they are still here, and told each file's number."""

    still: Callable[[], object]
    note: Callable[[str], None]


_owner: ContextVar[Owner | None] = ContextVar("owner", default=None)
_without_files: ContextVar[bool] = ContextVar("without_files", default=False)


def without_files(without: bool) -> None:
    """Whether the files of this event go through the page, as none can be asked for by address."""
    _without_files.set(without)


def owned_by(owner: Owner | None) -> None:
    """Whose the files of this event are."""
    _owner.set(owner)


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
    make = in_short_turns()(make)
    if _without_files.get():
        _through_the_page(label, make, file_name, key=key, kind=kind, mime=mime)
        return
    st.download_button(
        label,
        partial(_made, copy_context(), make, mime, file_name),
        file_name,
        mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"{key}-download",
        type=kind,
    )


def _made(context: Context, make: Callable[[], bytes], mime: str, file_name: str) -> bytes:
    owner = context.get(_owner)
    if owner:
        owner.still()
    data = context.copy().run(make)
    if owner:
        owner.note(_calculate_file_id(data, mime, file_name))  # which its address will have
    return data


def _through_the_page(
    label: str, make: Callable[[], bytes], file_name: str, *, key: str, kind: Kind, mime: str
) -> None:
    icon = ":material/download:"
    if st.button(label, icon=icon, key=f"{key}-download", type=kind):
        with problems():
            save(make(), file_name, mime, key=f"{key}-save")
