"""Home of a guardian: what needs me today?"""

from functools import partial

import streamlit as st

from auth.visit import go, link, visit
from components import checkins, text
from components import children as shared
from components import home as drawn
from components.custody import reads_only
from db.commands.checkins import add_check_in, remove_check_in
from db.commands.goals import tick_step
from db.queries.home import guardian_home
from db.session import reading
from i18n import _
from i18n.dates import today
from rules.children import GoalNow
from rules.goal_views import monday_of
from rules.goals import Who
from rules.home import ChildHome

me = visit("home.guardian")
MONDAY = monday_of(today())


@st.dialog(_("We tried it at home"))
def tried(name: str, goal: GoalNow) -> None:
    me = visit("home.guardian")
    text.block(*shared.words_of(goal))
    checkins.check_in(name, goal, partial(add_check_in, me), home=True)


def goal_card(child: ChildHome, goal: GoalNow) -> None:
    """One goal: how it goes, and what to do at home."""
    with st.container(border=True, height="stretch", gap="small"):
        writes = not child.child.read_only
        shared.how_it_goes(goal)
        if writes:
            shared.ticks(
                _("At home this week"),
                goal.of(Who.HOME),
                partial(shared.done_since, MONDAY),
                partial(tick_step, me),
            )
        asked = drawn.written(goal, _("The school wrote"))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if asked and writes:
                answer(child, goal)
            if writes and st.button(_("We tried it at home"), key=f"tried:{goal.id}"):
                tried(child.child.name, goal)
            link(
                "goals.child",
                _("See how it went"),
                icon=":material/show_chart:",
                child=child.child.id,
            )


def answer(child: ChildHome, goal: GoalNow) -> None:
    """The way to where comments are written."""
    link(
        "goals.board",
        _("Answer"),
        icon=":material/reply:",
        child=child.child.id,
        goal=goal.id,
    )


def child_part(child: ChildHome) -> None:
    """One child, from what waits to what was used."""
    name = child.child.name
    text.heading(name, 2)
    if child.child.read_only:
        reads_only()
    elif drawn.survey_invitation(child):
        go("survey.answer", child=child.child.id)
    with st.grid(min_column_width=drawn.CARD):
        for goal in child.working:
            goal_card(child, goal)
        asked = None if child.child.read_only else drawn.waiting(child)
        drawn.used(child)
    if asked is not None:
        go("goals.board", child=child.child.id, goal=asked.id)
    if not child.goals:
        drawn.nothing_yet(name)


with reading(me) as db:
    seen = guardian_home(db)
text.heading(_("Hello, {name}").format(name=me.name))
checkins.undo(partial(remove_check_in, me))
if not seen.children:
    text.line(_("No child is linked to your account yet. Please ask the school office."))
for child in seen.children:
    child_part(child)
