"""Every problem of a file by its row and column."""

import pytest

from rules.roster import Level, Subject, What
from rules.roster_sheets import Formula
from tests.rules.rosters import at_level, grid, names, of, plan, stops, table

HEAD = "Student ID | First name | Last name | Birth date | E-mail | Class"


def children(*rows: str) -> str:
    return "\n".join((HEAD, *rows))


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        ("1 | Ann | Lee | 2016-13-45 | | ", "Birth date", "not a date"),
        ("1 | Ann | Lee | 2999-01-01 | | ", "Birth date", "not come yet"),
        ("1 | =1+1 | Lee | | | ", "First name", "as a formula does"),
        ("1 | Ann | @Lee | | | ", "Last name", "as a formula does"),
        ("1 | Ann | Lee | | nobody | ", "E-mail", "not an e-mail address"),
        ("1 |  | Lee | | | ", "First name", "no first name"),
        ("1 | Ann |  | | | ", "Last name", "no last name"),
        (f"1 | {'x' * 500} | Lee | | | ", "First name", "longer than 120"),
        ("1 | Ann | Lee | | | =3B", "Class", "as a formula does"),
    ],
)
def test_a_bad_cell_is_named(row: str, column: str, told: str) -> None:
    found = plan(table(children("0 | Bo | Ray | 2015-01-01 | | ", row)))
    (finding,) = found.stops
    assert (finding.source.file, finding.source.sheet, finding.source.row) == (
        "list.xlsx",
        "Sheet1",
        3,
    )
    assert finding.column == column
    assert told in finding.message
    assert names(found, Subject.STUDENT, What.ADD) == ["Bo Ray"]


def test_every_bad_cell_of_a_row_is_named() -> None:
    found = plan(table(children("1 | =A | -B | x | y | ")))
    assert [column for _row, column in stops(found)] == [
        "First name",
        "Last name",
        "Birth date",
        "E-mail",
    ]
    assert found.stopped_rows == 1


@pytest.mark.parametrize(
    "name", ["محمد", "Zoë 😀", "<script>alert(1)</script>", "![x](http://x/a.png)", "王"]
)
def test_any_name_is_taken_as_text(name: str) -> None:
    found = plan(table(children(f"1 | {name} | {name} | | | ")))
    assert of(found, Subject.STUDENT)[0].values["given_name"] == name
    assert not found.findings


def test_two_students_with_one_id() -> None:
    found = plan(table(children("1 | Ann | Lee | | | ", "1 | Bo | Ray | | | ")))
    assert stops(found) == [(2, "Student ID"), (3, "Student ID")]
    assert "used for Ann Lee and, in row 3, for Bo Ray" in found.stops[0].message
    assert not found.changes


def test_one_student_in_two_rows_with_two_classes() -> None:
    found = plan(table(children("1 | Ann | Lee | | | 3B", "1 | ANN | lee | | | Maths")))
    assert not found.stops
    assert len(of(found, Subject.STUDENT)) == 1
    assert names(found, Subject.ENROLMENT, What.ADD) == ["Ann Lee – 3B", "Ann Lee – Maths"]


def test_rows_of_one_id_that_disagree_are_told() -> None:
    text = "Student ID | First name | Last name | Grade\n1 | Ann | Lee | 3\n1 | Ann | Lee | 4"
    found = plan(table(text))
    (note,) = at_level(found, Level.NOTE)
    assert "is taken" in note.message
    assert of(found, Subject.STUDENT)[0].values["grade"] == "4"


def test_two_rows_without_an_id_that_look_the_same() -> None:
    text = "First name | Last name | DOB\nAnn | Lee | 2016-03-31\nANN | Lee | 2016-03-31"
    found = plan(table(text))
    assert stops(found) == [(2, "First name"), (3, "First name")]
    text = "First name | Last name | DOB\nAnn | Lee | 2016-03-31\nAnn | Lee | 2016-04-01"
    assert not plan(table(text)).stops


