"""Check-ins: how a goal went on a day, and what can't be written down."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import isfinite

from i18n import N_, _
from i18n.dates import format_day, format_number
from rules.problems import Problem
from rules.progress import MeasureKind
from rules.progress_words import RATINGS

NOTE_LENGTH = 500
LOWEST, HIGHEST = 0, 100_000
LONG_AGO = timedelta(days=366)  # an older day is a slip of the year


class Place(StrEnum):
    SCHOOL = "school"
    HOME = "home"


PLACE_NAMES = {Place.SCHOOL: N_("At school"), Place.HOME: N_("At home")}


@dataclass(frozen=True)
class CheckInDraft:
    """What somebody taps: a value or a rating, the day, a short note, and where it was."""

    goal_id: int
    day: date
    value: float | None
    note: str = ""
    place: Place = Place.SCHOOL


@dataclass(frozen=True, slots=True)
class CheckInLine:
    """A check-in as a line of a list."""

    id: int
    goal_id: int
    day: date
    value: float
    note: str
    place: Place
    author_id: int


@dataclass(frozen=True)
class Measured:
    """What a check-in must fit: the goal's measure, and whether it is being worked on."""

    working: bool
    kind: MeasureKind
    unit: str = ""


def check_draft(draft: CheckInDraft, goal: Measured, today: date) -> float:
    """The value to keep; raises Problem for the first thing that can't be kept."""
    if not goal.working:
        raise Problem(
            _("This goal is not being worked on just now. Move it to “Working on it” first.")
        )
    _check_day(draft.day, today)
    if len(draft.note) > NOTE_LENGTH:
        raise Problem(
            _("This note is longer than {limit} letters. Please shorten it.").format(
                limit=format_number(NOTE_LENGTH)
            )
        )
    return _checked_value(draft.value, goal)


def _check_day(day: date, today: date) -> None:
    if day > today:
        text = _("{day} has not come yet. Please choose today or an earlier day.")
        raise Problem(text.format(day=format_day(day)))
    if day < today - LONG_AGO:
        text = _("{day} is more than a year ago. Please look at the year again.")
        raise Problem(text.format(day=format_day(day)))


def _checked_value(value: float | None, goal: Measured) -> float:
    if goal.kind is MeasureKind.RATING:
        return _rating(value)
    if value is None or not isfinite(value):
        raise Problem(_("Please write the number you counted or measured."))
    highest = 100 if goal.unit.strip() == "%" else HIGHEST
    if not LOWEST <= value <= highest:
        text = _("This number should lie between {lowest} and {highest}. Please look again.")
        raise Problem(text.format(lowest=format_number(LOWEST), highest=format_number(highest)))
    return float(value)


def _rating(value: float | None) -> float:
    if value not in RATINGS:
        raise Problem(_("Please tap how it went, from “Not yet” to “On my own”."))
    return float(value)
