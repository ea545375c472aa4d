"""The page of letters: what would happen, then the letters, until somebody has them."""

import pytest
from pypdfium2 import PdfDocument
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.session import reading, writing
from rules.people import SYSTEM
from seed.cast import Cast
from tests.cast import AppAs, open_page, words
from tests.pages.test_join import press


@pytest.fixture
def page(hub: Cast, app_as: AppAs) -> AppTest:
    """The page when two mothers have not joined."""
    with writing(SYSTEM) as db:
        for key in ("parent", "siblings_parent", "barred_parent"):
            db.delete(db.get(t.Account, hub.accounts[key]))
    return open_page(app_as("coordinator"), "roster.letters")


def invitations() -> list[t.Invitation]:
    with reading(SYSTEM) as db:
        return list(db.scalars(select(t.Invitation)))


def test_it_says_how_many_for_whom_not_and_why(page: AppTest) -> None:
    seen = words(page)
    assert "2 letters, a page each." in seen
    for name, why in (
        ("Ibrahim Diallo", "May not see this child"),
        ("Aigul Bekova", "Has joined already"),
    ):
        line = next(part for part in seen.splitlines() if name in part)
        assert why in line
    assert invitations() == []


def test_a_class_is_chosen(hub: Cast, page: AppTest) -> None:
    page.selectbox[0].select(hub.other_class).run()
    assert "One letter, one page." in words(page)
    assert press(page, "Make one letter").session_state["letters_made"]["count"] == 1
    assert [row.student_id for row in invitations()] == [hub.far_sibling]


def test_letters_are_made_once_and_kept_until_somebody_has_them(page: AppTest) -> None:
    press(page, "Make 2 letters")
    made = page.session_state["letters_made"]
    assert len(PdfDocument(made["pdf"])) == 2
    assert "2 letters are ready" in words(page)
    assert [button.label for button in page.button if "Make" in button.label] == [
        "I have them. Make others"
    ]
    assert "2 letters are ready" in words(page.run())
    assert len(invitations()) == 2
    seen = words(press(page, "I have them. Make others"))
    assert "2 families have a code that still works. Those end" in seen
    assert "letters_made" not in page.session_state


def test_families_may_keep_the_code_they_have(page: AppTest) -> None:
    press(press(page, "Make 2 letters"), "I have them. Make others")
    page.toggle[0].set_value(True).run()
    seen = words(page)
    assert "Nobody here needs a letter" in seen
    assert "Has a code that still works" in seen


def test_whoever_joins_in_the_meantime_changes_the_list_first(hub: Cast, page: AppTest) -> None:
    with writing(SYSTEM) as db:
        db.add(t.Account(person_id=hub.parent, username="mariama", password_hash="x"))
    assert "One letter, one page." in words(press(page, "Make 2 letters"))
    assert invitations() == []
