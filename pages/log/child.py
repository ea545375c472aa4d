"""Who has looked at a child's page, and what was changed: for the family."""

from dataclasses import replace

import streamlit as st

from auth.asked import own_child
from auth.visit import visit
from components import log as drawn
from components.children import no_child, picker
from components.pager import first_of
from db.queries import log
from db.queries.goals import children
from db.queries.school import setting
from db.session import reading
from i18n import _
from i18n.dates import today
from rules.log_readers import AGE, Child, age_of, old_enough
from rules.people import SYSTEM, Role

AT_ONCE = 40
me = visit("log.child")


def show(child: Child, total: int) -> None:
    drawn.about(child.name, me)
    start = first_of(total, f"log:{child.id}", AT_ONCE)
    with reading(me) as db:
        lines = log.of_child(db, child, start, AT_ONCE)
    with reading(SYSTEM) as db:
        called = log.staff_names(db, {line.actor_id for line in lines})
    if lines:
        drawn.days((replace(one, name=called.get(one.actor_id, "")) for one in lines), me)
    else:
        drawn.nothing_yet()


st.title(_("Who has looked"), anchor=False)
with reading(me) as db:
    known, age = children(db), age_of(setting(db, AGE))
    head = own_child(known)
    child = log.child(db, head.id) if head else None
    total = log.count_of_child(db, child) if child else 0
other = picker(known, head, staff=False)
if other is not None:
    st.query_params["child"] = str(other)
    st.rerun()
if child is None:
    no_child(known)
elif me.role is Role.STUDENT and not old_enough(child.birth_date, age, today()):
    drawn.too_young(age)
else:
    show(child, total)
