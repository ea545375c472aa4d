"""The board in a browser: every way to move a card, each of them sent once."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.fixtures.needs import ROOT
from tests.fixtures.postgres import free_port
from tests.journeys.steps import settled

pytestmark = pytest.mark.browser
Opener = Callable[..., Page]
APP = Path(__file__).parent / "apps" / "board_app.py"
REFUSED = "It needs the child's words first, so it went back."


@pytest.fixture(scope="module")
def board_url() -> Iterator[str]:
    """The small script with a board alone, being served."""
    port = free_port()
    line = [sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(port)]
    server = subprocess.Popen([*line, "--server.address", "127.0.0.1"], cwd=ROOT)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{url}/_stcore/health")
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str) -> None:
    for _attempt in range(300):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"nothing answers at {address}")


def opened(open_page: Opener, url: str, *, phone: bool = False) -> Page:
    page = open_page(url, phone=phone)
    expect(card(page, "Read 95 words a minute")).to_be_visible(timeout=30_000)
    settled(page)
    page.evaluate("document.fonts.ready")  # a finger goes to where a card is: it must stay there
    return page


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("article", name=title, exact=True)


def column(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title, exact=True)


def titles(page: Page, name: str) -> list[str]:
    return column(page, name).locator(".title").all_inner_texts()


def expect_events(page: Page, count: int, last: str) -> None:
    expect(page.get_by_text(f"{count} events", exact=True)).to_be_visible()
    expect(page.get_by_text(last)).to_be_visible()
    page.wait_for_timeout(400)  # time enough for a second one to arrive
    expect(page.get_by_text(f"{count} events", exact=True)).to_be_visible()


def centre(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, what: Locator, x: float, y: float) -> None:
    page.mouse.move(*centre(what))
    page.mouse.down()
    page.mouse.move(x, y, steps=12)


def test_mouse_moves_a_card_between_two_others(open_page: Opener, board_url: str) -> None:
    page = opened(open_page, board_url)
    x, y = centre(card(page, "Ask for help when stuck"))
    drag(page, card(page, "Pack my own bag"), x, y - 40)
    expect(page.locator(".ghost")).to_be_visible()
    page.mouse.up()
    expect_events(page, 1, "Move(id=3, origin='agreed', to='working', index=1, version=1, nonce=")
    assert titles(page, "Working on it")[1] == "Pack my own bag"
    assert titles(page, "Agreed") == []
    expect(page.locator(".ghost, .gap")).to_have_count(0)


def test_a_drag_from_the_title_moves_and_does_not_open(open_page: Opener, board_url: str) -> None:
    page = opened(open_page, board_url)
    title = card(page, "Pack my own bag").locator(".title")
    drag(page, title, *centre(column(page, "Let go")))
    page.mouse.up()
    expect_events(page, 1, "to='let_go', index=0")


def test_escape_or_nowhere_puts_a_dragged_card_back(open_page: Opener, board_url: str) -> None:
    page = opened(open_page, board_url)
    drag(page, card(page, "Pack my own bag"), *centre(column(page, "Reached")))
    page.keyboard.press("Escape")
    page.mouse.move(500, 300)
    page.mouse.up()
    drag(page, card(page, "Pack my own bag"), 150, 600)
    page.mouse.up()
    expect_events(page, 0, "none")
    assert titles(page, "Agreed") == ["Pack my own bag"]


def test_keyboard_lifts_moves_and_drops(open_page: Opener, board_url: str) -> None:
    page = opened(open_page, board_url)
    one = card(page, "Pack my own bag")
    one.focus()
    page.keyboard.press("Space")
    said = page.locator(".live")
    expect(said).to_have_text("Pack my own bag is picked up: Agreed, place 1 of 1.")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text("Working on it, place 1 of 3.")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect_events(page, 1, "to='working', index=1")
    expect(one).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect_events(page, 1, "to='working', index=1")
    assert titles(page, "Working on it")[1] == "Pack my own bag"
    expect(said).to_have_text("Pack my own bag stays where it was.")


def test_the_menu_makes_the_same_moves(open_page: Opener, board_url: str) -> None:
    page = opened(open_page, board_url)
    page.get_by_role("button", name="Move Pack my own bag").click()
    page.get_by_role("menuitem", name="Move to Reached").click()
    expect_events(page, 1, "id=3, origin='agreed', to='reached', index=0, version=1")
    page.get_by_role("button", name="Move Pack my own bag").press("Enter")
    page.keyboard.press("End")
    expect(page.get_by_role("menuitem", name="One place down")).to_be_focused()
    page.keyboard.press("Enter")
    expect_events(page, 2, "id=3, origin='reached', to='reached', index=1, version=2")
    assert titles(page, "Reached") == ["Know number bonds to 20", "Pack my own bag"]
    page.get_by_role("button", name="Move Pack my own bag").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(page.get_by_role("button", name="Move Pack my own bag")).to_be_focused()


def test_a_refused_move_goes_back_and_says_why_every_time(
    open_page: Opener, board_url: str
) -> None:
    page = opened(open_page, board_url)
    for count in (1, 2):
        x, y = centre(column(page, "Working on it"))
        drag(page, card(page, "Learn to ride a bike"), x, y)
        page.mouse.up()
        expect_events(page, count, "origin='idea', to='working'")
        expect(page.locator(".message")).to_have_text(REFUSED)
        expect(page.locator(".live")).to_contain_text(REFUSED)
        assert titles(page, "Idea")[0] == "Learn to ride a bike"
    page.get_by_role("button", name="Draw it again").click()
    expect(page.locator(".message")).to_be_hidden()
    expect_events(page, 2, "origin='idea', to='working'")


def test_a_title_opens_its_card_and_texts_stay_texts(open_page: Opener, board_url: str) -> None:
    page = opened(open_page, board_url)
    page.get_by_role("button", name="Read 95 words a minute", exact=True).click()
    expect_events(page, 1, "Open(id=4, nonce=")
    assert titles(page, "Idea")[1] == "<b>Write</b> three *linked* sentences"


def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    spots = [{"x": x, "y": y} for x, y in points]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})


def slide(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A finger that goes down, slides and lifts."""
    session = page.context.new_cdp_session(page)
    touch(session, "touchStart", start)
    for part in range(1, 9):
        x = start[0] + (end[0] - start[0]) * part / 8
        y = start[1] + (end[1] - start[1]) * part / 8
        touch(session, "touchMove", (x, y))
        page.wait_for_timeout(20)
    touch(session, "touchEnd")


