"""The import page asks what only a person can tell, once."""

from streamlit.testing.v1 import AppTest

from tests.cast import AppAs, open_page, sound
from tests.pages.test_roster import bring_in, shown, students_called, upload

ASKING = (
    "Name,Grade,PIN,Mother,E-mail,Birthday\nAnn Marlow,3,4711,May Marlow,m@example.org,02/01/2016\n"
)
NEXT = ASKING.replace("Ann", "Bea").replace("4711", "4712").replace("02/01/2016", "05/04/2017")


def ask(at: AppTest, column: str) -> None:
    """The question about this column is on the page."""
    assert any(f"“{column}”" in one.label.replace("\\", "") for one in at.radio), column


def answer(at: AppTest, column: str, label: str) -> None:
    box = next(one for one in at.radio if f"“{column}”" in one.label.replace("\\", ""))
    place = [option.replace("\\", "") for option in box.options].index(label)
    box.set_value(box.options[place])
    sound(at.run())


def test_it_asks_reads_nothing_before_and_does_not_ask_again(app_as: AppAs) -> None:
    page = open_page(app_as("coordinator"), "roster.upload")
    upload(page, ("first.csv", ASKING))
    for column in ("Name", "Grade", "PIN", "E-mail"):
        ask(page, column)
    assert "4•••" in shown(page)
    assert "4711" not in shown(page)
    assert "What would happen" not in shown(page)
    answer(page, "Name", "First name Ann, last name Marlow")
    answer(page, "Grade", "A school year")
    answer(page, "PIN", "A secret code: do not read it")
    answer(page, "E-mail", "Mother: E-mail")
    bring_in(page)
    assert {one.given_name for one in students_called("Marlow")} == {"Ann", "May"}
    page = open_page(app_as("coordinator"), "roster.upload")
    upload(page, ("second.csv", NEXT))
    assert not [one for one in page.radio if "“" in one.label]
    assert "What would happen" in shown(page)
