"""What people do in the hub, step by step, in a browser."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.fixtures.hub import SETUP_CODE, Hub

OpenPage = Callable[..., Page]
PASSWORD = "three small words"
SLOW = 20_000  # milliseconds: two cores may be busy with another test
CODE = re.compile(r"^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$")


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def send(page: Page, name: str) -> None:
    """Press the form's button, whose words its heading may share."""
    page.get_by_test_id("stFormSubmitButton").get_by_role("button", name=name).click()


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", name=words, level=1)).to_be_visible(timeout=SLOW)


def choose(page: Page, label: str, option: str) -> None:
    """Pick from a list by typing."""
    page.get_by_label(label).fill(option)
    page.get_by_role("option", name=option).first.click()


def passwords(page: Page, labels: tuple[str, str]) -> None:
    for label in labels:
        page.get_by_role("textbox", name=label, exact=True).fill(PASSWORD)


def set_up(page: Page) -> None:
    """Unlock an empty hub and set a school up."""
    page.get_by_label("Set-up code").fill(SETUP_CODE)
    send(page, "Unlock")
    button(page, "Set up my school").click()
    page.get_by_label("Name of your school").fill("Brook Hill")
    choose(page, "Time zone", "Europe/London")
    page.get_by_label("Given name").fill("Ola")
    page.get_by_label("Family name").fill("Nowak")
    page.get_by_label("Username").fill("office")
    passwords(page, ("Password", "Password again"))
    send(page, "Set up my school")
    title(page, "Hello, Ola Nowak")


def menu(page: Page, name: str) -> None:
    """Go to a page of the menu, which a phone hides."""
    if page.viewport_size and page.viewport_size["width"] < 640:
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()


def invitation(page: Page, role: str, person: str) -> str:
    """Make a code for somebody on the people page."""
    menu(page, "People")
    title(page, "People")
    page.get_by_role("radio", name=role).click()
    page.get_by_label("Find by name, class or child").fill(person)
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of ")).to_be_visible(timeout=SLOW)
    table = page.get_by_test_id("stDataFrame").bounding_box()
    assert table is not None
    page.mouse.click(table["x"] + 16, table["y"] + 52)
    button(page, "Make an invitation code").click()
    code = page.get_by_test_id("stCode").filter(has_text=CODE).inner_text(timeout=SLOW)
    return code.strip()


def join(open_page: OpenPage, hub: Hub, code: str, username: str, greeting: str) -> Page:
    """Somebody with a code, on a browser of their own, in English."""
    page = open_page(hub.url)
    page.get_by_role("link", name="I have a code from the school").click()
    page.get_by_label("Code from your letter").fill(code.lower())
    send(page, "Next")
    page.get_by_label("Choose a username").fill(username)
    passwords(page, ("Password", "Password again"))
    send(page, "Join")
    title(page, greeting)
    return page


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    page.locator("input[type=text]").first.fill(username)
    page.locator("input[type=password]").first.fill(password)
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    expect(page.get_by_test_id("stSidebar")).to_be_attached(timeout=SLOW)
