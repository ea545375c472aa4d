"""From what the files say and what the hub knows to everything an import would do."""

from collections.abc import Iterable, Iterator

from rules.people import Role, Status
from rules.roster import (
    Change,
    FieldChange,
    RosterPlan,
    Scope,
    Source,
    Subject,
    Value,
    What,
    sorted_findings,
)
from rules.roster_classes import Classes
from rules.roster_decisions import NONE, Decisions, mended
from rules.roster_drafts import draft
from rules.roster_families import enter_guardian, enter_guardians, name_the_nameless
from rules.roster_fields import Kind
from rules.roster_index import Index
from rules.roster_known import Known, KnownGuardianship, KnownLink, KnownPerson
from rules.roster_making import Entry, Making, Pair, same_value
from rules.roster_mapping import SheetMapping
from rules.roster_mentions import person_of
from rules.roster_names import fold
from rules.roster_people import identify
from rules.roster_rows import Drafts, LinkRow, Mention
from rules.roster_sheets import Grid

LEFT = FieldChange("status", Status.ACTIVE, Status.LEFT)
Links = dict[tuple[int, int], Source]


def preview(
    grids: Iterable[Grid],
    mappings: Iterable[SheetMapping],
    known: Known,
    scope: Scope,
    school_year: str,
    decisions: Decisions = NONE,
) -> RosterPlan:
    """From the sheets as they were read to the plan: what the page and the shell both show."""
    drafts = draft(mended(grids, decisions), mappings, known.familiar)
    return make_plan(drafts, known, scope, school_year, decisions)


def make_plan(
    drafts: Drafts, known: Known, scope: Scope, school_year: str, decisions: Decisions = NONE
) -> RosterPlan:
    """The plan of an import; rows with a problem are left out of it."""
    making = _settled(drafts.copy(), Index(known), school_year)
    leaving = list(_leavers(making)) if scope == Scope.FULL else []
    changes = (
        *_entries(making.classes.values()),
        *_entries(making.people.values()),
        *(_leave(one) for one in leaving),
        *_links(making, Subject.ENROLMENT, scope, leaving),
        *_links(making, Subject.TEACHING, scope, leaving),
        *(_pair(making, keys, pair) for keys, pair in making.pairs.items()),
    )
    return RosterPlan(
        changes,
        sorted_findings(making.drafts.findings),
        known.fingerprint,
        scope,
        drafts.files,
        sum(one.role in (Role.STUDENT, Role.TEACHER) for one in known.people),
    )


def _settled(drafts: Drafts, index: Index, school_year: str) -> Making:
    """Everybody entered; again without the rows that turned out to have a problem on the way."""
    while True:
        stopped = len(drafts.stopped)
        making = Making(index, drafts, school_year)
        _enter_everybody(making)
        if len(drafts.stopped) == stopped:
            return making


def _enter_everybody(making: Making) -> None:
    drafts = making.drafts
    classes = Classes(making)
    class_keys = classes.enter_rows(drafts.classes)
    students = identify(making, Subject.STUDENT, [row.person for row in drafts.students])
    teachers = identify(making, Subject.TEACHER, [row.person for row in drafts.teachers])
    for student, row in zip(students, drafts.students, strict=True):
        _join(making.enrolments, classes, student, row.classes)
    for teacher, staff in zip(teachers, drafts.teachers, strict=True):
        _join(making.teaching, classes, teacher, staff.classes)
    for key, one in zip(class_keys, drafts.classes, strict=True):
        teacher_key = person_of(making, one.teacher, Subject.TEACHER) if one.teacher else None
        if key and teacher_key:
            making.teaching.setdefault((teacher_key, key), one.source)
    _link_rows(making, classes, drafts.enrolments, Subject.STUDENT, making.enrolments)
    _link_rows(making, classes, drafts.teaching, Subject.TEACHER, making.teaching)
    for student, row in zip(students, drafts.students, strict=True):
        for guardian in row.guardians if student else ():
            enter_guardian(making, student, guardian)
    enter_guardians(making, drafts.guardians)
    name_the_nameless(making)


def _join(links: Links, classes: Classes, person: int, mentions: Iterable[Mention]) -> None:
    for mention in mentions if person else ():
        school_class = classes.of(mention)
        if school_class:
            links.setdefault((person, school_class), mention.source)


def _link_rows(
    making: Making, classes: Classes, rows: Iterable[LinkRow], subject: Subject, links: Links
) -> None:
    for row in rows:
        if making.is_stopped(row.person.source):
            continue
        person = person_of(making, row.person, subject)
        school_class = classes.of(row.school_class) if person else None
        if person and school_class:
            links.setdefault((person, school_class), row.person.source)


