"""Files to take away in a browser: a list, the whole hub, one child, and check-ins made offline."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from i18n.dates import today
from seed.cast import BY_KEY
from tests.fixtures.hub import Hub
from tests.journeys.steps import SLOW, OpenPage, button, choose, menu, sign_in, title

pytestmark = pytest.mark.browser


def arrive(open_page: OpenPage, hub: Hub, key: str, *, phone: bool = False) -> Page:
    page = open_page(hub.url, phone=phone)
    sign_in(page, BY_KEY[key].username, BY_KEY[key].password)
    return page


def taken(page: Page, label: str) -> Any:
    """The workbook that a button gives."""
    with page.expect_download(timeout=SLOW) as download:
        button(page, label).first.click()
    return load_workbook(BytesIO(Path(download.value.path()).read_bytes()))


def test_the_office_takes_a_list_the_hub_and_a_child(demo_server: Hub, open_page: OpenPage) -> None:
    office = arrive(open_page, demo_server, "coordinator")
    menu(office, "People")
    title(office, "People")
    assert taken(office, "Download for Excel").worksheets[0].max_row > 10
    menu(office, "Export")
    title(office, "Export")
    whole = taken(office, "Download the whole hub")
    assert {"Contents", "People", "Goals", "Check-ins"} <= set(whole.sheetnames)
    choose(office, "Child", "Amara Diallo")
    child = taken(office, "Download all about this child")
    assert child["Goals"].max_row > 1


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_teacher_writes_offline_and_brings_it_back(
    demo_server: Hub, open_page: OpenPage, tmp_path: Path, phone: bool
) -> None:
    teacher = arrive(open_page, demo_server, "teacher", phone=phone)
    menu(teacher, "Check-ins offline")
    title(teacher, "Check-ins offline")
    book = taken(teacher, "Download the workbook")
    sheet = book.worksheets[0]
    for row, day in ((2, today() - timedelta(days=30 + phone)), (3, date(2099, 1, 1))):
        sheet.cell(row, 5).value, sheet.cell(row, 6).value = day, 3
    book.save(tmp_path / "filled.xlsx")
    teacher.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(tmp_path / "filled.xlsx")
    expect(teacher.get_by_text("E (Date)")).to_be_visible(timeout=SLOW)
    button(teacher, "Keep 1 check-in").click()
    expect(teacher.get_by_text("1 check-in kept.")).to_be_visible(timeout=SLOW)
    expect(teacher.get_by_text("1 is there already.")).to_be_visible(timeout=SLOW)
    width = teacher.evaluate("document.documentElement.scrollWidth")
    assert width <= (teacher.viewport_size or {"width": 0})["width"]
