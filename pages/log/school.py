"""The whole log, for the office: filtered, a page at a time, and to take away."""

import streamlit as st

from auth.downloads import offer_list
from auth.looked import EVERYBODY
from auth.visit import visit
from components import log as drawn
from components import tables, text
from components.forms import submit
from components.lists import as_table
from components.pager import first_of
from db.commands.log import set_age
from db.queries import log
from db.queries.school import setting
from db.session import reading
from i18n import _
from rules.lists import Listed
from rules.log_readers import AGE, age_of
from rules.log_views import Filter
from rules.walls import SENTENCES

AT_ONCE = 50
me = visit("log.school")


def take(wanted: Filter) -> Listed:
    """All of what was asked for, at the click."""
    with reading(me) as db:
        return drawn.listed(log.of_school(db, wanted), me)


def show(wanted: Filter, total: int) -> None:
    start = first_of(total, f"log:{wanted}", AT_ONCE)
    with reading(me) as db:
        lines = log.of_school(db, wanted, start, AT_ONCE)
    tables.draw(as_table(drawn.listed(lines, me)))
    about = EVERYBODY if wanted.student_id is None else [wanted.student_id]
    offer_list(me, about, _("Log"), lambda: take(wanted))


def keep_age(age: int) -> None:
    submit("log:age", lambda op: set_age(me, op, age), _("Saved."))


st.title(_("Log"), anchor=False)
text.line(_("Everything that was done in the hub, and who of the school looked at which child."))
with reading(me) as db:
    people, children = log.everybody(db)
    age = age_of(setting(db, AGE))
wanted = drawn.filters(people, children)
with reading(me) as db:
    total, walls = log.count_of_school(db, wanted), db.walls()
if total:
    show(wanted, total)
else:
    text.line(_("Nothing in the log fits this."))
chosen = drawn.age_box(age)
if chosen is not None:
    keep_age(chosen)
text.note(_(SENTENCES[walls]))
