"""Everything about a child to take away, as it is offered to families and by the office."""

from collections.abc import Sequence

import streamlit as st

from components import text
from components.find import choose_child
from i18n import _
from rules.family_copy import Reader
from rules.log_readers import NO
from rules.people import Named


def offered(child: Named) -> None:
    """What the download holds."""
    text.heading(_("Everything about {child}").format(child=child.name), 2)
    text.line(
        _(
            "One file with everything that you may see here: a document to read or print, a "
            "workbook, and who has looked."
        )
    )
    text.note(
        _("It is a .zip: open it on your phone or computer, and keep it where only you can see it.")
    )


def too_young(age: int) -> None:
    """Why a student finds nothing here."""
    if age == NO:
        text.line(_("Your family can read and ask here for you."))
        return
    words = _("From the age of {age} you can read and ask here yourself. Your family can already.")
    text.line(words.format(age=age))


def for_a_family(children: Sequence[Named]) -> Named | None:
    """A family asks the office: about which child?"""
    text.heading(_("A family asks for everything"), 2)
    text.line(
        _(
            "Make the file that families can also download themselves. It holds what that person "
            "may see, in their language if the hub has it. The log says that you made it."
        )
    )
    return choose_child(children, key="copy-child")


def for_whom(readers: Sequence[Reader], child: Named) -> Reader | None:
    """Who of the family asks."""
    if not readers:
        text.line(_("Nobody of this family may see the child in the hub."))
        return None
    return st.selectbox(
        _("Who asks?"),
        readers,
        format_func=lambda one: one.label,
        key=f"copy-reader:{child.id}",
        width=320,
    )
