"""What people do in the hub, step by step, in a browser."""

import re
from collections.abc import Callable

from playwright.sync_api import FilePayload, Locator, Page, expect

from i18n import _, use
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


def settled(page: Page) -> None:
    """Wait until the page has been drawn to its end, as a person would."""
    page.wait_for_timeout(200)
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=SLOW)


def menu(page: Page, name: str) -> None:
    """Go to a page of the menu, which a phone hides."""
    settled(page)
    if page.viewport_size and page.viewport_size["width"] < 640:
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
    settled(page)


def invitation(page: Page, role: str, person: str) -> str:
    """Make a code for somebody on the people page."""
    menu(page, "People")
    title(page, "People")
    page.get_by_role("radio", name=role).click()
    page.get_by_label("Find by name, class or child").fill(person)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=person, level=2)).to_be_visible(timeout=SLOW)
    button(page, "Make an invitation code").click()
    code = page.get_by_test_id("stCode").filter(has_text=CODE).inner_text(timeout=SLOW)
    return code.strip()


def join(
    open_page: OpenPage,
    hub: Hub,
    code: str,
    username: str,
    greeting: str,
    *,
    language: str = "en",
    phone: bool = False,
    child: str = "",
) -> Page:
    """Somebody with a code, on a browser of their own; a guardian says whose child it is."""
    page = open_page(hub.url, language=language, phone=phone)
    say = in_spanish if language == "es" else str
    page.get_by_role("link", name=say("I have a code from the school")).click()
    page.get_by_label(say("Code from your letter")).fill(code.lower())
    send(page, say("Next"))
    if child:
        expect(page.get_by_role("heading", name=child, level=2)).to_be_visible(timeout=SLOW)
        button(page, say("Yes, this is my child")).click()
    page.get_by_label(say("Choose a username")).fill(username)
    passwords(page, (say("Password"), say("Password again")))
    send(page, say("Join"))
    title(page, greeting)
    return page


def in_spanish(words: str) -> str:
    """The same words as the Spanish catalog has them."""
    use("es")
    try:
        return _(words)
    finally:
        use("en")


def upload(page: Page, name: str, content: bytes) -> None:
    file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)


def number(page: Page | Locator, label: str, value: str) -> None:
    """Type into a number field and leave it."""
    field = page.get_by_role("spinbutton", name=label, exact=True).first
    field.fill(value)
    field.press("Tab")


def day(page: Page | Locator, label: str, written: str) -> None:
    """Type a date, digit by digit, into its boxes."""
    field = page.get_by_role("group", name=label).get_by_role("spinbutton").first
    field.click()
    field.page.keyboard.type(written.replace("/", ""))


def open_goal(page: Page, name: str) -> None:
    """Open a goal from the board."""
    card = page.get_by_role("article", name=name)
    card.get_by_role("button", name=name, exact=True).click(timeout=SLOW)
    expect(card).not_to_be_attached(timeout=SLOW)
    settled(page)


def move_to(page: Page, state: str) -> None:
    """Move an open goal by its menu."""
    button(page, "Move to").click()
    page.get_by_role("option", name=state).or_(
        page.get_by_role("menuitem", name=state)
    ).first.click()
    badge = page.locator(".stMarkdownBadge").filter(has_text=state)
    expect(badge).to_be_visible(timeout=SLOW)


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    page.locator("input[type=text]").first.fill(username)
    page.locator("input[type=password]").first.fill(password)
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    expect(page.get_by_test_id("stSidebar")).to_be_attached(timeout=SLOW)
