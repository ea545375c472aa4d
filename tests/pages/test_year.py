"""The page of a new school year: proposed, previewed, confirmed."""

from db.queries.school import school
from db.session import reading
from rules.people import SYSTEM
from seed.cast import Cast
from tests.cast import AppAs, open_page, sound
from tests.pages.seen import press, seen


def _year() -> str:
    with reading(SYSTEM) as db:
        return school(db).year


def test_a_year_begins_once_the_leavers_are_confirmed(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("coordinator"), "school.year")
    before = _year()
    assert "Daniyar Bekov" in seen(at)
    begin = next(button for button in at.button if button.label.startswith("Begin"))
    assert begin.disabled
    sound(at.checkbox[0].check().run())
    sound(press(at, begin.label).run())
    assert _year() != before


def test_the_preview_follows_the_choices(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("coordinator"), "school.year")
    for group in at.button_group:
        if str(group.key).startswith("year:way"):
            group.set_value("stay")
    sound(at.run())
    assert "As they are: 3B, 5A." in seen(at)
    assert not at.checkbox


def test_what_cannot_be_is_said_in_place(app_as: AppAs, hub: Cast) -> None:
    at = open_page(app_as("coordinator"), "school.year")
    sound(at.text_input(key="year:name").set_value(" ").run())
    assert [error.value for error in at.error] == [
        "Please write the new school year, for example 2027/28."
    ]
