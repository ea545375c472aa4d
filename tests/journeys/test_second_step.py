"""A second step at sign-in, and the password again, in a browser."""

from collections.abc import Iterator
from datetime import timedelta
from re import compile as pattern

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from db import tables as t
from db.session import writing
from db.tables.base import utc_now
from rules.people import SYSTEM
from rules.permissions import FRESH_FOR
from seed.cast import BY_KEY
from tests.auth.test_second_factor import digits
from tests.fixtures.served import Served
from tests.journeys.steps import SLOW, OpenPage, button, in_spanish, menu, send, settled, title

pytestmark = pytest.mark.browser
OFFICE = BY_KEY["coordinator"]
CODES = pattern(r"([A-Z2-9]{4}-){3}[A-Z2-9]{4}")


def give_password(page: Page) -> None:
    page.locator("input[type=text]").first.fill(OFFICE.username)
    page.locator("input[type=password]").first.fill(OFFICE.password)
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()


def give_code(page: Page, code: str) -> None:
    field = page.locator("input[autocomplete=one-time-code]")
    field.fill(code, timeout=SLOW)
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()


def long_ago() -> None:
    """Everybody gave their password too long ago."""
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.WebSession)):
            row.confirmed_at = utc_now() - FRESH_FOR


@pytest.fixture
def without(served: Served) -> Iterator[None]:
    """Nobody has a second step, before and after."""
    yield
    with writing(SYSTEM) as db:
        for table in (t.SecondFactor, t.RecoveryCode):
            for row in db.scalars(select(table)):
                db.delete(row)
        setting = db.get(t.Setting, "school.second_factor")
        if setting is not None:
            db.delete(setting)


def set_up(page: Page) -> tuple[str, list[str]]:
    """Set it up as a coordinator: the secret and the recovery codes."""
    button(page, "Set it up").click()
    expect(page.locator("img.hub-qr")).to_be_visible(timeout=SLOW)
    secret = page.get_by_test_id("stCode").inner_text().strip()
    page.get_by_label("Six digits").fill(digits(secret, 0))
    send(page, "Turn it on")
    shown = page.get_by_test_id("stCode").filter(has_text=CODES)
    codes = shown.inner_text(timeout=SLOW).split()
    button(page, "I have kept them").click()
    return secret, codes


def test_a_phone_in_spanish_signs_in_with_digits_then_with_a_recovery_code(
    served: Served, open_page: OpenPage, without: None
) -> None:
    office = open_page(served.url)
    give_password(office)
    title(office, "Hello, Ruth Okafor")
    menu(office, "My sign-in")
    secret, codes = set_up(office)
    expect(office.get_by_text("10 recovery codes left")).to_be_visible(timeout=SLOW)
    now = digits(secret)
    for code, used in ((now, "000000"), (codes[0].lower(), now)):
        phone = open_page(served.url, language="es", phone=True)
        give_password(phone)
        give_code(phone, used)
        wrong = in_spanish("This code is wrong or was used already. Please wait for the next one.")
        expect(phone.get_by_text(wrong)).to_be_visible(timeout=SLOW)
        give_code(phone, code)
        title(phone, "Hola, Ruth Okafor")
        phone.reload()
        title(phone, "Hola, Ruth Okafor")


def test_a_coordinator_sets_it_up_before_anything_else(
    served: Served, open_page: OpenPage, without: None
) -> None:
    with writing(SYSTEM) as db:
        db.add(t.Setting(key="school.second_factor", value=True))
    page = open_page(served.url)
    give_password(page)
    expect(page.get_by_text("Your school asks this of every coordinator")).to_be_visible(
        timeout=SLOW
    )
    page.goto(f"{served.url}/export")
    expect(page.get_by_text("Your school asks this of every coordinator")).to_be_visible(
        timeout=SLOW
    )
    expect(page.get_by_test_id("stDownloadButton")).to_have_count(0)
    set_up(page)
    title(page, "Export")


def test_the_whole_school_leaves_after_the_password(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.url, phone=True)
    give_password(page)
    title(page, "Hello, Ruth Okafor")
    long_ago()
    menu(page, "Export")
    settled(page)
    expect(page.get_by_test_id("stDownloadButton")).to_have_count(0)
    page.get_by_role("textbox", name="Your password").fill(OFFICE.password)
    send(page, "Yes, it's me")
    with page.expect_download(timeout=SLOW) as download:
        button(page, "Download the whole hub").click(timeout=SLOW)
    assert download.value.suggested_filename.endswith(".xlsx")


def test_a_new_coordinator_is_added_after_the_password(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.url)
    give_password(page)
    title(page, "Hello, Ruth Okafor")
    long_ago()
    menu(page, "People")
    button(page, "Add a person").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="coordinator").click()
    dialog.get_by_role("textbox", name="Your password").fill(OFFICE.password, timeout=SLOW)
    button(dialog, "Yes, it's me").click()
    dialog.get_by_label("Given name").fill("Nia", timeout=SLOW)
    button(dialog, "Add").click()
    expect(page.get_by_text("Added.")).to_be_visible(timeout=SLOW)


def test_a_page_left_open_asks_by_itself(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.url)
    give_password(page)
    title(page, "Hello, Ruth Okafor")
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.WebSession)):
            row.confirmed_at = utc_now() - FRESH_FOR + timedelta(seconds=8)
    menu(page, "Export")
    expect(page.get_by_test_id("stDownloadButton")).to_have_count(2, timeout=SLOW)
    expect(page.get_by_text("Is it you?")).to_be_visible(timeout=SLOW)
    expect(page.get_by_test_id("stDownloadButton")).to_have_count(0, timeout=SLOW)
