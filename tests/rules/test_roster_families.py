"""Guardians: one by e-mail across the school, by name or phone in one family; custody untouched."""

import pytest

from rules.roster import FieldChange, Level, Subject, What
from tests.rules.rosters import Known, adult, at_level, child, family, names, of, plan, stops, table

HEAD = (
    "Student ID | First name | Last name"
    " | Parent 1 name | Parent 1 relationship | Parent 1 e-mail | Parent 1 phone"
    " | Parent 2 name | Parent 2 e-mail | Parent 2 phone"
)
KIDS = (child(1, ref="1"), child(2, "Bo", "Lee", ref="2"))


def kids(*rows: str) -> str:
    return "\n".join((HEAD, *rows))


def guardians(*rows: str) -> str:
    own = "Guardian ID | First name | Last name | Relation | E-mail | Phone"
    head = f"Student ID | Child's name | {own}"
    return "\n".join((head, *rows))


def test_siblings_share_a_parent_by_email() -> None:
    rows = (
        "1 | Ann | Lee | May Lee | Mother | may@x.org | | | | ",
        "2 | Bo | Lee | May Lee | Mother | MAY@x.org | | | | ",
    )
    found = plan(table(kids(*rows)))
    assert names(found, Subject.GUARDIAN, What.ADD) == ["May Lee"]
    assert len(of(found, Subject.GUARDIANSHIP, What.ADD)) == 2


def test_two_parents_may_share_a_mailbox() -> None:
    row = "1 | Ann | Lee | May Lee | Mother | home@x.org | | Fred Lee | home@x.org | "
    found = plan(table(kids(row)))
    assert names(found, Subject.GUARDIAN, What.ADD) == ["May Lee", "Fred Lee"]
    assert "kept as two people" in at_level(found, Level.NOTE)[0].message


def test_a_shared_phone_or_surname_is_no_family() -> None:
    rows = (
        "1 | Ann | Lee | May Lee | | | 0123456789 | Fred Lee | | 0123456789",
        "2 | Bo | Ray | May Lee | | | 0123456789 | | | ",
    )
    found = plan(table(kids(*rows)))
    assert names(found, Subject.GUARDIAN, What.ADD) == ["May Lee", "Fred Lee", "May Lee"]


def test_a_parents_new_email_is_a_change_within_the_family() -> None:
    known = Known(
        people=(*KIDS, adult(9, "May", "Lee", email="old@x.org")),
        guardianships=family((9, 1, True)),
    )
    row = "1 | Ann | Lee | May Lee | Mother | new@x.org | | | | "
    found = plan(table(kids(row)), known=known)
    (change,) = of(found, Subject.GUARDIAN)
    assert (change.key, change.fields) == (9, (FieldChange("email", "old@x.org", "new@x.org"),))


def test_the_same_name_in_another_family_is_somebody_else() -> None:
    known = Known(
        people=(*KIDS, adult(9, "May", "Lee", email="old@x.org")),
        guardianships=family((9, 1, True)),
    )
    row = "2 | Bo | Lee | May Lee | Mother | new@x.org | | | | "
    assert names(plan(table(kids(row)), known=known), Subject.GUARDIAN, What.ADD) == ["May Lee"]


def test_a_phone_tells_within_the_family() -> None:
    known = Known(
        people=(*KIDS, adult(9, "May", "Lee", phone="+44 7412 345678")),
        guardianships=family((9, 1, True)),
    )
    row = "1 | Ann | Lee | M. Lee-Ray | Mother | may@x.org | 07412 345678 | | | "
    (change,) = of(plan(table(kids(row)), known=known), Subject.GUARDIAN)
    assert change.key == 9


def test_a_guardian_known_by_email_gets_a_name() -> None:
    known = Known(
        people=(*KIDS, adult(9, "susan", "", email="susan@x.org")),
        guardianships=family((9, 1, True)),
    )
    row = "1 | Ann | Lee | Mary Clarke | Mother | susan@x.org | | | | "
    (change,) = of(plan(table(kids(row)), known=known), Subject.GUARDIAN)
    assert change.key == 9
    assert change.values["given_name"] == "Mary"


def test_an_email_without_a_name_finds_the_guardian_and_changes_no_name() -> None:
    known = Known(
        people=(*KIDS, adult(9, "May", "Lee", email="may@x.org")),
        guardianships=family((9, 1, True)),
    )
    (change,) = of(
        plan(table(kids("1 | Ann | Lee | | | may@x.org | | | | ")), known=known), Subject.GUARDIAN
    )
    assert (change.key, change.what) == (9, What.SAME)


def test_never_a_guardian_with_another_id() -> None:
    known = Known(
        people=(*KIDS, adult(9, "May", "Lee", email="may@x.org", ref="G1")),
        guardianships=family((9, 1, True)),
    )
    row = "1 | Ann Lee | G2 | May | Lee | Mother | may@x.org | "
    found = plan(table(guardians(row), "Guardians"), known=known)
    assert names(found, Subject.GUARDIAN, What.ADD) == ["May Lee"]


