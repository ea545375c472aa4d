"""Behind a proxy that drops the hub's cookies, and then its routes too, people stay signed in."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.fixtures.hub import Hub
from tests.fixtures.proxy import before
from tests.journeys.steps import SLOW, OpenPage, button, menu, settled, sign_in, title, upload

pytestmark = pytest.mark.browser

LIST = b"Student ID,First name,Last name\n9001,Tom,Hill\n"
KEPT = "() => localStorage.getItem('hub_session')"


@pytest.fixture(params=[True, False], ids=["no-cookies", "no-cookies-nor-routes"])
def address(request: pytest.FixtureRequest, demo_server: Hub) -> Iterator[str]:
    with before(demo_server.url, routes=request.param) as url:
        yield url


def office(demo_server: Hub, open_page: OpenPage, address: str) -> Page:
    page = open_page(address)
    expect(page.get_by_label("Username")).to_be_visible(timeout=SLOW)
    sign_in(page, *demo_server.accounts("coordinator")[0])
    return page


def asked_to_sign_in(page: Page) -> None:
    expect(page.get_by_label("Username")).to_be_visible(timeout=SLOW)


def test_one_stays_signed_in_and_leaves_everywhere(
    demo_server: Hub, open_page: OpenPage, address: str
) -> None:
    page = office(demo_server, open_page, address)
    assert page.context.cookies() == [] or all(
        cookie.get("name", "").startswith("_streamlit") for cookie in page.context.cookies()
    )
    settled(page)
    page.reload()
    expect(button(page, "Sign out")).to_be_visible(timeout=SLOW)
    second = page.context.new_page()
    second.goto(f"{address}/people")
    title(second, "People")
    token = page.evaluate(KEPT)
    settled(page)
    button(page, "Sign out").click()
    asked_to_sign_in(page)
    settled(page)
    assert page.evaluate(KEPT) is None
    asked_to_sign_in(second)
    second.evaluate("token => localStorage.setItem('hub_session', token)", token)
    second.reload()
    asked_to_sign_in(second)


def test_files_go_in_and_out(demo_server: Hub, open_page: OpenPage, address: str) -> None:
    page = office(demo_server, open_page, address)
    menu(page, "Export")
    title(page, "Export")
    with page.expect_download(timeout=SLOW) as download:
        button(page, "Download the workbook").click()
    assert "Students" in load_workbook(BytesIO(download.value.path().read_bytes())).sheetnames
    menu(page, "Import roster")
    title(page, "Import roster")
    upload(page, "autumn.csv", LIST)
    expect(page.get_by_role("heading", name="What would happen")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Tom Hill").first).to_be_visible(timeout=SLOW)
    stranger = open_page(address)
    for path in ("/media/1234.xlsx", "/_stcore/upload_file/somebody/file"):
        assert stranger.request.get(f"{address}{path}").status == 403
