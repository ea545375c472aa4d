"""Home of a student: what needs me today?"""

from functools import partial

import streamlit as st

from auth.visit import link, visit
from components import children as shared
from components import home as drawn
from components import text
from db.commands.goals import tick_step
from db.commands.voices import write_child_words
from db.queries.home import student_home
from db.session import reading
from i18n import _
from i18n.dates import today
from rules.children import GoalNow
from rules.goal_views import monday_of
from rules.goals import State, Who

me = visit("home.student")
MONDAY = monday_of(today())


@st.dialog(_("In my own words"), dismissible=False)
def say_it(goal: GoalNow) -> None:
    me = visit("home.student")
    text.note(goal.title)
    drawn.own_words(me.name, goal, partial(write_child_words, me))


def goal_card(goal: GoalNow) -> None:
    """One goal in my words, how it goes, and what I do next."""
    with st.container(border=True, height="stretch", gap="small"):
        shared.how_it_goes(goal)
        shared.ticks(
            _("What I do this week"),
            goal.of(Who.ME),
            partial(shared.done_since, MONDAY),
            partial(tick_step, me),
        )
        asked = drawn.written(goal, _("Somebody wrote to you"))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if asked:
                link("goals.board", _("Answer"), icon=":material/reply:", goal=goal.id)
            if st.button(_("Say it in my own words"), key=f"words:{goal.id}"):
                say_it(goal)
            link("goals.child", _("See how it went"), icon=":material/show_chart:")


def unspoken_card(goal: GoalNow) -> None:
    """A goal of mine in somebody else's words."""
    with st.container(border=True, height="stretch", gap="small"):
        text.line(goal.title)
        if st.button(_("Say it in my own words"), key=f"words:{goal.id}"):
            say_it(goal)


with reading(me) as db:
    seen = student_home(db)
text.heading(_("Hello, {name}").format(name=me.name))
if not seen.goals:
    text.line(_("You have no goals yet. What would you like to learn or try?"))
    link("goals.board", _("Write my first idea"), icon=":material/lightbulb:")
with st.grid(min_column_width=drawn.CARD):
    for goal in seen.working:
        goal_card(goal)
unspoken = [goal for goal in seen.unspoken if not goal.working]
if unspoken:
    text.heading(_("What would you say?"), 2)
with st.grid(min_column_width=drawn.CARD):
    for goal in unspoken:
        unspoken_card(goal)
done = [goal for goal in seen.goals if goal.state is State.REACHED]
if done:
    text.heading(_("What I reached"), 2)
    drawn.reached(done)
