"""From sheets and their mappings to rows the hub understands; every bad cell is named."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from i18n import _
from rules import roster_fields
from rules.people import Status
from rules.roster import Level, Source
from rules.roster_bundle import Bundle
from rules.roster_fields import Kind
from rules.roster_layout import below
from rules.roster_mapping import SheetMapping
from rules.roster_names import people_in
from rules.roster_parts import STORED, check_names, classes, mention, person
from rules.roster_reader import SheetReader, Values, is_example, is_instruction, is_total
from rules.roster_rows import (
    ClassRow,
    Drafts,
    GuardianRow,
    LinkRow,
    Mention,
    StudentRow,
    TeacherRow,
)
from rules.roster_sheets import Grid, Row

OF_CLASS = ("ref", "name", "grade", "school_year", "status")
BETWEEN_CHILDREN = re.compile(r"\s*[;|\n]\s*")

Build = Callable[[SheetReader, Source, Values], None]


def draft(
    grids: Iterable[Grid],
    mappings: Iterable[SheetMapping],
    familiar: frozenset[str | date] = frozenset(),
) -> Drafts:
    """Every row of every sheet that is used; what the hub has already is never bad."""
    drafts = Drafts()
    bundle = Bundle(drafts, familiar)
    by_name = {(grid.file, grid.name): grid for grid in grids}
    drafts.files = tuple(dict.fromkeys(file for file, _name in by_name))
    for mapping in mappings:
        if mapping.is_used:
            drafts.kinds.add(mapping.kind)
            reader = SheetReader(mapping, drafts, familiar)
            _sheet(by_name[mapping.file, mapping.sheet], reader, _builders(bundle)[mapping.kind])
    bundle.finish()
    return drafts


def _sheet(grid: Grid, reader: SheetReader, build: Build) -> None:
    mapping, drafts = reader.mapping, reader.drafts
    drafts.titles[mapping.file, mapping.sheet] = {
        STORED.get(name, name): title for name, title in reader.titles.items()
    }
    drafts.places[mapping.file, mapping.sheet] = {
        one.title: one.index for one in reversed(mapping.columns)
    }
    for place, row in enumerate(below(grid, mapping.header_row)):
        if is_total(row) or _is_header_again(mapping, row):
            continue
        values = {} if place == 0 and is_instruction(row) else reader.values(row)
        source = reader.source(row)
        if not is_example(values) and (values or source in drafts.stopped):
            build(reader, source, values)


def _is_header_again(mapping: SheetMapping, row: Row) -> bool:
    """The column names once more, as on every page of a printed list."""
    named = (one for one in mapping.columns if one.header and one.field)
    return bool(mapping.header_row) and all(row.cell(one.index) == one.header for one in named)


def _builders(bundle: Bundle) -> dict[Kind, Build]:
    """What is made of a row of each kind."""
    return {
        Kind.STUDENTS: _student,
        Kind.GUARDIANS: lambda reader, source, values: _guardian(bundle, reader, source, values),
        Kind.TEACHERS: _teacher,
        Kind.CLASSES: lambda reader, source, values: _class(bundle, reader, source, values),
        Kind.ENROLMENTS: _enrolment,
        Kind.TEACHING: _teaching,
        Kind.PEOPLE: bundle.add_person,
        Kind.MEMBERS: bundle.add_member,
        Kind.DETAILS: bundle.add_details,
        Kind.COURSES: bundle.add_course,
    }


def _bad_already(reader: SheetReader, source: Source) -> bool:
    return source in reader.drafts.stopped


def _student(reader: SheetReader, source: Source, values: Values) -> None:
    row = person(source, values)
    check_names(reader, row, values)
    parents = (
        parent for before in reader.parents for parent in _parents(reader, source, values, before)
    )
    reader.drafts.students.append(StudentRow(row, classes(reader, source, values), tuple(parents)))


def _parents(
    reader: SheetReader, source: Source, values: Values, before: str
) -> Iterator[GuardianRow]:
    """Who stands under one prefix of a row: mostly one parent, sometimes two in a cell."""
    if _is_kept_out(reader, source, values, before):
        return
    named = next((field for field in _whole(before) if values.get(field)), f"{before}.name")
    people = people_in(str(values.get(named) or ""))
    reach = str(values.get(f"{before}.email") or "").split()
    if len(people) == 1 and len(reach) < 2:
        row = _parent(reader, source, values, before)
        if row:
            yield row
        return
    for place in range(max(len(people), len(reach) if people == [""] else 1)):
        own = dict(values)
        own[named] = people[place] if place < len(people) else None
        own[f"{before}.email"] = reach[place] if place < len(reach) else None
        row = _parent(reader, source, own, before)
        if row:
            part = before + "+" * place
            yield replace(row, person=replace(row.person, part=part)) if place else row


@cache
def _whole(before: str) -> tuple[str, ...]:
    """The fields of whole names under a prefix."""
    return tuple(roster_fields.joined(before, name) for name in roster_fields.WHOLE_NAMES)


def _parent(reader: SheetReader, source: Source, values: Values, before: str) -> GuardianRow | None:
    row = person(source, values, before)
    relation = str(values.get(f"{before}.relation") or "")
    if not row.values:
        return None
    if not row.given and not row.family and not row.text("email"):
        reader.find(
            source,
            f"{before}.name" if f"{before}.name" in reader.titles else f"{before}.given",
            "",
            _("This parent has neither a name nor an e-mail address. Please write one of them."),
        )
    implied = before if before in ("mother", "father") else ""
    return GuardianRow(row, relation or implied, str(values.get(f"{before}.household") or ""))


def _is_kept_out(reader: SheetReader, source: Source, values: Values, before: str = "") -> bool:
    """A contact for emergencies, or without parental rights, gets no sight of the child."""
    field = roster_fields.joined(before, "contact")
    if not values.get(field):
        return False
    row = person(source, values, before)
    message = _("A contact who is no guardian by this list, so not brought in as a parent.")
    reader.find(source, field, row.name, message, Level.NOTE)
    return True


def _guardian(bundle: Bundle, reader: SheetReader, source: Source, values: Values) -> None:
    if _is_kept_out(reader, source, values):
        return
    row = GuardianRow(
        person(source, values),
        str(values.get("relation") or ""),
        str(values.get("household") or ""),
        mention(reader, source, values, "child"),
    )
    nameless = not row.person.given and not row.person.family
    if nameless and row.child and (row.person.ref or row.person.text("email")):
        for child in _children(row.child):
            bundle.add_bare(reader, replace(row, child=child))
        return
    if nameless and not row.person.text("email") and not _bad_already(reader, source):
        message = _("This row has neither a name nor an e-mail address. Please write one of them.")
        reader.find(source, "name" if "name" in reader.titles else "given", "", message)
    reader.drafts.guardians += (replace(row, child=child) for child in _children(row.child))


def _children(child: Mention | None) -> Iterator[Mention | None]:
    """Each child of a cell that names several."""
    if child is None or child.key or child.given or child.family:
        yield child
        return
    said = child.ref or child.name
    for part in dict.fromkeys(filter(None, BETWEEN_CHILDREN.split(said))):
        yield replace(child, ref=part) if child.ref else replace(child, name=part)


def _teacher(reader: SheetReader, source: Source, values: Values) -> None:
    row = person(source, values)
    check_names(reader, row, values)
    reader.drafts.teachers.append(TeacherRow(row, classes(reader, source, values)))


def _class(bundle: Bundle, reader: SheetReader, source: Source, values: Values) -> None:
    found = {STORED.get(name, name): values[name] for name in OF_CLASS if values.get(name)}
    if values.get("course_name"):
        found.setdefault("name", values["course_name"])
    teacher = mention(reader, source, values, "teacher")
    row = ClassRow(source, found, str(values.get("key") or ""), teacher)
    _teach_together(reader, row, values)
    if "name" not in found and not _bad_already(reader, source):
        bundle.add_class(reader, row, str(values.get("course") or ""))
    else:
        reader.drafts.classes.append(row)


def _teach_together(reader: SheetReader, row: ClassRow, values: Values) -> None:
    """The second teacher of a class, the third …"""
    for before in roster_fields.OTHER_TEACHERS:
        other = mention(reader, row.source, values, before)
        if other:
            this = Mention(
                row.source, reader.title("ref"), row.text("school_ref"), name=row.text("name")
            )
            reader.drafts.teaching.append(LinkRow(other, this))


def _link(reader: SheetReader, source: Source, values: Values, before: str) -> LinkRow | None:
    who = mention(reader, source, values, before)
    school_class = mention(reader, source, values, "class")
    if who and school_class:
        return LinkRow(who, school_class, values.get("status") == Status.LEFT)
    if not _bad_already(reader, source):
        missing = f"{before}.ref" if who is None else "class.ref"
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
