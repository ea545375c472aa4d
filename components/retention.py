"""Old data to erase, as it is drawn."""

import streamlit as st

from components import text
from components.pager import few
from components.tables import Table, draw
from i18n import _, ngettext
from i18n.dates import format_number
from rules.leaving import Keep
from rules.retention import NAMES_STAY, Due, line, person_line

AT_ONCE = 20


def intro(keep: Keep) -> None:
    kept = ngettext(
        "This school keeps what it knows for {count} year after somebody left.",
        "This school keeps what it knows for {count} years after somebody left.",
        keep.years,
    )
    text.block(
        ("line", kept.format(count=format_number(keep.years))),
        ("note", _("Answers of the family survey stay as long after their school year.")),
        ("note", _("Codes, sign-ins and receipts of forms go 30 days after they are over.")),
    )


def listed(due: Due) -> None:
    """How many of what, and whom by name."""
    rows = tuple(line(one) for one in due.rows if one.count)
    if rows:
        draw(Table(_("What would go today"), (_("What"), _("How many"), _("Oldest from")), rows))
    if not due.people:
        return
    shown = few(due.people, "over:people", AT_ONCE)
    named = (_("Name"), _("Who"), _("Left on"), _("Kept until"))
    draw(Table(_("These people would be erased"), named, tuple(map(person_line, shown))))
    text.note(_(NAMES_STAY))


def do(due: Due, *, locked: bool) -> bool:
    """Whether all of it is to go."""
    if not due.anything:
        text.line(_("Nothing is old enough to go today."))
        return False
    sure = st.checkbox(_("Yes, all of this may go for good"), key=f"over:{due.mark}")
    return st.button(
        _("Erase all of this"),
        type="primary",
        disabled=locked or not sure,
        icon=":material/auto_delete:",
    )
