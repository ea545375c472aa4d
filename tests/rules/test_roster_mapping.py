"""From sheets to mappings: the header is found, columns proposed, and corrected by people."""

import pytest

from i18n import use
from rules.problems import Problem
from rules.roster_dates import Order
from rules.roster_drafts import draft
from rules.roster_fields import Kind
from rules.roster_layout import find_head, forget_secrets, unreadable
from rules.roster_suggest import suggest
from tests.rules.rosters import grid, plan, table

MAVIS = "\n".join(
    (
        (
            "PARENT_1_NAME | PARENT_1_EMAIL | CHILD_FIRST_NAME | CHILD_LAST_NAME"
            " | CHILD_DATE_OF_BIRTH | CHILD_TOWN | CHILD_ADDRESS_LINE_1 | CHILD_REGISTRATION"
            " | CHILD_NHS_NUMBER"
        ),
        (
            " | susan@example.com | Jennifer | Clarke | 2010-01-01"
            " | London | 10 Downing Street | ABC | 9990000018"
        ),
        (
            "John Smith | john@example.com | Jimmy | Smith | 02/01/2010"
            " | London | 10 Downing Street | ABC | "
        ),
    )
)


def fields(text: str, title: str = "Sheet1") -> dict[str, str | None]:
    return {one.header: one.field for one in suggest(table(text, title)).columns}


def test_columns_of_children_with_their_parents() -> None:
    found = fields(MAVIS)
    assert found["PARENT_1_NAME"] == "parent1.name"
    assert found["CHILD_FIRST_NAME"] == "given"
    assert found["CHILD_REGISTRATION"] == "class.name"
    assert found["CHILD_TOWN"] == found["CHILD_ADDRESS_LINE_1"] == "address"
    assert found["CHILD_NHS_NUMBER"] is None


def test_unmapped_columns_are_listed_with_samples() -> None:
    (column,) = suggest(table(MAVIS)).unmapped
    assert (column.header, column.samples) == ("CHILD_NHS_NUMBER", ("9990000018",))


def test_a_lone_name_is_whole_and_beside_a_surname_it_is_the_first() -> None:
    assert fields("Name | DOB\nLee, Ann | 2016-03-31")["Name"] == "name"
    assert fields("Name | Vorname | DOB\nLee | Ann | 2016-03-31")["Name"] == "family"
    assert fields("Name | Surname | DOB\nAnn | Lee | 2016-03-31")["Name"] == "given"
    assert fields("Nombre | Apellidos | Curso\nAna | Ruiz | 3")["Nombre"] == "given"


def test_the_first_of_two_columns_for_one_field_is_taken() -> None:
    found = fields("SIS ID | Student Number | First Name | Last Name | Grade\n1 | 2 | A | B | 3")
    assert found["SIS ID"] == "ref"
    assert found["Student Number"] is None


def test_the_header_is_found_below_titles() -> None:
    found = table(
        "Brook Hill School\nClass lists |  | printed\nFirst name | Last name | DOB\nA | B |"
    )
    head = find_head(found)
    assert head is not None
    assert head.number == 3
    assert suggest(found).rows == 1


def test_without_a_header_there_is_a_sentence() -> None:
    found = unreadable([table("2018 | 255901 | 604825\n2018 | 255901 | 604826")])
    assert "We found no column names in list.xlsx" in found["list.xlsx"]


def test_password_columns_are_refused_and_emptied() -> None:
    kept = forget_secrets(table("Student ID | First name | Password\n1 | Ann | hunter2"))
    mapping = suggest(kept)
    assert [one.header for one in mapping.secrets] == ["Password"]
    assert mapping.secrets[0].samples == ()
    assert "hunter2" not in repr((kept, mapping, draft([kept], [mapping])))


def test_a_password_column_cannot_be_chosen() -> None:
    kept = table("Student ID | First name | DOB | Password\n1 | Ann | 2016-03-31 | hunter2")
    mapping = suggest(kept).assign(kept, {3: "family"}, False)
    assert mapping.columns[3].field is None


def test_a_person_corrects_a_column() -> None:
    found = table("Student ID | First name | Last name | Nickname2\n1 | Ann | Lee | Nan")
    mapping = suggest(found).assign(found, {3: "preferred"}, False)
    (row,) = draft([found], [mapping]).students
    assert row.person.values["preferred_name"] == "Nan"


def test_two_columns_for_one_field_are_refused() -> None:
    found = table("Student ID | First name | Last name | Other\n1 | Ann | Lee | x")
    with pytest.raises(Problem, match="chosen for two columns: Last name and Other"):
        suggest(found).assign(found, {3: "family"}, False)


def test_a_person_says_what_a_sheet_holds() -> None:
    found = table("First name | Last name\nAnn | Lee")
    assert suggest(found).needs_answer
    assert not draft([found], [suggest(found)]).students
    said = suggest(found, kind=Kind.TEACHERS)
    assert len(draft([found], [said]).teachers) == 1


def test_dates_that_fit_both_ways_are_asked_about() -> None:
    found = table("Student ID | First name | Last name | DOB\n1 | Ann | Lee | 02/01/2010")
    (column,) = suggest(found).unsure_dates
    assert column.header == "DOB"
    for order, day in ((Order.DAY_FIRST, "2010-01-02"), (Order.MONTH_FIRST, "2010-02-01")):
        (row,) = draft([found], [suggest(found).in_order(3, order)]).students
        assert str(row.person.birth) == day
    assert suggest(table(MAVIS), month_first=True).unsure_dates


def test_dates_with_one_reading_are_not_asked_about() -> None:
    found = table("Student ID | First name | Last name | DOB\n1 | Ann | Lee | 12/19/1997")
    assert suggest(found).unsure_dates == ()


def test_the_example_and_advice_rows_are_skipped() -> None:
    found = plan(
        table("Student ID | First name | Last name\nEXAMPLE-1 | Amina | García\n1 | Ann | Lee"),
        table(
            "First name | Last name | DOB\n"
            "Required: Free text | Required: Free text | Required: DD/MM/YYYY\n"
            "Bo | Ray | 2016-03-31",
            "Other",
        ),
    )
    assert [one.name for one in found.changes] == ["Ann Lee", "Bo Ray"]
    assert not found.findings


def test_hidden_sheets_are_not_used() -> None:
    from dataclasses import replace

    assert not suggest(replace(table(MAVIS), hidden=True)).is_used


def test_columns_without_a_header_are_named_by_their_letters() -> None:
    mapping = suggest(grid(("Student ID", None, "First name"), ("1", "x", "Ann")))
    assert mapping.columns[1].title == "Column B"
    use("es")
    assert mapping.columns[1].title != ""
    use(None)
