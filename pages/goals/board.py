"""A child's board of goals, and one goal with its four voices."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from auth.asked import number, own_child, refused
from auth.downloads import offer_list
from auth.looked import looked
from auth.visit import link, visit
from components import text
from components.board import Move, board, refuse
from components.custody import reads_only
from components.forms import operation, problems, saved, submit
from components.goal_board import child_choice, columns
from components.goal_forms import attempt_form, goal_form, idea_form, support_form, words_form
from components.goal_told import told_pane
from components.goal_words import board_title, empty_board, new_goal, own_words, signs
from components.goals import Act, Wish, comment_form, goal_page
from components.versions import forget_theirs, save
from db.commands.comments import add_comment, remove_comment
from db.commands.goals import (
    add_goal,
    add_strategy,
    move_goal,
    record_attempt,
    tick_step,
    update_goal,
)
from db.commands.surveys import drop_use, use_answer
from db.commands.voices import write_child_words, write_family_words
from db.queries.goals import child_board, children, goal_detail, sees_goal
from db.queries.readers import new_goal_sight
from db.queries.surveys import told_us
from db.session import reading
from i18n import _
from rules.goal_checks import as_words
from rules.goal_views import ChildBoard, ChildHead, GoalDetail
from rules.goals import State, Voice
from rules.people import Me
from rules.problems import Problem
from rules.readers import NEW, Item

PAGE = "goals.board"
me = visit(PAGE)


def show_board(me: Me) -> None:
    with reading(me) as db:
        heads = children(db)
        chosen = own_child(heads)
        goals = child_board(db, chosen.id) if chosen else None
    if goals is None:
        _nobody(heads)
        return
    looked(me, goals.child.id, PAGE)
    st.session_state["child"] = goals.child.id
    _board_head(me, heads, goals)
    if not goals.cards:
        st.info(empty_board(goals.child.short, me.role), icon=":material/lightbulb:")
        return
    key = f"board:{goals.child.id}"
    asked = board(columns(goals, me), key=key, start=State.WORKING)
    text.note(signs())
    if isinstance(asked, Move):
        _move(me, key, asked)
    elif asked:
        st.query_params["goal"] = str(asked.id)
        st.rerun()


def _nobody(heads: tuple[ChildHead, ...]) -> None:
    if heads:
        st.warning(_("This child is not one of yours. Choose another on your home page."))
    else:
        st.info(_("No child is linked to your account yet. Please ask the school office."))
    st.link_button(_("Go to my home page"), "/")


def _board_head(me: Me, heads: tuple[ChildHead, ...], goals: ChildBoard) -> None:
    text.heading(board_title(goals.child.name, me.role))
    with st.container(horizontal=True, vertical_alignment="center"):
        picked = child_choice(heads, goals.child)
        if not goals.child.read_only and st.button(
            new_goal(me.role), icon=":material/add:", type="primary"
        ):
            new_goal_dialog(goals.child)
        link("goals.child", _("Progress"), icon=":material/show_chart:", child=goals.child.id)
    if picked.id != goals.child.id:
        st.query_params["child"] = str(picked.id)
        st.rerun()


def _move(me: Me, key: str, move: Move) -> None:
    form = f"move:{move.nonce}"
    with problems():
        try:
            move_goal(me, operation(form), move.id, State(move.to), move.index, move.version)
        except Problem as problem:
            refuse(key, problem.sentence)
        saved(form)
        st.rerun()


@st.dialog(_("A new goal"), width="medium", dismissible=False)
def new_goal_dialog(child: ChildHead) -> None:
    me = visit(PAGE)
    idea = idea_form(me.role, child.short)
    with reading(me) as db:
        seen_by = new_goal_sight(db, child.named)
    text.note(seen_by)

    def add(op: str) -> None:
        goal_id = add_goal(me, op, child.id, idea.goal, idea.words)
        st.query_params["goal"] = str(goal_id)

    if _save_row(_("Add this goal")):
        submit(f"idea:{child.id}", add, _("Added. Everybody around the goal can see it now."))


def show_goal(me: Me, goal_id: int) -> None:
    with reading(me) as db:
        goal = goal_detail(db, goal_id)
    if goal is None:
        refused("goal")
        st.warning(_("This goal is no longer there, or it is not yours to see."))
        st.button(_("Go to the board"), on_click=_to_board)
        return
    looked(me, goal.child.id, PAGE)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            text.plain(board_title(goal.child.short, me.role)),
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=_to_board,
            args=(goal.child.id,),
        )
        link("goals.child", _("Progress"), icon=":material/show_chart:", child=goal.child.id)
    goal_voices(goal)


@st.fragment
def goal_voices(goal: GoalDetail) -> None:
    """A fragment, so that a dialog opens without drawing the page again."""
    me = visit(PAGE)
    with reading(me) as db:
        still = sees_goal(db, goal.id)
    if not still:  # taken from them since the page was drawn
        st.rerun()
    problem = st.container()
    act = goal_page(goal, me, partial(offer_list, me, [goal.child.id]))
    if goal.child.read_only:
        reads_only()
    else:
        _comment_box(me, goal)
    if act:
        with problem:
            _answer(me, goal, act)


def _to_board(child_id: int | None = None) -> None:
    st.query_params.pop("goal", None)
    if child_id is not None:
        st.query_params["child"] = str(child_id)


def _comment_box(me: Me, goal: GoalDetail) -> None:
    form = f"comment:{goal.id}"
    draft = comment_form(goal, me, operation(form))
    if draft:
        submit(
            form,
            lambda op: add_comment(me, op, goal.id, draft.text, draft.audience),
            _("Sent."),
        )


def _answer(me: Me, goal: GoalDetail, act: Act) -> None:
    if act.wish in DIALOGS:
        forget_theirs(_form(act.wish, goal))
        DIALOGS[act.wish](goal)
        return
    form = f"{act.wish}:{act.id}:{goal.version}"
    if act.wish is Wish.MOVE and act.to:
        to = act.to
        submit(form, lambda op: move_goal(me, op, goal.id, to, 0, goal.version), _("Moved."))
    elif act.wish is Wish.TICK:
        submit(form, lambda op: tick_step(me, op, act.id, act.on), _("Saved."))
    elif act.wish is Wish.REMOVE:
        submit(form, lambda op: remove_comment(me, op, act.id), _("Taken away."))


def _form(wish: Wish, goal: GoalDetail) -> str:
    return f"{wish}:{goal.id}:{goal.version}"


@st.dialog(_("Edit goal"), width="large", dismissible=False)
def edit_dialog(goal: GoalDetail) -> None:
    me = visit(PAGE)
    form = _form(Wish.EDIT, goal)
    left, right = st.columns([2, 1], gap="medium")
    with right:
        _told(me, goal)
    with left:
        draft = goal_form(goal.draft, goal.child.short, form)
        pressed = _save_row(_("Save goal"))
    save(
        form,
        lambda op, version: update_goal(me, op, goal.id, draft, version),
        goal.version,
        as_words(draft),
        _("Saved."),
        pressed=pressed,
    )


def _told(me: Me, goal: GoalDetail) -> None:
    with reading(me) as db:
        told = told_us(db, goal.child.id)
    pick = told_pane(told, goal.id, goal.sight)
    if pick is None:
        return
    form = f"{pick.kind}:{pick.id}:{goal.id}"
    with problems():
        if pick.kind == "use":
            use_answer(me, operation(form), pick.id, goal.id)
        else:
            drop_use(me, operation(form), pick.id)
        saved(form)
        st.rerun(scope="fragment")


@st.dialog(own_words(me.role), width="medium", dismissible=False)
def child_dialog(goal: GoalDetail) -> None:
    _words(visit(PAGE), goal, Voice.CHILD, Wish.CHILD_WORDS)


@st.dialog(_("Our words"), width="medium", dismissible=False)
def family_dialog(goal: GoalDetail) -> None:
    _words(visit(PAGE), goal, Voice.FAMILY, Wish.FAMILY_WORDS)


def _words(me: Me, goal: GoalDetail, voice: Voice, wish: Wish) -> None:
    form = _form(wish, goal)
    own = goal.own(voice)
    typed = words_form(me.role, goal.child.short, own.words if own else "", form)
    text.note(goal.sight.line(Item.VOICE, NEW))
    write = write_child_words if voice is Voice.CHILD else write_family_words
    save(
        form,
        lambda op, version: write(me, op, goal.id, typed, version),
        own.version if own else 0,
        {_("Words"): typed},
        _("Saved. Everybody around the goal can read it now."),
        pressed=_save_row(_("Save these words")),
    )


@st.dialog(_("How we tried to reach the family"), width="medium", dismissible=False)
def attempt_dialog(goal: GoalDetail) -> None:
    me = visit(PAGE)
    form = _form(Wish.ATTEMPT, goal)
    tried = attempt_form(goal.attempt, goal.attempt_on, form)
    save(
        form,
        lambda op, version: record_attempt(me, op, goal.id, tried.text, tried.day, version),
        goal.version,
        {_("How you tried"): tried.text},
        _("Saved."),
        pressed=_save_row(_("Save this note")),
    )


@st.dialog(_("What we changed"), width="medium", dismissible=False)
def support_dialog(goal: GoalDetail) -> None:
    me = visit(PAGE)
    form = _form(Wish.SUPPORT, goal)
    new = support_form(form, others=any(not one.ended_on for one in goal.strategies))
    if _save_row(_("Save this change")):
        submit(
            form,
            lambda op: add_strategy(me, op, goal.id, new.text, new.day, new.instead),
            _("Saved. The chart marks this day."),
        )


def _save_row(label: str) -> bool:
    with st.container(horizontal=True):
        pressed = st.button(label, type="primary")
        if st.button(_("Close without saving")):
            st.rerun()
    return pressed


DIALOGS: dict[Wish, Callable[[GoalDetail], object]] = {
    Wish.EDIT: edit_dialog,
    Wish.CHILD_WORDS: child_dialog,
    Wish.FAMILY_WORDS: family_dialog,
    Wish.ATTEMPT: attempt_dialog,
    Wish.SUPPORT: support_dialog,
}


asked = number("goal")
if asked is None:
    show_board(me)
else:
    show_goal(me, asked)
