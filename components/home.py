"""The home pages as they are drawn: what needs me today."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import streamlit as st

from components import text
from components.children import Part, words_of
from components.goal_forms import words_form
from components.versions import save
from i18n import N_, _, ngettext
from i18n.dates import format_number
from rules.attention import Need
from rules.children import GoalNow, ToldLine
from rules.classes import ChildRow
from rules.goal_views import ChildHead
from rules.home import ChildHome, TeacherHome, first_words, say_counts
from rules.people import Role

CARD = 330  # pixels that a card asks for beside another one
CARDS = 6  # what a morning has room for; the rest is one tap away

Write = Callable[[str, int, str, int], object]


def top(home: TeacherHome) -> None:
    """The day in one sentence, and small numbers."""
    if not home.rows:
        text.line(_("No class is linked to your account yet. Please ask the school office."))
        return
    text.block(("line", first_words(len(home.asking))), ("note", say_counts(home.counts)))


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


def any_goal(goals: tuple[tuple[ChildHead, GoalNow], ...]) -> tuple[ChildHead, GoalNow] | None:
    """A goal that somebody wants to check in on though it does not ask for it."""
    if not goals:
        return None
    text.heading(_("Check in on another goal"), 2)
    known = {goal.id: (child, goal) for child, goal in goals}
    names = {key: f"{child.name}: {goal.title}" for key, (child, goal) in known.items()}
    chosen = st.selectbox(
        _("Child and goal"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_("Choose, or type a name"),
        key="any_goal",
    )
    return None if chosen is None else known[chosen]


@contextmanager
def need_card(row: ChildRow) -> Iterator[GoalNow | None]:
    """A child who needs somebody, why, and the goal it is about."""
    goal = row.asking[0].goal if row.asking else None
    reasons = row.asking[0].reasons if row.asking else row.reasons
    with st.container(border=True, height="stretch", gap="small"):
        text.block(
            ("h3", row.child.name),
            *(("line", reason.sentence) for reason in reasons),
            *(_about(goal) if goal else ()),
        )
        yield goal


def _about(goal: GoalNow) -> tuple[Part, ...]:
    """What the family wrote, or the goal in the child's words."""
    if goal.unanswered:
        return (("quote", goal.unanswered[-1]), ("note", goal.headline))
    return words_of(goal)


ACTIONS = {
    Need.FAMILY_WROTE: N_("Answer the family"),
    Need.CELEBRATE: N_("Celebrate"),
    Need.NO_CHILD_VOICE: N_("Ask the child"),
    Need.NO_FAMILY_VOICE: N_("Ask the family"),
}


def action(row: ChildRow) -> str:
    """What to do on the goal's page, if that is what is needed; else where to look."""
    need = row.asking[0].reasons[0].need if row.asking else row.reasons[0].need
    return _(ACTIONS[need]) if need in ACTIONS else _("Open the goal")


def written(goal: GoalNow, label: str) -> bool:
    """What somebody wrote and nobody of the reader's side has answered; whether there is any."""
    if not goal.unanswered:
        return False
    text.block(("note", label), ("quote", goal.unanswered[-1]))
    return True


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
        with st.container(border=True, height="stretch"):
            ask = _("This can begin as soon as you have said what you think of it.")
            text.block(*words_of(goal), ("line", ask))
            if st.button(_("Say it in your words"), key=f"waiting:{goal.id}"):
                chosen = goal
    return chosen


def used(child: ChildHome) -> None:
    """You said, we used it."""
    for line in child.used:
        with st.container(border=True, height="stretch"):
            said: Part = ("quote", line.words)
            text.block(("note", _("You said")), said, ("line", _used_in(line, child)))


def _used_in(line: ToldLine, child: ChildHome) -> str:
    goal = child.title_of(line.goal_id or 0)
    if not goal:
        return _("We used it in a goal.")
    return _("We used it in this goal: “{goal}”").format(goal=goal)


def nothing_yet(name: str) -> None:
    """A child without goals, to their family."""
    sentence = _("No goals yet. You will see them here as soon as {name} and the school set one.")
    text.line(sentence.format(name=name))


def own_words(name: str, goal: GoalNow, write: Write) -> None:
    """What a child says about a goal, in their own words."""
    form = f"words:{goal.id}:{goal.own_version}"
    typed = words_form(Role.STUDENT, name, goal.own_words, form)
    save(
        form,
        lambda op, version: write(op, goal.id, typed, version),
        goal.own_version,
        {_("Words"): typed},
        _("Saved. Thank you for saying it."),
        pressed=_save_row(),
    )


def _save_row() -> bool:
    """Nothing typed is lost by a tap beside the box: it is closed by a button."""
    with st.container(horizontal=True):
        pressed = st.button(_("Save these words"), type="primary")
        if st.button(_("Close without saving")):
            st.rerun()
    return pressed


def reached(goals: Iterable[GoalNow]) -> None:
    """What was reached, to be proud of."""
    for goal in goals:
        text.line(f"★ {goal.headline}")
