"""From the office's letters to a mother who reads her child's goals on her phone."""

from pathlib import Path

import pytest
import zxingcpp
from playwright.sync_api import Page, expect
from pypdfium2 import PdfDocument

from db import tables as t
from db.session import writing
from rules.people import SYSTEM
from tests.fixtures.served import Served
from tests.journeys.steps import (
    SLOW,
    OpenPage,
    button,
    in_spanish,
    menu,
    passwords,
    send,
    sign_in,
    title,
)

pytestmark = pytest.mark.browser


def addresses(letters: Path) -> list[str]:
    """Where a phone's camera would lead."""
    pages = [page.render(scale=2).to_pil() for page in PdfDocument(letters)]
    return [zxingcpp.read_barcodes(page)[0].text for page in pages]


def letters(office: Page, folder: Path) -> Path:
    """Make them and take them away."""
    menu(office, "Letters to families")
    title(office, "Letters to families")
    only_here = office.get_by_text("Only this computer can open that address")
    expect(only_here).to_be_visible(timeout=SLOW)
    button(office, "Make one letter").dblclick(delay=20)
    expect(office.get_by_text("One letter is ready.")).to_be_visible(timeout=SLOW)
    with office.expect_download(timeout=SLOW) as download:
        button(office, "Download the letters").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_a_letter_brings_a_mother_in_once(
    served: Served, open_page: OpenPage, tmp_path: Path
) -> None:
    with writing(SYSTEM) as db:
        db.delete(db.get(t.Account, served.cast.accounts["siblings_parent"]))
    office = open_page(served.url)
    sign_in(office, "ms.okafor", "ms.okafor-brook-hill")
    (address,) = addresses(letters(office, tmp_path))
    assert address.startswith(f"{served.url}/join?code=")

    phone = open_page(address, language="es", phone=True)
    _say(phone, "Begin")
    expect(phone.get_by_role("heading", name="José", level=2)).to_be_visible(timeout=SLOW)
    _say(phone, "No, this is not my child")
    thanks = in_spanish("Thank you for telling us")
    expect(phone.get_by_role("heading", name=thanks)).to_be_visible(timeout=SLOW)

    short = address.replace("?code=", "/")
    phone = open_page(short, language="es", phone=True)
    assert phone.url == address
    _say(phone, "Begin")
    _say(phone, "Yes, this is my child")
    phone.get_by_label(in_spanish("Choose a username")).fill("lucia.alvarez")
    passwords(phone, (in_spanish("Password"), in_spanish("Password again")))
    send(phone, in_spanish("Join"))
    title(phone, in_spanish("Hello, {name}").format(name="Lucía Álvarez"))
    expect(phone.get_by_text("José").first).to_be_visible(timeout=SLOW)

    again = open_page(address)
    button(again, "Begin").click()
    expect(again.get_by_text("This code was used")).to_be_visible(timeout=SLOW)


def _say(page: Page, words: str) -> None:
    button(page, in_spanish(words)).click(timeout=SLOW)
