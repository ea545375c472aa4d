"""Ways in that must stay shut, tried on a real server."""

import http.client
from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from websockets.exceptions import WebSocketException

from auth.cookies import BROWSER, SESSION, browser, name_of
from db import tables as t
from db.commands import accounts
from db.session import reading, writing
from db.tables.base import utc_now
from rules.accounts import fingerprint, new_token
from rules.people import SYSTEM
from tests.fixtures.hub import serving
from tests.fixtures.served import Served
from tests.fixtures.tab import Tab
from tests.guards.test_cold_server import hidden_from

GATE = "Sign in"


def call(
    served: Served, path: str, cookies: Mapping[str, str] = {}, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    return ask(served.url, path, cookies, method, **headers)


def ask(
    url: str, path: str, cookies: Mapping[str, str] = {}, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """One request: status, headers and body; redirects are not followed."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    sent = {"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())} if cookies else {}
    known = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers={**sent, **known})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body


PRIVATE = ("/media/1234.png", "/_stcore/upload_file/session/file", "/_stcore/metrics")


@pytest.mark.parametrize("path", PRIVATE)
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "POST"])
def test_files_ask_for_a_sign_in(served: Served, path: str, method: str) -> None:
    assert call(served, path, method=method)[0] == 403
    assert call(served, path, {SESSION: new_token()}, method)[0] == 403
    assert call(served, path, {SESSION: served.token("parent", hours=-1)}, method)[0] == 403
    assert call(served, path, served.cookies("parent"), method)[0] != 403 or method != "GET"


@pytest.mark.parametrize(
    "path",
    ["//media/1234.png", "/media%2F1234.png", "/./media/1234.png", "/x/../media/1234.png"],
)
def test_no_spelling_of_a_file_goes_round_the_gate(served: Served, path: str) -> None:
    status, _headers, body = call(served, path)
    assert status in (400, 403, 404) or b"<title>" in body


@pytest.mark.parametrize(
    "path",
    [
        "/app.py",
        "/pages/main.py",
        "/data/hub.sqlite3",
        "/hub.sqlite3",
        "/../hub.sqlite3",
        "/static/../../hub.sqlite3",
        "/app/static/hub.sqlite3",
        "/component/../hub.sqlite3",
        "/.streamlit/config.toml",
    ],
)
def test_nothing_of_the_server_is_served(served: Served, path: str) -> None:
    _status, _headers, body = call(served, path)
    assert b"SQLite format" not in body
    assert b"import " not in body
    assert b"[server]" not in body


def test_an_open_page_is_taken_over_by_nobody(served: Served) -> None:
    with served.tab("parent") as mine:
        assert "Amara" in mine.open("")
        for thief in (None, "other_parent", "coordinator"):
            with served.tab(thief, resume=mine.session) as theirs:
                theirs.open("")
                assert theirs.session != mine.session
                assert "Mariama" not in theirs.text or thief == "coordinator"
        assert "Amara" in mine.open("")


def test_a_page_is_resumed_by_whom_it_belongs_to(served: Served) -> None:
    cookies = served.cookies("parent")
    with Tab(served.url, cookies) as tab:
        tab.open("")
    with Tab(served.url, cookies, resume=tab.session) as again:
        assert "Amara" in again.open("")
        assert again.session == tab.session


def test_a_header_of_a_stranger_makes_no_owner(served: Served) -> None:
    with served.tab("parent") as mine:
        mine.open("")
        forged = {"X-Hub-Account": str(served.cast.accounts["parent"])}
        cookies = served.cookies("other_parent")
        with Tab(served.url, cookies, resume=mine.session, **forged) as theirs:
            theirs.open("")
            assert theirs.session != mine.session


def test_a_page_of_another_site_gets_no_socket(served: Served) -> None:
    with pytest.raises(WebSocketException):
        Tab(served.url, served.cookies("parent"), Origin="https://evil.example").open("")


def test_a_cookie_is_worth_nothing_after_signing_out(served: Served) -> None:
    stolen = served.cookies("parent")
    status, headers, _body = call(served, "/auth/leave", stolen)
    assert (status, headers["location"]) == (303, "/")
    with Tab(served.url, stolen) as tab:
        assert GATE in tab.open("")
        assert "Mariama" not in tab.text
    assert call(served, PRIVATE[0], stolen)[0] == 403


def test_every_tab_is_signed_out_at_once(served: Served) -> None:
    cookies = served.cookies("parent")
    with Tab(served.url, cookies) as one, Tab(served.url, cookies) as two:
        assert "Amara" in one.open("child")
        assert "Amara" in two.open("board")
        call(served, "/auth/leave", cookies)
        for tab in (one, two):
            assert GATE in tab.open("child")
            assert "Amara" not in tab.text


@pytest.mark.parametrize("page", ["", "child", "board", "survey"])
def test_a_fragment_draws_nothing_after_signing_out(served: Served, page: str) -> None:
    cookies = served.cookies("parent")
    with Tab(served.url, cookies) as tab:
        tab.open(page)
        fragments = tab.fragments
        call(served, "/auth/leave", cookies)
        for fragment in fragments:
            assert "Amara" not in tab.rerun_fragment(fragment)


def test_a_host_that_is_none_is_not_repeated(served: Served) -> None:
    headers = call(served, "/healthz", Host="x; script-src *")[1]
    assert "script-src *" not in headers["content-security-policy"]


def test_a_hub_answers_to_its_own_names(tmp_path: Path) -> None:
    with serving(tmp_path, HUB_HOSTS="hub.example.org,127.0.0.1") as hub:
        assert ask(hub.url, "/", Host="hub.example.org")[0] == 200
        assert ask(hub.url, "/", Host="other.example.org")[0] == 400


def test_a_teachers_workbook_holds_nobody_elses_rows(served: Served) -> None:
    cookies = served.cookies("teacher")
    with Tab(served.url, cookies) as tab:
        tab.open("export")
        book = load_workbook(BytesIO(call(served, tab.take(), cookies)[2]), read_only=True)
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row if cell]
    assert [word for word in hidden_from("teacher") for cell in cells if word in cell] == []
    assert any("Amara" in cell for cell in cells)


def test_a_download_asks_who_is_still_here(served: Served) -> None:
    cookies, teacher = served.cookies("coordinator"), served.cookies("teacher")
    with Tab(served.url, cookies) as tab:
        tab.open("export")
        address = tab.take()
        assert call(served, address, cookies)[2].startswith(b"PK")
        assert call(served, address)[0] == 403
        call(served, "/auth/leave", cookies)
        assert call(served, address, cookies)[0] == 403
        assert tab.take() == ""
    assert call(served, "/export", teacher)[2].startswith(b"<!")


@pytest.mark.parametrize("end", ["idle_until", "expires_at", "revoked_at"])
def test_a_session_that_ended_shows_the_gate(served: Served, end: str) -> None:
    cookies = served.cookies("parent")
    with Tab(served.url, cookies) as tab:
        assert "Amara" in tab.open("")
        with writing(SYSTEM) as db:
            wanted = t.WebSession.token_hash == fingerprint(cookies[SESSION])
            setattr(db.scalars(select(t.WebSession).where(wanted)).one(), end, utc_now())
        assert GATE in tab.open("")


def _hand_off(served: Served, mark: str, key: str = "parent") -> str:
    code = new_token()
    account = served.cast.accounts[key]
    accounts.hand_off(SYSTEM, new_token(), account, fingerprint(code), browser(mark))
    return f"/auth/handoff?code={code}"


def test_a_hand_off_opens_once_and_in_its_own_browser(served: Served) -> None:
    path = _hand_off(served, "mine")
    assert "set-cookie" not in call(served, path, {BROWSER: "theirs"})[1]
    assert "set-cookie" not in call(served, path)[1]
    cookie = call(served, path, {BROWSER: "mine"})[1]["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert "set-cookie" not in call(served, path, {BROWSER: "mine"})[1]


def test_a_hand_off_ends_after_half_a_minute(served: Served) -> None:
    path = _hand_off(served, "mine")
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.Handoff)):
            row.expires_at = min(row.expires_at, utc_now() - timedelta(seconds=1))
    assert "set-cookie" not in call(served, path, {BROWSER: "mine"})[1]
    assert "set-cookie" not in call(served, "/auth/handoff", {BROWSER: "mine"})[1]


def test_the_cookie_is_secure_behind_https(served: Served) -> None:
    path = _hand_off(served, "mine")
    over_https = name_of(BROWSER, https=True)
    headers = call(served, path, {over_https: "mine"}, x_forwarded_proto="https")[1]
    cookie = headers["set-cookie"]
    assert cookie.startswith(f"__Host-{SESSION}=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_a_cookie_that_a_neighbour_could_set_is_nobody_s_over_https(served: Served) -> None:
    for cookies, status in (
        ({SESSION: served.token("parent")}, 403),
        ({name_of(SESSION, https=True): served.token("parent")}, 404),
    ):
        assert call(served, "/media/no.png", cookies, x_forwarded_proto="https")[0] == status


def test_signing_in_again_ends_what_this_browser_had(served: Served) -> None:
    old = served.token("parent")
    call(served, _hand_off(served, "mine", "teacher"), {BROWSER: "mine", SESSION: old})
    with Tab(served.url, {SESSION: old}) as tab:
        assert GATE in tab.open("")


def test_every_answer_carries_the_headers(served: Served) -> None:
    for path in ("/", "/child", "/healthz", "/auth/leave", "/media/x", "/_stcore/health"):
        headers = call(served, path)[1]
        assert "frame-ancestors 'self'" in headers.get("content-security-policy", ""), path
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert f" ws://{urlsplit(served.url).netloc} " in headers["content-security-policy"]
        assert " ws: " not in headers["content-security-policy"]
        assert "base-uri 'none'" in headers["content-security-policy"]
        assert "object-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_over_https_the_browser_comes_back_by_https_alone(served: Served) -> None:
    assert "strict-transport-security" not in call(served, "/")[1]
    for path in ("/", "/healthz", "/media/x", "/_stcore/health", "/nothing"):
        told = call(served, path, x_forwarded_proto="https")[1]["strict-transport-security"]
        assert told == "max-age=31536000; includeSubDomains", path


def test_nobody_keeps_a_copy_of_what_is_private(served: Served) -> None:
    cookies = served.cookies("teacher")
    with Tab(served.url, cookies) as tab:
        tab.open("export")
        address = tab.take()
    assert "attachment" in call(served, address, cookies)[1]["content-disposition"]
    for path in (address, "/auth/handoff", "/media/x", "/healthz", "/auth/leave"):
        assert call(served, path, cookies)[1]["cache-control"] == "no-store", path


def test_every_answer_says_what_it_is(served: Served) -> None:
    for path, kind in (("/", "text/html; charset=utf-8"), ("/healthz", "application/json")):
        assert call(served, path)[1]["content-type"] == kind
    assert call(served, "/media/x")[1]["content-type"] == "text/plain; charset=utf-8"


def test_no_other_method_is_answered(served: Served) -> None:
    for method in ("TRACE", "PATCH", "CONNECT", "PROPFIND"):
        assert call(served, "/", method=method)[0] in (400, 404, 405), method


def test_the_log_names_nobody(served: Served) -> None:
    with served.tab("coordinator") as tab:
        tab.open("people")
    log = served.hub.log.read_text("utf-8", errors="replace")
    with reading(SYSTEM) as db:
        names = {person.given_name for person in db.scalars(select(t.Person))}
    assert [name for name in names if name in log] == []
    assert "code=" not in log
