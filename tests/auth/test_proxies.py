"""What a request says of its way here is believed of a proxy alone."""

import asyncio
import tomllib

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from auth.cookies import is_https
from auth.guard import Guard
from auth.proxies import TRUSTED
from tests.fixtures.needs import ROOT

FORGED = {
    "x-forwarded-host": "evil.example",
    "X-Forwarded-Port": "1",
    "forwarded": "for=192.0.2.1;proto=https;host=evil.example",
    "x-real-ip": "192.0.2.1",
}


async def tell(scope: Scope, receive: Receive, send: Send) -> None:
    """What the hub behind the guard knows."""
    headers = [(name.decode(), value.decode()) for name, value in scope["headers"]]
    known = {"https": is_https(scope), "url": str(Request(scope).url), "headers": headers}
    await JSONResponse(known)(scope, receive, send)


def asked(
    peer: str, headers: dict[str, str], *, trusted: str = "127.0.0.1,::1"
) -> dict[str, object]:
    """A request of this peer, through the server's own look at it and the guard."""
    server = ProxyHeadersMiddleware(Guard(tell), trusted)  # type: ignore[arg-type]

    async def ask() -> httpx.Response:
        there = httpx.ASGITransport(server, client=(peer, 50000))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=there, base_url="http://hub.example") as client:
            return await client.get("/", headers=headers)

    answer = asyncio.run(ask())
    known: dict[str, object] = answer.json()
    assert ("strict-transport-security" in answer.headers) is known["https"]
    return known


@pytest.mark.parametrize(
    ("peer", "https"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("10.1.2.3", True),
        ("100.64.0.9", True),
        ("192.168.1.1", True),
        ("fd00::1", True),
        ("::ffff:10.1.2.3", True),
        ("8.8.8.8", False),
        ("::ffff:8.8.8.8", False),
        ("2606:4700::1111", False),
        ("testclient", False),
    ],
)
def test_https_is_believed_of_who_is_near(
    peer: str, https: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TRUSTED, raising=False)
    known = asked(peer, {"x-forwarded-proto": "https"})
    assert known["https"] is https
    assert str(known["url"]).startswith("https:") is https
    assert asked(peer, {})["https"] is False


@pytest.mark.parametrize(
    ("peer", "https"), [("10.0.0.5", True), ("8.8.8.8", True), ("10.0.0.9", False)]
)
def test_or_of_those_that_the_host_names(
    peer: str, https: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted = "10.0.0.5,8.8.8.8"
    monkeypatch.setenv(TRUSTED, trusted)
    sent = {"x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.1"}
    assert asked(peer, sent, trusted=trusted)["https"] is https


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.1.2.3", "8.8.8.8"])
def test_nothing_else_is_believed_of_anybody(peer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TRUSTED, raising=False)
    known = asked(peer, FORGED)
    assert known["url"] == "http://hub.example/"
    assert isinstance(known["headers"], list)
    names = [name for name, _value in known["headers"]]
    assert not {name.lower() for name in FORGED} & set(names)
    assert names.count("x-forwarded-proto") == 1


def test_the_first_of_several_proxies_speaks_with_the_browser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(TRUSTED, raising=False)
    assert asked("10.1.2.3", {"x-forwarded-proto": "https, http"})["https"] is True
    assert asked("10.1.2.3", {"x-forwarded-proto": "http, https"})["https"] is False


def test_a_proxy_of_this_machine_is_known_as_one() -> None:
    """Left the choice, Streamlit takes it in by an address that its server doesn't trust."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["server"]["address"] == "0.0.0.0"
