"""Rows of a sheet as the hub understands them, before anything is compared."""

from dataclasses import dataclass, field, replace
from datetime import date

from rules.roster import Finding, Level, Proposal, Source, Value
from rules.roster_fields import Kind


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What a row says of one person; only what is not blank."""

    source: Source
    values: dict[str, Value]
    key: str = ""
    part: str = ""  # "parent1", "mother", …: a person beside the one of the row

    def text(self, name: str) -> str:
        return str(self.values.get(name) or "")

    @property
    def ref(self) -> str:
        return self.text("school_ref")

    @property
    def given(self) -> str:
        return self.text("given_name")

    @property
    def family(self) -> str:
        return self.text("family_name")

    @property
    def birth(self) -> date | None:
        day = self.values.get("birth_date")
        return day if isinstance(day, date) else None

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip() or self.text("email")


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or class that a row points to."""

    source: Source
    column: str
    ref: str = ""
    key: str = ""
    name: str = ""
    given: str = ""
    family: str = ""
    birth: date | None = None
    email: str = ""

    @property
    def shown(self) -> str:
        return self.ref or self.name or f"{self.given} {self.family}".strip() or self.email


@dataclass(frozen=True, slots=True)
class GuardianRow:
    person: PersonRow
    relation: str = ""
    household: str = ""
    child: Mention | None = None


@dataclass(frozen=True, slots=True)
class StudentRow:
    person: PersonRow
    classes: tuple[Mention, ...] = ()
    guardians: tuple[GuardianRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TeacherRow:
    person: PersonRow
    classes: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassRow:
    source: Source
    values: dict[str, Value]
    key: str = ""
    teacher: Mention | None = None

    def text(self, name: str) -> str:
        return str(self.values.get(name) or "")


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A child in a class, or a teacher of one."""

    person: Mention
    school_class: Mention
    ended: bool = False  # the row says that it is over


@dataclass
class Drafts:
    """Everything the files say, and what is wrong with it cell by cell."""

    files: tuple[str, ...] = ()
    kinds: set[Kind] = field(default_factory=set)
    students: list[StudentRow] = field(default_factory=list)
    guardians: list[GuardianRow] = field(default_factory=list)
    teachers: list[TeacherRow] = field(default_factory=list)
    classes: list[ClassRow] = field(default_factory=list)
    enrolments: list[LinkRow] = field(default_factory=list)
    teaching: list[LinkRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    stopped: set[Source] = field(default_factory=set)
    proposals: dict[tuple[Source, str], Proposal] = field(default_factory=dict)
    titles: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)  # of own fields
    places: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)  # of headers

    def copy(self) -> "Drafts":
        """The same rows with findings of their own, for one plan."""
        return replace(self, findings=list(self.findings), stopped=set(self.stopped), proposals={})

    def add_finding(
        self,
        source: Source,
        column: str,
        value: str,
        message: str,
        level: Level = Level.STOP,
        decide: bool = False,
    ) -> None:
        index = self.places.get((source.file, source.sheet), {}).get(column)
        self.findings.append(Finding(source, column, value, message, level, index, decide))
        if level == Level.STOP:
            self.stopped.add(source)
