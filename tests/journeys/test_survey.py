"""The family survey in a browser: a phone with 375 px, two windows, and the office's questions."""

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.hub import Hub
from tests.journeys.steps import SLOW, OpenPage, button, in_spanish, menu, settled, sign_in

pytestmark = pytest.mark.browser

HOSTILE = "😀 مرحبا <script>alert(1)</script> ![x](http://example.org/x.png) :material/home:"
SMALL = """() => [...document.querySelectorAll('[data-testid="stMain"] :is(button, a, textarea)')]
    .filter(one => one.offsetParent && one.getBoundingClientRect().height < 43.5)
    .map(one => one.innerText || one.tagName)"""
WIDE = """() => { const main = document.querySelector('[data-testid="stMain"]')
    return main.scrollWidth - main.clientWidth }"""


def at_survey(open_page: OpenPage, hub: Hub, who: str, language: str = "en") -> Page:
    page = open_page(hub.url, language=language, phone=True)
    sign_in(page, who, f"{who}-brook-hill")
    page.goto(f"{hub.url}/survey")
    return page


def taps(page: Page) -> list[str]:
    """What is chosen on this step."""
    return page.locator("[data-testid=stButtonGroup] button[aria-pressed=true]").all_inner_texts()


def forward(page: Page, label: str = "Next") -> None:
    """One step on, by a double click that must not be two."""
    settled(page)
    hurry_on(page, label)


def hurry_on(page: Page, label: str) -> None:
    """One step on by somebody who doesn't wait for what was tapped before."""
    progress = page.get_by_test_id("stProgress")
    step = progress.inner_text().split(" · ")[0]
    button(page, label).dblclick()
    expect(progress).not_to_contain_text(step, timeout=SLOW)


def test_everything_on_a_phone_is_in_reach_of_a_finger(
    demo_server: Hub, open_page: OpenPage
) -> None:
    page = at_survey(open_page, demo_server, "lucia", "es")
    page.get_by_role("radio", name="Carmen").click()
    expect(page.get_by_role("heading", name="Carmen", level=1)).to_be_visible(timeout=SLOW)
    button(page, in_spanish("Begin")).click()
    for number in range(1, 13):
        step = in_spanish("Step {step} of {steps}").format(step=number, steps=12)
        expect(page.get_by_text(step, exact=True)).to_be_visible(timeout=SLOW)
        assert page.evaluate(SMALL) == []
        assert page.evaluate(WIDE) <= 0
        expect(page.get_by_role("heading", level=3).first).to_be_in_viewport()
        forward(page, in_spanish("Next"))
    assert page.evaluate(SMALL) == []


def test_leaving_in_the_middle_loses_nothing(demo_server: Hub, open_page: OpenPage) -> None:
    page = at_survey(open_page, demo_server, "lucia")
    page.get_by_role("radio", name="Carmen").click()
    expect(page.get_by_role("heading", name="Carmen", level=1)).to_be_visible(timeout=SLOW)
    button(page, in_spanish("Begin")).click()
    options = page.locator("[data-testid=stButtonGroup] button[aria-pressed]")
    expect(options.first).to_be_visible(timeout=SLOW)
    for number in (0, 2, 4):
        options.nth(number).tap()
    page.get_by_role("textbox").fill(HOSTILE)
    hurry_on(page, in_spanish("Next"))
    page.reload()
    page.get_by_role("radio", name="Carmen").click()
    button(page, in_spanish("Go on where you stopped")).click()
    button(page, in_spanish("Back")).click()
    expect(page.get_by_role("textbox")).to_have_value(HOSTILE, timeout=SLOW)
    assert len(taps(page)) == 3


def test_two_windows_and_a_text_that_is_too_long(demo_server: Hub, open_page: OpenPage) -> None:
    here = at_survey(open_page, demo_server, "aigul")
    button(here, "Go on where you stopped").click()
    expect(here.get_by_role("heading", name="Is anything worrying you?")).to_be_visible(
        timeout=SLOW
    )
    there = here.context.new_page()
    there.goto(f"{demo_server.url}/survey")
    button(there, "Go on where you stopped").click(timeout=SLOW)
    button(there, "Health").tap(timeout=SLOW)
    expect(there.get_by_text("Saved")).to_be_visible(timeout=SLOW)
    button(here, "Big feelings").tap()
    expect(here.get_by_text("In the other window:")).to_be_visible(timeout=SLOW)
    button(here, "Take the other").click()
    expect(here.get_by_text("In the other window:")).to_be_hidden(timeout=SLOW)
    assert taps(here) == ["Health"]
    here.get_by_role("textbox").fill("x" * 5000)
    button(here, "Next").click()
    expect(here.get_by_text("This answer has 5,000 letters")).to_be_visible(timeout=SLOW)
    expect(here.get_by_role("textbox")).to_have_value("x" * 5000)
    here.get_by_role("textbox").fill("x" * 50)
    forward(here)


def test_the_offices_own_question_is_text_wherever_it_is_read(
    demo_server: Hub, open_page: OpenPage
) -> None:
    office = open_page(demo_server.url)
    sign_in(office, "ms.okafor", "ms.okafor-brook-hill")
    menu(office, "Family survey")
    office.get_by_role("radio", name="Questions").click()
    button(office, "Add a question").click()
    dialog = office.get_by_role("dialog")
    dialog.get_by_label("Question", exact=True).fill(f"Which club for {{child}}? {HOSTILE}")
    button(dialog, "Save question").click()
    expect(dialog.get_by_text("at least two answers to tap")).to_be_visible(timeout=SLOW)
    dialog.get_by_label("Answers to tap, one on each line").fill(
        "Chess\n![y](http://example.org/y.png)"
    )
    button(dialog, "Save question").dblclick()
    expect(office.get_by_text("Which club for the child?")).to_have_count(1, timeout=SLOW)
    office.get_by_role("radio", name="As a family sees it").click()
    asked = office.get_by_role("heading", name="Which club for your child?")
    expect(asked).to_contain_text(HOSTILE, timeout=SLOW)
    expect(button(office, "![y](http://example.org/y.png)")).to_be_visible()
    assert office.locator("[data-testid=stMain] img").count() == 0