def test_a_guardian_of_nobody() -> None:
    text = """
    Student ID | First name | Last name | Relation | E-mail
    999 | Mo | Lee | Mother | mo@example.org
     | Fay | Ray | Aunt | fay@example.org
    """
    found = plan(table(text, "Guardians"))
    assert stops(found) == [(2, "Student ID"), (3, "Student ID")]
    assert "We know no child like this" in found.stops[0].message
    assert "This guardian has no child" in found.stops[1].message
    assert not found.changes


def test_a_formula_cell_as_a_name() -> None:
    from rules.roster_sheets import Formula

    found = plan(
        grid(("Student ID", "First name", "Last name"), ("1", Formula("=B1", "Ann"), "Lee"))
    )
    assert stops(found) == [(2, "First name")]
    assert found.stops[0].value == "=B1"


def test_a_dash_says_that_there_is_no_last_name() -> None:
    found = plan(table(children("1 | Madonna | - | | | ")))
    assert not found.stops
    assert "family_name" not in of(found, Subject.STUDENT)[0].values


def test_a_long_value_is_shortened_in_the_list() -> None:
    found = plan(table(children(f"1 | {'x' * 500} | Lee | | | ")))
    assert found.stops[0].value == "x" * 60 + "… (500 letters)"


def test_whole_names_and_titles() -> None:
    text = "Student ID | Name | Parent 1 name | Parent 1 e-mail\n1 | Lee, Ann | Mr Mo Lee | m@x.org"
    found = plan(table(text))
    assert names(found, Subject.STUDENT, What.ADD) == ["Ann Lee"]
    assert names(found, Subject.GUARDIAN, What.ADD) == ["Mo Lee"]


def test_two_last_names_are_joined() -> None:
    text = (
        "Matrícula | Nombre | Primer apellido | Segundo apellido | Curso\n1 | Ana | Ruiz | Gil | 3"
    )
    assert names(plan(table(text)), Subject.STUDENT, What.ADD) == ["Ana Ruiz Gil"]


def test_several_classes_in_one_cell_and_parts_of_an_address() -> None:
    text = (
        "Student ID | First name | Last name | Class | Address line 1 | Town\n"
        "1 | Ann | Lee | 3B; Maths ;3B | 1 Mill Lane | Newtown"
    )
    found = plan(table(text))
    assert names(found, Subject.CLASS, What.ADD) == ["3B", "Maths"]
    assert of(found, Subject.STUDENT)[0].values["address"] == "1 Mill Lane, Newtown"


def test_mother_and_father_columns_say_the_relation() -> None:
    text = (
        "Student ID | First name | Last name | Mother's name | Mother e-mail | Father's name\n"
        "1 | Ann | Lee | May Lee | may@x.org | Fred Lee"
    )
    pairs = of(plan(table(text)), Subject.GUARDIANSHIP)
    assert [one.values["relation"] for one in pairs] == ["mother", "father"]


def test_a_parent_without_name_and_email_is_a_problem() -> None:
    head = "Student ID | First name | Last name | Parent 1 name | Parent 1 phone"
    text = f"{head}\n1 | A | B | | 0123456"
    assert stops(plan(table(text))) == [(2, "Parent 1 name")]


def test_a_parent_with_only_an_email_is_called_after_it() -> None:
    text = "Student ID | First name | Last name | Parent 1 e-mail\n1 | Ann | Lee | susan@x.org"
    found = plan(table(text))
    assert names(found, Subject.GUARDIAN, What.ADD) == ["susan"]
    assert "shown as susan for now" in at_level(found, Level.NOTE)[0].message


def test_links_that_say_nothing() -> None:
    found = plan(table("Class ID | Student ID\n1 |", "Enrolments"))
    assert stops(found) == [(2, "Student ID")]


