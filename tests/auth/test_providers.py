"""Coming back from a provider: the page says why not, the routes let nothing else through."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
import streamlit as st
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit.errors import StreamlitAuthError
from streamlit.testing.v1 import AppTest

from auth import kept, provider_routes, providers, sign_in
from auth.provider_routes import ProviderRoutes
from components.providers import FAILED, LATE, REFUSED, TOLD
from db import tables as t
from db.session import reading, writing
from db.tables.base import utc_now
from rules.people import SYSTEM
from rules.providers import METADATA, ONLY_WAY, Token
from rules.whole_hub import NO_PASSWORD
from seed.cast import Cast
from tests.cast import AppAs, open_page, sound, words
from tests.pages.seen import press

ISSUER = "https://accounts.google.com"
TENANT = "https://login.microsoftonline.com/x/v2.0"
AUTH: dict[str, Any] = {
    "redirect_uri": "https://hub.example/oauth2callback",
    "cookie_secret": "x",
    "google": {"client_id": "a", "client_secret": "b", "server_metadata_url": ISSUER + METADATA},
    "microsoft": {
        "client_id": "a",
        "client_secret": "b",
        "server_metadata_url": f"{TENANT}{METADATA}",
    },
}
Comes = Callable[..., AppTest]


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where somebody who is let in is sent."""
    paths: list[str] = []
    monkeypatch.setattr(sign_in, "leave_to", lambda path, key: paths.append(path))
    return paths


@pytest.fixture
def comes(app_as: AppAs, left: list[str], monkeypatch: pytest.MonkeyPatch) -> Comes:
    """The sign-in page as somebody meets it whom Google has just sent back."""
    monkeypatch.setattr(providers, "settings", lambda: AUTH)
    start = utc_now()

    def comes(email: str = "mariama@example.org", *, ago: int = 0, **said: Any) -> AppTest:
        at = (start - timedelta(seconds=ago)).timestamp()
        user = {"is_logged_in": True, "iss": ISSUER, "sub": email, "iat": int(at)}
        user |= {"email": email, "email_verified": True, "provider": "google"} | said
        monkeypatch.setattr(providers, "_user", lambda: user)
        return app_as(None)

    return comes


def failed_tries() -> int:
    with reading(SYSTEM) as db:
        return len(db.scalars(select(t.Attempt)).all())


def test_a_button_for_each_provider_only_where_there_is_one(
    app_as: AppAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Sign in with" not in words(app_as(None))
    monkeypatch.setattr(providers, "settings", lambda: AUTH)
    assert "Sign in with Google" in words(app_as(None))
    half = {"client_id": "a"}
    monkeypatch.setattr(providers, "settings", lambda: AUTH | {"google": half, "microsoft": half})
    assert "Sign in with" not in words(app_as(None))


def test_secrets_that_cannot_be_read_offer_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert providers.settings() == {}
    monkeypatch.setattr(type(st.secrets), "load_if_toml_exists", lambda _self: True)
    monkeypatch.setattr(type(st.secrets), "_parse", lambda _self: {"auth": "not a section"})
    assert providers.settings() == {}


def test_what_keeps_a_provider_away_is_said_in_the_log_once_without_secrets(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    section = {"client_id": "a", "client_secret": "the secret"}
    monkeypatch.setattr(providers, "settings", lambda: AUTH | {"lone": section})
    providers.offered()
    assert [one.name for one in providers.offered()] == ["google", "microsoft"]
    assert caplog.text.count("[auth.lone] lacks server_metadata_url") == 1
    assert "the secret" not in caplog.text


def test_a_confirmed_address_leaves_for_the_hand_off(comes: Comes, left: list[str]) -> None:
    assert not comes().error
    assert len(left) == 1
    assert left[0].startswith("/auth/handoff?code=")
    assert failed_tries() == 0


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("stranger@example.org", {}),
        ("mariama@example.org", {"email_verified": False}),
        ("mariama@example.org", {"iss": TENANT, "provider": "microsoft"}),
    ],
)
def test_whoever_is_not_let_in_reads_one_and_the_same(
    comes: Comes,
    left: list[str],
    caplog: pytest.LogCaptureFixture,
    email: str,
    said: dict[str, Any],
) -> None:
    at = comes(email, **said)
    assert "was not let in: un" in caplog.text  # for whoever runs the hub: unknown, or unverified
    assert email not in caplog.text
    assert [error.value for error in at.error] == [TOLD[REFUSED]]
    assert [field.label for field in at.text_input] == ["Username", "Password"]
    assert left == []
    assert failed_tries() >= 1
    tried = failed_tries()
    assert TOLD[REFUSED] in words(sound(at.run()))  # still said, and not tried again
    assert failed_tries() == tried


