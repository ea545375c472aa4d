"""A hub behind the proxy of docs/hosting/, with the file as it is shipped."""

import http.client
import json
import socket
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from auth.cookies import BROWSER, SESSION
from db import tables as t
from db.session import reading
from rules.accounts import fingerprint
from rules.people import SYSTEM
from seed.cast import BY_KEY
from tests.fixtures.browser import Watch
from tests.fixtures.caddy import CADDYFILE, NAME, Caddy, caddy_before, program
from tests.fixtures.served import Served
from tests.journeys.steps import button, settled, sign_in
from tests.journeys.test_attacks import guess

# What RFC 9325 recommends, as far as the kind of certificate goes that Caddy asks for.
RECOMMENDED = {
    "ECDHE-ECDSA-AES128-GCM-SHA256",
    "ECDHE-ECDSA-AES256-GCM-SHA384",
    "ECDHE-ECDSA-CHACHA20-POLY1305",
}


@pytest.fixture(scope="module")
def caddy(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caddy]:
    """A client of these tests trusts its root and no other."""
    with (
        caddy_before(served.url, tmp_path_factory.mktemp("caddy")) as caddy,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("SSL_CERT_FILE", str(caddy.root))
        yield caddy


@pytest.fixture
def outside(served: Served, caddy: Caddy) -> Served:
    """The hub as its people reach it."""
    return replace(served, hub=replace(served.hub, url=caddy.url))


def client(version: ssl.TLSVersion, ciphers: str = "ALL:@SECLEVEL=0") -> ssl.SSLContext:
    """One that speaks this version alone, and would speak it with anybody."""
    context = ssl.create_default_context()
    context.set_ciphers(ciphers)
    context.minimum_version = context.maximum_version = version
    return context


def shake_hands(caddy: Caddy, context: ssl.SSLContext) -> str:
    """What was agreed on: the name of a cipher, or nothing."""
    try:
        with (
            socket.create_connection((NAME, caddy.https), timeout=10) as raw,
            context.wrap_socket(raw, server_hostname=NAME) as held,
        ):
            return (held.cipher() or ("",))[0]
    except (ssl.SSLError, ConnectionError):
        return ""


def ask(port: int, path: str, *, tls: bool = True, **headers: str) -> http.client.HTTPResponse:
    kind = http.client.HTTPSConnection if tls else http.client.HTTPConnection
    connection = kind(NAME, port, timeout=20)
    known = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=known)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_versions_are_refused(caddy: Caddy) -> None:
    for old in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
        assert shake_hands(caddy, client(old)) == ""
    for known in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        assert shake_hands(caddy, client(known)) != ""


def test_only_recommended_ciphers_are_spoken(caddy: Caddy) -> None:
    every = {one["name"] for one in client(ssl.TLSVersion.TLSv1_2).get_ciphers()}
    older = {one for one in every if not one.startswith("TLS_")}
    agreed = {
        shake_hands(caddy, client(ssl.TLSVersion.TLSv1_2, f"{one}:@SECLEVEL=0")) for one in older
    }
    assert {"AES128-SHA", "ECDHE-ECDSA-AES256-SHA", "ECDHE-ECDSA-AES128-CCM8"} < older
    assert agreed == RECOMMENDED | {""}


def test_plain_http_is_sent_on_to_https(caddy: Caddy) -> None:
    answer = ask(caddy.http, "/join/ABCD", tls=False, X_Forwarded_Proto="https")
    assert answer.status == 308
    assert answer.headers["location"] == f"https://{NAME}/join/ABCD"
    assert "set-cookie" not in answer.headers


def test_nobody_goes_round_the_proxy(served: Served) -> None:
    """Started as the recipe says, the hub has no other address than this machine's own."""
    port = int(served.url.rpartition(":")[2])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", port), timeout=10)


def test_what_comes_from_outside_says_nothing_of_where_it_comes_from(outside: Served) -> None:
    """Neither how it was spoken nor who spoke: the proxy knows."""
    port = int(outside.url.rpartition(":")[2])
    answer = ask(port, "/", Accept="text/html", X_Forwarded_Proto="http", Forwarded="proto=http")
    assert answer.headers["set-cookie"].startswith(f"__Host-{BROWSER}=")
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    guess(outside, "127.0.0.2", "198.51.100.7")
    with reading(SYSTEM) as db:
        counted = set(db.scalars(select(t.Attempt.subject)))
    assert f"address:{fingerprint('127.0.0.2')}" in counted
    assert f"address:{fingerprint('198.51.100.7')}" not in counted


@pytest.mark.browser
def test_somebody_signs_in_through_it(browser: Browser, outside: Served) -> None:
    """Page and socket over TLS; both cookies are this name's alone and never sent in the clear."""
    parent = BY_KEY["parent"]
    context = browser.new_context(locale="en", ignore_https_errors=True)
    watch = Watch(context, outside.url)
    page = context.new_page()
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.goto(outside.url)
    sign_in(page, parent.username, parent.password)
    expect(button(page, "Sign out")).to_be_visible()
    settled(page)
    assert {one.partition(":")[0] for one in sockets} == {"wss"}
    kept = {one["name"]: one for one in context.cookies()}
    for name in (f"__Host-{BROWSER}", f"__Host-{SESSION}"):
        assert (kept[name]["secure"], kept[name]["httpOnly"]) == (True, True)
    assert not {BROWSER, SESSION} & set(kept)
    context.close()
    assert watch.faults == []


def test_the_certificate_is_one_that_everybody_trusts(tmp_path: Path) -> None:
    """Unless the host says otherwise, nothing keeps Caddy from asking a public authority for it."""
    line = [program(), "adapt", "--config", str(CADDYFILE)]
    known = {"XDG_DATA_HOME": str(tmp_path), "HUB_NAME": "hub.example.org"}
    said = subprocess.run(line, env=known, check=True, capture_output=True).stdout
    apps = json.loads(said)["apps"]
    server = apps["http"]["servers"]["srv0"]
    assert server["routes"][0]["match"] == [{"host": ["hub.example.org"]}]
    assert server["listen"] == [":443"]
    assert "automatic_https" not in server
    assert "tls" not in apps