def test_guardians_by_id_whatever_else_changed() -> None:
    known = Known(
        people=(*KIDS, adult(9, "May", "Lee", email="may@x.org", ref="G1")),
        guardianships=family((9, 1, True)),
    )
    found = plan(
        table(guardians("2 | | G1 | Mary | Ray | Mother | mary@x.org | "), "Guardians"), known=known
    )
    assert [one.key for one in of(found, Subject.GUARDIAN)] == [9]
    assert of(found, Subject.GUARDIANSHIP)[0].link == (9, 2)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1 | Bo Ray | | May | Lee | | may@x.org | ", "This ID is Ann Lee's"),
        (" | Cy Nobody | | May | Lee | | may@x.org | ", "We know no child like this"),
    ],
)
def test_a_child_must_be_the_one_that_is_named(row: str, told: str) -> None:
    found = plan(table(guardians(row), "Guardians"), known=Known(people=KIDS))
    assert told in found.stops[0].message
    assert not of(found, Subject.GUARDIAN)


def test_a_child_by_full_name_must_be_the_only_one() -> None:
    row = " | Ann Lee | | May | Lee | | may@x.org | "
    sheet = table(guardians(row), "Guardians")
    assert of(plan(sheet, known=Known(people=KIDS)), Subject.GUARDIANSHIP)[0].link == (-1, 1)
    twice = Known(people=(*KIDS, child(3, "Ann", "Lee", ref="3")))
    assert "Two children fit" in plan(sheet, known=twice).stops[0].message


def test_a_known_guardian_may_be_updated_without_naming_the_children() -> None:
    known = Known(
        people=(*KIDS, adult(9, "May", "Lee", email="may@x.org")),
        guardianships=family((9, 1, True)),
    )
    found = plan(
        table(guardians(" | | | May | Lee | | may@x.org | 0123456"), "Guardians"), known=known
    )
    (change,) = found.changes
    assert change.values == {"phone": "0123456"}


RESTRICTED = Known(
    people=(*KIDS, adult(8, "Fred", "Lee", email="fred@x.org"), adult(9, "May", "Lee")),
    guardianships=family((8, 1, False), (9, 1, True)),
)


def test_a_new_guardian_of_a_child_with_a_restriction_goes_to_the_office() -> None:
    row = "1 | Ann | Lee-Ray | New Person | Father | new@x.org | | | | "
    found = plan(table(kids(row)), known=RESTRICTED)
    (review,) = at_level(found, Level.REVIEW)
    assert "Please ask the office" in review.message
    assert review.value == "New Person"
    assert not of(found, Subject.GUARDIAN)
    assert not of(found, Subject.GUARDIANSHIP)
    assert names(found, Subject.STUDENT, What.CHANGE) == ["Ann Lee-Ray"]


def test_a_restricted_guardian_gains_sight_of_no_sibling() -> None:
    found = plan(
        table(kids("2 | Bo | Lee | Fred Lee | Father | fred@x.org | | | | ")), known=RESTRICTED
    )
    assert len(at_level(found, Level.REVIEW)) == 1
    assert not of(found, Subject.GUARDIANSHIP)


def test_who_may_see_a_child_is_never_changed_by_a_file() -> None:
    row = "1 | Ann | Lee | Fred Lee | Guardian | fred@x.org | | May Lee | | "
    found = plan(table(kids(row)), known=RESTRICTED)
    assert not found.findings
    pairs = {one.link: one for one in of(found, Subject.GUARDIANSHIP)}
    assert set(pairs) == {(8, 1), (9, 1)}
    assert all("access" not in one.values for one in pairs.values())
    assert pairs[8, 1].fields == (FieldChange("relation", "mother", "guardian"),)


def test_parents_of_a_row_with_a_problem_are_not_made() -> None:
    row = "1 |  | Lee | May Lee | Mother | may@x.org | | | | "
    found = plan(table(kids(row)))
    assert stops(found) == [(2, "First name")]
    assert not found.changes


@pytest.mark.parametrize("backwards", [False, True])
def test_rows_that_disagree_make_one_plan_in_any_order(backwards: bool) -> None:
    rows = [
        "1 | Ann | Lee | May Lee | Mother | may@x.org | 0123456789 | | | ",
        "2 | Bo | Lee | M Lee | Mother | may@x.org | +44 9876 543210 | | | ",
    ]
    found = plan(table(kids(*(reversed(rows) if backwards else rows))))
    (guardian,) = of(found, Subject.GUARDIAN)
    assert (guardian.name, guardian.values["phone"]) == ("May Lee", "+44 9876 543210")
    assert [one.message[-9:] for one in at_level(found, Level.NOTE)] == ["is taken."] * 2
