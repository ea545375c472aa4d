"""People, roles, families and classes that stand on several sheets, put together."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from i18n import _
from rules.people import Status
from rules.roster import Level, Source
from rules.roster_fields import Kind
from rules.roster_names import fold_email
from rules.roster_parts import STORED, check_names, classes, mention, person
from rules.roster_reader import SheetReader, Values
from rules.roster_rows import (
    ClassRow,
    Drafts,
    GuardianRow,
    LinkRow,
    Mention,
    PersonRow,
    StudentRow,
    TeacherRow,
)

ROLES = ("teacher", "student", "guardian", "office")  # of two roles the first counts
OF_CHILDREN = ("birth_date", "grade")


@dataclass(frozen=True, slots=True)
class Someone:
    """A row of people, before it is known who they are to the school."""

    reader: SheetReader
    person: PersonRow
    values: Values
    classes: tuple[Mention, ...]
    child: Mention | None

    @property
    def agents(self) -> list[str]:
        return [part for part in str(self.values.get("agents") or "").split(",") if part]


@dataclass(frozen=True, slots=True)
class Tie:
    """A guardian, by ID or e-mail, and a child of theirs."""

    source: Source
    guardian: str
    child: Mention
    relation: str = ""
    household: str = ""


Tied = dict[str, list[Tie]]  # by the guardian's ID or e-mail


class Bundle:
    """What several sheets say, until the last of them is read."""

    def __init__(self, drafts: Drafts, familiar: frozenset[str | date]) -> None:
        self.drafts, self.familiar = drafts, familiar
        self.people: list[Someone] = []
        self.ties: list[Tie] = []
        self.bare: list[tuple[SheetReader, GuardianRow]] = []  # guardians without a name
        self.members: list[tuple[str, LinkRow]] = []
        self.details: dict[str, Values] = {}
        self.roles: defaultdict[str, dict[str, bool]] = defaultdict(dict)  # whether a main one
        self.courses: dict[str, tuple[Source, str]] = {}
        self.classes: list[tuple[SheetReader, ClassRow, str]] = []  # with the course's ID

    def add_person(self, reader: SheetReader, source: Source, values: Values) -> None:
        self.people.append(
            Someone(
                reader,
                person(source, values),
                values,
                classes(reader, source, values),
                mention(reader, source, values, "child"),
            )
        )

    def add_member(self, reader: SheetReader, source: Source, values: Values) -> None:
        ref, role = str(values.get("ref") or ""), str(values.get("role") or "")
        school_class = mention(reader, source, values, "class")
        child = mention(reader, source, values, "child")
        if role:
            self.roles[ref].setdefault(role, False)
        ended = values.get("status") == Status.LEFT
        if role == "guardian" and child and ref and not ended:
            self.ties.append(Tie(source, ref, child))
        elif role in ("student", "teacher") and school_class and ref:
            who = Mention(source, reader.title("ref"), ref=ref)
            self.members.append((role, LinkRow(who, school_class, ended)))

    def add_details(self, reader: SheetReader, source: Source, values: Values) -> None:
        ref = str(values.get("ref") or "")
        if values.get("status") == Status.LEFT or not ref:
            return
        role = str(values.get("role") or "")
        if role:
            self.roles[ref][role] = bool(values.get("primary")) or self.roles[ref].get(role, False)
        known = self.details.setdefault(ref, {})
        for name in ("birth", "grade", "home_language"):
            if values.get(name):
                known.setdefault(STORED.get(name, name), values[name])

    def add_course(self, reader: SheetReader, source: Source, values: Values) -> None:
        if values.get("ref") and values.get("status") != Status.LEFT:
            self.courses[str(values["ref"])] = (source, str(values.get("name") or values["ref"]))

    def add_class(self, reader: SheetReader, row: ClassRow, course: str) -> None:
        """A class without a name of its own."""
        self.classes.append((reader, row, course))

    def add_bare(self, reader: SheetReader, row: GuardianRow) -> None:
        """A guardian who is named on another sheet."""
        self.bare.append((reader, row))

    def finish(self) -> None:
        """Everything that was collected, as rows of the drafts."""
        self._finish_bare()
        self._finish_classes()
        for role, link in self.members:
            links = self.drafts.enrolments if role == "student" else self.drafts.teaching
            links.append(link)
        self._finish_people()
        self.drafts.students[:] = [
            replace(row, person=self._with_details(row.person)) for row in self.drafts.students
        ]

    def _finish_bare(self) -> None:
        marks = {mark for one in self.people for mark in _marks(one.person)}
        for reader, row in self.bare:
            found = sorted(_marks(row.person) & marks)
            if found and row.child:
                tie = Tie(row.person.source, found[0], row.child, row.relation, row.household)
                self.ties.append(tie)
            elif row.person.text("email") or row.person.ref in self.familiar:
                self.drafts.guardians.append(row)
            else:
                message = _("No list here has a name for this ID. Please add the list of parents.")
                reader.find(row.person.source, "ref", row.person.ref, message)

    def _finish_classes(self) -> None:
        for reader, row, course in self.classes:
            title = self.courses.get(course, (None, ""))[1]
            if title:
                self.drafts.classes.append(replace(row, values=row.values | {"name": title}))
            elif not reader.drafts.stopped & {row.source}:
                message = _("This class has no name. Please write one.")
                reader.find(row.source, "name", "", message)
        known = {row.text("school_ref") for row in self.drafts.classes}
        named = dict.fromkeys(link.school_class.ref for _role, link in self.members)
        for ref in named:
            if ref in self.courses and ref not in known:
                source, title = self.courses[ref]
                self.drafts.classes.append(ClassRow(source, {"school_ref": ref, "name": title}))
                self.drafts.kinds.add(Kind.CLASSES)

    def _finish_people(self) -> None:
        tied = _by_guardian(self.ties)
        roles = [self._role(one, tied) for one in self.people]
        of_ref = {one.person.ref: role for one, role in zip(self.people, roles, strict=True)}
        for one, role in zip(self.people, roles, strict=True):
            self.ties += _ties_of_agents(one, role, of_ref)
        tied = _by_guardian(self.ties)
        for one, role in zip(self.people, roles, strict=True):
            self._enter(one, role, tied)

    def _role(self, one: Someone, tied: Tied) -> str:
        """What a person is to the school: as the row says, or another sheet."""
        said = str(one.values.get("role") or "")
        known = self.roles.get(one.person.ref, {})
        main = [role for role in ROLES if known.get(role)]
        found = said or next(iter(main or [role for role in ROLES if role in known]), "")
        return found or ("guardian" if _ties_of(one, tied) else "")

    def _enter(self, one: Someone, role: str, tied: Tied) -> None:
        drafts = self.drafts
        if role in ("student", "teacher"):
            check_names(one.reader, one.person, one.values)
        if role == "student":
            drafts.kinds.add(Kind.STUDENTS)
            drafts.students.append(StudentRow(one.person, one.classes))
        elif role == "teacher":
            drafts.kinds.add(Kind.TEACHERS)
            drafts.teachers.append(TeacherRow(_adult(one.person), one.classes))
        elif role == "guardian":
            drafts.kinds.add(Kind.GUARDIANS)
            drafts.guardians += _guardians(one, tied)
        else:
            self._tell_left_out(one, role)

    def _tell_left_out(self, one: Someone, role: str) -> None:
        if role == "office":
            message = _("By this list neither a child nor a parent nor a teacher: not brought in.")
        else:
            message = _("Nothing says whether this is a child, a parent or a teacher.")
        one.reader.find(one.person.source, "role", one.person.name, message, Level.NOTE)

    def _with_details(self, row: PersonRow) -> PersonRow:
        more = self.details.get(row.ref, {})
        return replace(row, values=more | row.values) if more else row


def _adult(row: PersonRow) -> PersonRow:
    kept = {name: value for name, value in row.values.items() if name not in OF_CHILDREN}
    return replace(row, values=kept)


def _by_guardian(ties: list[Tie]) -> Tied:
    found: Tied = {}
    for tie in ties:
        found.setdefault(tie.guardian, []).append(tie)
    return found


def _ties_of(one: Someone, tied: Tied) -> list[Tie]:
    """The children of somebody, found by ID and by e-mail."""
    return [tie for mark in sorted(_marks(one.person)) for tie in tied.get(mark, ())]


def _marks(row: PersonRow) -> set[str]:
    """What other sheets point to somebody with: the ID, the e-mail address."""
    return {row.ref, fold_email(row.text("email"))} - {""}


def _ties_of_agents(one: Someone, role: str, roles: dict[str, str]) -> Iterator[Tie]:
    """Whom a child names as family, or a guardian as children."""
    source, column = one.person.source, one.reader.title("agents")
    for agent in one.agents:
        if role == "student" and roles.get(agent) == "guardian":
            yield Tie(source, agent, Mention(source, column, ref=one.person.ref))
        elif role == "guardian" and roles.get(agent) == "student":
            yield Tie(source, one.person.ref, Mention(source, column, ref=agent))


def _guardians(one: Someone, tied: Tied) -> Iterator[GuardianRow]:
    """A row for each child of a guardian."""
    relation = str(one.values.get("relation") or "")
    household = str(one.values.get("household") or "")
    ties = {tie.child.ref or tie.child.shown: tie for tie in _ties_of(one, tied)}
    for tie in ties.values():
        yield GuardianRow(
            _adult(one.person), tie.relation or relation, tie.household or household, tie.child
        )
    if one.child or not ties:
        yield GuardianRow(_adult(one.person), relation, household, one.child)
