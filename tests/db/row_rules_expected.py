"""Who sees what: the rows of each table that each of the cast may read, by their labels.

The labels are those of test_row_rules. Whoever is not named in a table sees none of its rows.
"""

from db import tables as t
from seed.cast import BY_KEY

CAST = tuple(BY_KEY)
FAMILIES = {
    "parent": ("child",),
    "barred_parent": (),
    "other_parent": ("other_child",),
    "siblings_parent": ("sibling", "far_sibling"),
    "child": ("child",),
    "other_child": ("other_child",),
    "sibling": ("sibling",),
    "far_sibling": ("far_sibling",),
}
ROOMS = {"3B": ("child", "sibling"), "5A": ("other_child", "far_sibling")}
CHILDREN = (*ROOMS["3B"], *ROOMS["5A"])
Expected = dict[str, tuple[str, ...]]

OFFICE_AND_TEACHER: Expected = {
    "coordinator": ("coordinator", "teacher"),
    "teacher": ("teacher",),
}


def _of_children(*without: str) -> Expected:
    """Rows about a child: their family, their class's teacher, the coordinator."""
    seen = FAMILIES | {
        "teacher": ROOMS["3B"],
        "other_teacher": ROOMS["5A"],
        "coordinator": CHILDREN,
    }
    return {key: tuple(c for c in rows if c not in without) for key, rows in seen.items()}


