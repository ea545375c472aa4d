"""What is asked, what is not, and what is remembered of the answers."""

from dataclasses import replace

import pytest

from i18n import use
from rules.problems import Problem
from rules.roster_dates import Order
from rules.roster_drafts import draft
from rules.roster_fields import Kind
from rules.roster_mapping import SheetMapping
from rules.roster_memory import MOST_SHEETS, Memory, from_json, remember, sign, to_json
from rules.roster_questions import UNUSED, choice, question, shown_samples
from rules.roster_sheets import Grid
from rules.roster_suggest import suggest
from tests.rules.rosters import table


def asked(sheet: Grid) -> dict[str, tuple[str, ...]]:
    return {one.header: one.choices for one in suggest(sheet).questions}


def people(*columns: str) -> Grid:
    """A list of one child with these columns, each `header: value`, beside name and birthday."""
    pairs = [("First name", "Ann"), ("Last name", "Lee"), ("DOB", "2016-03-31")]
    pairs += [(header, value) for header, _colon, value in (one.partition(": ") for one in columns)]
    return table(" | ".join(one for one, _v in pairs) + "\n" + " | ".join(v for _h, v in pairs))


def test_a_lone_name_is_always_asked() -> None:
    sheet = table("Name | DOB\nAnn Lee | 2016-03-31")
    assert asked(sheet) == {"Name": ("name", "reversed", "given", UNUSED)}
    longer = table("Nombre | DOB\nAna García López | 2016-03-31")
    assert asked(longer)["Nombre"][:4] == ("name", "reversed", "two_names", "two_reversed")


@pytest.mark.parametrize("name", ["Lee, Ann", "DUPONT Jean", "王小明"])
def test_unless_the_names_show_their_order(name: str) -> None:
    assert asked(table(f"Name | DOB\n{name} | 2016-03-31")) == {}


@pytest.mark.parametrize(
    ("field", "given", "family"),
    [
        ("name", "Ana García", "López"),
        ("reversed", "García López", "Ana"),
        ("two_names", "Ana", "García López"),
        ("two_reversed", "López", "Ana García"),
        ("given", "Ana García López", ""),
    ],
)
def test_every_answer_reads_the_names_as_it_says(field: str, given: str, family: str) -> None:
    sheet = table("Name | DOB\nAna García López | 2016-03-31")
    mapping = suggest(sheet).answer(sheet, 0, field, False)
    (row,) = draft([sheet], [mapping]).students
    assert (row.person.given, row.person.family) == (given, family)


def test_grade_is_a_year_or_a_mark() -> None:
    assert asked(people("Grade: 3")) == {"Grade": ("grade", UNUSED)}
    assert asked(people("Grade: Year 3")) == {}
    assert asked(people("Year group: 3")) == {}
    assert asked(people("Grade level: 3", "Grade: 9.5")) == {}


def test_a_pin_is_asked_and_shown_by_its_form_only() -> None:
    (column,) = suggest(people("PIN: 4711")).questions
    assert column.choices == ("ref", UNUSED)
    assert shown_samples(column) == ("4•••",)
    assert choice(Kind.STUDENTS, column, UNUSED) == "A secret code: do not read it"
    assert asked(people("PIN: 4711", "Student ID: 12")) == {}


def test_whose_primary_address_it_is_is_asked() -> None:
    assert asked(people("Primary email: m@x.org")) == {
        "Primary email": ("email", "parent1.email", UNUSED)
    }
    assert asked(people("E-mail: a@x.org")) == {}
    assert asked(people("Student e-mail: a@x.org", "Parent e-mail: m@x.org")) == {}


def test_an_address_beside_a_named_parent_may_be_either_ones() -> None:
    sheet = people("Mother: May Lee", "E-mail: m@x.org", "Home phone: 0123 45678")
    assert asked(sheet) == {"E-mail": ("email", "mother.email", UNUSED)}
    mapping = suggest(sheet).answer(sheet, 4, "mother.email", False)
    (row,) = draft([sheet], [mapping]).students
    assert row.guardians[0].person.text("email") == "m@x.org"
    assert not row.person.text("email")


def test_columns_with_unknown_names_are_told_by_their_values() -> None:
    assert asked(table("First name | Last name | Class | Xyz\nA | B | 3B | 2016-03-31")) == {
        "Xyz": ("birth", UNUSED)
    }
    assert asked(table("First name | Last name | Class | Xyz\nA | B | 3B | a@x.org")) == {
        "Xyz": ("email", "parent1.email", UNUSED)
    }
    assert asked(table("First name | Last name | Class | Xyz\nA | B | 3B | 17.5")) == {}


def test_an_unanswered_column_is_not_read() -> None:
    sheet = people("Primary email: m@x.org")
    (row,) = draft([sheet], [suggest(sheet)]).students
    assert not row.person.text("email")
    nobody = suggest(sheet).answer(sheet, 3, UNUSED, False)
    assert nobody.questions == ()
    assert nobody.columns[3].field is None


