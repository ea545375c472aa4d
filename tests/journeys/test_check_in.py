"""Check-ins in a browser: three clicks from home, in a dialog, from a cell, and on a phone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from seed.cast import BY_KEY
from tests.fixtures.hub import Hub
from tests.journeys.steps import SLOW, OpenPage, button, menu, number, settled, sign_in, title

pytestmark = pytest.mark.browser


def arrive(open_page: OpenPage, hub: Hub, key: str, *, phone: bool = False) -> Page:
    page = open_page(hub.url, phone=phone)
    sign_in(page, BY_KEY[key].username, BY_KEY[key].password)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello", timeout=SLOW)
    settled(page)  # which of several buttons is the last is known once all are drawn
    return page


def card(page: Page, child: str) -> Locator:
    """A child's card on a teacher's home."""
    heading = page.get_by_role("heading", name=child, level=3)
    return page.get_by_test_id("stVerticalBlock").filter(has=heading).last


def saved(page: Page, words: str) -> None:
    expect(page.get_by_text(words, exact=True)).to_be_visible(timeout=SLOW)


def take_back(page: Page) -> None:
    button(page, "Undo").click()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0, timeout=SLOW)


def test_a_teacher_saves_on_the_card_and_takes_it_back(
    demo_server: Hub, open_page: OpenPage
) -> None:
    teacher = arrive(open_page, demo_server, "teacher")
    title(teacher, "Hello, Elif Kaya")
    amara = card(teacher, "Amara Diallo")
    number(amara, "Words a minute", "87")
    amara.get_by_role("button", name="Save").dblclick()
    saved(teacher, "Saved for Amara: 87 words.")
    take_back(teacher)


def test_a_wrong_value_stays_in_the_dialog(demo_server: Hub, open_page: OpenPage) -> None:
    teacher = arrive(open_page, demo_server, "teacher")
    card(teacher, "Amara Diallo").get_by_role("link", name="Progress").click()
    title(teacher, "Amara Diallo")
    button(teacher, "Check in").first.click()
    dialog = teacher.get_by_role("dialog")
    number(dialog, "Words a minute", "-3")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("This number should lie between")).to_be_visible(timeout=SLOW)
    number(dialog, "Words a minute", "88")
    dialog.get_by_role("button", name="Save").click()
    saved(teacher, "Saved for Amara: 88 words.")
    expect(teacher.get_by_role("dialog")).to_have_count(0)
    take_back(teacher)


def test_a_cell_of_the_class_opens_its_child(demo_server: Hub, open_page: OpenPage) -> None:
    teacher = arrive(open_page, demo_server, "teacher")
    menu(teacher, "Class overview")
    title(teacher, "Class 3B")
    choice = teacher.get_by_role("combobox", name="Child, those who need most first")
    cell = teacher.locator('[data-testid="stVegaLiteChart"] .mark-rect path').last
    cell.click(timeout=SLOW)
    settled(teacher)
    picked = choice.input_value()
    choice.click()
    teacher.get_by_role("option", name="Amara Diallo").click()
    expect(teacher.get_by_role("spinbutton", name="Words a minute")).to_be_visible(timeout=SLOW)
    expect(choice).to_have_value("Amara Diallo")
    assert picked


def test_a_parent_tells_on_a_phone_how_it_went(demo_server: Hub, open_page: OpenPage) -> None:
    parent = arrive(open_page, demo_server, "parent", phone=True)
    title(parent, "Hello, Mariama Diallo")
    button(parent, "We tried it at home").last.click()
    dialog = parent.get_by_role("dialog")
    dialog.get_by_text("Mostly alone").click()
    dialog.get_by_role("button", name="Save").click()
    saved(parent, "Saved for Amara: Mostly alone.")
    take_back(parent)


def test_a_parent_sees_what_matters_before_scrolling(demo_server: Hub, open_page: OpenPage) -> None:
    parent = arrive(open_page, demo_server, "parent", phone=True)
    title(parent, "Hello, Mariama Diallo")
    parent.get_by_role("link", name="See how it went").first.click()
    title(parent, "Amara Diallo")
    for words in (
        "I want to read to my little cousin without stopping.",
        "It is going very well.",
        "Listen to one page at bedtime",
    ):
        expect(parent.get_by_text(words).first).to_be_in_viewport(ratio=1, timeout=SLOW)