EXPECTED: dict[type[t.Table], Expected] = {
    t.Account: {
        "coordinator": tuple(key for key in CAST if BY_KEY[key].username),
        **{key: (key,) for key in CAST if BY_KEY[key].username and key != "coordinator"},
    },
    t.Answer: {
        "sibling": ("siblings_parent:sibling:child_too",),
        "coordinator": (
            "parent:child:child_too",
            "parent:child:teachers",
            "parent:child:office",
            "barred_parent:child:teachers",
            "siblings_parent:sibling:child_too",
        ),
        "teacher": (
            "parent:child:child_too",
            "parent:child:teachers",
            "barred_parent:child:teachers",
            "siblings_parent:sibling:child_too",
        ),
        "parent": ("parent:child:child_too", "parent:child:teachers", "parent:child:office"),
        "other_parent": ("other_parent:other_child:teachers",),
        "siblings_parent": ("siblings_parent:sibling:child_too",),
        "child": ("parent:child:child_too",),
    },
    t.AnswerUse: {
        "coordinator": ("parent:child", "siblings_parent:sibling", "other_parent:other_child"),
        "teacher": ("parent:child", "siblings_parent:sibling"),
        "other_teacher": ("other_parent:other_child",),
        "parent": ("parent:child",),
        "other_parent": ("other_parent:other_child",),
        "siblings_parent": ("siblings_parent:sibling",),
    },
    t.Attempt: {},
    t.AuditChild: {
        "coordinator": CHILDREN,
        "other_parent": ("other_child",),
        "other_child": ("other_child",),
        "siblings_parent": ("far_sibling",),
        "far_sibling": ("far_sibling",),
    },
    t.AuditEntry: {
        "coordinator": (
            "child",
            "child:adults",
            "child:staff",
            "child:parent",
            "child:barred_parent",
            "several",
            "several:staff",
            "everybody",
            "nobody",
        ),
        "parent": ("child", "child:adults", "child:parent", "everybody"),
        "child": ("child", "everybody"),
        **dict.fromkeys(("other_parent", "other_child"), ("several", "everybody")),
        **dict.fromkeys(("siblings_parent", "far_sibling"), ("several", "everybody")),
        "sibling": ("everybody",),
    },
    t.CheckIn: _of_children(),
    t.Comment: {
        "coordinator": ("child:all", "child:adults", "other_child:adults"),
        "teacher": ("child:all", "child:adults"),
        "other_teacher": ("other_child:adults",),
        "parent": ("child:all", "child:adults"),
        "other_parent": ("other_child:adults",),
        "child": ("child:all",),
    },
    t.Consent: {
        "coordinator": (
            "parent:child",
            "barred_parent:child",
            "other_parent:other_child",
            "siblings_parent:sibling",
        ),
        "teacher": ("parent:child", "barred_parent:child", "siblings_parent:sibling"),
        "other_teacher": ("other_parent:other_child",),
        "parent": ("parent:child",),
        "other_parent": ("other_parent:other_child",),
        "siblings_parent": ("siblings_parent:sibling",),
    },
    t.Contact: {
        "coordinator": (
            "coordinator",
            "teacher",
            "other_teacher",
            "parent",
            "barred_parent",
            "other_parent",
            "siblings_parent",
            "child",
            "other_child",
        ),
        "teacher": ("teacher", "child", "parent", "barred_parent", "siblings_parent"),
        "other_teacher": ("other_teacher", "other_child", "other_parent"),
        "parent": ("parent",),
        "barred_parent": ("barred_parent",),
        "other_parent": ("other_parent",),
        "siblings_parent": ("siblings_parent",),
        "child": ("child",),
        "other_child": ("other_child",),
    },
    t.Correction: {
        "coordinator": (
            "parent:child",
            "barred_parent:child",
            "child:child",
            "other_parent:other_child",
        ),
        "parent": ("parent:child",),
        "other_parent": ("other_parent:other_child",),
        "child": ("child:child",),
    },
    t.Enrolment: {
        "coordinator": (
            "child:3B",
            "sibling:3B",
            "other_child:5A",
            "far_sibling:5A",
            "other_child:3B",
        ),
        "teacher": ("child:3B", "sibling:3B", "other_child:3B"),
        "other_teacher": ("other_child:5A", "far_sibling:5A"),
        "parent": ("child:3B",),
        "other_parent": ("other_child:5A", "other_child:3B"),
        "siblings_parent": ("sibling:3B", "far_sibling:5A"),
        "child": ("child:3B",),
        "other_child": ("other_child:5A", "other_child:3B"),
        "sibling": ("sibling:3B",),
        "far_sibling": ("far_sibling:5A",),
    },
    t.Goal: _of_children(),
    t.GoalVoice: _of_children(),
    t.Guardianship: {
        "coordinator": (
            "parent:child",
            "barred_parent:child",
            "other_parent:other_child",
            "siblings_parent:sibling",
            "siblings_parent:far_sibling",
        ),
        "teacher": ("parent:child", "barred_parent:child", "siblings_parent:sibling"),
        "other_teacher": ("other_parent:other_child", "siblings_parent:far_sibling"),
        "parent": ("parent:child",),
        "other_parent": ("other_parent:other_child",),
        "siblings_parent": ("siblings_parent:sibling", "siblings_parent:far_sibling"),
    },
    t.Erasure: {"coordinator": ("one",)},
    t.Handoff: {},
    t.ImportBatch: {"coordinator": ("one",)},
    t.ImportChange: {"coordinator": ("one",)},
    t.Invitation: {"coordinator": ("sibling",)},
    t.Operation: {"parent": ("parent",), "teacher": ("teacher",)},
    t.Person: {
        "coordinator": CAST,
        "teacher": (
            "coordinator",
            "teacher",
            "other_teacher",
            "child",
            "sibling",
            "parent",
            "barred_parent",
            "siblings_parent",
        ),
        "other_teacher": (
            "coordinator",
            "teacher",
            "other_teacher",
            "other_child",
            "far_sibling",
            "other_parent",
            "siblings_parent",
        ),
        "parent": ("parent", "child", "teacher"),
        "barred_parent": ("barred_parent",),
        "other_parent": ("other_parent", "other_child", "other_teacher"),
        "siblings_parent": (
            "siblings_parent",
            "sibling",
            "far_sibling",
            "teacher",
            "other_teacher",
        ),
        "child": ("child", "teacher"),
        "other_child": ("other_child", "other_teacher"),
        "sibling": ("sibling", "teacher"),
        "far_sibling": ("far_sibling", "other_teacher"),
    },
    t.Question: {"coordinator": ("open", "draft"), **dict.fromkeys(CAST[1:], ("open",))},
    t.Response: {
        "coordinator": (
            "parent:child",
            "barred_parent:child",
            "other_parent:other_child",
            "siblings_parent:sibling",
        ),
        "teacher": ("parent:child", "barred_parent:child", "siblings_parent:sibling"),
        "other_teacher": ("other_parent:other_child",),
        "parent": ("parent:child",),
        "other_parent": ("other_parent:other_child",),
        "siblings_parent": ("siblings_parent:sibling",),
    },
    t.Restriction: {
        "coordinator": (
            "parent:child",
            "barred_parent:child",
            "siblings_parent:sibling",
            "siblings_parent:far_sibling",
        ),
        "teacher": ("parent:child", "barred_parent:child", "siblings_parent:sibling"),
        "other_teacher": ("siblings_parent:far_sibling",),
        "parent": ("parent:child",),
        "barred_parent": ("barred_parent:child",),
        "siblings_parent": ("siblings_parent:sibling", "siblings_parent:far_sibling"),
    },
    t.SchoolClass: {
        "coordinator": ("3B", "5A", "6C"),
        "teacher": ("3B",),
        "other_teacher": ("5A", "6C"),
        "parent": ("3B",),
        "other_parent": ("5A",),
        "siblings_parent": ("3B", "5A"),
        "child": ("3B",),
        "other_child": ("5A",),
        "sibling": ("3B",),
        "far_sibling": ("5A",),
    },
    t.Setting: dict.fromkeys(CAST, ("one", "seal")),
    t.StaffNote: {
        "coordinator": ("child", "other_child"),
        "teacher": ("child",),
        "other_teacher": ("other_child",),
    },
    t.Step: _of_children(),
    t.Strategy: _of_children("sibling"),
    t.Survey: {"coordinator": ("open", "draft"), **dict.fromkeys(CAST[1:], ("open",))},
    t.TeachingAssignment: {
        "coordinator": ("teacher:3B", "other_teacher:5A", "teacher:5A", "other_teacher:6C"),
        "teacher": ("teacher:3B",),
        "other_teacher": ("other_teacher:5A", "teacher:5A", "other_teacher:6C"),
        "parent": ("teacher:3B",),
        "other_parent": ("other_teacher:5A", "teacher:5A"),
        "siblings_parent": ("teacher:3B", "other_teacher:5A", "teacher:5A"),
        "child": ("teacher:3B",),
        "other_child": ("other_teacher:5A", "teacher:5A"),
        "sibling": ("teacher:3B",),
        "far_sibling": ("other_teacher:5A", "teacher:5A"),
    },
    t.Identity: {
        "coordinator": ("teacher", "parent"),
        "teacher": ("teacher",),
        "parent": ("parent",),
    },
    t.RecoveryCode: OFFICE_AND_TEACHER,
    t.SecondFactor: OFFICE_AND_TEACHER,
    t.WebSession: {
        "coordinator": ("other_parent", "child"),
        "other_parent": ("other_parent",),
        "child": ("child",),
    },
}
