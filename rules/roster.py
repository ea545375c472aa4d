"""What an import is made of: where a cell stands, what is wrong with it, what would change.

What a person decides on the way is in rules/roster_decisions.py.
"""

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
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
    GOAL = "goal"  # these three change with the school year alone
    SURVEY = "survey"
    SCHOOL = "school"


class What(StrEnum):
    ADD = "add"
    CHANGE = "change"
    LEAVE = "leave"
    RETURN = "return"  # left before, and named again
    SAME = "same"


class Doubt(StrEnum):
    """Why a row might be somebody, and a person has to say."""

    TWO_FIT = "two_fit"  # two people of the hub fit
    TWIN = "twin"  # same last name, birth date and postcode, another first name
    NAMESAKE = "namesake"  # a name alone is no key
    SWAPPED = "swapped"  # first and last name change places
    ACCENTS = "accents"
    NICKNAME = "nickname"
    DOUBLE = "double"  # two rows of the files look alike
    CLAIMED = "claimed"  # two rows fit one person of the hub


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
    Subject.GOAL: N_("Goal"),
    Subject.SURVEY: N_("Family survey"),
    Subject.SCHOOL: N_("School"),
}
WHAT_NAMES = {
    What.ADD: N_("Add"),
    What.CHANGE: N_("Change"),
    What.LEAVE: N_("Leave"),
    What.RETURN: N_("Return"),
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
    "state": N_("State"),
    "key": N_("Hub key"),
}

PEOPLE = (Subject.STUDENT, Subject.GUARDIAN, Subject.TEACHER)
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
    index: int | None = None  # the column's place in the sheet, from 0, where one cell is meant
    decide: bool = False  # answered by a decision on the row (a proposal), not by mending a cell


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row: what the hub has, what it will have."""

    field: str
    old: Value
    new: Value
    edited: bool = False  # somebody changed it in the hub since a file brought it in


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
    kept: tuple[FieldChange, ...] = ()  # edited in the hub: stays as it is unless chosen

    @property
    def values(self) -> dict[str, Value]:
        return {change.field: change.new for change in self.fields}

    @property
    def edited(self) -> bool:
        """Whether somebody edited a field of it in the hub."""
        return bool(self.kept) or any(one.edited for one in self.fields)


Test = Callable[[Subject, What, bool], bool]  # the last: whether the change is `edited`


class LargeChanges(Sequence[Change]):
    """Changes that are slow to look at one by one."""

    @abstractmethod
    def counted(self) -> Counter[tuple[Subject, What]]:
        """How many there are of each subject and what happens to it."""

    @abstractmethod
    def where(self, test: Test) -> Iterator[tuple[int, str]]:
        """The places of those that fit, with their names."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the hub (or, for DOUBLE, a row of the files) that a row might be."""

    key: int  # 0 for a row of the files
    name: str
    birth_date: date | None = None
    school_ref: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row that might be somebody; it is left out until a person has said who it is."""

    source: Source
    part: str  # "" for the row's own person, "parent1", "mother", … for one beside it
    subject: Subject
    name: str
    doubt: Doubt
    candidates: tuple[Candidate, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Sight:
    """A guardian who would gain or lose sight of a child."""

    guardian: str
    child: str
    gains: bool
    keys: tuple[int, int]  # of the guardian and the child, as in Change.link
    guardian_known: bool  # in the hub already, perhaps with other children
    child_known: bool
    source: Source | None = None


@dataclass(frozen=True)
class RosterPlan:
    """Everything an import would do, made against one state of the hub."""

    changes: tuple[Change, ...] | LargeChanges
    findings: tuple[Finding, ...]
    fingerprint: str
    scope: Scope
    files: tuple[str, ...]
    known_people: int = 0  # active in the hub, of the kinds these files list
    proposals: tuple[Proposal, ...] = ()  # still to be decided
    sight: tuple[Sight, ...] = ()  # to be confirmed by itself; families that are all new are not in
    counts: dict[Subject, Counter[What]] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        counts: dict[Subject, Counter[What]] = {subject: Counter() for subject in Subject}
        for (subject, what), count in self._counted().items():
            counts[subject][what] = count
        object.__setattr__(self, "counts", counts)

    def _counted(self) -> Counter[tuple[Subject, What]]:
        if isinstance(self.changes, LargeChanges):
            return self.changes.counted()
        return Counter((one.subject, one.what) for one in self.changes)

    def where(self, test: Test) -> Iterator[tuple[int, str]]:
        """The places of the changes that fit, with their names."""
        if isinstance(self.changes, LargeChanges):
            yield from self.changes.where(test)
            return
        for place, one in enumerate(self.changes):
            if test(one.subject, one.what, one.edited):
                yield place, one.name

    @property
    def totals(self) -> dict[str, int]:
        """How many rows are added, changed, left, come back and are the same."""
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
        return any(found.total() > found[What.SAME] for found in self.counts.values())

    @property
    def leavers(self) -> int:
        return sum(self.counts[subject][What.LEAVE] for subject in PEOPLE)

    @property
    def alarming(self) -> bool:
        """More people would leave than a school loses in a week."""
        return self.leavers > max(ALARM_PEOPLE, ALARM_SHARE * self.known_people)


@dataclass(frozen=True)
class PastImport:
    """An import that was made, and perhaps undone."""

    at: datetime
    by: str
    files: tuple[str, ...]
    counts: dict[str, int]
    id: int = 0
    undone_at: datetime | None = None
    undone_by: str = ""


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
