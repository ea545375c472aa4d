"""What an import is made of: where a cell stands, what is wrong with it, what would change."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from i18n import N_, _

Value = str | date | None


class Subject(StrEnum):
    STUDENT = "student"
    GUARDIAN = "guardian"
    TEACHER = "teacher"
    CLASS = "class"
    ENROLMENT = "enrolment"
    TEACHING = "teaching"
    GUARDIANSHIP = "guardianship"


class What(StrEnum):
    ADD = "add"
    CHANGE = "change"
    LEAVE = "leave"
    SAME = "same"


class Scope(StrEnum):
    """Whether the files hold everybody, or only those to add or change."""

    PARTIAL = "partial"
    FULL = "full"


class Level(StrEnum):
    STOP = "stop"  # the row is not imported until it is mended
    REVIEW = "review"  # the rest of the row is imported, this part is for the office to decide
    NOTE = "note"


SUBJECT_NAMES = {
    Subject.STUDENT: N_("Student"),
    Subject.GUARDIAN: N_("Parent or guardian"),
    Subject.TEACHER: N_("Teacher"),
    Subject.CLASS: N_("Class"),
    Subject.ENROLMENT: N_("Child in a class"),
    Subject.TEACHING: N_("Teacher of a class"),
    Subject.GUARDIANSHIP: N_("Guardian of a child"),
}
WHAT_NAMES = {
    What.ADD: N_("Add"),
    What.CHANGE: N_("Change"),
    What.LEAVE: N_("Leave"),
    What.SAME: N_("Same"),
}
LEVEL_NAMES = {
    Level.STOP: N_("To mend"),
    Level.REVIEW: N_("For the office to decide"),
    Level.NOTE: N_("To know"),
}
FIELD_NAMES = {
    "school_ref": N_("School's ID"),
    "given_name": N_("First name"),
    "family_name": N_("Last name"),
    "preferred_name": N_("Preferred name"),
    "birth_date": N_("Birth date"),
    "grade": N_("Grade"),
    "home_language": N_("Home language"),
    "status": N_("Status"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "address": N_("Address"),
    "postcode": N_("Postcode"),
    "name": N_("Name"),
    "school_year": N_("School year"),
    "relation": N_("Relation"),
    "household": N_("Household"),
    "ended_on": N_("Last day"),
    "key": N_("Hub key"),
}

ALARM_PEOPLE, ALARM_SHARE = 10, 0.10


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a row stands."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with a cell or a row, and what to do about it."""

    source: Source
    column: str
    value: str
    message: str
    level: Level = Level.STOP


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row: what the hub has, what it will have."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the hub after the import. A key below zero is a row still to be made."""

    subject: Subject
    what: What
    key: int
    name: str
    fields: tuple[FieldChange, ...] = ()
    link: tuple[int, int] | None = None  # keys of (student, class), (teacher, class), …
    source: Source | None = None

    @property
    def values(self) -> dict[str, Value]:
        return {change.field: change.new for change in self.fields}


@dataclass(frozen=True)
class RosterPlan:
    """Everything an import would do, made against one state of the hub."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    fingerprint: str
    scope: Scope
    files: tuple[str, ...]
    known_people: int = 0
    counts: dict[Subject, Counter[What]] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        counts: dict[Subject, Counter[What]] = {subject: Counter() for subject in Subject}
        for change in self.changes:
            counts[change.subject][change.what] += 1
        object.__setattr__(self, "counts", counts)

    @property
    def totals(self) -> dict[str, int]:
        """How many rows are added, changed, left and the same."""
        total = sum(self.counts.values(), Counter[What]())
        return {what.value: total[what] for what in What}

    @property
    def stops(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.level == Level.STOP)

    @property
    def stopped_rows(self) -> int:
        return len({one.source for one in self.stops})

    @property
    def changes_anything(self) -> bool:
        return any(change.what != What.SAME for change in self.changes)

    @property
    def leavers(self) -> int:
        people = (Subject.STUDENT, Subject.TEACHER)
        return sum(self.counts[subject][What.LEAVE] for subject in people)

    @property
    def alarming(self) -> bool:
        """More people would leave than a school loses in a week."""
        return self.leavers > max(ALARM_PEOPLE, ALARM_SHARE * self.known_people)


@dataclass(frozen=True)
class PastImport:
    """An import that was made."""

    at: datetime
    by: str
    files: tuple[str, ...]
    counts: dict[str, int]


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each once, in the order of the files, what stops a row first."""
    once = dict.fromkeys(findings)
    return tuple(sorted(once, key=lambda one: (list(Level).index(one.level), one.source)))


def shown(value: object) -> str:
    """A cell as a problem list shows it."""
    text = "" if value is None else str(value)
    return (
        text
        if len(text) <= 80
        else _("{start}… ({count} letters)").format(start=text[:60], count=len(text))
    )
