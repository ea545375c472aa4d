"""The preview of an import: cells mended in place, rows decided, sight and leavers confirmed."""

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.session import writing
from rules.people import SYSTEM
from seed.cast import Cast
from tests.cast import AppAs, open_page, sound
from tests.pages.test_roster import agree, bring_in, press, shown, students_called, upload

HEAD = "Student ID,First name,Last name,Date of birth,Parent 1 name,Parent 1 e-mail\n"
GOOD = "90,Ann,Lee,2016-03-31,,\n"
MANY_GOOD = "".join(f"{one},Gia{one},Moss,2016-03-31,,\n" for one in range(300, 340))
BAD = "91,Bo,Ray,2016-13-45,,\n"


@pytest.fixture
def page(app_as: AppAs) -> AppTest:
    return open_page(app_as("coordinator"), "roster.upload")


def waits(at: AppTest) -> bool:
    return next(one for one in at.button if one.label == "Bring this in").disabled


def write(at: AppTest, value: str, instead: str) -> AppTest:
    """Write over the cell that shows a value."""
    field = next(one for one in at.text_input if one.value == value)
    field.set_value(instead)
    return sound(at.run())


def choose(at: AppTest, name: str, start: str) -> AppTest:
    """Say who a row is."""
    radio = next(one for one in at.radio if one.label == f"Who is {name}?")
    radio.set_value(next(one for one in radio.options if one.startswith(start)))
    return sound(at.run())


def test_a_cell_is_mended_in_place(page: AppTest) -> None:
    upload(page, ("list.csv", HEAD + GOOD + BAD))
    assert waits(page)
    write(page, "2016-13-45", "2016-12-30")
    assert "No problems found." in shown(page)
    assert not waits(page)
    assert "1 cell mended" in [one.label for one in page.expander]
    sound(page.run())
    press(page, "Bring this in")
    assert [one.birth_date.isoformat() for one in students_called("Ray") if one.birth_date] == [
        "2016-12-30"
    ]


def test_what_is_still_wrong_is_asked_again_and_can_be_put_back(page: AppTest) -> None:
    upload(page, ("list.csv", HEAD + GOOD + BAD))
    write(page, "2016-13-45", "soon")
    assert waits(page)
    assert "soon" in [one.value for one in page.text_input]
    press(page, "Put back")
    assert "2016-13-45" in [one.value for one in page.text_input]


def test_an_empty_cell_is_filled_in(page: AppTest) -> None:
    upload(page, ("list.csv", HEAD + "92,Cy,,2016-03-31,,\n"))
    assert "There is no last name." in shown(page)
    write(page, "", "Park")
    bring_in(page)
    assert students_called("Park")


def test_many_problems_are_mended_a_few_at_a_time(page: AppTest) -> None:
    rows = "".join(f"{one},Ann{one},Lee,2016-13-45,,\n" for one in range(100, 110))
    upload(page, ("list.csv", HEAD + MANY_GOOD + rows))
    assert "1 to 6 of 10" in shown(page)
    press(page, "More")
    assert "7 to 10 of 10" in shown(page)
    assert sum(one.value == "2016-13-45" for one in page.text_input) == 4


def test_very_many_problems_are_told_by_column_first(page: AppTest) -> None:
    rows = "".join(f"{one},Ann{one},Lee,2016-13-45,,\n" for one in range(100, 120))
    upload(page, ("list.csv", HEAD + MANY_GOOD + rows + "200,Bo,,2016-03-31,,\n"))
    table = shown(page).partition("The columns with most problems")[2]
    assert table.index("<td>Date of birth</td><td>20</td>") < table.index("<td>Last name</td>")