def test_who_has_left_and_is_not_known_is_only_told() -> None:
    text = "Student ID | First name | Last name | Status\n1 | Ann | Lee | Withdrawn"
    found = plan(table(text))
    assert not found.changes
    assert "nothing to do" in at_level(found, Level.NOTE)[0].message


def test_totals_and_names_of_columns_between_the_people_are_nobody() -> None:
    found = plan(
        table(
            "First name | Last name | DOB\nAnn | Lee | 2016-03-31\nTotal 1 | | \n"
            "First name | Last name | DOB\nBo | Ray | 2016-03-31\nTotal pupils | 2 | \nTotal: | 2"
        )
    )
    assert names(found, Subject.STUDENT, What.ADD) == ["Ann Lee", "Bo Ray"]
    sums = grid(("Surname", "Forename", "DOB"), ("Lee", "Ann", None), ("Total", Formula("=A1")))
    assert names(plan(sums), Subject.STUDENT, What.ADD) == ["Ann Lee"]
    nameless = plan(table("Full name | DOB\nSuma | "))
    assert names(nameless, Subject.STUDENT, What.ADD) == ["Suma"]


def guardians(text: str) -> list[tuple[str, object]]:
    found = plan(table(text))
    assert not found.stops
    return [(one.name, one.values.get("email")) for one in of(found, Subject.GUARDIAN)]


def test_two_parents_in_one_cell() -> None:
    head = "First name | Last name | Class | Parents | Parents' e-mails\n"
    both = "Ann | Lee | 3B | May Lee and Bo Ray | may@x.org; bo@x.org"
    assert guardians(head + both) == [("May Lee", "may@x.org"), ("Bo Ray", "bo@x.org")]
    one = "Ann | Lee | 3B | Santiago Ramón y Cajal | may@x.org"
    assert guardians(head + one) == [("Santiago Ramón y Cajal", "may@x.org")]
    nameless = "Ann | Lee | 3B | | may@x.org, bo@x.org"
    assert guardians(head + nameless) == [("may", "may@x.org"), ("bo", "bo@x.org")]


def test_contacts_without_parental_rights_stay_out() -> None:
    head = "First name | Last name | Class | Contact 1 name | Contact 1 parental responsibility\n"
    assert guardians(head + "Ann | Lee | 3B | May Lee | Yes") == [("May Lee", None)]
    assert guardians(head + "Ann | Lee | 3B | Nan Next | No") == []
    rows = (
        "Student ID | First name | Last name | Relation | Contact type\n1 | Nan | Next | Aunt | {}"
    )
    child = table(
        "Student ID | First name | Last name | DOB\n1 | Ann | Lee | 2016-03-31", "Students"
    )
    for kind, people in (("Emergency", []), ("Guardian", ["Nan Next"])):
        found = plan(child, table(rows.format(kind), "Contacts"))
        assert names(found, Subject.GUARDIAN, What.ADD) == people


def test_a_parent_of_several_children_in_one_cell() -> None:
    found = plan(
        table(
            "First name | Last name | DOB\nAnn | Lee | 2016-03-31\nBo | Lee | 2014-03-31",
            "Students",
        ),
        table("Parent name | E-mail | Child\nMay Lee | may@x.org | Ann Lee; Bo Lee", "Parents"),
    )
    assert [one.name for one in of(found, Subject.GUARDIANSHIP)] == [
        "May Lee – Ann Lee",
        "May Lee – Bo Lee",
    ]


def test_a_school_year_and_its_section_are_a_class() -> None:
    head = "First name | Last name | Year group | {}\nAnn | Lee | 3 | {}"
    for header, cell, name in (
        ("Section", "B", "3 B"),
        ("Class", "B", "3 B"),
        ("Class", "3B", "3B"),
        ("Class", "3B, 4A", "3B"),
        ("Class", "Maths, set 2", "Maths, set 2"),
    ):
        found = plan(table(head.format(header, cell)))
        assert names(found, Subject.CLASS, What.ADD)[0] == name
