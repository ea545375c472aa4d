"""Every page of the menu on a real cold server: after sign-out, with what was stolen, from afar."""

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import WebSocketException

from auth.cookies import SESSION
from rules.menu import PAGES, menu
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


@pytest.mark.parametrize("key", SOMEBODY)
def test_signing_out_in_one_tab_empties_every_page(
    served: Served, key: str, record_property: Record
) -> None:
    """The next touch of a page, its fragments, its download, a new tab and its session's number."""
    cookies, pages = served.cookies(key), menu(BY_KEY[key].role)
    with ExitStack() as stack:
        tabs = {page.url: stack.enter_context(Tab(served.url, cookies)) for page in pages}
        opened = {url: tab.open(url) for url, tab in tabs.items()}
        assert any(map(told, opened.values()))
        assert [url for url, answer in opened.items() if "Sign out" not in answer] == []
        fragments = {url: tab.fragments for url, tab in tabs.items()}
        assert ask(served.url, "/auth/leave", cookies)[0] == 303
        for url, tab in tabs.items():
            answers = [tab.rerun_fragment(one) for one in fragments[url]]
            assert (tab.take() if tab.deferred else "") == "", url
            answers.append(tab.open(url))
            assert GATE in answers[-1], url
            assert told("".join(answers)) == [], url
        sessions = {url: tab.session for url, tab in tabs.items()}
        for url, session in sessions.items():
            with Tab(served.url, cookies, resume=session) as stolen:
                answer = stolen.open(url)
                assert (GATE in answer, told(answer)) == (True, []), url
                assert stolen.session != session
    record_property("pages after sign-out: touched, resumed, with the stolen cookie", len(pages))


def test_no_page_is_taken_over(served: Served, record_property: Record) -> None:
    """An open page's number, tried by nobody and by somebody of another role."""
    tried = 0
    for owner in SOMEBODY:
        thief = {"parent": None, "child": "other_parent"}.get(owner, "parent")
        mine, theirs = served.cookies(owner), served.cookies(thief)
        for page in menu(BY_KEY[owner].role):
            with Tab(served.url, mine) as tab:
                tab.open(page.url)
                with Tab(served.url, theirs, resume=tab.session) as thiefs:
                    thiefs.open("my-sign-in")
                    assert thiefs.session != tab.session, page.url
                    tried += 1
    record_property("open pages that nobody took over", tried)


def test_a_file_is_its_owners_alone(served: Served, record_property: Record) -> None:
    """The address of every page's first download, copied to others."""
    taken = 0
    for owner in SOMEBODY:
        cookies = served.cookies(owner)
        for page in menu(BY_KEY[owner].role):
            with Tab(served.url, cookies) as tab:
                tab.open(page.url)
                address = tab.take() if tab.deferred else ""
                if not address:
                    continue
                assert ask(served.url, address, cookies)[0] == 200
                assert ask(served.url, address)[0] == 403
                for thief in {*SOMEBODY, "other_parent"} - {owner}:
                    assert ask(served.url, address, served.cookies(thief))[0] == 404, page.url
                taken += 1
    record_property("files that only their owner fetched", taken)
    assert taken >= 3


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
