"""Every page of the menu on a real cold server: after sign-out, with what was stolen, from afar."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import WebSocketException

from auth.cookies import SESSION
from db import tables as t
from db.session import reading
from rules.accounts import fingerprint
from rules.menu import PAGES, menu
from rules.people import SYSTEM
from seed.cast import BY_KEY
from tests.fixtures.served import Served
from tests.fixtures.tab import Tab
from tests.guards.test_cold_server import NAMES
from tests.journeys.test_break_in import GATE, ask

Record = Callable[[str, object], None]
SOMEBODY = ("coordinator", "teacher", "parent", "child")
PRIVATE = ("/media/1234.png", "/_stcore/upload_file/session/file", "/_stcore/metrics")


def told(answer: str) -> list[str]:
    return [name for name in NAMES.values() if name in answer]


def test_somebody_of_each_role_attacks_every_page() -> None:
    tried = {page.key for key in SOMEBODY for page in menu(BY_KEY[key].role)}
    assert tried == {page.key for page in PAGES if page.roles}


@dataclass(frozen=True)
class Opened:
    """Every page of somebody's menu, each in a tab of its own."""

    key: str
    cookies: dict[str, str]
    tabs: dict[str, Tab]
    answers: dict[str, str]


@pytest.fixture(scope="module", params=SOMEBODY)
def opened(served: Served, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """Opened once for all that is tried at them; what signs out comes last."""
    cookies, pages = served.cookies(request.param), menu(BY_KEY[request.param].role)
    with ExitStack() as stack:
        tabs = {page.url: stack.enter_context(Tab(served.url, cookies)) for page in pages}
        answers = {url: tab.open(url) for url, tab in tabs.items()}
        yield Opened(request.param, cookies, tabs, answers)


def test_no_page_is_taken_over(served: Served, opened: Opened, record_property: Record) -> None:
    """An open page's number, tried by nobody and by somebody of another role."""
    thief = {"parent": None, "child": "other_parent"}.get(opened.key, "parent")
    theirs = served.cookies(thief)
    for url, tab in opened.tabs.items():
        with Tab(served.url, theirs, resume=tab.session) as thiefs:
            thiefs.open("my-sign-in")
            assert thiefs.session != tab.session, url
    record_property("open pages that nobody took over", len(opened.tabs))


def test_a_file_is_its_owners_alone(
    served: Served, opened: Opened, record_property: Record
) -> None:
    """The address of every page's first download, copied to others."""
    thieves = [served.cookies(one) for one in {*SOMEBODY, "other_parent"} - {opened.key}]
    addresses = [tab.take() for tab in opened.tabs.values() if tab.deferred]
    assert all(addresses)
    for address in addresses:
        assert ask(served.url, address, opened.cookies)[0] == 200
        assert ask(served.url, address)[0] == 403
        for theirs in thieves:
            assert ask(served.url, address, theirs)[0] == 404
    record_property("files that only their owner fetched", len(addresses))
    assert bool(addresses) is (opened.key != "child")


def test_signing_out_in_one_tab_empties_every_page(
    served: Served, opened: Opened, record_property: Record
) -> None:
    """The next touch of a page, its fragments, its download, a new tab and its session's number."""
    assert any(map(told, opened.answers.values()))
    assert [url for url, answer in opened.answers.items() if "Sign out" not in answer] == []
    fragments = {url: tab.fragments for url, tab in opened.tabs.items()}
    assert ask(served.url, "/auth/leave", opened.cookies)[0] == 303
    for url, tab in opened.tabs.items():
        answers = [tab.rerun_fragment(one) for one in fragments[url]]
        assert (tab.take() if tab.deferred else "") == "", url
        answers.append(tab.open(url))
        assert GATE in answers[-1], url
        assert told("".join(answers)) == [], url
    for url, tab in opened.tabs.items():
        with Tab(served.url, opened.cookies, resume=tab.session) as stolen:
            answer = stolen.open(url)
            assert (GATE in answer, told(answer)) == (True, []), url
            assert stolen.session != tab.session
    record_property(
        "pages after sign-out: touched, resumed, with the stolen cookie", len(opened.tabs)
    )


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_a_page_of_another_site_reaches_nothing(served: Served, origin: str) -> None:
    cookies = served.cookies("coordinator")
    with pytest.raises(WebSocketException):
        Tab(served.url, cookies, Origin=origin).open("")
    for path in (*PRIVATE, "/auth/leave"):
        for site in ("cross-site", "same-site"):
            status, headers, _body = ask(
                served.url, path, cookies, Origin=origin, sec_fetch_site=site
            )
            assert status == 403, path
            assert "access-control-allow-origin" not in headers
    with Tab(served.url, cookies) as tab:
        assert GATE not in tab.open("")


def test_a_parameter_given_twice_opens_no_more(served: Served) -> None:
    own, other = served.cast.child, served.cast.other_child
    with served.tab("parent") as tab:
        for first, second in ((own, other), (other, own), (other, other)):
            event = BackMsg()
            event.rerun_script.page_name = "child"
            event.rerun_script.query_string = f"child={first}&child={second}"
            assert "Daniyar" not in tab.send(event)


def test_an_upload_needs_a_sign_in_whatever_tab_it_names(served: Served) -> None:
    with served.tab("coordinator") as tab:
        tab.open("import")
        path = f"/_stcore/upload_file/{tab.session}/file"
        for cookies in ({}, {SESSION: "made-up"}, served.cookies(None)):
            for method in ("PUT", "POST", "DELETE"):
                assert ask(served.url, path, cookies, method)[0] == 403


def test_every_answer_says_what_it_is(served: Served) -> None:
    for path, kind in (("/", "text/html; charset=utf-8"), ("/healthz", "application/json")):
        assert ask(served.url, path)[1]["content-type"] == kind
    assert ask(served.url, "/media/x")[1]["content-type"] == "text/plain; charset=utf-8"


def test_what_was_refused_is_in_the_log(served: Served) -> None:
    """A file, a socket, a page of another role and a child of somebody else, and who it was."""
    with served.tab("parent") as tab:
        tab.open("people")
        tab.open("child", child=served.cast.other_child)
    assert ask(served.url, PRIVATE[0])[0] == 403
    with pytest.raises(WebSocketException):
        Tab(served.url, Origin="https://evil.example").open("")
    log = served.hub.log.read_text("utf-8")
    who = f"person {served.cast.parent}"
    assert f"refused page people: {who}, guardian" in log
    assert f"refused child {served.cast.other_child}: {who}" in log
    assert "refused 403: GET /media/" in log
    assert "refused a socket to the page of another site" in log


HIDDEN = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
LENGTH = b"Content-Length: %d" % len(HIDDEN)
TO_THE_END = b"Content-Length: %d" % (len(HIDDEN) + 5)
CHUNKED = b"Transfer-Encoding: chunked"


@pytest.mark.parametrize(
    "lines",
    [
        (TO_THE_END, CHUNKED, b"", b"0", b""),
        (CHUNKED, TO_THE_END, b"", b"0", b""),
        (TO_THE_END, b"Transfer-Encoding:", b" chunked", b"", b"0", b""),
        (TO_THE_END, b"Transfer-Encoding : chunked", b"", b"0", b""),
        (CHUNKED, b"Transfer-Encoding: identity", b"", b"0", b""),
        (LENGTH, b"Transfer-Encoding: xchunked", b""),
        (b"Content-Length: 0", LENGTH, b""),
        (b"Content-Length: 0, %d" % len(HIDDEN), b""),
        (b"Content-Length: -1", b""),
        (b"X: a\r" + LENGTH, b""),
        (CHUNKED, b"", b"0x1", b"Z", b"0", b""),
        (CHUNKED, b"", b"1", b"ZXX0", b""),
    ],
    ids=str,
)
def test_no_request_is_hidden_in_another(served: Served, lines: tuple[bytes, ...]) -> None:
    """One answer, a refusal, and the connection is over."""
    head = (b"POST /healthz HTTP/1.1", b"Host: x", *lines, b"")
    where = urlsplit(served.url)
    with socket.create_connection((where.hostname, where.port), timeout=10) as raw:
        raw.sendall(b"\r\n".join(head) + HIDDEN)
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1


def guess(served: Served, source: str, forwarded: str) -> None:
    """A wrong password, from this address, which says that it is passed on."""
    headers = {"X-Forwarded-For": forwarded}
    with Tab(served.url, served.cookies(None), source=source, **headers) as tab:
        tab.open("")
        drawn = [m.delta.new_element for m in tab.messages if m.WhichOneof("type") == "delta"]
        fields = [one.text_input.id for one in drawn if one.WhichOneof("type") == "text_input"]
        send = next(one.button.id for one in drawn if one.button.is_form_submitter)
        typed = [WidgetState(id=field, string_value="nobody here") for field in fields]
        tab.open("", *typed, WidgetState(id=send, trigger_value=True))


def test_who_passes_a_request_on_is_believed_only_where_the_host_trusts_it(served: Served) -> None:
    """A proxy on this machine is; somebody at another address writes what they like."""
    guess(served, "127.0.0.1", "198.51.100.7")
    guess(served, "127.0.0.2", "198.51.100.8")
    with reading(SYSTEM) as db:
        counted = set(db.scalars(select(t.Attempt.subject)))
    known = {f"address:{fingerprint(one)}" for one in ("198.51.100.7", "127.0.0.2")}
    assert known <= counted
    assert f"address:{fingerprint('198.51.100.8')}" not in counted