def test_a_finger_moves_a_card_on_a_phone(open_page: Opener, board_url: str) -> None:
    page = opened(open_page, board_url, phone=True)
    expect(card(page, "Pack my own bag")).to_be_hidden()
    grip = card(page, "Read 95 words a minute").locator(".grip")
    slide(page, centre(grip), centre(card(page, "Ask for help when stuck").locator(".foot")))
    expect_events(page, 1, "id=4, origin='working', to='working', index=1, version=7")
    grip = card(page, "Ask for help when stuck").locator(".grip")
    slide(page, centre(grip), centre(page.get_by_role("button", name="Reached")))
    expect_events(page, 2, "id=5, origin='working', to='reached', index=0, version=2")
    page.get_by_role("button", name="Reached").tap()
    expect(card(page, "Ask for help when stuck")).to_be_visible()
    expect(card(page, "Read 95 words a minute")).to_be_hidden()


def test_a_finger_on_the_card_itself_scrolls(open_page: Opener, board_url: str) -> None:
    page = opened(open_page, board_url, phone=True)
    words = card(page, "Ask for help when stuck").locator(".words")
    x, y = centre(words)
    slide(page, (x, y), (x, y - 200))
    expect_events(page, 0, "none")
    expect(page.locator(".ghost, .gap")).to_have_count(0)
