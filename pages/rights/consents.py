"""What guardians allow the school, class by class."""

import streamlit as st

from auth.downloads import offer_list
from auth.looked import EVERYBODY
from auth.visit import visit
from components import consents as drawn
from components import text
from components.lists import as_table
from components.tables import draw
from db.queries import consents
from db.queries.classes import children, classes
from db.session import reading
from i18n import _
from rules.classes import ClassLine
from rules.people import Role

me = visit("rights.consents")


def choose(lines: tuple[ClassLine, ...]) -> int | None:
    """A class, or all of them."""
    names = {line.id: line.name for line in lines}
    return st.selectbox(
        _("Class"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_("Every class"),
        key="consents-class",
        width=320,
    )


st.title(_("Consents"), anchor=False)
drawn.explained()
with reading(me) as db:
    lines = classes(db)
class_id = choose(lines)
with reading(me) as db:
    found = consents.of_children(db, children(db, class_id))
if found:
    listed = drawn.listed(found)
    draw(as_table(drawn.short(listed)))
    drawn.who_said_it(found)
    whole = me.role is Role.COORDINATOR and class_id is None
    offer_list(
        me, EVERYBODY if whole else [one.child.id for one in found], listed.name, lambda: listed
    )
else:
    text.line(_("No child is in a class here yet."))
