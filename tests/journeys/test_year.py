"""A new school year begins after a preview, and is taken back, in a browser."""

import pytest
from playwright.sync_api import expect

from tests.fixtures.hub import Hub
from tests.journeys.steps import SLOW, OpenPage, button, menu, settled, sign_in, title

pytestmark = pytest.mark.browser


def test_a_year_begins_and_is_undone(demo_server: Hub, open_page: OpenPage) -> None:
    office = open_page(demo_server.url)
    sign_in(office, *demo_server.accounts("coordinator")[0])
    menu(office, "New school year")
    title(office, "New school year")
    settled(office)
    field = office.get_by_label("New school year")
    expect(field).not_to_have_value("", timeout=SLOW)
    year = field.input_value()
    begin = button(office, f"Begin {year}")
    expect(begin).to_be_disabled(timeout=SLOW)
    office.get_by_test_id("stCheckbox").locator("label").click()
    settled(office)
    begin.dblclick()
    expect(office.get_by_text(f"{year} is running.")).to_be_visible(timeout=SLOW)

    menu(office, "Earlier imports")
    title(office, "Earlier imports")
    settled(office)
    expect(office.get_by_role("heading", name=f"New school year {year}")).to_be_visible()
    button(office, "Undo this import").click()
    button(office, "Yes, undo it").click()
    expect(office.get_by_text("Ruth Okafor undid this import")).to_be_visible(timeout=SLOW)

    menu(office, "New school year")
    expect(office.get_by_label("New school year")).to_have_value(year, timeout=SLOW)
