"""A list comes in: mended in place, decided, confirmed, brought in, looked back at, undone."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.fixtures.hub import Hub
from tests.journeys.steps import (
    SLOW,
    OpenPage,
    button,
    in_spanish,
    menu,
    settled,
    sign_in,
    title,
    upload,
)

pytestmark = pytest.mark.browser

LIST = """Student ID,First name,Last name,Date of birth,Parent 1 name,Parent 1 e-mail
9001,Tom,Hill,2017-02-03,Robin Hill,robin@example.net
9002,Ann,Park,2017-13-40,Min Park,min@example.net
,Jose,Alvarez,2018-01-27,,
9003,Mia,Frost,2017-05-06,Lucía Álvarez,lucia@example.org
"""


@pytest.fixture
def office(demo_server: Hub, open_page: OpenPage) -> Page:
    page = open_page(demo_server.url)
    sign_in(page, *demo_server.accounts("coordinator")[0])
    return page


def choose_list(page: Page, text: str = LIST) -> None:
    menu(page, "Import roster")
    title(page, "Import roster")
    upload(page, "autumn.csv", text.encode())
    seen = page.get_by_role("heading", name="What would happen")
    expect(seen).to_be_visible(timeout=3 * SLOW)  # its process lets others go first
    settled(page)


def tick(page: Page, label: str) -> None:
    page.get_by_test_id("stCheckbox").filter(has_text=label).locator("label").click()
    settled(page)


def names_in_result(page: Page) -> set[object]:
    """Who stands in the workbook of what was done."""
    with page.expect_download() as download:
        button(page, "Download what was done").click()
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    return {cell.value for cell in book["What was done"]["C"]}


def test_a_copy_to_mend_has_the_problem_marked(office: Page) -> None:
    choose_list(office)
    with office.expect_download() as download:
        button(office, "Download a copy to mend").click()
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    assert book.sheetnames == ["Problems", "autumn"]
    marked = book["autumn"]["D3"]
    assert marked.value == "2017-13-40"
    assert "This is not a date" in marked.comment.text


def test_mended_decided_confirmed_brought_in_and_undone(office: Page) -> None:
    choose_list(office)
    bring = button(office, "Bring this in")
    expect(bring).to_be_disabled()
    cell = office.get_by_role("textbox", name="Date of birth")
    cell.fill("2017-12-30")
    cell.press("Enter")
    expect(office.get_by_text("1 cell mended")).to_be_visible(timeout=SLOW)
    office.get_by_text("The same person: José Álvarez").click()
    expect(office.get_by_text("1 row decided")).to_be_visible(timeout=SLOW)
    expect(bring).to_be_disabled()
    tick(office, "I have checked each of these")
    expect(bring).to_be_enabled(timeout=SLOW)
    bring.dblclick()
    expect(office.get_by_text("Done.")).to_be_visible(timeout=SLOW)
    assert {"Tom Hill", "Ann Park", "Mia Frost"} <= names_in_result(office)
    office.get_by_role("link", name="See what was done").click()
    title(office, "Earlier imports")
    assert {"Tom Hill", "Ann Park", "Mia Frost"} <= names_in_result(office)
    button(office, "Undo this import").click()
    expect(office.get_by_text("of this import are taken back")).to_be_visible(timeout=SLOW)
    button(office, "Yes, undo it").dblclick()
    expect(office.get_by_text("undid this import on")).to_be_visible(timeout=SLOW)
    menu(office, "People")
    office.get_by_label("Find by name, class or child").fill("Mia Frost")
    office.keyboard.press("Enter")
    expect(office.get_by_text("0 of")).to_be_visible(timeout=SLOW)


def test_the_summary_fits_a_phone_and_speaks_spanish(demo_server: Hub, open_page: OpenPage) -> None:
    page = open_page(demo_server.url, language="es", phone=True)
    sign_in(page, *demo_server.accounts("coordinator")[0])
    menu(page, in_spanish("Import roster"))
    upload(page, "autumn.csv", LIST.encode())
    heading = page.get_by_role("heading", name=in_spanish("What would happen"))
    expect(heading).to_be_visible(timeout=SLOW)
    settled(page)
    table = page.locator(".hub-table").first
    assert table.evaluate("box => box.scrollWidth <= box.clientWidth")
    main = page.get_by_test_id("stMain")
    assert main.evaluate("box => box.scrollWidth <= box.clientWidth")
    sight = page.get_by_role("heading", name=in_spanish("Who may see a child"))
    expect(sight).to_be_visible()


def test_a_large_list_shows_how_far_it_is(office: Page) -> None:
    head = LIST.splitlines()[0]
    rows = [f"L{one:05},Large{one},List{one},2017-02-03,," for one in range(4000)]
    choose_list(office, "\n".join([head, *rows]))
    expect(button(office, "Bring this in")).to_be_enabled(timeout=3 * SLOW)
    button(office, "Bring this in").click()
    expect(office.get_by_test_id("stProgress")).to_be_visible(timeout=SLOW)
    expect(office.get_by_text("Done. 4,000 added")).to_be_visible(timeout=3 * SLOW)