def test_tries_end(comes: Comes) -> None:
    for _ in range(8):
        assert TOLD[REFUSED] in words(comes("stranger@example.org"))
    assert "Too many tries" in words(comes("stranger@example.org"))


def test_an_old_answer_is_not_heard(comes: Comes, left: list[str]) -> None:
    assert TOLD[LATE] in words(comes(ago=400))
    assert left == []


def test_a_word_in_the_name_of_another_provider_is_not_heard(
    comes: Comes, left: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert TOLD[FAILED] in words(comes(provider="microsoft"))
    assert left == []
    assert "in the name of another one" in caplog.text


def test_an_answer_that_was_used_lets_nobody_in_again(comes: Comes, left: list[str]) -> None:
    """As after signing out, while the browser still holds what the provider said."""
    comes(ago=10)
    assert len(left) == 1
    at = comes(ago=10)
    assert not at.error
    assert len(left) == 1
    comes(ago=9)
    assert len(left) == 2


def test_a_provider_that_is_not_set_up_has_no_say(
    comes: Comes, left: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(providers, "settings", dict)
    assert not comes().error
    assert left == []


def test_the_second_step_follows(comes: Comes, hub: Cast, left: list[str]) -> None:
    with writing(SYSTEM) as db:
        account = hub.accounts["coordinator"]
        db.add(t.SecondFactor(account_id=account, secret="x", confirmed_at=utc_now()))
    assert "type the six digits" in words(comes("ms.okafor@example.org"))
    assert left == []


def test_a_way_that_led_nowhere_is_said(app_as: AppAs) -> None:
    at = app_as(None)
    at.query_params = {"provider": "failed"}
    assert TOLD[FAILED] in words(sound(at.run()))
    assert "provider" not in at.query_params


def test_a_login_that_cannot_begin_is_a_sentence(
    app_as: AppAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_name: str) -> None:
        raise StreamlitAuthError("no authlib")

    monkeypatch.setattr(providers, "settings", lambda: AUTH)
    monkeypatch.setattr(st, "login", refuse)
    at = sound(press(app_as(None), "Sign in with Google").run())
    assert TOLD[FAILED] in words(at)


def linked_to(hub: Cast, key: str) -> int:
    """Somebody's account at Google."""
    who = Token(ISSUER, key, "x@example.org", utc_now())
    with writing(SYSTEM) as db:
        row = t.Identity(
            account_id=hub.accounts[key],
            issuer=who.issuer,
            subject=who.subject,
            email=who.email,
            token_at=who.at,
        )
        db.add(row)
        db.flush()
        return row.id


def test_ones_own_is_unlinked_and_linked_again(hub: Cast, app_as: AppAs) -> None:
    linked_to(hub, "parent")
    at = open_page(app_as("parent"), "account.devices")
    assert "Google · x@example.org" in words(at)
    assert "Unlinked, and signed out" in words(sound(press(at, "Unlink").run()))
    assert "It opens nothing any more." in words(at)
    assert "Linked again." in words(sound(press(at, "Link it again").run()))


def test_who_has_no_password_is_told_that_it_is_the_only_way(hub: Cast, app_as: AppAs) -> None:
    linked_to(hub, "parent")
    with writing(SYSTEM) as db:
        account = db.get(t.Account, hub.accounts["parent"])
        assert account is not None
        account.password_hash = NO_PASSWORD
    seen = words(open_page(app_as("parent"), "account.devices"))
    assert ONLY_WAY in seen
    assert "Choose a password" in seen
    assert "Unlink\n" not in f"{seen}\n"


def test_who_is_linked_to_nothing_reads_nothing_of_it(hub: Cast, app_as: AppAs) -> None:
    seen = words(open_page(app_as("parent"), "account.devices"))
    assert "Accounts that sign you in" not in seen


@pytest.mark.parametrize(("key", "role"), [("teacher", "teacher"), ("parent", "guardian")])
def test_the_office_unlinks_anybodys(hub: Cast, app_as: AppAs, key: str, role: str) -> None:
    one = linked_to(hub, key)
    at = open_page(app_as("coordinator"), "roster.people")
    at.segmented_control(key="people_role").set_value(role).run()
    name = {"teacher": "kaya", "parent": "mariama"}[key]
    at.text_input(key="people_search").set_value(name).run()
    sound(press(at, "Unlink").run())
    with reading(SYSTEM) as db:
        row = db.get(t.Identity, one)
        assert row is not None
        assert row.ended_at is not None


def test_without_a_password_one_is_told_where_to_get_one(hub: Cast, app_as: AppAs) -> None:
    with writing(SYSTEM) as db:
        account = db.get(t.Account, hub.accounts["coordinator"])
        assert account is not None
        account.password_hash = NO_PASSWORD
    at = app_as("coordinator")
    with writing(SYSTEM) as db:
        for session in db.scalars(select(t.WebSession)):
            session.confirmed_at = None
    open_page(at, "school.export")
    at.text_input[0].set_value("any word at all")
    assert "You have no password yet" in words(sound(press(at, "Yes, it's me").run()))


COOKIE = "_streamlit_user=said; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax"


def asked(path: str, status: int = 302, to: str = "/", cookie: str = "") -> httpx.Response:
    """What a browser gets where Streamlit's routes answer so."""

    async def answer(_request: Request) -> Response:
        if status == 500:
            raise RuntimeError("a traceback")
        response = Response("Authentication error", status, {"location": to})
        for one in cookie.splitlines():
            response.headers.append("set-cookie", one)
        return response

    async def ask() -> httpx.Response:
        routes = [Route(path, answer)]
        app = Starlette(routes=routes, middleware=[Middleware(ProviderRoutes)])
        there = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=there, base_url="https://hub.example") as client:
            return await client.get(path)

    return asyncio.run(ask())


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "settings", lambda: AUTH)


