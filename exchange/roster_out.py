"""The roster as a workbook that comes back in unchanged: every row by the school's ID or a key."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from babel import Locale

from i18n import _, current
from rules.lists import Column, Listed, Type, Value
from rules.people import RELATIONS, Role, Status
from rules.roster_cells import language
from rules.roster_headers import words
from rules.roster_index import hub_key
from rules.roster_known import Known, KnownClass, KnownGuardianship, KnownLink, KnownPerson
from rules.roster_labels import CLASS_STATUS_NAMES, SHEET_NAMES, STATUS_NAMES, header
from rules.roster_names import fold

Names = defaultdict[int, list[str]]


def roster_sheets(known: Known) -> list[Listed]:
    """Students, guardians, classes and teachers."""
    labels = class_labels(known.classes)
    attended = _by_person(known.enrolments, labels)
    taught = _by_person(known.teaching, labels)
    people = {one.id: one for one in known.people}
    return [
        _sheet("students", STUDENTS, _students(known, attended)),
        _sheet("guardians", GUARDIANS, _guardians(known.guardianships, people)),
        _sheet("classes", CLASSES, map(_class, known.classes)),
        _sheet("teachers", TEACHERS, _teachers(known, taught)),
    ]


STUDENTS = (
    ("student", "ref", Type.ID),
    (None, "given", Type.TEXT),
    (None, "family", Type.TEXT),
    (None, "preferred", Type.TEXT),
    (None, "birth", Type.DATE),
    (None, "grade", Type.ID),
    ("class", "self", Type.ID),
    (None, "home_language", Type.TEXT),
    (None, "email", Type.TEXT),
    (None, "phone", Type.ID),
    (None, "address", Type.TEXT),
    (None, "postcode", Type.ID),
    (None, "status", Type.TEXT),
    (None, "key", Type.TEXT),
)
GUARDIANS = (
    ("student", "ref", Type.ID),
    ("student", "name", Type.TEXT),
    ("guardian", "ref", Type.ID),
    (None, "given", Type.TEXT),
    (None, "family", Type.TEXT),
    (None, "preferred", Type.TEXT),
    (None, "relation", Type.TEXT),
    (None, "household", Type.TEXT),
    (None, "home_language", Type.TEXT),
    (None, "email", Type.TEXT),
    (None, "phone", Type.ID),
    (None, "address", Type.TEXT),
    (None, "postcode", Type.ID),
    (None, "status", Type.TEXT),
    (None, "key", Type.TEXT),
    ("student", "key", Type.TEXT),
)
CLASSES = (
    ("class", "ref", Type.ID),
    ("class", "name", Type.ID),
    (None, "grade", Type.ID),
    (None, "school_year", Type.ID),
    (None, "status", Type.TEXT),
    (None, "key", Type.TEXT),
)
TEACHERS = (
    ("teacher", "ref", Type.ID),
    (None, "given", Type.TEXT),
    (None, "family", Type.TEXT),
    (None, "preferred", Type.TEXT),
    ("class", "self", Type.ID),
    (None, "home_language", Type.TEXT),
    (None, "email", Type.TEXT),
    (None, "phone", Type.ID),
    (None, "address", Type.TEXT),
    (None, "postcode", Type.ID),
    (None, "status", Type.TEXT),
    (None, "key", Type.TEXT),
)

Layout = tuple[tuple[str | None, str, Type], ...]


def columns(layout: Layout) -> tuple[Column, ...]:
    """The columns of a sheet under the hub's own headers."""
    return tuple(Column(header(subject, name), kind) for subject, name, kind in layout)


def _sheet(name: str, layout: Layout, rows: Iterable[list[Value]]) -> Listed:
    return Listed(_(SHEET_NAMES[name]), columns(layout), rows)


