"""What a sheet holds, told by its name and by its columns."""

from collections.abc import Iterable
from functools import cache

from rules import roster_labels, roster_words
from rules.roster_fields import WHOLE_NAMES, Kind
from rules.roster_headers import Meaning, contains, in_every_language, key_words, listed, words

WHOLE = frozenset(("some_name", *WHOLE_NAMES))
NAMING = WHOLE | {"given", "family"}
POINTING = WHOLE | {"ref", "key", "self", "section", "email"}
OF_A_CHILD = frozenset(("birth", "grade", "some_grade"))


def kind_of(
    titles: Iterable[str], meanings: Iterable[Meaning], with_roles: bool = False
) -> tuple[Kind, bool]:
    """What a sheet holds, and whether that is certain; `with_roles` if each row names a role."""
    found = frozenset(meanings)
    hints = [hinted for title in titles if (hinted := titled(title))]
    if Kind.NOTHING in hints[:1]:
        return Kind.NOTHING, True
    if with_roles and _named(found, None):
        return Kind.PEOPLE, True
    for hinted in hints:
        if _possible(hinted, found):
            return hinted, True
    return _from_columns(found)


def is_own_title(title: str) -> bool:
    """Whether the hub gives this name to a sheet."""
    return words(title) in in_every_language(roster_labels.SHEET_NAMES)


def titled(title: str) -> Kind | None:
    """The kind a name of a sheet or file speaks of; None when it speaks of two or of none."""
    phrase = key_words(title)
    if phrase in _titles()[Kind.NOTHING]:
        return Kind.NOTHING
    hits = {
        known: kind
        for kind, phrases in _titles().items()
        for known in phrases
        if kind != Kind.NOTHING and contains(phrase, known)
    }
    inner = {one for one in hits for other in hits if one != other and contains(other, one)}
    kinds = {hits[one] for one in hits if one not in inner}
    return kinds.pop() if len(kinds) == 1 else None


@cache
def _titles() -> dict[Kind, tuple[str, ...]]:
    own = in_every_language(roster_labels.SHEET_NAMES)
    own |= dict.fromkeys(in_every_language(roster_labels.OWN_NOTES), "nothing")
    found: dict[Kind, tuple[str, ...]] = {}
    for name, text in roster_words.lists("titles"):
        found[Kind(name)] = (*found.get(Kind(name), ()), *listed(text))
    for title, name in own.items():
        found[Kind(name)] = (*found[Kind(name)], key_words(title))
    return found


def _named(found: frozenset[Meaning], subject: str | None) -> bool:
    """Whether columns name people (or classes) of this subject."""
    naming = NAMING if subject is None else NAMING | {"self", "section"}
    return any(one.subject == subject and one.attribute in naming for one in found)


def _points(found: frozenset[Meaning], *subjects: str | None) -> bool:
    return any(one.subject in subjects and one.attribute in POINTING for one in found)


def _possible(kind: Kind, found: frozenset[Meaning]) -> bool:
    split_names = any(
        one.subject is None and one.attribute in ("given", "family", "birth") for one in found
    )
    return {
        Kind.STUDENTS: _named(found, None) or _named(found, "student"),
        Kind.TEACHERS: _named(found, None) or _named(found, "teacher"),
        Kind.GUARDIANS: _points(found, None, "guardian"),
        Kind.CLASSES: not split_names
        and (_points(found, "class") or _named(found, None) or _titled_column(found)),
        Kind.ENROLMENTS: _points(found, "class") and _points(found, None, "student"),
        Kind.TEACHING: _points(found, "class") and _points(found, None, "teacher"),
        Kind.NOTHING: True,
    }.get(kind, False)


def _titled_column(found: frozenset[Meaning]) -> bool:
    return any(one.attribute == "title" for one in found)


def _from_columns(found: frozenset[Meaning]) -> tuple[Kind, bool]:
    for test in (_guardians, _links, _teachers, _students, _classes):
        kind = test(found)
        if kind:
            return kind, kind != Kind.STUDENTS or not _may_be_staff(found)
    return (Kind.STUDENTS, False) if _named(found, None) else (Kind.NOTHING, False)


def _guardians(found: frozenset[Meaning]) -> Kind | None:
    """A row is a parent when it names itself and points to a child, without being one."""
    if not _points(found, "student") or _about_children(found):
        return None
    relation = any(one.attribute == "relation" and one.subject is None for one in found)
    childs_name, parents_name = _named(found, "student"), _named(found, "guardian")
    if _named(found, None):
        return Kind.GUARDIANS if (relation or childs_name) and not parents_name else None
    return Kind.GUARDIANS if parents_name and not childs_name else None


def _about_children(found: frozenset[Meaning]) -> bool:
    return any(
        one.attribute in OF_A_CHILD and one.subject in (None, "student", "class") for one in found
    )


def _links(found: frozenset[Meaning]) -> Kind | None:
    nobody_named = not any(_named(found, subject) for subject in (None, "student", "teacher"))
    somebody = _points(found, None, "student", "teacher")
    if not (nobody_named and somebody and _points(found, "class") and len(found) == 2):
        return None
    return Kind.TEACHING if _points(found, "teacher") else Kind.ENROLMENTS


def _teachers(found: frozenset[Meaning]) -> Kind | None:
    of_staff = any(one.subject == "teacher" and one.attribute == "title" for one in found)
    only_teachers = _named(found, "teacher") and not _named(found, "student")
    about_children = _about_children(found)
    numbered = Meaning("teacher", "ref") in found and not _points(found, "student", "guardian")
    staff_list = _named(found, None) and (of_staff or (numbered and not about_children))
    if staff_list or (only_teachers and not _named(found, None) and not about_children):
        return Kind.TEACHERS
    return None


def _students(found: frozenset[Meaning]) -> Kind | None:
    if _named(found, "student"):
        return Kind.STUDENTS
    of_a_child = any(one.subject in ("student", "class", "guardian") for one in found)
    about_children = of_a_child or _about_children(found)
    return Kind.STUDENTS if about_children and _named(found, None) else None


def _may_be_staff(found: frozenset[Meaning]) -> bool:
    """Names, an address and a class: children, or the teachers of the classes."""
    reached = any(one.subject is None and one.attribute == "email" for one in found)
    of_children = any(one.subject in ("student", "guardian") for one in found)
    return reached and not of_children and not _about_children(found)


def _classes(found: frozenset[Meaning]) -> Kind | None:
    return Kind.CLASSES if _named(found, "class") else None
