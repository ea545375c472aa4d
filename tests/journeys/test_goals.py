"""A goal from a child's idea to work on it, by mouse and in dialogs."""

import pytest
from playwright.sync_api import Locator, Page, expect

from seed.cast import BY_KEY
from tests.fixtures.hub import Hub
from tests.journeys.steps import SLOW, OpenPage, button, menu, sign_in, title

pytestmark = pytest.mark.browser

IDEA = "Bake <b>bread</b> ![x](http://example.org/x.png)"


def arrive(open_page: OpenPage, hub: Hub, key: str) -> Page:
    """A member of the cast at the goal board."""
    page = open_page(hub.url)
    sign_in(page, BY_KEY[key].username, BY_KEY[key].password)
    menu(page, "Goal board")
    return page


def to_amara(page: Page) -> None:
    page.get_by_role("combobox").click()
    page.get_by_role("option", name="Amara Diallo").click()
    title(page, "Amara Diallo's goals")


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


def open_card(page: Page, name: str) -> None:
    page.get_by_role("heading", name=name).get_by_role("button").click()
    title(page, name)


def test_an_idea_of_a_child_is_there_once(demo_server: Hub, open_page: OpenPage) -> None:
    child = arrive(open_page, demo_server, "child")
    button(child, "I have an idea").click()
    dialog = child.get_by_role("dialog")
    dialog.get_by_label("What is your goal?").fill(IDEA)
    dialog.get_by_label("What do you want to be able to do, and why?").fill("For my gran.")
    button(dialog, "Add this goal").dblclick()
    title(child, IDEA)
    expect(child.get_by_text("For my gran.")).to_be_visible(timeout=SLOW)
    button(child, "My goals").click()
    expect(child.get_by_role("heading", name=IDEA)).to_have_count(1)
    expect(child.get_by_role("button", name="Move")).to_have_count(0)


def test_a_refused_move_goes_back_and_says_why(demo_server: Hub, open_page: OpenPage) -> None:
    teacher = arrive(open_page, demo_server, "teacher")
    to_amara(teacher)
    teacher.get_by_role("button", name="Move Build a bridge that holds a book").click()
    teacher.get_by_role("menuitem", name="Move to Working on it").click()
    said = teacher.locator(".message").filter(has_text="“Working on it” still needs")
    expect(said).to_be_visible(timeout=SLOW)
    expect(
        column(teacher, "Idea").get_by_role("heading", name="Build a bridge that holds a book")
    ).to_be_visible()


def test_two_people_write_at_once_and_nothing_is_lost(
    demo_server: Hub, open_page: OpenPage
) -> None:
    pages = [arrive(open_page, demo_server, key) for key in ("teacher", "coordinator")]
    for page in pages:
        to_amara(page)
        open_card(page, "Write three linked sentences")
        button(page, "Edit goal").click()
    mine, theirs = (page.get_by_role("dialog") for page in pages)
    theirs.get_by_label("Goal", exact=True).fill("Write four linked sentences")
    button(theirs, "Save goal").click()
    title(pages[1], "Write four linked sentences")
    mine.get_by_label("Goal", exact=True).fill("Write a whole story")
    button(mine, "Save goal").click()
    expect(mine.get_by_text("Two versions")).to_be_visible(timeout=SLOW)
    expect(mine.get_by_text("Write four linked sentences")).to_be_visible()
    expect(mine.get_by_label("Goal", exact=True)).to_have_value("Write a whole story")
    button(mine, "Save mine over it").click()
    title(pages[0], "Write a whole story")


def test_what_a_family_told_us_goes_into_a_goal(demo_server: Hub, open_page: OpenPage) -> None:
    teacher = arrive(open_page, demo_server, "teacher")
    to_amara(teacher)
    open_card(teacher, "Ask for help when I am stuck")
    button(teacher, "Edit goal").click()
    dialog = teacher.get_by_role("dialog")
    dialog.get_by_label("Goal", exact=True).fill("Ask for help")
    button(dialog, "Use in this goal").first.click()
    expect(button(dialog, "Take out again")).to_be_visible(timeout=SLOW)
    expect(dialog.get_by_label("Goal", exact=True)).to_have_value("Ask for help")
    button(dialog, "Save goal").click()
    title(teacher, "Ask for help")
    expect(teacher.get_by_text("From what the family told us")).to_be_visible()
    parent = arrive(open_page, demo_server, "parent")
    open_card(parent, "Ask for help")
    expect(parent.get_by_text("From what the family told us")).to_be_visible(timeout=SLOW)