def class_labels(classes: Iterable[KnownClass]) -> dict[int, str]:
    """What a cell calls each class: the name, or its ID or key where two share the name."""
    listed = list(classes)
    named = Counter(fold(one.name) for one in listed if one.status == Status.ACTIVE)
    refs = {one.school_ref for one in listed if one.school_ref}
    return {one.id: _label(one, named, refs) for one in listed}


def _label(one: KnownClass, named: Counter[str], refs: set[str]) -> str:
    alone = named[fold(one.name)] == 1 and one.status == Status.ACTIVE
    if ";" in one.name or one.name != one.name.strip():
        return f"[{hub_key('C', one.id)}]"
    if alone and not one.name.endswith("]") and one.name not in refs - {one.school_ref}:
        return one.name
    return f"{one.name} [{hub_key('C', one.id)}]"


def _by_person(links: Iterable[KnownLink], labels: dict[int, str]) -> Names:
    found: Names = defaultdict(list)
    for link in links:
        if link.ended_on is None and link.class_id in labels:
            found[link.person_id].append(labels[link.class_id])
    return found


def language_name(code: str | None) -> str | None:
    """A language in the reader's words, if they are read back as the same one."""
    name = str(Locale.parse(current()).languages.get(code or "", code)) if code else None
    return name if name and language(name) == code else code


def _own_key(one: KnownPerson | KnownClass) -> str | None:
    letter = "C" if isinstance(one, KnownClass) else "P"
    return None if one.school_ref else hub_key(letter, one.id)


def _status(one: KnownPerson | KnownClass) -> str:
    names = CLASS_STATUS_NAMES if isinstance(one, KnownClass) else STATUS_NAMES
    return _(names.get(one.status, one.status))


def _reach(one: KnownPerson) -> list[Value]:
    return [one.email, one.phone, one.address, one.postcode]


def _names(one: KnownPerson) -> list[Value]:
    """First, last and preferred; a dash says that there is none, an empty cell says nothing."""
    return [one.given_name or "-", one.family_name or "-", one.preferred_name]


def _students(known: Known, classes: Names) -> Iterator[list[Value]]:
    for one in _sorted(known.people, Role.STUDENT):
        yield [
            one.school_ref,
            *_names(one),
            one.birth_date,
            one.grade,
            "; ".join(classes[one.id]) or None,
            language_name(one.home_language),
            *_reach(one),
            _status(one),
            _own_key(one),
        ]


def _teachers(known: Known, classes: Names) -> Iterator[list[Value]]:
    teaching = [*_sorted(known.people, Role.TEACHER), *_sorted(known.people, Role.COORDINATOR)]
    for one in teaching:
        if one.role == Role.COORDINATOR and not classes[one.id]:
            continue
        yield [
            one.school_ref,
            *_names(one),
            "; ".join(classes[one.id]) or None,
            language_name(one.home_language),
            *_reach(one),
            _status(one),
            _own_key(one),
        ]


def _guardians(
    guardianships: Iterable[KnownGuardianship], people: dict[int, KnownPerson]
) -> Iterator[list[Value]]:
    """A row for each child a guardian has."""
    for link in guardianships:
        guardian, child = people.get(link.guardian_id), people.get(link.student_id)
        if guardian is None or child is None:
            continue
        yield [
            child.school_ref,
            f"{child.given_name} {child.family_name}".strip(),
            guardian.school_ref,
            *_names(guardian),
            _(RELATIONS.get(link.relation, link.relation)),
            link.household,
            language_name(guardian.home_language),
            *_reach(guardian),
            _status(guardian),
            _own_key(guardian),
            _own_key(child),
        ]


def _class(one: KnownClass) -> list[Value]:
    return [
        one.school_ref,
        one.name,
        one.grade,
        one.school_year,
        _status(one),
        _own_key(one),
    ]


def _sorted(people: Iterable[KnownPerson], role: Role) -> list[KnownPerson]:
    return sorted(
        (one for one in people if one.role == role),
        key=lambda one: (words(one.family_name), words(one.given_name), one.id),
    )