def _entries(entries: Iterable[Entry]) -> Iterator[Change]:
    for entry in entries:
        if entry.known is None:
            entry.values.setdefault("status", Status.ACTIVE)
        fields = tuple(_fields(entry))
        yield Change(
            entry.subject, _what(entry, fields), entry.key, entry.name, fields, None, entry.source
        )


def _fields(entry: Entry) -> Iterator[FieldChange]:
    """What the files change; a blank cell never erases, and who is named again is back."""
    values: dict[str, Value] = dict(entry.values)
    if entry.known is not None:
        values.setdefault("status", Status.ACTIVE)
    for name, new in values.items():
        old = getattr(entry.known, name, None)
        if new and not same_value(name, old, new):
            yield FieldChange(name, old, new)


def _what(entry: Entry, fields: tuple[FieldChange, ...]) -> What:
    if entry.known is None:
        return What.ADD
    if any(change.field == "status" and change.new == Status.LEFT for change in fields):
        return What.LEAVE
    return What.CHANGE if fields else What.SAME


def _leavers(making: Making) -> Iterator[KnownPerson]:
    """Active people of a kind the files list in full, whom no row speaks of."""
    for kind, role in ((Kind.STUDENTS, Role.STUDENT), (Kind.TEACHERS, Role.TEACHER)):
        for person in making.index.known.active(role) if kind in making.drafts.kinds else ():
            given, family = fold(person.given_name), fold(person.family_name)
            names = {given, family, f"{given} {family}"} - {""}
            if person.id not in making.present and not names & making.stopped_names:
                yield person


def _leave(person: KnownPerson) -> Change:
    subject = Subject.STUDENT if person.role == Role.STUDENT else Subject.TEACHER
    name = f"{person.given_name} {person.family_name}".strip()
    return Change(subject, What.LEAVE, person.id, name, (LEFT,))


def _links(
    making: Making, subject: Subject, scope: Scope, leaving: list[KnownPerson]
) -> Iterator[Change]:
    """Who joins which class; in a full list also who no longer does."""
    enrolling = subject == Subject.ENROLMENT
    named = making.enrolments if enrolling else making.teaching
    known = making.index.enrolments if enrolling else making.index.teaching
    gone = {person.id for person in leaving} | _said_to_leave(making)
    for keys, source in named.items():
        if keys[0] not in gone:
            yield _link(making, subject, keys, known.get(keys), source)
    place = 0 if enrolling else 1
    listed = {keys[place] for keys in named} if scope == Scope.FULL else set()
    for keys, link in known.items():
        ends = keys[0] in gone or (keys[place] in listed and keys not in named)
        if ends and link.ended_on is None:
            name = _link_name(making, keys)
            yield Change(subject, What.LEAVE, link.id, name, (), keys)


def _said_to_leave(making: Making) -> set[int]:
    return {
        key for key, entry in making.people.items() if entry.values.get("status") == Status.LEFT
    }


def _link(
    making: Making,
    subject: Subject,
    keys: tuple[int, int],
    known: KnownLink | None,
    source: Source,
) -> Change:
    name = _link_name(making, keys)
    if known is None:
        return Change(subject, What.ADD, 0, name, (), keys, source)
    again = (FieldChange("ended_on", known.ended_on, None),) if known.ended_on else ()
    what = What.CHANGE if again else What.SAME
    return Change(subject, what, known.id, name, again, keys, source)


def _link_name(making: Making, keys: tuple[int, int]) -> str:
    return f"{making.person_name(keys[0])} – {making.class_name(keys[1])}"


def _pair(making: Making, keys: tuple[int, int], pair: Pair) -> Change:
    """A guardianship; who may see the child is never changed by a file."""
    known: KnownGuardianship | None = making.index.pairs.get(keys)
    said = {"relation": pair.relation, "household": pair.household}
    fields = tuple(
        FieldChange(name, old, new)
        for name, new in said.items()
        if new and new != (old := getattr(known, name, None))
    )
    name = f"{making.person_name(keys[0])} – {making.person_name(keys[1])}"
    if known is None:
        return Change(Subject.GUARDIANSHIP, What.ADD, 0, name, fields, keys, pair.source)
    what = What.CHANGE if fields else What.SAME
    return Change(Subject.GUARDIANSHIP, what, known.id, name, fields, keys, pair.source)
