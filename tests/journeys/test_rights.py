"""A family's rights on a phone, and what the office does with them until a name is gone."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from sqlalchemy import select

from db import tables as t
from db.session import writing
from db.tables.base import utc_now
from rules.menu import menu as pages_of
from rules.people import SYSTEM
from seed.cast import BY_KEY
from tests.fixtures.served import Served
from tests.journeys.steps import (
    SLOW,
    OpenPage,
    button,
    choose,
    in_spanish,
    menu,
    send,
    settled,
    sign_in,
    title,
)

pytestmark = pytest.mark.browser

CHILD, NAME = "Amara", "Amara Diallo"
WRONG = "Su nombre lleva una sola erre."
OVER, LONG_AGO = "Old data to erase", date(2020, 1, 1)
REASON = "Corregido en la lista de la clase."


def arrive(open_page: OpenPage, served: Served, key: str, **how: object) -> Page:
    page = open_page(served.url, **how)
    sign_in(page, BY_KEY[key].username, BY_KEY[key].password)
    return page


def fits(page: Page) -> bool:
    settled(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    return bool(width <= (page.viewport_size or {"width": 0})["width"])


def copied(page: Page, label: str) -> dict[str, bytes]:
    """What is in the file that a button gives."""
    with page.expect_download(timeout=SLOW) as download:
        button(page, label).click()
    with ZipFile(Path(download.value.path())) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def test_a_family_takes_everything_asks_and_decides(served: Served, open_page: OpenPage) -> None:
    say = in_spanish
    phone = arrive(open_page, served, "parent", language="es", phone=True)
    menu(phone, say("Data and rights"))
    title(phone, say("Data and rights"))
    assert fits(phone)
    label = say("Download everything about {child}").format(child=CHILD)
    files = copied(phone, label)
    book, document = (
        next(data for name, data in files.items() if name.endswith(end))
        for end in (".xlsx", ".html")
    )
    told = document.decode()
    assert '<html lang="es"' in told
    assert NAME in told
    assert say("You downloaded everything about {child}").format(child=CHILD) in told
    sheets = load_workbook(BytesIO(book)).sheetnames
    assert {say("Goals"), say("Consents")} <= set(sheets)

    button(phone, say("Yes")).last.click()
    expect(phone.get_by_text(say("Saved. You can change it here."))).to_be_visible(timeout=SLOW)
    phone.get_by_label(say("What is it about?")).click()
    phone.get_by_role("option", name=say("A name")).click()
    phone.get_by_label(say("What is wrong, and what would be right?")).fill(WRONG)
    send(phone, say("Send to the office"))
    expect(phone.get_by_text(say("Sent. Thank you."))).to_be_visible(timeout=SLOW)

    office = arrive(open_page, served, "coordinator")
    menu(office, "Requests of families")
    expect(office.get_by_text(WRONG)).to_be_visible(timeout=SLOW)
    office.get_by_test_id("stRadio").get_by_text("Put right").click()
    office.get_by_label("What you did, or why not").fill(REASON)
    send(office, "Send the answer")
    expect(office.get_by_text("Nobody waits for an answer.")).to_be_visible(timeout=SLOW)
    menu(office, "Consents")
    row = office.get_by_role("row", name=NAME)
    expect(row.get_by_role("cell").last).to_have_text("Yes", timeout=SLOW)

    menu(phone, say("Data and rights"))
    expect(phone.get_by_text(REASON)).to_be_visible(timeout=SLOW)
    assert fits(phone)


def open_later(page: Page, address: str) -> None:
    """A page so long after the last time that the hub asks for the password once more."""
    with writing(SYSTEM) as db:
        for session in db.scalars(select(t.WebSession)):
            session.confirmed_at = utc_now() - timedelta(days=1)
    page.goto(address)
    page.get_by_label("Your password").fill(BY_KEY["coordinator"].password)
    send(page, "Yes, it's me")
    expect(page.get_by_label("Your password")).not_to_be_attached(timeout=SLOW)


def heard(served: Served, word: str, *keys: str) -> set[str]:
    """Who of these is sent a word by any of their pages, drawn or not."""
    found = set()
    for key in keys:
        with served.tab(key) as tab:
            answers = [tab.open(page.url) for page in pages_of(BY_KEY[key].role)]
        found |= {key} if any(word in answer for answer in answers) else set()
    return found


def test_a_child_leaves_and_their_name_is_sent_to_nobody(
    served: Served, open_page: OpenPage
) -> None:
    assert heard(served, CHILD, "teacher", "child") == {"teacher", "child"}
    office = arrive(open_page, served, "coordinator")
    menu(office, "Leaving the school")
    with served.tab("parent") as tab:
        assert CHILD in tab.open("our-data")
        choose(office, "Name", NAME)
        button(office, f"{NAME} has left the school").click()
        expect(office.get_by_text("Recorded.")).to_be_visible(timeout=SLOW)
        assert CHILD not in tab.open("our-data")
        assert "Sign in" in tab.text

    with writing(SYSTEM) as db:
        db.scalars(
            select(t.Person).where(t.Person.id == served.cast.child)
        ).one().left_on = LONG_AGO
    settled(office)
    office.get_by_role("link", name=OVER).last.click()
    title(office, OVER)
    expect(office.get_by_role("row", name=NAME)).to_be_visible(timeout=SLOW)

    open_later(office, f"{served.url}/erase")
    choose(office, "Who", NAME)
    button(office, "Look at what goes").click()
    office.get_by_label("The whole name").fill(NAME)
    send(office, "Erase for good")
    expect(office.get_by_text("Nothing of this person is left")).to_be_visible(timeout=SLOW)
    expect(office.get_by_text(CHILD)).to_have_count(0)
    assert heard(served, CHILD, "coordinator", "teacher", "other_parent") == set()
