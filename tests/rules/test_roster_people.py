"""Who a row is: by ID, by three of four, never by a name alone, never somebody with another ID."""

from datetime import date

import pytest

from rules.people import Role, Status
from rules.roster import FieldChange, Level, Scope, Subject, What
from tests.rules.rosters import BORN, Known, adult, at_level, child, names, of, plan, stops, table

HEAD = "Student ID | First name | Last name | DOB | Postcode | Grade"


def kids(*rows: str) -> str:
    return "\n".join((HEAD, *rows))


def test_the_schools_id_is_the_child_whatever_else_changed() -> None:
    known = Known(people=(child(7, ref="1", given="Anne", birth=None),))
    (found,) = plan(table(kids("1 | Ann | Lee-Ray | 2016-03-31 | |")), known=known).changes
    assert (found.key, found.what) == (7, What.CHANGE)
    assert found.fields == (
        FieldChange("given_name", "Anne", "Ann"),
        FieldChange("family_name", "Lee", "Lee-Ray"),
        FieldChange("birth_date", None, BORN),
    )


@pytest.mark.parametrize(
    "row",
    [
        " | Ann | Lee | 2016-03-31 | | ",
        " | ANN | lee | 2016-03-31 | AB1 | ",
        " | Ann | Lee | | ab 1 | ",
        " | Ann | Ray | 2016-03-31 | AB1 | ",
        " | Ann | Lee | 2016-03-30 | AB1 | ",
        "9 | Ann | Lee | 2016-03-31 | | ",
    ],
)
def test_three_of_four_are_enough(row: str) -> None:
    known = Known(people=(child(7, postcode="AB1"),))
    found = plan(table(kids(row)), known=known)
    assert [one.key for one in found.changes] == [7]
    assert not found.stops


def test_never_somebody_with_another_id() -> None:
    known = Known(people=(child(7, ref="1", postcode="AB1"),))
    found = plan(table(kids("2 | Ann | Lee | 2016-03-31 | AB1 | ")), known=known)
    assert [(one.what, one.key < 0) for one in found.changes] == [(What.ADD, True)]


@pytest.mark.parametrize(
    ("row", "birth"),
    [
        (" | Ann | Lee | | | 3", BORN),
        (" | Ann | Lee | 2016-03-31 | | ", None),
        ("9 | Ann | Lee | | | ", None),
    ],
)
def test_a_name_alone_is_no_key(row: str, birth: date | None) -> None:
    found = plan(table(kids(row)), known=Known(people=(child(7, birth=birth),)))
    assert stops(found) == [(2, "First name")]
    assert "a name alone can't tell" in found.stops[0].message
    assert not found.changes


def test_a_namesake_born_on_another_day_is_added_and_told() -> None:
    found = plan(table(kids(" | Ann | Lee | 2015-01-01 | | ")), known=Known(people=(child(7),)))
    assert names(found, Subject.STUDENT, What.ADD) == ["Ann Lee"]
    assert "born on another day" in at_level(found, Level.NOTE)[0].message


def test_twins_are_for_a_person_to_decide() -> None:
    known = Known(people=(child(7, given="Bea", postcode="AB1"),))
    found = plan(table(kids(" | Ann | Lee | 2016-03-31 | AB1 | ")), known=known)
    assert stops(found) == [(2, "First name")]
    assert "If this is a twin" in found.stops[0].message


def test_twins_who_are_both_in_the_file_are_no_question() -> None:
    known = Known(people=(child(7, given="Bea", postcode="AB1"),))
    rows = (" | Ann | Lee | 2016-03-31 | AB1 | ", " | Bea | Lee | 2016-03-31 | AB1 | ")
    found = plan(table(kids(*rows)), known=known)
    assert not found.stops
    assert names(found, Subject.STUDENT, What.ADD) == ["Ann Lee"]
    assert names(found, Subject.STUDENT, What.SAME) == ["Bea Lee"]


def test_accents_are_not_guessed_away() -> None:
    known = Known(people=(child(7, given="José", postcode="AB1"),))
    found = plan(table(kids(" | Jose | Lee | 2016-03-31 | AB1 | ")), known=known)
    assert stops(found) == [(2, "First name")]


def test_two_known_children_fit() -> None:
    known = Known(people=(child(7), child(8)))
    found = plan(table(kids(" | Ann | Lee | 2016-03-31 | | ")), known=known)
    assert "Two people in the hub fit" in found.stops[0].message


def test_of_two_that_fit_the_one_that_agrees_in_all_is_taken() -> None:
    known = Known(people=(child(7, postcode="AB1"), child(8, postcode="CD2")))
    found = plan(table(kids(" | Ann | Lee | 2016-03-31 | CD2 | ")), known=known)
    assert [one.key for one in found.changes] == [8]


def test_two_rows_that_are_one_known_child() -> None:
    known = Known(people=(child(7, ref="1", postcode="AB1"),))
    rows = ("1 | Ann | Lee | 2016-03-31 | AB1 | ", " | Ann | Lee-Ray | 2016-03-31 | AB1 | ")
    found = plan(table(kids(*rows)), known=known)
    assert stops(found) == [(3, "First name")]
    assert "Row 2 is Ann Lee-Ray as well" in found.stops[0].message


def test_blank_cells_never_erase() -> None:
    known = Known(people=(child(7, ref="1", postcode="AB1", grade="3"),))
    (found,) = plan(table(kids("1 | Ann | Lee | | | ")), known=known).changes
    assert found.what == What.SAME