@pytest.mark.parametrize("path", ["/auth/login", "/oauth2callback"])
def test_without_a_provider_there_is_no_such_address(path: str) -> None:
    assert asked(path, cookie=COOKIE).status_code == 404
    assert asked("/other").status_code == 302


def test_nobody_is_sent_to_the_providers_own_way_out(ready: None) -> None:
    assert asked("/auth/logout", to="https://id.example/logout").status_code == 404


def test_the_way_there_is_open(ready: None) -> None:
    response = asked("/auth/login", to="https://id.example/authorize?x")
    assert response.headers["location"] == "https://id.example/authorize?x"


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/auth/login", {"status": 400}),
        ("/auth/login", {"status": 500}),
        ("/auth/login", {"to": "/"}),
        ("/oauth2callback", {"status": 500}),
        ("/oauth2callback", {"to": "/"}),
        ("/oauth2callback", {"cookie": '_streamlit_user=""; Max-Age=0; Path=/'}),
    ],
)
def test_what_led_nowhere_ends_on_the_page_that_says_so(
    ready: None, path: str, answer: dict[str, Any]
) -> None:
    response = asked(path, **answer)
    assert (response.status_code, response.text) == (303, "")
    assert response.headers["location"] == provider_routes.FAILED


def test_what_a_provider_said_is_kept_for_minutes_and_over_https(ready: None) -> None:
    response = asked("/oauth2callback", cookie=COOKIE)
    assert response.headers["set-cookie"] == (
        "_streamlit_user=said; HttpOnly; Max-Age=300; Path=/; SameSite=lax; Secure"
    )


@pytest.mark.parametrize("name", ["_streamlit_user_tokens", "_streamlit_user_tokens_1"])
def test_no_browser_is_given_a_providers_tokens(ready: None, name: str) -> None:
    response = asked("/oauth2callback", cookie=f"{COOKIE}\n{name}=tokens; Max-Age=2592000; Path=/")
    assert "_streamlit_user=" in response.headers["set-cookie"]
    assert "tokens" not in response.headers["set-cookie"]


def test_where_no_cookie_comes_through_one_answer_counts_once_too(
    comes: Comes, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    monkeypatch.setattr("auth.identity.mark", lambda: None)
    monkeypatch.setattr(kept, "token", lambda: "")
    monkeypatch.setattr(kept, "give", given.append)
    comes(ago=9)
    comes(ago=9)
    assert len(given) == 1