def test_a_row_that_may_be_somebody_waits_for_a_person(page: AppTest) -> None:
    upload(page, ("list.csv", "First name,Last name,Date of birth\nJose,Alvarez,2018-01-27\n"))
    assert "Who is this?" in shown(page)
    assert not [one for one in page.button if one.label == "Bring this in"]
    choose(page, "Jose Alvarez", "The same person")
    assert "1 row decided" in [one.label for one in page.expander]
    bring_in(page)
    assert [one.given_name for one in students_called("Alvarez")] == ["Jose"]
    assert "José" not in [one.given_name for one in students_called("Álvarez")]


def test_a_decision_can_be_taken_again(page: AppTest) -> None:
    upload(page, ("list.csv", "First name,Last name,Date of birth\nJose,Alvarez,2018-01-27\n"))
    choose(page, "Jose Alvarez", "Leave this row out")
    assert "Who is this?" not in shown(page)
    press(page, "Decide again")
    assert "Who is this?" in shown(page)
    choose(page, "Jose Alvarez", "Somebody else")
    bring_in(page)
    assert [one.given_name for one in students_called("Alvarez")] == ["Jose"]
    assert "José" in [one.given_name for one in students_called("Álvarez")]


def test_sight_of_a_child_is_confirmed_by_itself_and_first(page: AppTest) -> None:
    row = "93,Dee,Fox,2016-03-31,Lucía Álvarez,lucia@example.org\n"
    upload(page, ("list.csv", HEAD + row + BAD))
    said = shown(page)
    assert "1 guardian would see a child whom they do not see now." in said
    assert said.index("Who may see a child") < said.index("Please look at these")
    page.checkbox[-1].check()
    sound(page.run())
    assert "Before you can bring this in: check who may see a child." in shown(page)
    assert waits(page)
    assert not waits(agree(page))


def test_another_list_of_guardians_is_confirmed_anew(page: AppTest) -> None:
    row = "93,Dee,Fox,2016-03-31,Lucía Álvarez,lucia@example.org\n"
    more = "94,Eli,Fox,2016-13-31,Lucía Álvarez,lucia@example.org\n"
    agree(upload(page, ("list.csv", HEAD + row + more)))
    write(page, "2016-13-31", "2016-12-31")
    assert waits(page)


def test_many_leavers_are_an_alarm_with_every_name(page: AppTest, hub: Cast) -> None:
    with writing(SYSTEM) as db:
        db.add_all(
            t.Person(role="student", given_name=f"Child {one}", family_name="Old")
            for one in range(30)
        )
    upload(page, ("list.csv", HEAD + GOOD))
    sound(page.radio(key="scope").set_value("full").run())
    assert "That is a lot" in shown(page)
    assert all(f"Child {one} Old" in shown(page) for one in range(30))
    assert waits(page)
    assert not waits(agree(page))


def test_what_people_edited_in_the_hub_stays_unless_the_file_is_chosen(page: AppTest) -> None:
    row = HEAD.replace("\n", ",Preferred name\n") + GOOD.replace("\n", ",Annie\n")
    bring_in(upload(page, ("list.csv", row)))
    _prefer("Nan")
    upload(page, ("list.csv", row.replace("Annie", "Anna")))
    assert "Somebody corrected 1 field in the hub" in shown(page)
    (box,) = [one for one in page.checkbox if "take Anna from the file instead of Nan" in one.label]
    assert not box.value
    box.check()
    sound(page.run())
    press(page, "Bring this in")
    assert [one.preferred_name for one in students_called("Lee")] == ["Anna"]


def _prefer(name: str) -> None:
    with writing(SYSTEM) as db:
        db.scalars(
            select(t.Person).where(t.Person.family_name == "Lee")
        ).one().preferred_name = name


def test_a_large_import_goes_through_processes(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"{one},Ann{one},Lee,2016-03-31,,\n" for one in range(1000, 2600))
    upload(page, ("list.csv", HEAD + rows))
    assert "1,600" in shown(page)
    bring_in(page)
    assert "Done. 1,600 added." in shown(page)
    assert len(students_called("Lee")) == 1600
