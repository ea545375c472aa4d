"""What an export says besides the roster: a line for each goal, check-in and survey answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Child:
    """Whom a line is about."""

    ref: str
    name: str
    classes: str


@dataclass(frozen=True, slots=True)
class GoalOut:
    child: Child
    title: str
    area: str
    horizon: str
    state: str
    child_words: str
    family_words: str
    skill: str
    measure: str
    measure_kind: str
    unit: str
    baseline: float | None
    baseline_source: str
    baseline_on: date | None
    target: float | None
    target_on: date | None
    me: str
    school: str
    home: str
    family_attempt: str
    family_attempt_on: date | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class CheckInOut:
    child: Child
    goal: str
    day: date
    value: float
    measure_kind: str
    unit: str
    note: str
    place: str
    author: str


@dataclass(frozen=True, slots=True)
class AnswerOut:
    child: Child
    guardian: str
    school_year: str
    question: str
    choices: str
    text: str
    audience: str
    sent_at: datetime | None


@dataclass(frozen=True)
class Export:
    """Everything besides the roster that one person may take away.

    Check-ins are many: they are read while they are written.
    """

    goals: tuple[GoalOut, ...]
    check_ins: Iterable[CheckInOut]
    answers: tuple[AnswerOut, ...]
