"""A check-in as it is tapped, and the way back from a slip."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import streamlit as st

from components import text
from components.forms import operation, submit
from i18n import _
from i18n.dates import format_number, format_short_day, today
from rules.checkins import NOTE_LENGTH, PLACE_NAMES, CheckInDraft, CheckInLine, Place
from rules.children import GoalNow
from rules.progress import MeasureKind
from rules.progress_words import RATINGS, rating_name, say_value

Add = Callable[[str, CheckInDraft], int]
Remove = Callable[[str, int], object]

UNDO = "undo_check_in"
SLIP_SECONDS = 120  # how long a slip can be taken back right where it was made


@dataclass(frozen=True)
class Saved:
    """A check-in that was written just now."""

    id: int
    said: str
    at: float


def check_in(
    name: str, goal: GoalNow, add: Add, *, home: bool = False, among: bool = False
) -> None:
    """One goal's check-in: tap how it went, then Save; a quiet button where it is one of many."""
    form = f"check-in:{goal.id}"
    key = f"{form}:{operation(form)}"
    rated = goal.series.kind is MeasureKind.RATING
    value = _rating(key) if rated else _number(goal, key)
    draft = _more(CheckInDraft(goal.id, today(), value), key, home=home)
    kind: Literal["primary", "secondary"] = "secondary" if among else "primary"
    if st.button(_("Save"), type=kind, width="stretch", key=f"{key}:save"):
        said = _said(name, goal, value)
        submit(form, lambda op: _keep(add(op, draft), said), _("Saved."))


def _more(draft: CheckInDraft, key: str, *, home: bool) -> CheckInDraft:
    """What is rarely changed: built when somebody asks for it, kept when they close it again."""
    draft = replace(draft, place=Place.HOME if home else Place.SCHOOL)
    noted = bool(st.session_state.get(f"{key}:note"))  # in a session that ended before it was sent
    st.session_state.setdefault(f"more-{key}", noted)
    box = st.expander(_("Add a note or another day"), key=f"more-{key}", on_change="rerun")
    if not box.open and f"{key}:note" not in st.session_state:
        return draft
    with box:
        day = st.date_input(
            _("Day"), value=today(), format=text.DAYS, key=f"{key}:day", on_change="ignore"
        )
        place = draft.place if home else _place(key)
        note = st.text_area(
            _("Short note (if you like)"),
            max_chars=NOTE_LENGTH,
            height=68,
            key=f"{key}:note",
            on_change="ignore",
        )
    return replace(draft, day=day, place=place, note=note)


def _keep(check_in_id: int, said: str) -> None:
    st.session_state[UNDO] = Saved(check_in_id, said, time.monotonic())


def _said(name: str, goal: GoalNow, value: float | None) -> str:
    how = "" if value is None else say_value(goal.series, value)
    return _("Saved for {name}: {how}.").format(name=name, how=how)


def _rating(key: str) -> float | None:
    chosen = st.segmented_control(
        _("How did it go?"),
        list(RATINGS),
        format_func=rating_name,
        key=f"{key}:value",
        width="stretch",
        wrap=True,
        on_change="ignore",
    )
    return None if chosen is None else float(chosen)


def _number(goal: GoalNow, key: str) -> float | None:
    series = goal.series
    last = series.points[-1] if series.points else None
    hint = _("Last time: {value}").format(value=format_number(last.value)) if last else ""
    return st.number_input(
        text.plain(_measure(series.measure, series.unit)),
        value=None,
        step=1.0,
        format="%g",
        placeholder=hint,
        key=f"{key}:value",
        on_change="ignore",
    )


def _measure(measure: str, unit: str) -> str:
    if measure and unit and unit.casefold() not in measure.casefold():
        return f"{measure} ({unit})"
    return measure or unit or _("How many?")


def _place(key: str) -> Place:
    chosen = st.segmented_control(
        _("Where"),
        list(Place),
        format_func=lambda place: _(PLACE_NAMES[place]),
        default=Place.SCHOOL,
        required=True,
        key=f"{key}:place",
        on_change="ignore",
    )
    return Place(chosen or Place.SCHOOL)


def undo(remove: Remove) -> None:
    """What was saved last, and the way back."""
    saved = st.session_state.get(UNDO)
    if saved is None or time.monotonic() - saved.at > SLIP_SECONDS:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo"):
        st.text(saved.said, width="content")
        pressed = st.button(_("Undo"), icon=":material/undo:", type="tertiary", key="undo_button")
    if pressed:
        submit("check-in:undo", lambda op: _take_back(remove(op, saved.id)), _("Taken back."))


def _take_back(_done: object) -> None:
    st.session_state.pop(UNDO, None)


def notes(
    goal: GoalNow,
    found: tuple[CheckInLine, ...],
    names: Mapping[int, str],
    mine: Callable[[CheckInLine], bool],
) -> CheckInLine | None:
    """The last check-ins with their notes; the one that shall be taken back."""
    chosen = None
    for line in found:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            how = f"{format_short_day(line.day)} · {say_value(goal.series, line.value)}"
            text.block(("line", how), ("note", _note(line, names.get(line.author_id, ""))))
            if mine(line) and _removes(line):
                chosen = line
    return chosen


def take_back(line: CheckInLine, remove: Remove) -> None:
    """Take one check-in off the chart."""
    form = f"remove:{line.id}"
    submit(form, lambda op: _take_back(remove(op, line.id)), _("Taken back."))


def _note(line: CheckInLine, author: str) -> str:
    parts = (line.note, author, _(PLACE_NAMES[line.place]))
    return " · ".join(part for part in parts if part)


def _removes(line: CheckInLine) -> bool:
    return st.button(
        _("Take back"),
        key=f"remove:{line.id}",
        type="tertiary",
        help=_("Takes this check-in off the chart. Use it for slips."),
    )
