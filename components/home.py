"""The home pages as they are drawn: what needs me today."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import streamlit as st

from components import text
from components.children import goal_words
from components.forms import operation, submit
from i18n import _, ngettext
from i18n.dates import format_number
from rules.children import GoalNow, ToldLine
from rules.classes import ChildRow
from rules.home import ChildHome, TeacherHome, first_words, say_counts

CARDS = 6  # what a morning has room for; the rest is one tap away

Write = Callable[[str, int, str, int], object]


def top(home: TeacherHome) -> None:
    """The day in one sentence, and small numbers."""
    text.line(first_words(len(home.asking)))
    text.note(say_counts(home.counts))


def first_or_all(rows: tuple[ChildRow, ...]) -> tuple[ChildRow, ...]:
    """The most pressing cards, or every one if somebody asked for them."""
    if len(rows) <= CARDS or st.session_state.get("all_cards"):
        return rows
    return rows[:CARDS]


def show_all(rows: tuple[ChildRow, ...]) -> None:
    """A button for the cards that are not shown."""
    left = len(rows) - len(first_or_all(rows))
    if not left:
        return
    label = ngettext("Show {count} more child", "Show {count} more children", left)
    if st.button(label.format(count=format_number(left)), icon=":material/expand_more:"):
        st.session_state["all_cards"] = True
        st.rerun()


@contextmanager
def need_card(row: ChildRow) -> Iterator[GoalNow | None]:
    """A child who needs somebody, why, and the goal it is about."""
    goal = row.asking[0].goal if row.asking else None
    with st.container(border=True, height="stretch", gap="small"):
        with st.container(gap=None):
            text.heading(row.child.name, 3)
            for reason in row.asking[0].reasons if row.asking else row.reasons:
                text.line(reason.sentence)
        if goal is not None:
            goal_words(goal)
        yield goal


def survey_invitation(child: ChildHome) -> bool:
    """The family survey, if it waits for this guardian; whether it was tapped."""
    if child.survey_id is None:
        return False
    with st.container(border=True):
        if child.survey_begun:
            text.line(_("You began to tell us about {name}.").format(name=child.child.name))
            label = _("Go on")
        else:
            about = _("Tell us about {name}: what they love, what helps, what you hope for.")
            text.line(about.format(name=child.child.name))
            label = _("Tell us: 5 minutes")
        return st.button(
            label, key=f"survey:{child.child.id}", type="primary", icon=":material/favorite:"
        )


def waiting(child: ChildHome) -> GoalNow | None:
    """Goals that can't begin without a word of the family; the one that was tapped."""
    chosen = None
    for goal in child.waiting:
        with st.container(border=True):
            goal_words(goal)
            text.line(_("This can begin as soon as you have said what you think of it."))
            if st.button(_("Say it in your words"), key=f"waiting:{goal.id}"):
                chosen = goal
    return chosen


def used(child: ChildHome) -> None:
    """You said, we used it."""
    for line in child.used:
        with st.container(border=True, gap=None):
            text.note(_("You said"))
            text.quote(line.words)
            text.line(_used_in(line, child))


def _used_in(line: ToldLine, child: ChildHome) -> str:
    goal = child.title_of(line.goal_id or 0)
    if not goal:
        return _("We used it in a goal.")
    return _("We used it in the goal “{goal}”.").format(goal=goal)


def nothing_yet(name: str) -> None:
    """A child without goals, to their family."""
    sentence = _("No goals yet. You will see them here as soon as {name} and the school set one.")
    text.line(sentence.format(name=name))


def own_words(goal: GoalNow, write: Write) -> None:
    """What a child says about a goal, in their own words."""
    form = f"words:{goal.id}"
    with st.form(f"{form}:{operation(form)}", border=False):
        words = st.text_area(
            _("What do you want to be able to do?"), value=goal.own_words, max_chars=500, height=110
        )
        pressed = st.form_submit_button(_("Save"), type="primary", width="stretch")
    if pressed:
        submit(
            form,
            lambda op: write(op, goal.id, words, goal.own_version),
            _("Saved. Thank you for saying it."),
        )


def reached(goals: Iterable[GoalNow]) -> None:
    """What was reached, to be proud of."""
    for goal in goals:
        text.line(f"★ {goal.headline}")
