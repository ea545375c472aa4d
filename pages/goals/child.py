"""One child's whole story: how it goes, what to do, and everything that happened."""

from functools import partial

import streamlit as st

from auth.asked import own_child
from auth.downloads import offer_list
from auth.looked import looked
from auth.visit import link, visit
from components import checkins, tables, text
from components import children as drawn
from components import notes as notes_drawn
from components.charts_tables import series_table
from components.custody import reads_only
from components.forms import operation, submit
from components.lists import check_in_list
from db.commands.checkins import add_check_in, remove_check_in
from db.commands.goals import tick_step
from db.commands.notes import add_note, remove_note
from db.queries.children import child_story
from db.queries.goals import children
from db.queries.notes import notes
from db.queries.people import names
from db.session import reading
from i18n import _
from i18n.dates import today
from rules.checkins import CheckInLine
from rules.children import ChildStory, GoalNow
from rules.goal_views import ChildHead, monday_of
from rules.goals import Who
from rules.people import Role
from rules.readers import Item

me = visit("goals.child")
FAMILY = not me.is_staff
NOTES = 8


@st.dialog(_("Check-in"))
def check_in(name: str, goal: GoalNow) -> None:
    me = visit("goals.child")
    text.block(*drawn.words_of(goal))
    home = me.role is Role.GUARDIAN
    checkins.check_in(name, goal, partial(add_check_in, me), home=home)


def goal_part(story: ChildStory, goal: GoalNow) -> None:
    """One goal: words, how it goes, what to do, the chart, and what was noted."""
    with st.container(border=True, gap="small"):
        drawn.how_it_goes(goal, family=FAMILY)
        writes = not story.child.read_only
        if writes and (who := drawn.TICKED.get(me.role)):
            label = _("At home this week") if who is Who.HOME else _("What I do this week")
            done = partial(drawn.done_since, monday_of(today()))
            drawn.ticks(label, goal.of(who), done, partial(tick_step, me))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            seen_by = story.sight.line(Item.GOAL, goal.id)
            drawn.aim_and_voices(goal, story.child.short, me.role, seen_by)
            may_check_in = writes and me.role is not Role.STUDENT
            if may_check_in and st.button(
                _("We tried it at home") if FAMILY else _("Check in"),
                key=f"check-in:{goal.id}",
                icon=":material/add:",
            ):
                check_in(story.child.short, goal)
            link(
                "goals.board",
                _("Open the goal"),
                icon=":material/arrow_forward:",
                child=story.child.id,
                goal=goal.id,
            )
        if goal.series.points:
            numbers(story, goal)


def numbers(story: ChildStory, goal: GoalNow) -> None:
    """The chart as a table and the last notes, built when somebody opens them."""
    box = st.expander(_("Show as a table, with notes"), key=f"notes:{goal.id}", on_change="rerun")
    if not box.open:
        return
    with box:
        tables.draw(series_table(goal.series, family=FAMILY))
        listed = partial(check_in_list, goal.series, family=FAMILY)
        offer_list(me, [story.child.id], goal.title, listed)
        lines = story.check_ins_of(goal.id)[:NOTES]
        with reading(me) as db:
            authors = names(db, {line.author_id for line in lines})
        slip = checkins.notes(goal, lines, authors, mine)
    if slip is not None:
        checkins.take_back(slip, partial(remove_check_in, me))


def mine(line: CheckInLine) -> bool:
    """Whether the reader may take this check-in back."""
    return me.is_staff or (me.role is Role.GUARDIAN and line.author_id == me.person_id)


def staff_notes(child: ChildHead) -> None:
    """What colleagues wrote for one another; a family may be looking on, so the box is closed."""
    key = f"staff-notes:{child.id}"
    icon = ":material/visibility_off:"
    box = st.expander(_("Notes for staff only"), icon=icon, key=key, on_change="rerun")
    if not box.open:
        return
    form = f"note:{child.id}"
    with box:
        with reading(me) as db:
            found = notes(db, child.named)
        asked = notes_drawn.notes(found, operation(form))
    if asked and asked.written is not None:
        words = asked.written
        submit(form, lambda op: add_note(me, op, child.id, words), _("Saved."))
    elif asked:
        submit(
            f"note-away:{asked.remove}",
            lambda op: remove_note(me, op, asked.remove),
            _("Taken away."),
        )


def draw(story: ChildStory) -> None:
    """From what matters today to everything that happened."""
    text.note(story.sight.line(Item.PROFILE, story.child.id))
    checkins.undo(partial(remove_check_in, me))
    if story.child.read_only:
        reads_only()
    for goal in story.working:
        goal_part(story, goal)
    if not story.working:
        text.line(_("No goal is being worked on just now."))
        link("goals.board", _("Open the goal board"), child=story.child.id)
    drawn.glance_and_story(story, partial(offer_list, me, [story.child.id]))
    if story.told:
        drawn.told(story, me.role)
    if me.is_staff:
        staff_notes(story.child)


with reading(me) as db:
    known = children(db)
    child = own_child(known)
    story = child_story(db, child) if child else None
other = drawn.head(known, child, staff=me.is_staff)
if other is not None:
    st.query_params["child"] = str(other)
    st.rerun()
if story is not None:
    looked(me, story.child.id, "goals.child")
    st.session_state["child"] = story.child.id
    draw(story)
elif known:
    text.line(_("This child is not on your list. Please choose another one."))
else:
    text.line(_("No child is linked to your account yet. Please ask the school office."))
