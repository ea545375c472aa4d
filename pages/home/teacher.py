"""Home of a teacher: what needs me today?"""

from functools import partial

import streamlit as st

from auth.downloads import offer_list
from auth.visit import link, visit
from components import checkins, text
from components import home as drawn
from components.lists import need_list
from db.commands.checkins import add_check_in, remove_check_in
from db.queries.home import teacher_home
from db.session import reading
from i18n import _

me = visit("home.teacher")
with reading(me) as db:
    seen = teacher_home(db)

text.heading(_("Hello, {name}").format(name=me.name))
drawn.top(seen)
checkins.undo(partial(remove_check_in, me))
cards = drawn.first_or_all(seen.asking)
with st.grid(min_column_width=290):
    for row in cards:
        with drawn.need_card(row) as goal:
            if goal is not None and goal.working:
                checkins.check_in(row.child.short, goal, partial(add_check_in, me), among=True)
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                link("goals.child", _("Progress"), icon=":material/show_chart:", child=row.child.id)
                where = {"goal": goal.id} if goal else {}
                link(
                    "goals.board",
                    drawn.action(row),
                    icon=":material/arrow_forward:",
                    child=row.child.id,
                    **where,
                )
drawn.show_all(seen.asking)
if seen.asking:
    about = [row.child.id for row in seen.asking]
    offer_list(me, about, _("Who needs you"), partial(need_list, seen.asking))
with st.container(width=480):
    chosen = drawn.any_goal(seen.other_goals(cards))
    if chosen is not None:
        child, other = chosen
        checkins.check_in(child.short, other, partial(add_check_in, me))
