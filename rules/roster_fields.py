"""The fields of each kind of sheet, as a column may be matched to them."""

from enum import StrEnum

from i18n import N_, _
from rules import roster_labels
from rules.roster_headers import Meaning


class Kind(StrEnum):
    STUDENTS = "students"
    GUARDIANS = "guardians"
    CLASSES = "classes"
    TEACHERS = "teachers"
    ENROLMENTS = "enrolments"
    TEACHING = "teaching"
    NOTHING = "nothing"


KIND_NAMES = {
    Kind.STUDENTS: N_("Students"),
    Kind.GUARDIANS: N_("Parents and guardians"),
    Kind.CLASSES: N_("Classes"),
    Kind.TEACHERS: N_("Teachers"),
    Kind.ENROLMENTS: N_("Which child is in which class"),
    Kind.TEACHING: N_("Which teacher has which class"),
    Kind.NOTHING: N_("Nothing for the hub"),
}

NAMES = ("given", "family", "family2", "name")
REACH = ("email", "phone", "address", "postcode")
STUDENT = ("ref", *NAMES, "preferred", "birth", "grade", "home_language", *REACH, "status", "key")
ADULT = ("ref", *NAMES, "preferred", "home_language", *REACH, "status", "key")
PARENT = ("ref", *NAMES, "relation", "email", "phone", "address", "postcode", "household")
CHILD = ("ref", "name", "given", "family", "birth", "key")
CLASS = ("name", "ref", "key")
TEACHER = ("ref", "name", "email", "key")
PARENTS = ("parent1", "parent2", "parent3", "parent4", "mother", "father")

# kind: {prefix: attributes}; the row's own fields have no prefix.
ALLOWED: dict[Kind, dict[str, tuple[str, ...]]] = {
    Kind.STUDENTS: {"": STUDENT, "class": CLASS, **dict.fromkeys(PARENTS, PARENT)},
    Kind.GUARDIANS: {"": (*ADULT, "relation", "household"), "child": CHILD},
    Kind.CLASSES: {
        "": ("ref", "name", "grade", "school_year", "status", "key"),
        "teacher": TEACHER,
    },
    Kind.TEACHERS: {"": ADULT, "class": CLASS},
    Kind.ENROLMENTS: {"child": CHILD, "class": CLASS},
    Kind.TEACHING: {"teacher": TEACHER, "class": CLASS},
    Kind.NOTHING: {},
}

# Whose columns go under which prefix; None are the columns that name nobody.
PREFIXES: dict[Kind, dict[str | None, str]] = {
    Kind.STUDENTS: {None: "", "student": "", "class": "class"},
    Kind.GUARDIANS: {None: "", "guardian": "", "student": "child"},
    Kind.CLASSES: {None: "", "class": "", "teacher": "teacher"},
    Kind.TEACHERS: {None: "", "teacher": "", "class": "class"},
    Kind.ENROLMENTS: {None: "child", "student": "child", "class": "class"},
    Kind.TEACHING: {None: "teacher", "teacher": "teacher", "class": "class"},
    Kind.NOTHING: {},
}

SUBJECT_OF_PREFIX = {"child": "student", "class": "class", "teacher": "teacher"}
SUBJECT_OF_KIND = {
    Kind.STUDENTS: "student",
    Kind.TEACHERS: "teacher",
    Kind.GUARDIANS: "guardian",
    Kind.CLASSES: "class",
}

OF_A_PARENT = ("relation", "household")  # never a child's own
DATES = ("birth",)


def attribute(field: str) -> str:
    """The part after the prefix."""
    return field.rpartition(".")[2]


def prefix(field: str) -> str:
    return field.rpartition(".")[0]


def joined(first: str, second: str) -> str:
    return f"{first}.{second}" if first else second


def takes_several(kind: Kind, field: str) -> bool:
    """Whether several columns may be matched to this field."""
    lists_classes = field == "class.name" and kind in (Kind.STUDENTS, Kind.TEACHERS)
    return lists_classes or attribute(field) == "address"


def all_fields(kind: Kind) -> tuple[str, ...]:
    return tuple(joined(before, name) for before, names in ALLOWED[kind].items() for name in names)


def field_of(kind: Kind, meaning: Meaning, has_family: bool) -> str | None:
    """The field a column's meaning is for on this kind of sheet."""
    before = _prefix(kind, meaning)
    if before is None:
        return None
    name = _attribute(kind, before, meaning, has_family)
    return joined(before, name) if name in ALLOWED[kind].get(before, ()) else None


def _prefix(kind: Kind, meaning: Meaning) -> str | None:
    if kind == Kind.STUDENTS and meaning.subject is None and meaning.attribute in OF_A_PARENT:
        return "parent1"
    if kind == Kind.STUDENTS and meaning.subject == "guardian":
        numbered = not meaning.slot or meaning.slot.isdigit()
        return f"parent{meaning.slot or 1}" if numbered else meaning.slot
    return PREFIXES[kind].get(meaning.subject)


def _attribute(kind: Kind, before: str, meaning: Meaning, has_family: bool) -> str:
    if meaning.attribute == "title":
        return "name" if kind == Kind.CLASSES and not before else "title"
    if meaning.attribute == "some_name" and has_family:
        return "given"
    return {"self": "name", "some_name": "name"}.get(meaning.attribute, meaning.attribute)


def label(kind: Kind, field: str) -> str:
    """What a person reads for a field."""
    before, name = prefix(field), attribute(field)
    if before in PARENTS:
        return _("{who}: {what}").format(who=_parent(before), what=roster_labels.header(None, name))
    if before == "class" and name == "name":
        return roster_labels.header("class", "self")
    subject = SUBJECT_OF_PREFIX.get(before) or (
        SUBJECT_OF_KIND.get(kind) if name == "ref" else None
    )
    return roster_labels.header(subject, name)


def _parent(before: str) -> str:
    if before in ("mother", "father"):
        return _("Mother") if before == "mother" else _("Father")
    return _("Parent {number}").format(number=before.removeprefix("parent"))
