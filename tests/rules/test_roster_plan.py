"""Whole plans: classes, links, leaving, and what never happens."""

import random

import pytest

from rules.people import Role, Status
from rules.roster import Level, Scope, Subject, What
from rules.roster_known import KnownGuardianship
from tests.rules.rosters import (
    YEAR,
    Known,
    KnownClass,
    KnownLink,
    adult,
    at_level,
    child,
    family,
    grid,
    names,
    of,
    plan,
    stops,
    table,
)

HEAD = "Student ID | First name | Last name | Class"
KIDS = (child(1, ref="1"), child(2, "Bo", "Ray", ref="2"), child(3, "Cy", "Fox", ref="3"))
ROOM = KnownClass(1, "C1", "3B", "3", YEAR)
OTHER = KnownClass(2, None, "4A", "4", YEAR)


def kids(*rows: str) -> str:
    return "\n".join((HEAD, *rows))


def test_a_class_named_in_a_cell_is_found_or_made() -> None:
    known = Known(people=KIDS, classes=(ROOM,))
    found = plan(
        table(kids("1 | Ann | Lee | 3b", "2 | Bo | Ray | Chess", "3 | Cy | Fox | C1")), known=known
    )
    assert names(found, Subject.CLASS, What.ADD) == ["Chess"]
    assert of(found, Subject.CLASS)[0].values["school_year"] == YEAR
    assert [one.link for one in of(found, Subject.ENROLMENT)] == [(1, 1), (2, -1), (3, 1)]


def test_two_classes_of_one_name_need_an_id() -> None:
    known = Known(people=KIDS, classes=(ROOM, KnownClass(2, "C2", "3B", "3", YEAR)))
    found = plan(table(kids("1 | Ann | Lee | 3B")), known=known)
    assert stops(found) == [(2, "Class")]
    assert "Two classes are called 3B" in found.stops[0].message
    assert of(plan(table(kids("1 | Ann | Lee | C2")), known=known), Subject.ENROLMENT)[0].link == (
        1,
        2,
    )


def test_a_row_whose_class_is_a_problem_brings_nothing_in() -> None:
    known = Known(classes=(ROOM, KnownClass(2, "C2", "3B", "3", YEAR)))
    found = plan(table(kids("1 | Ann | Lee | 3B", "2 | Bo | Ray | C1")), known=known)
    assert names(found, Subject.STUDENT, What.ADD) == ["Bo Ray"]


def test_classes_of_one_id() -> None:
    text = "Class ID | Class name\nC1 | 3B\nC1 | 4A\nC1 | 3b"
    assert stops(plan(table(text, "Classes"))) == [(3, "Class ID")]


def test_classes_by_id_name_and_key() -> None:
    known = Known(classes=(ROOM, OTHER))
    text = "Class ID | Class name | Hub key | Grade\nC1 | 3C | | \n | 4A | C2 | 5\n | 5A | C9 | "
    found = plan(table(text, "Classes"), known=known)
    assert [(one.key, one.what) for one in found.changes] == [
        (1, What.CHANGE),
        (2, What.CHANGE),
        (-1, What.ADD),
    ]


def test_a_class_of_another_year_is_another_class() -> None:
    text = "Class name | School year\n4A | 2027/28"
    (found,) = plan(table(text, "Classes"), known=Known(classes=(OTHER,))).changes
    assert found.what == What.ADD


def test_teachers_of_classes_in_the_class_sheet() -> None:
    known = Known(people=(adult(9, "Ana", "Ruiz", Role.TEACHER, email="ana@x.org"),))
    text = (
        "Class name | Teacher | Teacher e-mail\n3B | Ana Ruiz | \n4A | | ana@x.org\n5A | No One | "
    )
    found = plan(table(text, "Classes"), known=known)
    assert [one.link for one in of(found, Subject.TEACHING)] == [(9, -1), (9, -2)]
    assert "We know no teacher like this" in found.stops[0].message
    assert names(found, Subject.CLASS, What.ADD) == ["3B", "4A"]


