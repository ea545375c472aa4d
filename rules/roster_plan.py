"""From what the files say and what the hub knows to everything an import would do."""

from collections.abc import Iterable, Iterator

from rules.pauses import without_pauses
from rules.people import Role
from rules.roster import RosterPlan, Scope, Source, Subject, sorted_findings
from rules.roster_changes import entries, leave, links, pair_change
from rules.roster_classes import Classes
from rules.roster_decisions import NONE, Choice, Decisions, mended
from rules.roster_drafts import draft
from rules.roster_families import enter_guardian, enter_guardians, name_the_nameless
from rules.roster_fields import Kind
from rules.roster_index import Index
from rules.roster_known import Known, KnownPerson
from rules.roster_making import Making
from rules.roster_mapping import SheetMapping
from rules.roster_mentions import person_of
from rules.roster_names import fold
from rules.roster_people import identify
from rules.roster_rows import Drafts, LinkRow, Mention
from rules.roster_sheets import Grid
from rules.roster_sight import sight

LISTED = (
    (Kind.STUDENTS, Role.STUDENT),
    (Kind.TEACHERS, Role.TEACHER),
    (Kind.GUARDIANS, Role.GUARDIAN),
)
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
    with without_pauses():
        drafts = draft(mended(grids, decisions), mappings, known.familiar)
        return make_plan(drafts, known, scope, school_year, decisions)


def make_plan(
    drafts: Drafts, known: Known, scope: Scope, school_year: str, decisions: Decisions = NONE
) -> RosterPlan:
    """The plan of an import; rows with a problem, or left out, are not in it."""
    making = _settled(_without_left_out(drafts, decisions), Index(known), school_year, decisions)
    leaving = list(_leavers(making)) if scope == Scope.FULL else []
    changes = (
        *entries(making, making.classes.values()),
        *entries(making, making.people.values()),
        *(leave(one) for one in leaving),
        *links(making, Subject.ENROLMENT, scope, leaving),
        *links(making, Subject.TEACHING, scope, leaving),
        *(pair_change(making, keys, pair) for keys, pair in making.pairs.items()),
    )
    findings = making.drafts.findings
    return RosterPlan(
        changes,
        sorted_findings(one for one in findings if not decisions.leaves_out(one.source)),
        known.fingerprint,
        scope,
        drafts.files,
        sum(1 for kind, role in LISTED if kind in drafts.kinds for _one in known.active(role)),
        tuple(making.drafts.proposals.values()),
        sight(making, changes),
    )


def _without_left_out(drafts: Drafts, decisions: Decisions) -> Drafts:
    copy = drafts.copy()
    copy.stopped |= {
        source
        for (source, part), decision in decisions.people.items()
        if decision.choice == Choice.OUT and not part
    }
    return copy


def _settled(drafts: Drafts, index: Index, school_year: str, decisions: Decisions) -> Making:
    """Everybody entered; again without the rows that turned out to have a problem on the way."""
    while True:
        stopped = len(drafts.stopped)
        making = Making(index, drafts, school_year, decisions)
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
        if row.ended or making.is_stopped(row.person.source):
            continue
        person = person_of(making, row.person, subject)
        school_class = classes.of(row.school_class) if person else None
        if person and school_class:
            links.setdefault((person, school_class), row.person.source)


def _leavers(making: Making) -> Iterator[KnownPerson]:
    """Active people of a kind the files list in full, whom no row speaks of."""
    for kind, role in LISTED:
        for person in making.index.known.active(role) if kind in making.drafts.kinds else ():
            if person.id not in making.present and _may_leave(making, person):
                yield person


def _may_leave(making: Making, person: KnownPerson) -> bool:
    """Not who might be in a row with a problem, nor a guardian where custody is restricted."""
    given, family = fold(person.given_name), fold(person.family_name)
    if {given, family, f"{given} {family}"} & (making.stopped_names - {""}):
        return False
    children = {pair.student_id for pair in making.index.children_of[person.id]}
    limited = making.index.restricted & {person.id, *children}
    return person.role != Role.GUARDIAN or bool(children and not limited)
