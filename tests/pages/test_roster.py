"""The import page: files in, what was read, what would happen, confirmed."""

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.session import reading
from exchange.roster_template import template
from rules.people import SYSTEM
from seed.cast import Cast
from tests.cast import AppAs, open_page, sound, words

STUDENTS = (
    "Student ID,First name,Last name,Date of birth,Class,Parent 1 name,Parent 1 e-mail,Password\n"
    "00417,Amina,García,2016-03-31,4A,Lucía García,lucia@example.org,hunter2\n"
    "00418,Tom,Hill,2016-11-02,4A,Robin Hill,robin@example.org,hunter3\n"
)
BAD = "Student ID,First name,Last name,Date of birth\n1,Ann,Lee,2016-13-45\n2,Bo,Ray,2016-03-31\n"


def upload(at: AppTest, *files: tuple[str, str | bytes]) -> AppTest:
    """Choose these files."""
    data = [
        (name, text.encode() if isinstance(text, str) else text, "text/csv") for name, text in files
    ]
    at.file_uploader[0].set_value(data)
    return sound(at.run())


def press(at: AppTest, label: str) -> AppTest:
    button = next(one for one in at.button if one.label == label)
    return sound(button.click().run())


def agree(at: AppTest) -> AppTest:
    """Confirm everything that is asked to be confirmed."""
    for box in at.checkbox:
        box.check()
    return sound(at.run())


def bring_in(at: AppTest) -> AppTest:
    return press(agree(at), "Bring this in")


def shown(at: AppTest) -> str:
    """Everything read on the page, tables and notes too, without markdown's escapes."""
    html = [str(one.proto.body) for one in at.get("html")]
    return "\n".join([words(at), *html]).replace("\\", "")


@pytest.fixture
def page(app_as: AppAs) -> AppTest:
    return open_page(app_as("coordinator"), "roster.upload")


def students_called(family: str) -> list[t.Person]:
    with reading(SYSTEM) as db:
        return list(db.scalars(select(t.Person).where(t.Person.family_name == family)))


def test_a_list_comes_in_after_it_was_seen(page: AppTest) -> None:
    upload(page, ("list.csv", STUDENTS))
    assert "list.csv: Students, 2 rows, 7 columns used" in [
        one.label.replace("\\", "") for one in page.expander
    ]
    assert "Student" in shown(page)
    assert not students_called("Hill")
    bring_in(page)
    assert "Done." in shown(page)
    assert {one.given_name for one in students_called("García")} == {"Amina", "Lucía"}
    assert "Invite people" in [one.proto.label for one in page.get("page_link")]


def test_the_same_list_again_changes_nothing(page: AppTest) -> None:
    upload(page, ("list.csv", STUDENTS))
    bring_in(page)
    upload(page, ("list.csv", STUDENTS))
    assert "Nothing to change" in shown(page)
    assert "Bring this in" not in [one.label for one in page.button]


def test_what_is_no_workbook_is_said_in_a_sentence(page: AppTest) -> None:
    upload(page, ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)))
    assert "photo.csv is not a workbook." in shown(page)


def test_rows_with_problems_wait_until_they_are_left_out(page: AppTest) -> None:
    upload(page, ("bad.csv", BAD))
    assert "Row 2 of bad.csv · Date of birth" in shown(page)
    assert "2016-13-45" in [one.value for one in page.text_input]
    assert "This is not a date. Please write it like 2015-03-31" in shown(page)
    button = next(one for one in page.button if one.label == "Bring this in")
    assert button.disabled
    bring_in(page)
    assert students_called("Ray")
    assert not students_called("Lee")


def test_data_changed_since_the_preview_is_previewed_again(page: AppTest, hub: Cast) -> None:
    from db.commands.people import add_person
    from rules.people import PersonDraft, Role
    from tests.cast import me_of

    upload(page, ("list.csv", STUDENTS))
    add_person(me_of(hub, "coordinator"), "op", PersonDraft(Role.STUDENT, "New", "Child"))
    bring_in(page)
    assert "changed since this preview" in shown(page)
    assert not students_called("Hill")
    bring_in(page)
    assert students_called("Hill")


def test_passwords_are_never_read(page: AppTest) -> None:
    upload(page, ("list.csv", STUDENTS))
    assert "hunter2" not in str(page.session_state["roster"].reading)


def test_a_sheet_that_could_be_anybody_is_asked_about(page: AppTest) -> None:
    upload(page, ("names.csv", "First name,Last name\nAnn,Lee\n"))
    assert "Please say what it holds" in shown(page)
    assert "Bring this in" not in [one.label for one in page.button]
    box = next(one for one in page.selectbox if one.label == "What does it hold?")
    sound(box.set_value("teachers").run())
    bring_in(page)
    assert [one.role for one in students_called("Lee")] == ["teacher"]


def test_the_empty_template_says_that_it_is_empty(page: AppTest) -> None:
    upload(page, ("roster.xlsx", template()))
    assert "There is nobody in these files yet." in shown(page)


def test_leavers_are_named_in_a_full_list(page: AppTest) -> None:
    upload(page, ("list.csv", STUDENTS))
    sound(page.radio(key="scope").set_value("full").run())
    assert "José Álvarez" in shown(page)


def test_a_school_sets_how_much_an_upload_may_hold(page: AppTest) -> None:
    page.session_state["roster.limits:box"] = True
    sound(page.run())
    rows = next(one for one in page.number_input if one.label == "Rows of one sheet")
    rows.set_value(150)
    press(page, "Keep these limits")
    assert "150 rows a sheet" in shown(page)
    many = STUDENTS + "".join(f"{number},Ann,Lee\n" for number in range(200))
    upload(page, ("more.csv", many))
    assert "more.csv has more than 150 rows on one sheet" in shown(page)
