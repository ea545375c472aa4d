"""An empty hub, before anybody set it up."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.hub import Hub

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("phone", [False, True])
def test_asks_for_its_code_and_calls_nobody_else(
    hub_server: Hub, open_page: Callable[..., Page], phone: bool
) -> None:
    page = open_page(hub_server.url, phone=phone)
    expect(page.get_by_label("Set-up code")).to_be_visible(timeout=20_000)
