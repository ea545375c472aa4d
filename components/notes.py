"""Notes for staff alone, as they are drawn."""

from dataclasses import dataclass

import streamlit as st

from components import text
from components.pager import few
from i18n import _
from i18n.dates import format_when
from rules.notes import NoteLine, Notes

FEW = 10


@dataclass(frozen=True)
class Asked:
    """A note that was written just now, or one to take away."""

    written: str | None = None
    remove: int = 0


def notes(found: Notes, key: str) -> Asked | None:
    """What staff wrote, and a place for more."""
    asked = _form(found.seen_by, key)
    removed = [_note(one) for one in few(found.lines, "staff_notes", FEW)]
    return asked or next((one for one in removed if one), None)


def _form(seen_by: str, key: str) -> Asked | None:
    with st.form(f"note:{key}", border=False):
        typed = st.text_area(_("A note for colleagues"), key=f"note_text:{key}")
        text.note(seen_by)
        text.note(
            _("A family that asks for its records may be given this by the office: write fairly.")
        )
        sent = st.form_submit_button(_("Save this note"), icon=":material/edit_note:")
    return Asked(written=typed) if sent else None


def _note(one: NoteLine) -> Asked | None:
    with st.container(border=True, gap="xsmall"):
        said = f"{one.author} · {format_when(one.created_at)}"
        text.block(("line", one.text), ("note", said), ("note", one.seen_by))
        if one.mine and st.button(_("Remove"), key=f"note-away:{one.id}", type="tertiary"):
            return Asked(remove=one.id)
    return None
