"""One goal as it is drawn: four voices, how it goes, and what people say about it."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

import streamlit as st

from components import text
from components.charts import progress
from components.goal_words import (
    COLOURS,
    ICONS,
    begin,
    child_title,
    family_empty,
    family_title,
    silent_child,
    who_title,
)
from components.lists import Offer, check_in_list
from i18n import _
from i18n.dates import format_day, format_short_day, format_when, today
from rules.goal_states import missing, targets
from rules.goal_views import CommentView, GoalDetail, StepView, aim_sentence
from rules.goals import (
    HORIZON_NAMES,
    Audience,
    State,
    Voice,
    Who,
    area_name,
    audiences,
    may_tick,
    state_name,
)
from rules.people import Me, Role
from rules.readers import Item


class Wish(StrEnum):
    EDIT = "edit"
    MOVE = "move"
    CHILD_WORDS = "child_words"
    FAMILY_WORDS = "family_words"
    ATTEMPT = "attempt"
    SUPPORT = "support"
    TICK = "tick"
    REMOVE = "remove"


@dataclass(frozen=True)
class Act:
    """What somebody asked for on the page of a goal."""

    wish: Wish
    id: int = 0
    to: State | None = None
    on: bool = False


@dataclass(frozen=True)
class CommentDraft:
    text: str
    audience: Audience


def goal_page(goal: GoalDetail, me: Me, offer: Offer) -> Act | None:
    """Everything about one goal; what the reader asked for."""
    acts = [_head(goal, me)]
    for pair in ((_child, _family), (_measure, _doing)):
        for side, part in zip(st.columns(2), pair, strict=True):
            with side:
                acts.append(part(goal, me))
    acts += [_going(goal, me, offer), _comments(goal)]
    return next((act for act in acts if act), None)


def _head(goal: GoalDetail, me: Me) -> Act | None:
    text.heading(goal.draft.title)
    name = () if me.role is Role.STUDENT else (goal.child.name,)
    about = (*name, area_name(goal.draft.area), _(HORIZON_NAMES[goal.draft.horizon]))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(state_name(goal.state), icon=ICONS[goal.state], color=COLOURS[goal.state])
        text.note(" · ".join(about))
    text.note(goal.sight.line(Item.GOAL, goal.id))
    act = _staff_row(goal) if me.is_staff else None
    still = missing(goal.ready) if goal.state in (State.IDEA, State.AGREED) else ()
    if still and me.is_staff:
        st.info(begin(still), icon=":material/flag:")
    return act


def _staff_row(goal: GoalDetail) -> Act | None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        edit = st.button(_("Edit goal"), icon=":material/edit:", type="primary")
        to = st.menu_button(
            _("Move to"),
            list(targets(goal.state)),
            format_func=lambda state: state_name(State(state)),
            icon=":material/arrow_forward:",
        )
    if to:
        return Act(Wish.MOVE, to=State(to))
    return Act(Wish.EDIT) if edit else None


def _child(goal: GoalDetail, me: Me) -> Act | None:
    with _box(child_title(goal.child.short, me.role), ":material/face:"):
        for view in goal.child_voices:
            text.quote(view.words)
            if view.written_by:
                text.note(_("Written down by {name}").format(name=view.written_by))
            text.note(goal.sight.line(Item.VOICE, view.id))
        if not goal.child_voices:
            st.text(silent_child(goal.child.short, me.role))
        if me.role is Role.GUARDIAN:
            return None
        return _button(Wish.CHILD_WORDS, _child_button(goal, me))


def _child_button(goal: GoalDetail, me: Me) -> str:
    if goal.own(Voice.CHILD):
        return _("Change these words")
    if me.role is Role.STUDENT:
        return _("Say it in my words")
    return _("Write down what {name} says").format(name=text.plain(goal.child.short))


def _family(goal: GoalDetail, me: Me) -> Act | None:
    with _box(family_title(me.role), ":material/home:"):
        for view in goal.family_voices:
            text.block(
                ("quote", view.words),
                ("note", view.speaker.label),
                ("note", goal.sight.line(Item.VOICE, view.id)),
            )
        _told(goal)
        if goal.attempt:
            text.line(goal.attempt)
            text.note(_tried(goal))
        elif not goal.ready.family_spoke:
            st.text(family_empty(goal.child.short, me.role))
        if me.role is Role.GUARDIAN and not goal.child.read_only:
            mine = goal.own(Voice.FAMILY)
            label = _("Change our words") if mine else _("Say it in our words")
            return _button(Wish.FAMILY_WORDS, label)
        if me.is_staff and not goal.ready.family_spoke:
            return _button(Wish.ATTEMPT, _("Note how we tried to reach them"))
    return None


def _told(goal: GoalDetail) -> None:
    for answer in goal.used:
        with st.container(gap="xsmall"):
            st.badge(_("From what the family told us"), icon=":material/favorite:", color="violet")
            text.block(
                ("note", answer.question),
                ("quote", answer.words),
                ("note", goal.sight.line(Item.ANSWER, answer.answer_id)),
            )


def _tried(goal: GoalDetail) -> str:
    if goal.attempt_on is None:
        return _("How the school tried to reach the family")
    return _("How the school tried to reach the family, {day}").format(
        day=format_day(goal.attempt_on)
    )


def _measure(goal: GoalDetail, me: Me) -> Act | None:
    draft = goal.draft
    with _box(_("How we will know"), ":material/straighten:"):
        if draft.skill:
            text.line(draft.skill)
        if draft.measure:
            text.note(_("We look at: {measure}").format(measure=draft.measure))
        if draft.target is not None:
            text.line(aim_sentence(goal.series))
        if draft.baseline_source:
            text.note(_("Where we started: {source}").format(source=draft.baseline_source))
        if not (draft.skill or draft.measure or draft.target is not None):
            st.text(_("The school has not written this down yet."))
            return _button(Wish.EDIT, _("Say how you will know")) if me.is_staff else None
    return None


def _doing(goal: GoalDetail, me: Me) -> Act | None:
    acts: list[Act | None] = []
    with _box(_("Who does what"), ":material/checklist:"):
        for who in Who:
            steps = goal.doing(who)
            if steps:
                with st.container(gap="xxsmall"):
                    text.note(who_title(who, goal.child.short, me.role))
                    acts += [_step(step, ticks=_ticks(goal, me, who)) for step in steps]
        if not goal.steps:
            st.text(_("Nobody has taken anything on yet."))
            acts.append(_button(Wish.EDIT, _("Add steps"), "steps") if me.is_staff else None)
    return next((act for act in acts if act), None)


def _ticks(goal: GoalDetail, me: Me, who: Who) -> bool:
    return may_tick(me.role, who) and not goal.child.read_only


def _step(step: StepView, *, ticks: bool) -> Act | None:
    done = step.done_this_week(today())
    said = step.text
    if step.done_on:
        day = format_short_day(step.done_on)
        said = _("{step} (last done on {day})").format(step=step.text, day=day)
    if not ticks:
        text.line(f"✓ {said}" if done else f"– {said}")
        return None
    on = st.checkbox(text.plain(said), value=done, key=f"step:{step.id}:{step.done_on}", wrap=True)
    return Act(Wish.TICK, step.id, on=on) if on != done else None


def _going(goal: GoalDetail, me: Me, offer: Offer) -> Act | None:
    if goal.state not in (State.WORKING, State.REACHED) and not goal.series.points:
        return None
    st.header(_("How it is going"), anchor=False)
    family = not me.is_staff
    make = partial(check_in_list, goal.series, family=family)
    also = partial(offer, goal.draft.title, make)
    progress(goal.series, key=f"goal:{goal.id}", family=family, also=also)
    for support in goal.strategies:
        text.line(support.text)
        text.note(_since(support.started_on, support.ended_on))
    if me.is_staff:
        return _button(Wish.SUPPORT, _("We changed the support"))
    return None


def _since(begun: date, ended: date | None) -> str:
    if ended:
        return _("Support from {start} to {end}").format(
            start=format_short_day(begun), end=format_short_day(ended)
        )
    return _("Support since {day}").format(day=format_short_day(begun))


def _comments(goal: GoalDetail) -> Act | None:
    st.header(_("What people say"), anchor=False)
    acts = [_comment(one, goal.sight.line(Item.COMMENT, one.id)) for one in goal.comments]
    if not goal.comments:
        st.text(_("Nobody has written here yet."))
    return next((act for act in acts if act), None)


def _comment(comment: CommentView, seen_by: str) -> Act | None:
    with st.container(border=True, gap="xsmall"):
        said = f"{comment.speaker.label} · {format_when(comment.created_at)}"
        text.block(("line", comment.text), ("note", said), ("note", seen_by))
        if comment.speaker.mine and st.button(
            _("Remove"), key=f"remove:{comment.id}", type="tertiary"
        ):
            return Act(Wish.REMOVE, comment.id)
    return None


def comment_form(goal: GoalDetail, me: Me, key: str) -> CommentDraft | None:
    """A new comment, with who will read it before it is sent."""
    lines = {one: goal.sight.line(Item.COMMENT, one) for one in audiences(me.role)}
    choices = list(lines)
    with st.form(f"comment:{key}", border=False):
        typed = st.text_area(_("Write something about this goal"), key=f"comment:{key}:text")
        audience = choices[0]
        if len(choices) > 1:
            audience = st.radio(
                _("Who reads this?"),
                choices,
                format_func=lambda one: text.plain(lines[one]),
                key=f"comment:{key}:for",
            )
        else:
            text.note(lines[audience])
        sent = st.form_submit_button(_("Send"), icon=":material/send:")
    return CommentDraft(typed, Audience(audience)) if sent else None


def _box(title: str, icon: str) -> AbstractContextManager[object]:
    box = st.container(border=True, height="stretch", gap="small")
    with box:
        st.header(text.plain(title), icon=icon, anchor=False)
    return box


def _button(wish: Wish, label: str, key: str = "") -> Act | None:
    return Act(wish) if st.button(label, key=f"wish:{wish}:{key}") else None
