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
    PEOPLE = "people"  # each row says whether it is a child, a parent or a teacher
    MEMBERS = "members"  # children and teachers of classes in one list
    DETAILS = "details"  # more about people of another list, by their ID
    COURSES = "courses"  # names for classes that have none, and classes where there are no others
    NOTHING = "nothing"


KIND_NAMES = {
    Kind.STUDENTS: N_("Students"),
    Kind.GUARDIANS: N_("Parents and guardians"),
    Kind.CLASSES: N_("Classes"),
    Kind.TEACHERS: N_("Teachers"),
    Kind.ENROLMENTS: N_("Which child is in which class"),
    Kind.TEACHING: N_("Which teacher has which class"),
    Kind.PEOPLE: N_("People, each with a role"),
    Kind.MEMBERS: N_("Who is in which class, with roles"),
    Kind.DETAILS: N_("More about people on another list"),
    Kind.COURSES: N_("Courses"),
    Kind.NOTHING: N_("Nothing for the hub"),
}
CHOICES = (  # what a person may say a sheet holds; the others are told by their format
    Kind.STUDENTS,
    Kind.GUARDIANS,
    Kind.CLASSES,
    Kind.TEACHERS,
    Kind.ENROLMENTS,
    Kind.TEACHING,
    Kind.PEOPLE,
    Kind.NOTHING,
)

WHOLE_NAMES = ("name", "reversed", "two_names", "two_reversed")
NAMES = ("given", "family", "family2", *WHOLE_NAMES)
REACH = ("email", "phone", "address", "postcode")
STUDENT = ("ref", *NAMES, "preferred", "birth", "grade", "home_language", *REACH, "status", "key")
ADULT = ("ref", *NAMES, "preferred", "home_language", *REACH, "status", "key")
PARENT = ("ref", *NAMES, "relation", *REACH, "household", "contact")
CHILD = ("ref", *NAMES, "birth", "key")
CLASS = ("name", "section", "ref", "key", "course")
TEACHER = ("ref", "name", "email", "key")
OTHER_TEACHERS = tuple(f"teacher{number}" for number in range(2, 11))
PARENTS = ("parent1", "parent2", "parent3", "parent4", "mother", "father")

# kind: {prefix: attributes}; the row's own fields have no prefix.
ALLOWED: dict[Kind, dict[str, tuple[str, ...]]] = {
    Kind.STUDENTS: {"": STUDENT, "class": CLASS, **dict.fromkeys(PARENTS, PARENT)},
    Kind.GUARDIANS: {"": (*ADULT, "relation", "household", "contact"), "child": CHILD},
    Kind.CLASSES: {
        "": ("ref", "name", "grade", "school_year", "status", "key", "course", "course_name"),
        "teacher": TEACHER,
        **dict.fromkeys(OTHER_TEACHERS, ("ref",)),
    },
    Kind.TEACHERS: {"": ADULT, "class": CLASS},
    Kind.ENROLMENTS: {"child": CHILD, "class": CLASS, "": ("status",)},
    Kind.TEACHING: {"teacher": TEACHER, "class": CLASS, "": ("status",)},
    Kind.PEOPLE: {
        "": (*STUDENT, "role", "relation", "household", "agents", "phone2"),
        "class": CLASS,
        "child": CHILD,
    },
    Kind.MEMBERS: {
        "": ("ref", "role", "status"),
        "class": CLASS,
        "child": ("ref",),
    },
    Kind.DETAILS: {"": ("ref", "role", "primary", "birth", "grade", "home_language", "status")},
    Kind.COURSES: {"": ("ref", "name", "status")},
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
    Kind.PEOPLE: {None: "", "class": "class", "student": "child"},
    Kind.MEMBERS: {None: "", "class": "class", "student": "child"},
    Kind.DETAILS: {None: ""},
    Kind.COURSES: {None: "", "class": ""},
    Kind.NOTHING: {},
}

SUBJECT_OF_PREFIX = {"child": "student", "class": "class", "teacher": "teacher"}
SUBJECT_OF_KIND = {
    Kind.STUDENTS: "student",
    Kind.TEACHERS: "teacher",
    Kind.GUARDIANS: "guardian",
    Kind.CLASSES: "class",
}

# Words that may mean one thing or another, as they are read where there is no doubt.
PLAIN = {
    "self": "name",
    "some_name": "name",
    "some_grade": "grade",
    "some_email": "email",
    "home_phone": "phone",
    "pin": "ref",
}
OF_FORMATS = ("agents", "phone2", "contact", "primary", "course", "course_name")
OF_A_PARENT = ("relation", "household", "contact")  # never a child's own
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
    lists_classes = field == "class.name" and kind in (Kind.STUDENTS, Kind.TEACHERS, Kind.PEOPLE)
    return lists_classes or attribute(field) == "address"


def all_fields(kind: Kind) -> tuple[str, ...]:
    return tuple(joined(before, name) for before, names in ALLOWED[kind].items() for name in names)


def choices(kind: Kind) -> tuple[str, ...]:
    """The fields a person may choose for a column; the rest are for known formats."""
    return tuple(
        field
        for field in all_fields(kind)
        if attribute(field) not in OF_FORMATS and prefix(field) not in OTHER_TEACHERS
    )


def field_of(kind: Kind, meaning: Meaning, beside: frozenset[str] = frozenset()) -> str | None:
    """The field a column's meaning is for; `beside` are the parts of the name beside it."""
    before = prefix_of(kind, meaning)
    if before is None:
        return None
    name = _attribute(kind, before, meaning, beside)
    return joined(before, name) if name in ALLOWED[kind].get(before, ()) else None


def prefix_of(kind: Kind, meaning: Meaning) -> str | None:
    """The prefix of whoever a column speaks of, None when the sheet has no place for them."""
    if kind == Kind.STUDENTS and meaning.subject is None and meaning.attribute in OF_A_PARENT:
        return "parent1"
    if kind == Kind.STUDENTS and meaning.subject == "guardian":
        numbered = not meaning.slot or meaning.slot.isdigit()
        return f"parent{meaning.slot or 1}" if numbered else meaning.slot
    return PREFIXES[kind].get(meaning.subject)


def _attribute(kind: Kind, before: str, meaning: Meaning, beside: frozenset[str]) -> str:
    if meaning.attribute == "title":
        return "name" if kind == Kind.CLASSES and not before else "title"
    if meaning.attribute == "section" and "section" not in ALLOWED[kind].get(before, ()):
        return "name"
    if meaning.attribute == "some_name" and beside:
        return "given" if "family" in beside else "family"
    return PLAIN.get(meaning.attribute, meaning.attribute)


def label(kind: Kind, field: str) -> str:
    """What a person reads for a field."""
    before, name = prefix(field), attribute(field)
    if before in PARENTS or before in OTHER_TEACHERS:
        return _("{who}: {what}").format(who=_person(before), what=roster_labels.header(None, name))
    if before == "class" and name == "name":
        return roster_labels.header("class", "self")
    subject = SUBJECT_OF_PREFIX.get(before) or (
        SUBJECT_OF_KIND.get(kind) if name == "ref" else None
    )
    own = roster_labels.header(subject, name)
    if before == "child" and ("student", name) not in roster_labels.HEADERS:
        return _("{who}: {what}").format(who=_("Child"), what=own)
    return own


def _person(before: str) -> str:
    if before in ("mother", "father"):
        return _("Mother") if before == "mother" else _("Father")
    if before in OTHER_TEACHERS:
        return _("Teacher {number}").format(number=before.removeprefix("teacher"))
    return _("Parent {number}").format(number=before.removeprefix("parent"))