def test_what_is_written_differently_is_the_same() -> None:
    known = Known(
        people=(child(7, ref="1", postcode="AB1 2CD", email="A@x.org", phone="+44 7412 345678"),)
    )
    text = (
        "Student ID | First name | Last name | Postcode | E-mail | Phone\n"
        "1 | Ann | Lee | ab12cd | a@X.org | 07412345678"
    )
    (found,) = plan(table(text), known=known).changes
    assert found.what == What.SAME


HUB_KEYS = "Hub key | First name | Last name | DOB"


@pytest.mark.parametrize(
    ("row", "fits"),
    [
        ("P7 | Ann | Lee | 2016-03-31", True),
        ("p7 | Ann | Lee | ", True),
        ("P7 | Ann | Ray | 2016-03-31", True),
        ("P7 | Ann | Ray | ", False),
        ("P7 | Bo | Ray | 2016-03-31", False),
        ("P8 | Ann | Lee | 2016-03-31", False),
        ("P99 | Ann | Lee | 2016-03-31", False),
        ("C7 | Ann | Lee | 2016-03-31", False),
        ("7 | Ann | Lee | 2016-03-31", False),
        ("P٧ | Ann | Lee | 2016-03-31", True),
    ],
)
def test_a_hub_key_counts_only_where_the_row_agrees(row: str, fits: bool) -> None:
    known = Known(people=(child(7), adult(8, "Ann", "Lee")))
    found = plan(table(f"{HUB_KEYS}\n{row}"), known=known)
    assert [one.key for one in found.changes] == ([7] if fits else [])
    assert stops(found) == ([] if fits else [(2, "Hub key")])


def test_who_comes_back() -> None:
    known = Known(people=(child(7, ref="1", status=Status.LEFT),))
    (found,) = plan(table(kids("1 | Ann | Lee | | | ")), known=known).changes
    assert found.fields == (FieldChange("status", "left", "active"),)


def test_who_the_file_says_has_left() -> None:
    known = Known(people=(child(7, ref="1"), child(8, "Bo", "Ray", "2", status=Status.LEFT)))
    head = "Student ID | First name | Last name | Status"
    text = f"{head}\n1 | Ann | Lee | Left\n2 | Bo | Ray | Inactive"
    found = plan(table(text), known=known)
    assert names(found, Subject.STUDENT, What.LEAVE) == ["Ann Lee"]
    assert names(found, Subject.STUDENT, What.SAME) == ["Bo Ray"]


TEACHERS = "Teacher ID | First name | Last name | E-mail | Class"


def staff(*rows: str) -> str:
    return "\n".join((TEACHERS, *rows))


def test_teachers_by_id_or_by_email_and_name() -> None:
    known = Known(
        people=(
            adult(7, "Ana", "Ruiz", Role.TEACHER, email="ana@x.org"),
            adult(8, "Bo", "Ray", Role.TEACHER, ref="T8"),
        )
    )
    found = plan(
        table(staff("T1 | Ana | Ruiz | ANA@x.org | ", "T8 | Bob | Ray | | "), "Staff"), known=known
    )
    assert [(one.key, one.what) for one in found.changes] == [(7, What.CHANGE), (8, What.CHANGE)]


def test_a_teachers_name_alone_is_no_key() -> None:
    known = Known(people=(adult(7, "Ana", "Ruiz", Role.TEACHER),))
    found = plan(table(staff(" | Ana | Ruiz | | 3B"), "Staff"), known=known)
    assert stops(found) == [(2, "First name")]


def test_a_teacher_with_a_row_for_each_class() -> None:
    rows = (" | Ana | Ruiz | ana@x.org | 3B", " | Ana | Ruiz | ana@x.org | 4A")
    found = plan(table(staff(*rows), "Staff"))
    assert names(found, Subject.TEACHER, What.ADD) == ["Ana Ruiz"]
    assert len(of(found, Subject.TEACHING, What.ADD)) == 2


def test_a_coordinator_who_teaches_is_not_made_twice() -> None:
    known = Known(people=(adult(7, "Ana", "Ruiz", Role.COORDINATOR, email="ana@x.org"),))
    found = plan(
        table(staff(" | Ana | Ruiz | ana@x.org | 3B"), "Staff"), known=known, scope=Scope.FULL
    )
    assert [one.key for one in of(found, Subject.TEACHER)] == [7]


def test_a_student_and_a_teacher_may_have_one_id() -> None:
    known = Known(people=(adult(7, "Ana", "Ruiz", Role.TEACHER, ref="1"),))
    found = plan(table(kids("1 | Ann | Lee | | | ")), known=known)
    assert names(found, Subject.STUDENT, What.ADD) == ["Ann Lee"]


def test_a_known_teacher_may_have_a_row_for_each_class() -> None:
    known = Known(people=(adult(7, "Ana", "Ruiz", Role.TEACHER, email="ana@x.org"),))
    rows = (" | Ana | Ruiz | ana@x.org | 3B", " | Ana | Ruiz | ana@x.org | 4A")
    found = plan(table(staff(*rows), "Staff"), known=known)
    assert not found.stops
    assert [one.link for one in of(found, Subject.TEACHING)] == [(7, -1), (7, -2)]


def test_two_rows_of_one_new_id_may_be_one_known_child() -> None:
    known = Known(people=(child(7),))
    rows = ("5 | Ann | Lee | 2016-03-31 | | ", "5 | Ann | Lee | 2016-03-31 | | 4")
    found = plan(table(kids(*rows)), known=known)
    assert not found.stops
    assert [(one.key, one.what) for one in found.changes] == [(7, What.CHANGE)]
