"""From sheets and their mappings to rows the hub understands; every bad cell is named."""

from collections.abc import Callable, Iterable
from datetime import date

from i18n import _
from rules import roster_fields
from rules.roster import Source
from rules.roster_fields import Kind
from rules.roster_mapping import SheetMapping, below
from rules.roster_names import split_name
from rules.roster_reader import SheetReader, Values, is_example, is_instruction
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
from rules.roster_sheets import Grid

STORED = {
    "ref": "school_ref",
    "given": "given_name",
    "family": "family_name",
    "preferred": "preferred_name",
    "birth": "birth_date",
}
PERSONAL = ("ref", "given", "family", "preferred", "birth", "grade", "home_language", "status")
NAME_PARTS = ("given", "family")
OF_CLASS = ("ref", "name", "grade", "school_year", "status")


def draft(
    grids: Iterable[Grid],
    mappings: Iterable[SheetMapping],
    familiar: frozenset[str | date] = frozenset(),
) -> Drafts:
    """Every row of every sheet that is used; what the hub has already is never bad."""
    drafts = Drafts()
    by_name = {(grid.file, grid.name): grid for grid in grids}
    drafts.files = tuple(dict.fromkeys(file for file, _name in by_name))
    for mapping in mappings:
        if mapping.is_used:
            drafts.kinds.add(mapping.kind)
            reader = SheetReader(mapping, drafts, familiar)
            _sheet(by_name[mapping.file, mapping.sheet], reader)
    return drafts


def _sheet(grid: Grid, reader: SheetReader) -> None:
    mapping, drafts = reader.mapping, reader.drafts
    drafts.titles[mapping.file, mapping.sheet] = {
        STORED.get(name, name): title for name, title in reader.titles.items()
    }
    drafts.places[mapping.file, mapping.sheet] = {
        one.title: one.index for one in reversed(mapping.columns)
    }
    build = BUILDERS[mapping.kind]
    for place, row in enumerate(below(grid, mapping.header_row)):
        values = {} if place == 0 and is_instruction(row) else reader.values(row)
        source = reader.source(row)
        if not is_example(values) and (values or source in drafts.stopped):
            build(reader, source, values)


def _named(values: Values, before: str) -> Values:
    """The names of a person, whole ones split."""
    found = {name: values.get(roster_fields.joined(before, name)) for name in roster_fields.NAMES}
    whole = found.pop("name")
    second = found.pop("family2")
    if second:
        found["family"] = f"{found['family'] or ''} {second}".strip()
    if whole and not (found["given"] or found["family"]):
        found["given"], found["family"] = split_name(str(whole))
    return {name: value for name, value in found.items() if value is not None}


def _person(source: Source, values: Values, before: str = "") -> PersonRow:
    names = _named(values, before)
    attributes = (*PERSONAL, *roster_fields.REACH)
    found: Values = {
        STORED.get(name, name): value
        for name in attributes
        if (value := names.get(name, values.get(roster_fields.joined(before, name)))) is not None
        and (value != "" or name in NAME_PARTS)
    }
    return PersonRow(
        source, found, str(values.get(roster_fields.joined(before, "key")) or ""), before
    )


def _mention(reader: SheetReader, source: Source, values: Values, before: str) -> Mention | None:
    found = {
        name.removeprefix(f"{before}."): value
        for name, value in values.items()
        if roster_fields.prefix(name) == before and value
    }
    if not found:
        return None
    birth = found.pop("birth", None)
    texts = {name: str(value) for name, value in found.items()}
    column = reader.title(f"{before}.{next(iter(found), 'name')}")
    return Mention(source, column, birth=birth if isinstance(birth, date) else None, **texts)


def _classes(reader: SheetReader, source: Source, values: Values) -> tuple[Mention, ...]:
    """The classes in a row; several names stand in one cell between semicolons."""
    one = _mention(reader, source, values, "class")
    if one is None or one.ref or one.key:
        return (one,) if one else ()
    names = dict.fromkeys(part.strip() for part in one.name.split(";"))
    return tuple(Mention(source, one.column, name=name) for name in names if name)


