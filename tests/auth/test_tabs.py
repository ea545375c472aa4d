"""Uploads where no cookie comes through: the tab's own id stands for who is signed in there."""

import asyncio
from collections import OrderedDict
from types import SimpleNamespace

import pytest
from sqlalchemy import select
from starlette.types import Message, Receive, Scope, Send

from auth import tabs
from auth.cookies import BROWSER
from auth.guard import Guard
from db import tables as t
from db.session import writing
from db.tables.base import utc_now
from rules.accounts import fingerprint
from rules.people import SYSTEM
from seed.cast import Cast
from tests.cast import session_of


class Asked:
    """One request to the guard, and what it answered."""

    def __init__(self, path: str, cookie: str = "", method: str = "PUT", size: int = 0) -> None:
        self.status = 0
        headers = [(b"content-length", str(size).encode()), (b"cookie", cookie.encode())]
        scope = {"type": "http", "scheme": "http", "path": path, "headers": headers}
        scope["method"] = method
        asyncio.run(Guard(self.inside)(scope, self.receive, self.send))

    async def inside(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive(self) -> Message:
        return {"type": "http.request"}

    async def send(self, message: Message) -> None:
        self.status = message.get("status", self.status)


def status(tab: str, cookie: str = "") -> int:
    return Asked(f"/_stcore/upload_file/{tab}/file", cookie).status


def upload(tab: str, file: str, size: int, method: str = "PUT") -> int:
    return Asked(f"/_stcore/upload_file/{tab}/{file}", "", method, size).status


@pytest.fixture
def tab(hub: Cast, monkeypatch: pytest.MonkeyPatch) -> str:
    """A tab in which the coordinator is signed in."""
    monkeypatch.setattr(tabs, "_tabs", OrderedDict())
    context = SimpleNamespace(session_id="tab")
    monkeypatch.setattr(tabs, "get_script_run_ctx", lambda: context)
    tabs.remember(fingerprint(session_of(hub, "coordinator")))
    return "tab"


def test_a_tab_that_is_signed_in_uploads(tab: str) -> None:
    assert status(tab) == 200


def test_no_other_does(tab: str) -> None:
    assert status("another") == 403
    assert status("") == 403
    assert Asked(f"/media/{tab}", "").status == 403


def test_a_browser_that_has_cookies_needs_its_own(tab: str) -> None:
    assert status(tab, f"{BROWSER}=mark") == 403


def test_an_ended_sign_in_uploads_nothing(tab: str) -> None:
    with writing(SYSTEM) as db:
        for row in db.scalars(select(t.WebSession)):
            row.revoked_at = utc_now()
    assert status(tab) == 403


def test_the_oldest_tabs_are_forgotten(monkeypatch: pytest.MonkeyPatch, hub: Cast) -> None:
    monkeypatch.setattr(tabs, "MOST_TABS", 2)
    monkeypatch.setattr(tabs, "_tabs", OrderedDict())
    for name in ("one", "two", "three"):
        context = SimpleNamespace(session_id=name)
        monkeypatch.setattr(tabs, "get_script_run_ctx", lambda context=context: context)
        tabs.remember(name)
    assert list(tabs._tabs) == ["two", "three"]


def test_a_tab_holds_so_much_and_no_more(tab: str) -> None:
    most = tabs.MOST_HELD
    assert upload(tab, "one", most - 1) == 200
    assert upload(tab, "two", 2) == 413
    assert upload(tab, "one", most) == 200
    assert upload(tab, "one", 0, "DELETE") == 200
    assert upload(tab, "two", most) == 200
