"""Forms of goals: an idea, the whole goal, somebody's words, an attempt, a support."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from components import text
from components.goal_words import title_question, who_title, words_question
from components.text import DAYS, plain
from i18n import _
from i18n.dates import today
from rules.goal_checks import steps_of
from rules.goals import (
    HORIZON_NAMES,
    Area,
    GoalDraft,
    Horizon,
    StepDraft,
    Who,
    area_name,
)
from rules.people import Role
from rules.progress import MeasureKind
from rules.progress_words import RATINGS, rating_name

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True)
class IdeaDraft:
    """A new goal, with somebody's first words."""

    goal: GoalDraft
    words: str


def idea_form(role: Role, name: str) -> IdeaDraft:
    """What a goal begins with."""
    title = st.text_input(plain(title_question(role, name)), key="idea_title")
    words = st.text_area(plain(words_question(role, name)), key="idea_words")
    area = _area(
        Area.READING if role in (Role.TEACHER, Role.COORDINATOR) else Area.INTEREST, "idea"
    )
    horizon = Horizon.SHORT
    if role in (Role.TEACHER, Role.COORDINATOR):
        horizon = _horizon(Horizon.SHORT, "idea")
    return IdeaDraft(GoalDraft(title, area, horizon), words)


def goal_form(goal: GoalDraft, name: str, key: str) -> GoalDraft:
    """The whole goal as it stands in the form now."""
    title = st.text_input(_("Goal"), goal.title, key=f"{key}:title")
    left, right = st.columns(2)
    with left:
        area = _area(goal.area, key)
    with right:
        horizon = _horizon(goal.horizon, key)
    text.heading(_("How we will know"), 3)
    skill = st.text_area(
        plain(_("What will {name} be able to do?").format(name=name)),
        goal.skill,
        key=f"{key}:skill",
        height=80,
    )
    measured = _measured(goal, key)
    text.heading(_("Who does what"), 3)
    return GoalDraft(title, area, horizon, skill, *measured, _steps(goal, name, key))


def _steps(goal: GoalDraft, name: str, key: str) -> tuple[StepDraft, ...]:
    text.note(_("One step on each line."))
    lines = {
        who: column.text_area(
            plain(who_title(who, name, Role.TEACHER)),
            goal.lines(who),
            key=f"{key}:{who}",
            height=110,
        )
        for who, column in zip(Who, st.columns(3), strict=True)
    }
    return tuple(step for who in Who for step in steps_of(who, lines[who]))


Measured = tuple[MeasureKind, str, str, float | None, str, date | None, float | None, date | None]


def _measured(goal: GoalDraft, key: str) -> Measured:
    measure = st.text_input(
        _("What we measure"), goal.measure, key=f"{key}:measure", placeholder=_("Words a minute")
    )
    kind = _kind(goal.measure_kind, key)
    unit, baseline, target = _values(goal, kind, key)
    left, right = st.columns(2)
    begun = left.date_input(
        _("Start date"), goal.baseline_on or today(), FIRST_DAY, LAST_DAY, f"{key}:on", format=DAYS
    )
    due = right.date_input(
        _("Target date"), goal.target_on, FIRST_DAY, LAST_DAY, f"{key}:due", format=DAYS
    )
    source = st.text_input(
        _("How we know where the child starts"), goal.baseline_source, key=f"{key}:source"
    )
    begun_on = begun if isinstance(begun, date) and baseline is not None else None
    return kind, measure, unit, baseline, source, begun_on, target, _date(due)


def _date(chosen: object) -> date | None:
    return chosen if isinstance(chosen, date) else None


def _kind(kind: MeasureKind, key: str) -> MeasureKind:
    names = {
        MeasureKind.RATING: _("In four steps, from “Not yet” to “On my own”"),
        MeasureKind.NUMBER: _("With a number"),
    }
    chosen = st.radio(
        _("Measured"),
        list(names),
        index=list(names).index(kind),
        format_func=names.__getitem__,
        key=f"{key}:kind",
        horizontal=True,
    )
    return MeasureKind(chosen)


def _values(goal: GoalDraft, kind: MeasureKind, key: str) -> tuple[str, float | None, float | None]:
    kept = goal if goal.measure_kind == kind else GoalDraft("")
    if kind is MeasureKind.RATING:
        left, right = st.columns(2)
        with left:
            baseline = _rating(_("Where we start"), kept.baseline, f"{key}:start")
        with right:
            target = _rating(_("Target"), kept.target, f"{key}:target")
        return "", baseline, target
    left, middle, right = st.columns(3)
    baseline = left.number_input(
        _("Where we start"), value=kept.baseline, key=f"{key}:from", format="%g"
    )
    target = middle.number_input(_("Target"), value=kept.target, key=f"{key}:to", format="%g")
    unit = right.text_input(_("Unit"), kept.unit, key=f"{key}:unit", placeholder=_("words"))
    return unit, baseline, target


def _rating(label: str, value: float | None, key: str) -> float | None:
    choices = list(RATINGS)
    index = choices.index(int(value)) if value in RATINGS else None
    chosen = st.selectbox(label, choices, index, rating_name, key, placeholder=_("Not decided"))
    return None if chosen is None else float(chosen)


def _area(area: Area | None, key: str) -> Area:
    areas = list(Area)
    chosen = st.selectbox(
        _("Area"),
        areas,
        areas.index(area) if area else None,
        format_func=area_name,
        key=f"{key}:area",
        placeholder=_("What is it about?"),
    )
    return chosen or Area.OTHER


def _horizon(horizon: Horizon, key: str) -> Horizon:
    chosen = st.segmented_control(
        _("How long"),
        list(Horizon),
        default=horizon,
        required=True,
        format_func=lambda one: _(HORIZON_NAMES[one]),
        key=f"{key}:horizon",
    )
    return Horizon(chosen or horizon)


def words_form(role: Role, name: str, words: str, key: str) -> str:
    """Somebody's own words."""
    return st.text_area(plain(words_question(role, name)), words, key=f"{key}:words", height=160)


@dataclass(frozen=True)
class Dated:
    """A text and the day it is about."""

    text: str
    day: date
    instead: bool = False


def attempt_form(words: str, day: date | None, key: str) -> Dated:
    """How and when the school tried to reach a family."""
    typed = st.text_area(
        _("How did you try?"),
        words,
        key=f"{key}:attempt",
        placeholder=_("Two calls and a letter; no answer yet."),
    )
    chosen = st.date_input(
        _("When was the last time?"), day or today(), FIRST_DAY, today(), f"{key}:on", format=DAYS
    )
    return Dated(typed, _date(chosen) or today())


def support_form(key: str, *, others: bool) -> Dated:
    """A support that began on a day."""
    typed = st.text_input(
        _("What is different now?"), key=f"{key}:support", placeholder=_("Reading with a partner")
    )
    chosen = st.date_input(_("Since when?"), today(), FIRST_DAY, today(), f"{key}:on", format=DAYS)
    instead = others and st.checkbox(_("This takes the place of the support before"), True)
    return Dated(typed, _date(chosen) or today(), instead)
