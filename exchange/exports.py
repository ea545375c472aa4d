"""The school's export: the roster, goals with voices, check-ins and survey answers."""

from collections.abc import Iterator
from datetime import datetime

from exchange.roster_out import roster_sheets
from exchange.workbooks_out import workbook
from i18n import _
from i18n.dates import day_of
from rules.checkins import PLACE_NAMES, Place
from rules.exports import AnswerOut, CheckInOut, Child, Export, GoalOut
from rules.goals import HORIZON_NAMES, WHO_NAMES, Horizon, State, Who, area_name, state_name
from rules.lists import Column, Listed, Type, Value
from rules.progress import MeasureKind
from rules.progress_words import rating_name
from rules.roster_known import Known
from rules.surveys import AUDIENCE_NAMES, Audience


def export(known: Known, more: Export) -> bytes:
    """One workbook with a sheet for each subject."""
    return workbook(
        [
            *roster_sheets(known),
            Listed(_("Goals"), _goal_columns(), map(_goal, more.goals)),
            Listed(_("Check-ins"), _check_in_columns(), map(_check_in, more.check_ins)),
            Listed(_("Survey answers"), _answer_columns(), map(_answer, more.answers)),
        ]
    )


def _columns(*headers: tuple[str, Type]) -> tuple[Column, ...]:
    return tuple(Column(header, kind) for header, kind in headers)


def _child_columns() -> Iterator[tuple[str, Type]]:
    yield _("Student ID"), Type.ID
    yield _("Child's name"), Type.TEXT
    yield _("Class"), Type.TEXT


def _child(child: Child) -> list[Value]:
    return [child.ref or None, child.name, child.classes or None]


def _day(moment: datetime | None) -> Value:
    return day_of(moment) if moment else None


def _goal_columns() -> tuple[Column, ...]:
    return _columns(
        *_child_columns(),
        (_("Goal"), Type.TEXT),
        (_("Area"), Type.TEXT),
        (_("Length"), Type.TEXT),
        (_("Column on the board"), Type.TEXT),
        (_("The child's words"), Type.LONG),
        (_("The family's words"), Type.LONG),
        (_("Skill"), Type.TEXT),
        (_("Measure"), Type.TEXT),
        (_("Unit"), Type.TEXT),
        (_("Baseline"), Type.NUMBER),
        (_("Where the baseline comes from"), Type.TEXT),
        (_("Baseline date"), Type.DATE),
        (_("Target"), Type.NUMBER),
        (_("Target date"), Type.DATE),
        (_(WHO_NAMES[Who.ME]), Type.LONG),
        (_(WHO_NAMES[Who.SCHOOL]), Type.LONG),
        (_(WHO_NAMES[Who.HOME]), Type.LONG),
        (_("Attempt to reach the family"), Type.TEXT),
        (_("Date of the attempt"), Type.DATE),
        (_("Written on"), Type.DATE),
    )


def _goal(goal: GoalOut) -> list[Value]:
    return [
        *_child(goal.child),
        goal.title,
        area_name(goal.area),
        _(HORIZON_NAMES[Horizon(goal.horizon)]),
        state_name(State(goal.state)),
        goal.child_words,
        goal.family_words,
        goal.skill,
        goal.measure,
        goal.unit,
        goal.baseline,
        goal.baseline_source,
        goal.baseline_on,
        goal.target,
        goal.target_on,
        goal.me,
        goal.school,
        goal.home,
        goal.family_attempt,
        goal.family_attempt_on,
        _day(goal.created_at),
    ]


def _check_in_columns() -> tuple[Column, ...]:
    return _columns(
        *_child_columns(),
        (_("Goal"), Type.TEXT),
        (_("Date"), Type.DATE),
        (_("Value"), Type.NUMBER),
        (_("In words"), Type.TEXT),
        (_("Note"), Type.LONG),
        (_("Where"), Type.TEXT),
        (_("Written by"), Type.TEXT),
    )


def _check_in(one: CheckInOut) -> list[Value]:
    rated = one.measure_kind == MeasureKind.RATING
    return [
        *_child(one.child),
        one.goal,
        one.day,
        one.value,
        rating_name(one.value) if rated else one.unit,
        one.note,
        _(PLACE_NAMES[Place(one.place)]),
        one.author,
    ]


def _answer_columns() -> tuple[Column, ...]:
    return _columns(
        *_child_columns(),
        (_("Answered by"), Type.TEXT),
        (_("School year"), Type.ID),
        (_("Question"), Type.LONG),
        (_("Chosen"), Type.LONG),
        (_("Own words"), Type.LONG),
        (_("Who sees it"), Type.TEXT),
        (_("Sent on"), Type.DATE),
    )


def _answer(one: AnswerOut) -> list[Value]:
    return [
        *_child(one.child),
        one.guardian,
        one.school_year,
        one.question,
        one.choices,
        one.text,
        _(AUDIENCE_NAMES[Audience(one.audience)]),
        _day(one.sent_at),
    ]
