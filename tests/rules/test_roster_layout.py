"""Where the table lies on a sheet, and sheets that are each a class."""

from dataclasses import replace
from datetime import date

import pytest

from rules.roster import Subject, What
from rules.roster_fields import Kind
from rules.roster_layout import ALL_DATA, find_head, forget_secrets, unreadable
from rules.roster_sheets import Grid
from rules.roster_suggest import suggest, suggest_all
from tests.rules.rosters import grid, names, of, plan, table


def fields(sheet: Grid) -> list[str | None]:
    return [one.field for one in suggest(sheet).columns]


def test_two_rows_of_names_are_read_together() -> None:
    sheet = table(
        "Brook Hill School\n"
        "Pupil | | | Parent 1 | | Parent 2 | \n"
        "First name | Last name | DOB | Name | E-mail | Name | E-mail\n"
        "Ann | Lee | 2016-03-31 | May Lee | m@x.org | Bo Lee | b@x.org"
    )
    assert fields(sheet) == [
        "given",
        "family",
        "birth",
        "parent1.name",
        "parent1.email",
        "parent2.name",
        "parent2.email",
    ]
    assert names(plan(sheet), Subject.GUARDIAN, What.ADD) == ["May Lee", "Bo Lee"]


def test_a_merged_name_above_stands_over_all_of_its_columns() -> None:
    sheet = grid(
        ("Class list 3B", None, None, None, "Contact", None, None),
        ("First name", "Last name", "DOB", "Class", "Mother", None, "Father"),
        (None, None, None, None, "Name", "Mobile", "Name"),
        ("Ann", "Lee", date(2016, 3, 31), "3B", "May Lee", "07412 345678", "Bo Lee"),
    )
    assert fields(sheet) == [
        "given",
        "family",
        "birth",
        "class.name",
        "mother.name",
        "mother.phone",
        "father.name",
    ]


def test_blank_columns_and_doubled_names() -> None:
    sheet = table(
        "First name | | Last name | DOB | Phone | Phone | \n"
        "Ann | | Lee | 2016-03-31 | 07412 345678 | 07412 345679 | "
    )
    found = suggest(sheet)
    assert [one.title for one in found.columns] == ["First name", "Last name", "DOB"] + [
        "Phone"
    ] * 2
    assert [one.title for one in found.unmapped] == ["Phone"]


def test_far_below_titles() -> None:
    titles = (("Springfield Primary",), (), (), (), ("Printed on", "1 May"))
    people = (("Last name", "First name", "DOB"), ("Lee", "Ann", "2016-03-31"))
    head = find_head(grid(*titles, *people))
    assert head is not None
    assert head.number == 6


@pytest.mark.parametrize(
    "text",
    [
        "c8mahler | Mahler | Gustav | LEC0201\nc9magnar | Magnard | Alberic | LEC0101",
        "Ann Lee | a@x.org\nBo Ray | b@x.org",
        "Ann | 2016-03-31\nBo | 2016-11-02",
        "王小明 | 2016-03-31\n李红 | 2016-11-02",
    ],
)
def test_people_without_any_column_names_are_asked_about(text: str) -> None:
    mapping = suggest(table(text))
    assert mapping.header_row == ALL_DATA
    assert mapping.needs_answer
    said = suggest(table(text), kind=Kind.STUDENTS)
    assert said.questions
    assert said.rows == 2
    assert not unreadable([table(text)])


def test_the_first_row_without_names_is_a_person_too() -> None:
    sheet = table("Mahler | Gustav\nMagnard | Alberic\nLee | Ann", name="students")
    (mapping,) = suggest_all([sheet])
    assert not mapping.needs_answer
    mapping = mapping.answer(sheet, 0, "family", False)
    assert [one.choices for one in mapping.questions] == [("given", "class.name", "")]
    mapping = mapping.answer(sheet, 1, "given", False)
    assert mapping.questions == ()
    from rules.roster_drafts import draft

    assert [row.person.name for row in draft([sheet], [mapping]).students] == [
        "Gustav Mahler",
        "Alberic Magnard",
        "Ann Lee",
    ]


def test_numbers_alone_are_nobody() -> None:
    sheet = table("2018 | 255901 | 604825\n2018 | 255901 | 604826")
    assert find_head(sheet) is None
    assert "no column names" in unreadable([sheet])["list.xlsx"]


CLASS = "First name | Last name | DOB\n{} | Lee | 2016-03-31\n{} | Ray | 2016-03-31"


def test_one_sheet_for_each_class() -> None:
    sheets = (table(CLASS.format("Ann", "Bo"), "3A"), table(CLASS.format("Cy", "Di"), "3B"))
    found = plan(*sheets)
    assert names(found, Subject.CLASS, What.ADD) == ["3A", "3B"]
    assert [one.name for one in of(found, Subject.ENROLMENT)] == [
        "Ann Lee – 3A",
        "Bo Ray – 3A",
        "Cy Lee – 3B",
        "Di Ray – 3B",
    ]


def test_files_of_a_zip_are_classes_too_and_unnamed_sheets_are_not() -> None:
    files = [
        replace(table(CLASS.format("Ann", "Bo"), name), file=f"all.zip/{name}.csv")
        for name in ("3A", "3B")
    ]
    assert [one.class_name for one in suggest_all(files)] == ["3A", "3B"]
    sheets = [table(CLASS.format("Ann", "Bo"), name) for name in ("Sheet1", "Hoja 2", "工作表3")]
    assert {one.class_name for one in suggest_all(sheets)} == {""}


def test_sheets_of_people_are_no_classes() -> None:
    sheets = (table(CLASS.format("Ann", "Bo"), "Students"), table(CLASS.format("Cy", "Di"), "Old"))
    assert [one.class_name for one in suggest_all(sheets)] == ["", ""]
    alone = suggest_all([table(CLASS.format("Ann", "Bo"), "3A")])
    assert alone[0].class_name == ""
    told = replace(alone[0], class_name="3A")
    assert told.class_name == "3A"


def test_a_class_column_counts_more_than_the_name_of_the_sheet() -> None:
    text = "First name | Last name | DOB | Class\n{} | Lee | 2016-03-31 | 5C"
    found = plan(table(text.format("Ann"), "One"), table(text.format("Bo"), "Two"))
    assert names(found, Subject.CLASS, What.ADD) == ["5C"]


def test_passwords_below_two_rows_of_names_are_forgotten() -> None:
    sheet = table(
        "Pupil | | Account | \nFirst name | Last name | User name | Password\nA | B | al | hunter2"
    )
    assert "hunter2" not in repr(forget_secrets(sheet))


def test_dates_told_by_their_header_or_their_dots_are_not_asked_about() -> None:
    for header, text, day in (
        ("DOB (dd/mm/yyyy)", "02/01/2016", "2016-01-02"),
        ("Birth date MM/DD/YYYY", "02/01/2016", "2016-02-01"),
        ("Geburtsdatum", "02.01.2016", "2016-01-02"),
        ("出生日期", "2016年1月2日", "2016-01-02"),
        ("Date de naissance", "2 janvier 2016", "2016-01-02"),
        ("Data urodzenia", "2 stycznia 2016", "2016-01-02"),
        ("تاريخ الميلاد", "٢٠١٦/٠١/٠٢", "2016-01-02"),
    ):
        sheet = table(f"First name | Last name | {header}\nAnn | Lee | {text}")
        assert suggest(sheet).unsure_dates == (), header
        assert str(of(plan(sheet), Subject.STUDENT)[0].values["birth_date"]) == day, header
