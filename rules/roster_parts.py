"""What a row says of one person, of a class, of somebody it points to."""

import re
from datetime import date
from functools import cache

from i18n import _
from rules import roster_fields
from rules.people import Status
from rules.roster import Source
from rules.roster_names import Style, split_name
from rules.roster_reader import SheetReader, Values
from rules.roster_rows import Mention, PersonRow

STORED = {
    "ref": "school_ref",
    "given": "given_name",
    "family": "family_name",
    "preferred": "preferred_name",
    "birth": "birth_date",
}
PERSONAL = ("ref", "preferred", "birth", "grade", "home_language", "status")
OWN = (*PERSONAL, *roster_fields.REACH)
STYLES = tuple(Style)
STYLED = tuple(style for style in STYLES if style != Style.GIVEN_FIRST)
LETTERS = re.compile(r"[^\W\d_]{1,2}")  # a section of a school year, no class by itself
BETWEEN_CLASSES = re.compile(r"\s*[;|\n]\s*")
SHORT_CLASS = re.compile(r"\d{1,2}\s?[^\W\d_]?|[^\W\d_]\d{1,2}")


@cache
def _fields(before: str) -> dict[str, str]:
    """Each attribute of a person with its field under a prefix."""
    attributes = (*roster_fields.NAMES, *PERSONAL, *roster_fields.REACH, "phone2", "key")
    return {name: roster_fields.joined(before, name) for name in attributes}


def names(values: Values, before: str) -> Values:
    """The names of a person, whole ones split."""
    fields = _fields(before)
    given, family = values.get(fields["given"]), values.get(fields["family"])
    second = values.get(fields["family2"])
    if second:
        family = f"{family or ''} {second}".strip()
    if not (given or family):
        said = next((style for style in STYLES if values.get(fields[style])), None)
        if said:
            given, family = split_name(str(values[fields[said]]), said)
    found = {"given": given, "family": family}
    return {name: value for name, value in found.items() if value is not None}


def person(source: Source, values: Values, before: str = "") -> PersonRow:
    """The person of a row, or the one beside them under a prefix."""
    fields = _fields(before)
    found = {STORED[name]: value for name, value in names(values, before).items()}
    for name in OWN:
        value = values.get(fields[name])
        if value:
            found[STORED.get(name, name)] = value
    other = values.get(fields["phone2"])
    if other:
        found.setdefault("phone", other)
    return PersonRow(source, found, str(values.get(fields["key"]) or ""), before)


def check_names(reader: SheetReader, row: PersonRow, values: Values) -> None:
    """Name what is missing, unless the row has a problem already or only says who has left."""
    if row.source in reader.drafts.stopped or (row.ref and values.get("status") == Status.LEFT):
        return
    whole = any(style in values for style in STYLES)
    if "given_name" not in row.values or not (row.given or row.family):
        message = _("There is no first name. Please write it in.")
        reader.find(row.source, "name" if whole else "given", "", message)
    elif not whole and "family_name" not in row.values:
        message = _("There is no last name. Please write it, or a dash (-) if there is none.")
        reader.find(row.source, "family", "", message)


def mention(reader: SheetReader, source: Source, values: Values, before: str) -> Mention | None:
    """Somebody, or a class, that a row points to."""
    found = {
        name.removeprefix(f"{before}."): value
        for name, value in values.items()
        if roster_fields.prefix(name) == before and value
    }
    if not found:
        return None
    birth, course = found.pop("birth", None), found.pop("course", None)
    column = reader.title(f"{before}.{next(iter(found), 'course' if course else 'name')}")
    if any(found.pop(style, None) for style in STYLED):
        found |= {name: value for name, value in names(values, before).items() if value}
    if course:
        found.setdefault("ref", course)
    texts = {name: str(value) for name, value in found.items()}
    return Mention(source, column, birth=birth if isinstance(birth, date) else None, **texts)


def classes(reader: SheetReader, source: Source, values: Values) -> tuple[Mention, ...]:
    """The classes of a row; several stand in one cell between semicolons."""
    one = mention(reader, source, _with_section(reader, values), "class")
    if one is None and reader.mapping.class_name:
        return (Mention(source, reader.title("class.name"), name=reader.mapping.class_name),)
    if one is None or one.ref or one.key:
        return (one,) if one else ()
    listed = dict.fromkeys(
        name for part in BETWEEN_CLASSES.split(one.name) for name in _by_commas(part)
    )
    return tuple(Mention(source, one.column, name=name) for name in listed if name)


def _with_section(reader: SheetReader, values: Values) -> Values:
    """3 and B, a school year and its section, are the class 3 B."""
    section, name = values.get("class.section"), values.get("class.name")
    if reader.mapping.format or not (section or name):
        return values
    found = {field: value for field, value in values.items() if field != "class.section"}
    if section:
        found["class.name"] = f"{name} {section}" if name else section
    said = str(found["class.name"])
    if LETTERS.fullmatch(said) and values.get("grade"):
        found["class.name"] = f"{values['grade']} {said}"
    return found


def _by_commas(text: str) -> list[str]:
    """3B, 4A are two classes; Maths, set 2 is one."""
    parts = [part.strip() for part in text.split(",")]
    return parts if all(SHORT_CLASS.fullmatch(part) for part in parts) else [text.strip()]
