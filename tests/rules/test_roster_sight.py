"""Who gains and loses sight of a child; what people edited in the hub; who leaves and returns."""

import pytest

from rules.people import Status
from rules.roster import FieldChange, Level, Scope, Sight, Source, Subject, What
from rules.roster_decisions import NONE, Choice, Decision
from tests.rules.rosters import (
    Known,
    KnownClass,
    adult,
    at_level,
    child,
    family,
    names,
    of,
    plan,
    table,
)

HEAD = "Student ID | First name | Last name | Parent 1 name | Parent 1 e-mail"
KIDS = (child(1, ref="1"), child(2, "Bo", "Lee", ref="2"))
MAY = adult(9, "May", "Lee", email="may@x.org")


def kids(*rows: str) -> str:
    return "\n".join((HEAD, *rows))


def guardians(*rows: str) -> str:
    return "\n".join(("Student ID | First name | Last name | E-mail | Status", *rows))


def seen(
    known: Known, text: str, name: str = "Students", scope: Scope = Scope.PARTIAL
) -> list[tuple[str, str, bool]]:
    found = plan(table(text, name), known=known, scope=scope)
    return [(one.guardian, one.child, one.gains) for one in found.sight]


def test_a_new_guardian_of_a_known_child_is_listed() -> None:
    known = Known(people=(*KIDS, MAY), guardianships=family((9, 1, True)))
    found = plan(table(kids("1 | Ann | Lee | New One | new@x.org")), known=known)
    source = Source("list.xlsx", "Sheet1", 2)
    assert found.sight == (Sight("New One", "Ann Lee", True, (-1, 1), False, True, source),)


def test_a_known_guardian_of_another_child_is_listed() -> None:
    known = Known(people=(*KIDS, MAY), guardianships=family((9, 1, True)))
    assert seen(known, kids("2 | Bo | Lee | May Lee | may@x.org")) == [("May Lee", "Bo Lee", True)]
    assert seen(known, kids("3 | Cy | Fox | May Lee | may@x.org")) == [("May Lee", "Cy Fox", True)]


def test_a_family_that_is_all_new_is_not() -> None:
    known = Known(people=(*KIDS, MAY), guardianships=family((9, 1, True)))
    rows = ("3 | Cy | Fox | Fox Fox | fox@x.org", "4 | Di | Fox | Fox Fox | fox@x.org")
    assert seen(known, kids(*rows)) == []
    assert seen(known, kids("1 | Ann | Lee | May Lee | may@x.org")) == []


def test_one_address_in_every_row_is_listed() -> None:
    rows = [f"{n} | G{n} | F{n} | Office Desk | office@x.org" for n in range(10, 16)]
    assert len(seen(Known(), kids(*rows))) == 6
    assert seen(Known(), kids(*rows[1:])) == []


def test_a_guardian_who_leaves_loses_and_who_returns_gains() -> None:
    known = Known(people=(*KIDS, MAY), guardianships=family((9, 1, True), (9, 2, False)))
    left = guardians("1 | May | Lee | may@x.org | Left")
    assert seen(known, left, "Guardians") == [("May Lee", "Ann Lee", False)]
    away = Known(
        people=(*KIDS, adult(9, "May", "Lee", email="may@x.org", status=Status.LEFT)),
        guardianships=family((9, 1, True)),
    )
    back = guardians("1 | May | Lee | may@x.org | ")
    assert seen(away, back, "Guardians") == [("May Lee", "Ann Lee", True)]
    assert of(plan(table(back, "Guardians"), known=away), Subject.GUARDIAN, What.RETURN)


@pytest.mark.parametrize(
    "text",
    [
        guardians("1 | May | Lee | may@x.org | "),
        guardians(" | May | Lee | may@x.org | "),
        kids("1 | Ann | Lee | May Lee | may@x.org"),
    ],
)
def test_who_returns_to_a_child_with_a_restriction_goes_to_review(text: str) -> None:
    known = Known(
        people=(
            *KIDS,
            adult(8, "Fred", "Lee"),
            adult(9, "May", "Lee", email="may@x.org", status=Status.LEFT),
        ),
        guardianships=family((8, 1, False), (9, 1, True)),
    )
    found = plan(table(text, "Guardians" if "Status" in text else "Students"), known=known)
    assert len(at_level(found, Level.REVIEW)) == 1
    assert not of(found, Subject.GUARDIAN)
    assert not found.sight


def test_a_namesake_of_somebody_restricted_goes_to_review() -> None:
    known = Known(people=(*KIDS, adult(8, "Fred", "Lee")), guardianships=family((8, 1, False)))
    found = plan(table(kids("2 | Bo | Lee | Fred Lee | other@x.org")), known=known)
    assert len(at_level(found, Level.REVIEW)) == 1
    assert not of(found, Subject.GUARDIAN)


