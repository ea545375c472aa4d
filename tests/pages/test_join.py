"""A letter's address: a button, a question about the child, then a password of one's own."""

import pytest
from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.commands.people import invite
from db.session import reading, writing
from rules.accounts import fingerprint, new_code, new_token
from rules.letter_words import LETTERS
from rules.people import SYSTEM
from seed.cast import Cast
from tests.cast import AppAs, me_of, open_page, words


@pytest.fixture
def code(hub: Cast) -> str:
    """The code of a mother of two who has not joined."""
    with writing(SYSTEM) as db:
        db.delete(db.get(t.Account, hub.accounts["siblings_parent"]))
    code = new_code()
    me = me_of(hub, "coordinator")
    invite(me, new_token(), hub.siblings_parent, fingerprint(code))
    return code


def press(at: AppTest, label: str) -> AppTest:
    return next(button for button in at.button if button.label == label).click().run()


def count(table: type[t.Table]) -> int:
    with reading(SYSTEM) as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def test_following_the_address_spends_nothing(code: str, app_as: AppAs) -> None:
    for _visit in range(3):
        seen = words(open_page(app_as(None), "entry.join", code=code))
        assert "Begin" in seen
        assert "José" not in seen
    assert count(t.Attempt) == 0
    with reading(SYSTEM) as db:
        assert db.scalars(select(t.Invitation.used_at)).all() == [None]


def test_the_child_is_named_by_first_name_and_class_alone(code: str, app_as: AppAs) -> None:
    seen = words(press(open_page(app_as(None), "entry.join", code=code), "Begin"))
    assert "Is this your child?" in seen
    assert "José" in seen
    assert "Class 3B" in seen
    assert [name for name in ("Álvarez", "Lucía", "Carmen") if name in seen] == []


def test_what_to_do_is_said_in_the_letter_s_language_too(code: str, app_as: AppAs) -> None:
    for language, told in (("ar", LETTERS["ar"].choose), ("en", ""), ("kk", "")):
        with writing(SYSTEM) as db:
            for person in db.scalars(select(t.Person).where(t.Person.role != "teacher")):
                person.ui_language, person.home_language = None, language
        at = press(open_page(app_as(None), "entry.join", code=code), "Begin")
        assert f'lang="{language}"' in "".join(one.value for one in at.html) or not told
        assert told in words(at)
        assert LETTERS["en"].choose not in words(at)


def test_a_letter_in_the_wrong_bag_stays_as_good_as_it_was(code: str, app_as: AppAs) -> None:
    at = press(open_page(app_as(None), "entry.join", code=code), "Begin")
    seen = words(press(at, "No, this is not my child"))
    assert "give the letter back to the school" in seen
    assert "José" not in seen
    assert not at.text_input
    again = press(open_page(app_as(None), "entry.join", code=code), "Begin")
    press(again, "Yes, this is my child")
    assert again.text_input[0].label == "Choose a username"


def test_a_slip_on_the_answer_is_taken_back(code: str, app_as: AppAs) -> None:
    at = press(open_page(app_as(None), "entry.join", code=code), "Begin")
    press(at, "No, this is not my child")
    assert "Is this your child?" in words(press(at, "I pressed the wrong button"))


def test_an_address_that_was_used_says_so_and_another_code_can_be_typed(
    code: str, app_as: AppAs
) -> None:
    with writing(SYSTEM) as db:
        db.scalars(select(t.Invitation)).one().used_at = db.scalars(
            select(t.Invitation.created_at)
        ).one()
    at = press(open_page(app_as(None), "entry.join", code=code), "Begin")
    assert "This code was used" in words(at)
    press(at, "Try another code")
    assert at.text_input[0].label == "Code from your letter"