def _check_names(reader: SheetReader, person: PersonRow, whole: bool) -> None:
    if "given_name" not in person.values or not (person.given or person.family):
        message = _("There is no first name. Please write it in.")
        reader.find(person.source, "name" if whole else "given", "", message)
    elif not whole and "family_name" not in person.values:
        message = _("There is no last name. Please write it, or a dash (-) if there is none.")
        reader.find(person.source, "family", "", message)


def _bad_already(reader: SheetReader, source: Source) -> bool:
    return source in reader.drafts.stopped


def _student(reader: SheetReader, source: Source, values: Values) -> None:
    person = _person(source, values)
    if not _bad_already(reader, source):
        _check_names(reader, person, "name" in values)
    parents = (_parent(reader, source, values, before) for before in reader.parents)
    reader.drafts.students.append(
        StudentRow(
            person,
            _classes(reader, source, values),
            tuple(parent for parent in parents if parent),
        )
    )


def _parent(reader: SheetReader, source: Source, values: Values, before: str) -> GuardianRow | None:
    person = _person(source, values, before)
    relation = str(values.get(f"{before}.relation") or "")
    if not person.values:
        return None
    if not person.given and not person.family and not person.text("email"):
        reader.find(
            source,
            f"{before}.name" if f"{before}.name" in reader.titles else f"{before}.given",
            "",
            _("This parent has neither a name nor an e-mail address. Please write one of them."),
        )
    implied = before if before in ("mother", "father") else ""
    return GuardianRow(person, relation or implied, str(values.get(f"{before}.household") or ""))


def _guardian(reader: SheetReader, source: Source, values: Values) -> None:
    person = _person(source, values)
    child = _mention(reader, source, values, "child")
    nameless = not person.given and not person.family and not person.text("email")
    if nameless and not _bad_already(reader, source):
        message = _("This row has neither a name nor an e-mail address. Please write one of them.")
        reader.find(source, "name" if "name" in reader.titles else "given", "", message)
    reader.drafts.guardians.append(
        GuardianRow(
            person,
            str(values.get("relation") or ""),
            str(values.get("household") or ""),
            child,
        )
    )


def _teacher(reader: SheetReader, source: Source, values: Values) -> None:
    person = _person(source, values)
    if not _bad_already(reader, source):
        _check_names(reader, person, "name" in values)
    reader.drafts.teachers.append(TeacherRow(person, _classes(reader, source, values)))


def _class(reader: SheetReader, source: Source, values: Values) -> None:
    found = {STORED.get(name, name): values[name] for name in OF_CLASS if values.get(name)}
    if "name" not in found and not _bad_already(reader, source):
        reader.find(source, "name", "", _("This class has no name. Please write one."))
    teacher = _mention(reader, source, values, "teacher")
    reader.drafts.classes.append(ClassRow(source, found, str(values.get("key") or ""), teacher))


def _link(reader: SheetReader, source: Source, values: Values, before: str) -> LinkRow | None:
    person = _mention(reader, source, values, before)
    school_class = _mention(reader, source, values, "class")
    if person and school_class:
        return LinkRow(person, school_class)
    if not _bad_already(reader, source):
        missing = f"{before}.ref" if person is None else "class.ref"
        reader.find(source, missing, "", _("This cell is empty, so the row says nothing."))
    return None


def _enrolment(reader: SheetReader, source: Source, values: Values) -> None:
    row = _link(reader, source, values, "child")
    if row:
        reader.drafts.enrolments.append(row)


def _teaching(reader: SheetReader, source: Source, values: Values) -> None:
    row = _link(reader, source, values, "teacher")
    if row:
        reader.drafts.teaching.append(row)


BUILDERS: dict[Kind, Callable[[SheetReader, Source, Values], None]] = {
    Kind.STUDENTS: _student,
    Kind.GUARDIANS: _guardian,
    Kind.TEACHERS: _teacher,
    Kind.CLASSES: _class,
    Kind.ENROLMENTS: _enrolment,
    Kind.TEACHING: _teaching,
}
