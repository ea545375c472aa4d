"""In with an account elsewhere, in a browser: let in, refused, signed out for good."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from components.providers import FAILED, REFUSED, TOLD
from db import tables as t
from db.commands.accounts import end_sessions
from db.session import reading
from rules.accounts import new_token
from rules.people import SYSTEM
from seed.cast import BY_KEY
from tests.auth.test_second_factor import digits, turned_on
from tests.cast import me_of
from tests.fixtures.postgres import free_port
from tests.fixtures.provider import IdP, identity_provider
from tests.fixtures.proxy import before
from tests.fixtures.served import Served, serving_cast
from tests.journeys.steps import SLOW, OpenPage, button, in_spanish, menu, settled, title

pytestmark = pytest.mark.browser
WAY = "Sign in with Brook Hill ID"
CLOSED = "Sign in with Closed"
FILES = "STREAMLIT_SECRETS_FILES"


@pytest.fixture(scope="module")
def idp() -> Iterator[IdP]:
    with identity_provider() as idp:
        yield idp


@pytest.fixture(scope="module")
def school(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, idp: IdP
) -> Iterator[Served]:
    """A hub that two providers lead to, one of which is away."""
    data = tmp_path_factory.mktemp("sso")
    away = f"http://127.0.0.1:{free_port()}/metadata"
    secrets = idp.secrets(data, closed=away)
    with serving_cast(sqlite_template, data, **{FILES: str(secrets)}) as served:
        yield served


def sign_in_page(page: Page) -> None:
    """The way in is there, in whichever language."""
    expect(page.get_by_role("button", name="Brook Hill ID")).to_be_visible(timeout=SLOW)
    expect(page.get_by_test_id("stForm")).to_have_count(1, timeout=SLOW)
    settled(page)


def kept_by_the_browser(page: Page) -> list[str]:
    """What Streamlit sets when a provider sends somebody back, as a thief would copy it."""
    said: list[str] = []
    page.context.on(
        "response",
        lambda response: said.extend(
            header["value"]
            for header in response.headers_array()
            if header["name"].lower() == "set-cookie" and "/oauth2callback" in response.url
        ),
    )
    return said


def put_back(page: Page, url: str, said: list[str]) -> None:
    """The browser holds it still, and for as long as it likes."""
    pairs = [cookie.partition(";")[0].partition("=") for cookie in said]
    page.context.add_cookies(
        [
            {"name": name, "value": value, "url": url}
            for name, _sign, value in pairs
            if name.startswith("_streamlit_user")
        ]
    )


def test_a_phone_in_spanish_comes_in_and_signs_out_for_good(
    school: Served, idp: IdP, open_page: OpenPage
) -> None:
    idp.knows("of mariama", "Mariama@Example.org")
    page = open_page(school.url, language="es", phone=True, friends=(idp.url,))
    said = kept_by_the_browser(page)
    way = in_spanish("Sign in with {provider}").format(provider="Brook Hill ID")
    button(page, way).click(timeout=SLOW)
    title(page, "Hola, Mariama Diallo")
    names = {cookie.get("name", "") for cookie in page.context.cookies(school.url)}
    assert "hub_session" in names
    assert not [name for name in names if name.startswith("_streamlit_user")]
    menu(page, in_spanish("My sign-in"))
    expect(page.get_by_text("Brook Hill ID · mariama@example.org")).to_be_visible(timeout=SLOW)
    page.get_by_test_id("stExpandSidebarButton").click()
    button(page, in_spanish("Sign out")).click()
    sign_in_page(page)
    put_back(page, school.url, said)
    for _ in range(2):
        page.reload()
        sign_in_page(page)
        expect(page.get_by_test_id("stAlert")).to_have_count(0)
    asked = idp.asked
    page.wait_for_timeout(1100)  # a provider's clock has seconds
    button(page, way).click()
    title(page, "Hola, Mariama Diallo")
    assert idp.asked == asked + 1


def test_a_session_that_the_office_ended_stays_ended(
    school: Served, idp: IdP, open_page: OpenPage
) -> None:
    idp.knows("of aigul", "aigul@example.org")
    page = open_page(school.url, friends=(idp.url,))
    said = kept_by_the_browser(page)
    button(page, WAY).click(timeout=SLOW)
    title(page, "Hello, Aigul Bekova")
    put_back(page, school.url, said)
    office = me_of(school.cast, "coordinator")
    end_sessions(office, new_token(), school.cast.other_parent)
    page.reload()
    sign_in_page(page)


def test_whoever_is_not_known_is_told_what_to_do(
    school: Served, idp: IdP, open_page: OpenPage
) -> None:
    page = open_page(school.url, friends=(idp.url,))
    for who in (("a stranger", "stranger@example.org", True), ("a liar", "ms.kaya@x.org", False)):
        idp.knows(*who[:2], verified=who[2])
        button(page, WAY).click(timeout=SLOW)
        expect(page.get_by_text(TOLD[REFUSED])).to_be_visible(timeout=SLOW)
        settled(page)
    idp.refuses = True
    button(page, WAY).click()
    expect(page.get_by_text(TOLD[FAILED])).to_be_visible(timeout=SLOW)
    idp.refuses = False
    settled(page)
    page.reload()
    button(page, CLOSED).click(timeout=SLOW)
    expect(page.get_by_text(TOLD[FAILED])).to_be_visible(timeout=SLOW)
    with reading(SYSTEM) as db:
        known = db.scalars(select(t.Identity.subject)).all()
    assert not {"a stranger", "a liar"} & set(known)


def test_a_coordinators_second_step_is_still_asked(
    school: Served, idp: IdP, open_page: OpenPage
) -> None:
    office = BY_KEY["coordinator"]
    secret = turned_on(school.cast, "coordinator")
    idp.knows("of ruth", f"{office.username}@example.org")
    page = open_page(school.url, friends=(idp.url,))
    button(page, WAY).click(timeout=SLOW)
    field = page.locator("input[autocomplete=one-time-code]")
    expect(field).to_be_visible(timeout=SLOW)
    expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
    field.fill(digits(secret))
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    title(page, "Hello, Ruth Okafor")


def test_where_no_cookie_of_the_hub_comes_through(
    sqlite_template: Path, tmp_path: Path, idp: IdP, open_page: OpenPage
) -> None:
    idp.knows("of lucia", "lucia@example.org")
    secrets = tmp_path / "secrets.toml"
    with (
        serving_cast(sqlite_template, tmp_path, **{FILES: str(secrets)}) as hub,
        before(hub.url, routes=False) as url,
    ):
        idp.secrets(tmp_path, home=url)
        page = open_page(url, friends=(idp.url,))
        button(page, WAY).click(timeout=SLOW)
        title(page, "Hola, Lucía Álvarez")
        settled(page)
        page.reload()
        title(page, "Hola, Lucía Álvarez")
        settled(page)
        button(page, in_spanish("Sign out")).click()
        sign_in_page(page)
        page.reload()
        sign_in_page(page)
        expect(page.get_by_test_id("stAlert")).to_have_count(0)