def test_links_by_id() -> None:
    sheets = (
        table("SIS ID | Section Name\nC1 | Maths", "Section"),
        table("SIS ID | First Name | Last Name | Grade\n1 | Ann | Lee | 3", "Student"),
        table("SIS ID | First Name | Last Name\nT1 | Ana | Ruiz", "Teacher"),
        table("Section SIS ID | SIS ID\nC1 | 1\nC1 | 9\nC9 | 1", "StudentEnrollment"),
        table("Section SIS ID | SIS ID\nC1 | T1", "TeacherRoster"),
    )
    found = plan(*sheets)
    assert names(found, Subject.ENROLMENT, What.ADD) == ["Ann Lee – Maths"]
    assert names(found, Subject.TEACHING, What.ADD) == ["Ana Ruiz – Maths"]
    assert stops(found) == [(3, "SIS ID"), (4, "Section SIS ID")]


def test_links_to_a_row_with_a_problem_wait_with_it() -> None:
    found = plan(
        table("Student ID | First name | Last name | DOB\n1 | Ann | Lee | x", "Students"),
        table("Class ID | Student ID | Class name\nC1 | 1 | Maths", "Enrolments"),
    )
    assert [one.source.sheet for one in found.stops] == ["Students"]
    assert not of(found, Subject.ENROLMENT)


def test_a_child_comes_back_to_a_class() -> None:
    from datetime import date

    known = Known(people=KIDS, classes=(ROOM,), enrolments=(KnownLink(5, 1, 1, date(2026, 1, 1)),))
    (link,) = of(plan(table(kids("1 | Ann | Lee | 3B")), known=known), Subject.ENROLMENT)
    assert (link.key, link.what) == (5, What.RETURN)


FULL = Known(
    people=(*KIDS, adult(9, "Ana", "Ruiz", Role.TEACHER), adult(10, "May", "Lee")),
    classes=(ROOM, OTHER),
    enrolments=(KnownLink(1, 1, 1), KnownLink(2, 1, 2), KnownLink(3, 2, 1), KnownLink(4, 3, 1)),
    teaching=(KnownLink(1, 9, 1),),
    guardianships=family((10, 3, True)),
)
LIST = kids("1 | Ann | Lee | 4A", "2 | Bo | Ray | ")


def test_nobody_leaves_unless_the_list_is_full() -> None:
    assert not [one for one in plan(table(LIST), known=FULL).changes if one.what == What.LEAVE]


def test_in_a_full_list_the_missing_leave_and_old_classes_end() -> None:
    found = plan(table(LIST), known=FULL, scope=Scope.FULL)
    assert names(found, Subject.STUDENT, What.LEAVE) == ["Cy Fox"]
    assert names(found, Subject.ENROLMENT, What.LEAVE) == ["Ann Lee – 3B", "Cy Fox – 3B"]
    assert not of(found, Subject.TEACHER)
    assert not of(found, Subject.GUARDIAN)
    assert found.leavers == 1
    assert not found.alarming


def test_a_child_whose_row_has_a_problem_does_not_leave() -> None:
    text = HEAD.replace("Class", "DOB") + "\n1 | Ann | Lee | x\n | Bo | Ray | y\n | Cy | | z"
    found = plan(table(text), known=FULL, scope=Scope.FULL)
    assert not names(found, Subject.STUDENT, What.LEAVE)


def test_many_leavers_raise_an_alarm() -> None:
    known = Known(people=tuple(child(n, f"G{n}", f"F{n}", ref=str(n)) for n in range(1, 101)))
    rows = [f"{n} | G{n} | F{n} | " for n in range(1, 90)]
    found = plan(table(kids(*rows)), known=known, scope=Scope.FULL)
    assert (found.leavers, found.alarming) == (11, True)
    assert not plan(table(kids(*rows, "90 | G90 | F90 | ")), known=known, scope=Scope.FULL).alarming


