"""Tabs of one browser: what ends in one ends in all, and half-typed words wait for their owner."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.hub import Hub
from tests.journeys.steps import (
    SLOW,
    OpenPage,
    button,
    in_spanish,
    open_goal,
    send,
    settled,
    sign_in,
)

pytestmark = pytest.mark.browser

WORDS = "She read the whole page to her brother, twice."
GOAL = "Read 95 words a minute"
COMMENT = in_spanish("Write something about this goal")
BACK = in_spanish("Welcome back. What you had not sent is in its form again.")


def asked_to_sign_in(page: Page) -> None:
    expect(page.locator("input[type=password]")).to_be_visible(timeout=SLOW)


def test_half_typed_words_wait_for_who_typed_them(demo_server: Hub, open_page: OpenPage) -> None:
    page = open_page(demo_server.url, language="es", phone=True)
    asked_to_sign_in(page)
    sign_in(page, *demo_server.accounts("guardian")[0])
    settled(page)
    page.goto(f"{demo_server.url}/board")
    open_goal(page, GOAL)
    page.get_by_label(COMMENT).fill(WORDS)
    other = page.context.new_page()
    other.goto(demo_server.url)
    other.get_by_test_id("stExpandSidebarButton").click(timeout=SLOW)
    button(other, in_spanish("Sign out")).click(timeout=SLOW)
    asked_to_sign_in(other)
    asked_to_sign_in(page)
    assert WORDS not in page.content()
    assert GOAL not in page.content()
    assert WORDS not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    sign_in(page, *demo_server.accounts("guardian")[0])
    expect(page.get_by_text(BACK)).to_be_visible(timeout=SLOW)
    expect(page.get_by_label(COMMENT)).to_have_value(WORDS, timeout=SLOW)
    settled(page)
    send(page, in_spanish("Send"))
    expect(page.locator(".hub-line").get_by_text(WORDS)).to_be_visible(timeout=SLOW)
    menu_is(page, "closed")


def test_a_menu_left_open_on_a_phone_is_closed_on_the_next_page(
    demo_server: Hub, open_page: OpenPage
) -> None:
    page = open_page(demo_server.url, phone=True)
    asked_to_sign_in(page)
    sign_in(page, *demo_server.accounts("student")[0])
    settled(page)
    page.get_by_test_id("stExpandSidebarButton").click(timeout=SLOW)
    menu_is(page, "open")
    page.reload()
    menu_is(page, "closed")


def menu_is(page: Page, how: str) -> None:
    settled(page)
    shown = expect(page.get_by_test_id("stSidebarNav"))
    if how == "open":
        shown.to_be_in_viewport(timeout=SLOW)
    else:
        shown.not_to_be_in_viewport(timeout=SLOW)


def test_a_tab_that_nobody_touches_is_emptied(demo_server: Hub, open_page: OpenPage) -> None:
    page = open_page(demo_server.url)
    page.clock.install()
    page.reload()
    asked_to_sign_in(page)
    sign_in(page, *demo_server.accounts("coordinator")[0])
    expect(button(page, "Sign out")).to_be_visible(timeout=SLOW)
    settled(page)  # a run that is still under way would begin the hour anew
    end_sessions(demo_server)
    page.clock.fast_forward("58:00")
    page.wait_for_timeout(500)
    assert button(page, "Sign out").is_visible()
    page.clock.fast_forward("03:00")
    asked_to_sign_in(page)
    assert not button(page, "Sign out").is_visible()


def end_sessions(hub: Hub) -> None:
    """An hour without a touch, at once."""
    with closing(sqlite3.connect(hub.data / "hub.sqlite3")) as db, db:
        db.execute("UPDATE session SET idle_until = '2020-01-01 00:00:00.000000'")
