"""From an empty hub to a guardian who has joined with a code."""

import pytest
from playwright.sync_api import expect

from tests.fixtures.hub import Hub
from tests.journeys.steps import (
    SLOW,
    OpenPage,
    button,
    invitation,
    join,
    menu,
    set_up,
    sign_in,
    title,
)

pytestmark = pytest.mark.browser


def test_a_school_begins_and_a_teacher_joins(hub_server: Hub, open_page: OpenPage) -> None:
    office = open_page(hub_server.url)
    set_up(office)
    menu(office, "People")
    title(office, "People")
    button(office, "Add a person").click()
    dialog = office.get_by_role("dialog")
    dialog.get_by_role("radio", name="teacher").click()
    dialog.get_by_label("Given name").fill("Elif <script>alert(1)</script>")
    dialog.get_by_label("Family name").fill("![x](http://example.org/x.png)")
    button(dialog, "Add").dblclick(delay=20)  # both clicks before the page is drawn anew
    expect(office.get_by_text("Added.")).to_be_visible(timeout=SLOW)
    code = invitation(office, "Teachers", "Elif")
    teacher = join(open_page, hub_server, code, "ms.kaya", "Hello, Elif")
    expect(teacher.get_by_test_id("stSidebarNav").get_by_role("link")).not_to_have_count(0)
    again = open_page(hub_server.url)
    again.goto(f"{hub_server.url}/join?code={code}")
    button(again, "Begin").click()
    expect(again.get_by_text("This code was used")).to_be_visible(timeout=SLOW)


KEPT = "() => JSON.stringify([localStorage, sessionStorage, document.cookie])"


def test_signing_out_ends_the_second_tab(hub_server: Hub, open_page: OpenPage) -> None:
    first = open_page(hub_server.url)
    sign_in(first, "office")
    title(first, "Hello, Ola Nowak")
    second = first.context.new_page()
    second.goto(hub_server.url)
    title(second, "Hello, Ola Nowak")
    assert [kept for kept in ("Ola", "Nowak", "hub_session") if kept in second.evaluate(KEPT)] == []
    button(first, "Sign out").click()
    expect(button(first, "Sign in")).to_be_visible(timeout=SLOW)
    expect(button(second, "Sign in")).to_be_visible(timeout=SLOW)
