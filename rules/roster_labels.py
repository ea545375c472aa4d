"""The hub's own column names: what it writes above columns it later reads back, in any language."""

from i18n import N_, _

# (subject, attribute): the header; every language's words for it are recognised again.
HEADERS: dict[tuple[str | None, str], str] = {
    ("student", "ref"): N_("Student ID"),
    ("teacher", "ref"): N_("Teacher ID"),
    ("class", "ref"): N_("Class ID"),
    ("guardian", "ref"): N_("Guardian ID"),
    (None, "ref"): N_("School's ID"),
    (None, "key"): N_("Hub key"),
    ("student", "key"): N_("Child's hub key"),
    ("teacher", "key"): N_("Teacher's hub key"),
    ("class", "key"): N_("Class's hub key"),
    (None, "given"): N_("First name"),
    (None, "family"): N_("Last name"),
    (None, "family2"): N_("Second last name"),
    (None, "preferred"): N_("Preferred name"),
    (None, "name"): N_("Full name"),
    (None, "birth"): N_("Birth date"),
    (None, "grade"): N_("Grade"),
    ("class", "self"): N_("Class"),
    ("class", "name"): N_("Class name"),
    (None, "home_language"): N_("Home language"),
    (None, "email"): N_("E-mail"),
    (None, "phone"): N_("Phone"),
    (None, "address"): N_("Address"),
    (None, "postcode"): N_("Postcode"),
    (None, "status"): N_("Status"),
    (None, "relation"): N_("Relation"),
    (None, "household"): N_("Household"),
    (None, "school_year"): N_("School year"),
    ("student", "name"): N_("Child's name"),
    ("student", "given"): N_("Child's first name"),
    ("student", "family"): N_("Child's last name"),
    ("student", "birth"): N_("Child's birth date"),
    ("teacher", "name"): N_("Teacher's name"),
    ("teacher", "email"): N_("Teacher's e-mail"),
}

# What a column may hold beside what the hub itself writes.
OTHER_LABELS = {
    "reversed": N_("Full name, last name first"),
    "two_names": N_("Full name with two last names"),
    "two_reversed": N_("Full name, two last names first"),
    "role": N_("Role"),
    "primary": N_("Main role"),
    "agents": N_("IDs of this person's family"),
    "phone2": N_("Other phone"),
    "contact": N_("Kind of contact"),
    "section": N_("Section"),
    "course": N_("Course ID"),
    "course_name": N_("Course name"),
}

SHEET_NAMES = {
    "students": N_("Students"),
    "guardians": N_("Parents and guardians"),
    "classes": N_("Classes"),
    "teachers": N_("Teachers"),
    "nothing": N_("Notes"),
}

# Sheets that the hub writes for people to read: nothing is brought in from them.
OWN_NOTES = {
    "problems": N_("Problems"),
    "summary": N_("Summary"),
    "changes": N_("What was done"),
    "goals": N_("Goals"),
    "check_ins": N_("Check-ins"),
    "answers": N_("Survey answers"),
}

STATUS_NAMES = {"active": N_("At school"), "left": N_("Has left")}
CLASS_STATUS_NAMES = {"active": N_("Running"), "left": N_("Ended")}


def header(subject: str | None, attribute: str) -> str:
    """The hub's own header for this, in the reader's language."""
    own = HEADERS.get((subject, attribute)) or HEADERS.get((None, attribute))
    return _(own or OTHER_LABELS[attribute])


def own_note(name: str) -> str:
    """The name of a sheet of the hub's that is only for reading."""
    return _(OWN_NOTES[name])