FAMILIES = Known(
    people=(*KIDS, MAY, adult(10, "Kim", "Fox", email="kim@x.org"), adult(11, "No", "Child")),
    guardianships=family((9, 1, True), (10, 2, True)),
)


def test_guardians_leave_only_a_full_list_of_guardians() -> None:
    text = guardians("1 | May | Lee | may@x.org | ")
    assert not seen(FAMILIES, text, "Guardians")
    assert seen(FAMILIES, text, "Guardians", Scope.FULL) == [("Kim Fox", "Bo Lee", False)]
    only_children = kids("1 | Ann | Lee | May Lee | may@x.org", "2 | Bo | Lee | | ")
    assert not seen(FAMILIES, only_children, scope=Scope.FULL)


@pytest.mark.parametrize(
    "row", ["1 | Kim | Fox | not an address | ", "9 | Kim | Fox | kim@x.org | "]
)
def test_a_guardian_whose_row_has_a_problem_does_not_leave(row: str) -> None:
    text = guardians("1 | May | Lee | may@x.org | ", row)
    found = plan(table(text, "Guardians"), known=FAMILIES, scope=Scope.FULL)
    assert found.stops
    assert not names(found, Subject.GUARDIAN, What.LEAVE)


def test_a_guardian_who_is_left_out_does_not_leave() -> None:
    text = guardians("1 | May | Lee | may@x.org | ", "2 | Kim | Fox | kim@x.org | ")
    out = NONE.decide(Source("list.xlsx", "Guardians", 3), "", Decision(Choice.OUT))
    found = plan(table(text, "Guardians"), known=FAMILIES, scope=Scope.FULL, decisions=out)
    assert not names(found, Subject.GUARDIAN, What.LEAVE)


def test_no_guardian_leaves_where_custody_is_restricted() -> None:
    known = Known(
        people=FAMILIES.people, guardianships=family((9, 1, True), (10, 2, True), (11, 2, False))
    )
    found = plan(
        table(guardians("1 | May | Lee | may@x.org | "), "Guardians"),
        known=known,
        scope=Scope.FULL,
    )
    assert not names(found, Subject.GUARDIAN, What.LEAVE)


def test_the_alarm_counts_the_people_of_the_listed_kind() -> None:
    left = [child(n, f"G{n}", f"F{n}", ref=str(n), status=Status.LEFT) for n in range(200, 400)]
    people = [child(n, f"G{n}", f"F{n}", ref=str(n)) for n in range(1, 101)]
    known = Known(people=(*people, *left, MAY))
    rows = [f"{n} | G{n} | F{n} | | " for n in range(12, 101)]
    found = plan(table(kids(*rows)), known=known, scope=Scope.FULL)
    assert (found.known_people, found.leavers, found.alarming) == (100, 11, True)


EDITED = Known(
    people=(child(1, ref="1", grade="4", postcode="AB1"),),
    classes=(KnownClass(3, "C1", "3B", "3", "2026/27"),),
    imported={
        (Subject.STUDENT, 1): {
            "given_name": "Ann",
            "family_name": "Lee",
            "grade": "3",
            "postcode": "AB1",
            "status": "active",
        }
    },
)
SHEET = table("Student ID | First name | Last name | Grade | Postcode\n1 | Ann | Lee | 5 | CD2")


def test_fields_that_people_edited_are_shown_and_kept() -> None:
    found = plan(SHEET, known=EDITED)
    (change,) = found.changes
    assert change.kept == (FieldChange("grade", "4", "5", edited=True),)
    assert change.fields == (FieldChange("postcode", "AB1", "CD2"),)
    assert change.what == What.CHANGE


def test_edited_fields_are_overwritten_where_chosen() -> None:
    found = plan(SHEET, known=EDITED, decisions=NONE.take([(Subject.STUDENT, 1, "grade")]))
    (change,) = found.changes
    assert not change.kept
    assert change.values == {"grade": "5", "postcode": "CD2"}


def test_a_row_with_nothing_but_edited_fields_stays_the_same() -> None:
    sheet = table("Student ID | First name | Last name | Grade\n1 | Ann | Lee | 5")
    (change,) = plan(sheet, known=EDITED).changes
    assert (change.what, len(change.kept)) == (What.SAME, 1)


def test_what_no_file_brought_in_is_nobodys_edit() -> None:
    fresh = Known(people=EDITED.people)
    assert not any(one.kept for one in plan(SHEET, known=fresh).changes)
