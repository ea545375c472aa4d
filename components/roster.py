"""The import page, as it is drawn: what to upload, what was read, what it would do."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components import tables
from components.downloads import download
from components.text import note, plain
from components.uploads import speak
from i18n import _
from rules import roster_fields
from rules.roster import Scope
from rules.roster_fields import Kind
from rules.roster_labels import header

Uploaded = Any  # Streamlit's uploaded file


def sample() -> tables.Table:
    """Three rows of what a file may look like."""
    columns = (
        header("student", "ref"),
        header(None, "given"),
        header(None, "family"),
        header(None, "birth"),
        header("class", "self"),
        roster_fields.label(Kind.STUDENTS, "parent1.name"),
        roster_fields.label(Kind.STUDENTS, "parent1.email"),
    )
    rows = (
        ("00417", "Amina", "García", "2016-03-31", "3B", "Lucía García", "lucia@example.org"),
        ("00418", "Tom", "Hill", "2016-11-02", "3B", "Robin Hill", "robin@example.org"),
        ("00502", "Yusuf", "Demir", "2014-07-19", "5A", "Elif Demir", "elif@example.org"),
    )
    return tables.Table(_("A file may look like this; other columns are fine"), columns, rows)


def take_files(template: Callable[[], bytes], key: str, limits: str) -> list[Uploaded]:
    """The template, an example, and the files that were chosen."""
    st.text(
        _(
            "Bring in the list your office already has. Any column names will do, in one file or"
            " several. Nothing changes before you have seen every change and confirmed it."
        )
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        download(_("Download the template"), template, _("roster") + ".xlsx", key="template")
        note(_("With an example row and drop-downs. You do not need it if you have a list."))
    example = st.empty()
    speak(_("Choose files"))
    chosen = st.file_uploader(
        _("Your files (Excel or CSV)"),
        accept_multiple_files=True,
        key=key,
    )
    note(limits)
    if not chosen:
        with example:
            tables.draw(sample())
    return list(chosen or ())


def refused(sentence: str) -> None:
    """Why the files can't be read; their names are text."""
    st.error(plain(sentence), icon=":material/error:")


def told(notes: Sequence[str]) -> None:
    for sentence in notes:
        st.info(plain(sentence), icon=":material/info:")


def ask_scope(changes_only: bool) -> Scope:
    """Whether the files hold everybody; those that say themselves that they don't are not asked."""
    if changes_only:
        note(_("These files hold changes only: nobody leaves unless a row says so."))
        return Scope.PARTIAL
    labels = {
        Scope.PARTIAL: _("Some people: add them and update them, nobody leaves"),
        Scope.FULL: _("Everybody: who is missing from these lists has left"),
    }
    chosen = st.radio(
        _("What do these files hold?"), list(labels), format_func=labels.__getitem__, key="scope"
    )
    return Scope(chosen)
