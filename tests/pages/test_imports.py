"""The history of imports: what each did, its workbook, and the way back."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from db.commands.goals import add_goal
from db.queries import roster, roster_history
from db.session import reading
from exchange.roster_result import result
from rules.goals import GoalDraft
from rules.people import SYSTEM, Role
from seed.cast import Cast
from tests.cast import AppAs, me_of, open_page, sound
from tests.pages.seen import lines
from tests.pages.test_roster import STUDENTS, bring_in, press, shown, students_called, upload

DONE = "What this import changed"


@pytest.fixture
def imported(app_as: AppAs) -> AppTest:
    """The history, after a list was brought in."""
    at = open_page(app_as("coordinator"), "roster.upload")
    bring_in(upload(at, ("list.csv", STUDENTS)))
    return open_page(at, "roster.history")


def build_on_tom(hub: Cast) -> None:
    """A goal for a child of the import."""
    (tom,) = [one for one in students_called("Hill") if one.role == Role.STUDENT]
    add_goal(me_of(hub, "coordinator"), "a goal", tom.id, GoalDraft("Read to Robin"))


def test_before_the_first_import_there_is_a_way_to_it(app_as: AppAs) -> None:
    at = open_page(app_as("coordinator"), "roster.history")
    assert "Nothing was imported yet." in shown(at)
    assert "Import roster" in [one.proto.label for one in at.get("page_link")]


def test_it_says_who_when_which_file_and_what(imported: AppTest) -> None:
    assert "list.csv" in shown(imported)
    assert "Ruth Okafor" in shown(imported)
    (tom,) = (one for one in lines(imported, DONE) if one["Name"] == "Tom Hill")
    assert "Birth date: 2 November 2016" in tom["Details"]


def test_the_lines_can_be_searched(imported: AppTest) -> None:
    imported.text_input(key="done_find").set_value("hill")
    sound(imported.run())
    found = lines(imported, DONE)
    assert found
    assert all("Hill" in one["Name"] for one in found)


def test_an_import_is_undone_after_it_was_asked(imported: AppTest) -> None:
    press(imported, "Undo this import")
    assert "of this import are taken back" in shown(imported)
    assert students_called("Hill")
    press(imported, "Yes, undo it")
    assert not students_called("Hill")
    assert "Ruth Okafor undid this import on" in shown(imported)
    assert "Undo this import" not in [one.label for one in imported.button]


def test_it_can_be_left_as_it_is(imported: AppTest) -> None:
    press(imported, "Undo this import")
    press(imported, "Leave it as it is")
    assert students_called("Hill")
    assert "Undo this import" in [one.label for one in imported.button]


def test_what_people_built_on_stays_and_is_named(imported: AppTest, hub: Cast) -> None:
    build_on_tom(hub)
    press(imported, "Undo this import")
    assert "Tom Hill" in shown(imported).partition("Why it stays")[2]
    press(imported, "Yes, undo it")
    assert [one.given_name for one in students_called("Hill") if one.role == Role.STUDENT] == [
        "Tom"
    ]


def test_data_changed_since_it_was_asked_is_asked_again(imported: AppTest, hub: Cast) -> None:
    press(imported, "Undo this import")
    build_on_tom(hub)
    press(imported, "Yes, undo it")
    assert "changed since you looked" in shown(imported)
    assert students_called("Hill")


def test_a_large_import_is_looked_through_and_undone_by_processes(app_as: AppAs) -> None:
    at = open_page(app_as("coordinator"), "roster.upload")
    rows = "".join(f"{one},Ann{one},Lee,2016-03-31\n" for one in range(1000, 2600))
    head = "Student ID,First name,Last name,Date of birth\n"
    bring_in(upload(at, ("list.csv", head + rows)))
    open_page(at, "roster.history")
    assert "1 to 500 of 1,600" in shown(at)
    press(at, "More")
    assert "501 to 1,000 of 1,600" in shown(at)
    press(press(at, "Undo this import"), "Yes, undo it")
    assert not students_called("Lee")
    assert "Ruth Okafor undid this import on" in shown(at)


def test_the_workbook_names_every_field_before_and_after(imported: AppTest) -> None:
    with reading(SYSTEM) as db:
        past = roster.past_imports(db)[0]
        made = result(past, roster_history.done(db, past.id))
    book = load_workbook(BytesIO(made))
    assert book.sheetnames == ["What was done", "Summary"]
    rows = [tuple(cell.value for cell in row) for row in book["What was done"]]
    assert rows[0] == ("What", "Who or what", "Name", "Field", "Before", "After")
    assert ("Add", "Student", "Tom Hill", "School's ID", None, "00418") in rows
    assert ("File", "list.csv") in [tuple(cell.value for cell in row) for row in book["Summary"]]