def test_an_answer_that_another_column_has_is_refused() -> None:
    sheet = people("Primary email: m@x.org")
    with pytest.raises(Problem):
        suggest(sheet).answer(sheet, 3, "given", False)


def test_every_question_is_a_sentence_in_every_language() -> None:
    sheet = table(
        "Name | Grade | PIN | Primary email | Mother | Phone | Xyz\n"
        "Ann Lee | 3 | 1 | m@x.org | May | 0123456 | 2016-03-31"
    )
    for language in ("en", "es"):
        use(language)
        mapping = suggest(sheet, kind=Kind.STUDENTS)
        texts = [question(one) for one in mapping.questions]
        assert len(texts) == 6
        assert all(one.title in text for one, text in zip(mapping.questions, texts, strict=True))
        for column in mapping.questions:
            labels = [choice(mapping.kind, column, one) for one in column.choices]
            assert len(set(labels)) == len(labels)
    use(None)


ASKING = "Name | DOB | Grade | Remark\nAnn Lee | 02/01/2016 | 3 | Nan"


def left(sheet: Grid) -> SheetMapping:
    """The list as a person left it."""
    mapping = suggest(sheet)
    for index, field in ((0, "reversed"), (2, "grade"), (3, "preferred")):
        mapping = mapping.answer(sheet, index, field, False)
    return mapping.in_order(1, Order.MONTH_FIRST)


def test_what_was_said_once_is_not_asked_again() -> None:
    sheet = table(ASKING)
    kept = from_json(to_json(remember(Memory(), [left(sheet)])))
    shuffled = table("Remark | Grade | DOB | Name\nBob | 4 | 03/01/2016 | Ray Bo", file="next.xlsx")
    again = suggest(shuffled, memory=kept)
    assert again.questions == again.unsure_dates == ()
    assert {one.header: one.field for one in again.columns} == {
        "Name": "reversed",
        "DOB": "birth",
        "Grade": "grade",
        "Remark": "preferred",
    }
    assert again.columns[2].order == Order.MONTH_FIRST


def test_other_columns_are_another_list() -> None:
    kept = remember(Memory(), [left(table(ASKING))])
    other = table(ASKING.replace("Remark", "Notes"))
    assert suggest(other, memory=kept).questions == suggest(other).questions
    teachers = suggest(table(ASKING), kind=Kind.TEACHERS, memory=kept)
    assert teachers.kind == Kind.TEACHERS


def test_unanswered_lists_and_known_formats_are_not_remembered() -> None:
    asking = suggest(table(ASKING))
    assert remember(Memory(), [asking]) == Memory()
    assert remember(Memory(), [replace(left(table(ASKING)), format="Clever")]) == Memory()


def test_the_latest_lists_are_kept() -> None:
    mapping = left(table(ASKING))
    memory = Memory()
    for number in range(MOST_SHEETS + 5):
        column = replace(mapping.columns[3], header=f"Remark {number}")
        memory = remember(memory, [replace(mapping, columns=(*mapping.columns[:3], column))])
    assert len(memory.sheets) == MOST_SHEETS
    assert sign(replace(mapping, columns=(*mapping.columns[:3], column))) in memory.sheets


def test_names_of_columns_that_hold_numbers_or_addresses_are_read_so() -> None:
    sheet = people("Parent name: May Lee", "Parent contact: 07412 345678")
    found = {one.header: one.field for one in suggest(sheet).columns}
    assert found["Parent contact"] == "parent1.phone"
    sheet = people("Mother: may@example.org")
    assert suggest(sheet).columns[3].field == "mother.email"


def test_names_addresses_and_a_class_may_be_teachers() -> None:
    text = "First name | Last name | {} | E-mail\nAnn | Lee | 3B | a@x.org"
    assert suggest(table(text.format("Class"))).needs_answer
    assert not suggest(table(text.format("Class"), "Students")).needs_answer
    assert not suggest(table(text.format("Year group"))).needs_answer


def test_columns_that_hold_something_else_are_left_out() -> None:
    rows = "\n".join(f"Ann{one} | Lee | 3B | Poland | Single registration" for one in "abcd")
    found = suggest(table(f"First name | Last name | Class | Born | Status\n{rows}"))
    assert [one.title for one in found.unmapped] == ["Born", "Status"]
    impossible = rows.replace("Poland", "2016-13-45").replace("Single registration", "Left")
    found = suggest(table(f"First name | Last name | Class | Born | Status\n{impossible}"))
    assert found.unmapped == ()
    dates = rows.replace("Poland", "2016-03-31").replace("Single registration", "Left")
    found = suggest(table(f"First name | Last name | Class | Born | Status\n{dates}"))
    assert found.unmapped == ()