def test_teachers_leave_a_full_list_with_their_classes() -> None:
    text = "Teacher ID | First name | Last name | Class\nT1 | New | One | 3B"
    found = plan(table(text, "Teachers"), known=FULL, scope=Scope.FULL)
    assert names(found, Subject.TEACHER, What.LEAVE) == ["Ana Ruiz"]
    assert names(found, Subject.TEACHING, What.LEAVE) == ["Ana Ruiz – 3B"]
    assert not names(found, Subject.STUDENT, What.LEAVE)


def test_a_left_class_or_person_stays_left_unless_named() -> None:
    known = Known(people=(child(1, ref="1", status=Status.LEFT),))
    assert not plan(table(LIST.replace("1 |", "7 |")), known=known).totals["leave"]


def test_the_fingerprint_sees_every_change() -> None:
    first = Known(people=KIDS, guardianships=(KnownGuardianship(1, 9, 1, "mother"),))
    same = Known(people=KIDS[::-1], guardianships=(KnownGuardianship(1, 9, 1, "mother"),))
    other = Known(people=KIDS, guardianships=(KnownGuardianship(1, 9, 1, "mother", None, False),))
    assert first.fingerprint == same.fingerprint != other.fingerprint
    assert plan(table(LIST), known=first).fingerprint == first.fingerprint


def test_planning_twice_gives_the_same_plan() -> None:
    from rules.roster_drafts import draft
    from rules.roster_plan import make_plan
    from rules.roster_suggest import suggest

    sheet = table(kids("1 | Ann | Lee | 3B", "1 | Bo | Ray | 3B"))
    drafts = draft([sheet], [suggest(sheet)])
    plans = [make_plan(drafts, Known(), Scope.PARTIAL, YEAR) for _ in range(2)]
    assert plans[0] == plans[1]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_and_columns_does_not_matter(seed: int) -> None:
    columns = [
        "Student ID",
        "First name",
        "Last name",
        "DOB",
        "Class",
        "Parent 1 name",
        "Parent 1 e-mail",
    ]
    rows = [
        [
            str(n),
            f"G{n}",
            f"F{n // 2}",
            f"2016-01-{n:02}",
            f"{n % 3}A",
            f"P F{n // 2}",
            f"p{n // 2}@x.org",
        ]
        for n in range(1, 25)
    ]
    plain = plan(grid(columns, *rows))
    mixer = random.Random(seed)
    places = mixer.sample(range(len(columns)), len(columns))
    mixer.shuffle(rows)
    mixed = plan(grid(*([row[place] for place in places] for row in [columns, *rows])))

    def facts(found: object) -> set[tuple[object, ...]]:
        return {(one.subject, one.what, one.name) for one in found.changes}  # type: ignore[attr-defined]

    assert facts(mixed) == facts(plain)
    assert mixed.totals == plain.totals


def test_blanking_cells_changes_nothing() -> None:
    known = Known(
        people=(
            *KIDS,
            adult(10, "May", "Lee", email="may@x.org", phone="0123456"),
        ),
        classes=(ROOM,),
        enrolments=(KnownLink(1, 1, 1),),
        guardianships=family((10, 1, True)),
    )
    text = (
        "Student ID | First name | Last name | DOB | Grade | Class"
        " | Parent 1 name | Parent 1 phone\n1 | Ann | Lee | | | | | "
    )
    found = plan(table(text), known=known)
    assert [one.what for one in found.changes] == [What.SAME]


def test_notes_do_not_stop_anything() -> None:
    text = "Student ID | First name | Last name | Parent 1 e-mail\n1 | Ann | Lee | susan@x.org"
    found = plan(table(text))
    assert at_level(found, Level.NOTE)
    assert found.changes_anything
    assert not found.stopped_rows
