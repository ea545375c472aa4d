"""Scripts are slowed down; people, and everybody beside them, are not."""

import asyncio
import time
from collections import Counter
from collections.abc import Mapping

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Message, Scope

from auth import identity, pace
from auth.cookies import BROWSER, SESSION
from auth.guard import Guard
from rules.problems import Problem
from seed.cast import Cast
from tests.cast import AppAs, me_of, session_of, sound, words

AFAR = "203.0.113.5"
FEW = 5
WAIT = "Please wait a minute"


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOST", FEW)
    monkeypatch.setattr(pace, "_asked", Counter())
    monkeypatch.setattr(pace, "_minute", [0])
    monkeypatch.setattr(pace, "_now", lambda: 70)


def test_each_account_is_counted_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [pace.wait(1, AFAR) for _ in range(FEW + 1)] == [0] * FEW + [50]
    assert pace.wait(2, AFAR) == 0
    monkeypatch.setattr(pace, "_now", lambda: 120)
    assert pace.wait(1, AFAR) == 0


def test_a_school_behind_one_address_is_a_school() -> None:
    asked = [pace.wait(None, AFAR) for _ in range(FEW * pace.SCHOOL + 1)]
    assert (asked[:-1], asked[-1]) == ([0] * FEW * pace.SCHOOL, 50)
    assert pace.wait(1, AFAR) == 0
    assert not any(pace.wait(None, where) for where in ("127.0.0.1", "", None) for _ in range(99))


def test_it_leaves_one_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(4 * FEW):
        pace.wait(7, AFAR)
    assert caplog.messages == ["refused: too fast, account 7"]


def test_a_page_says_to_wait(hub: Cast, app_as: AppAs, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app_as("teacher")
    for _ in range(FEW - 1):
        at = sound(at.run())
    assert "Amara" in words(at)
    at = sound(at.run())
    assert WAIT in words(at)
    assert "Amara" not in words(at)
    monkeypatch.setattr(pace, "_now", lambda: 120)
    assert "Amara" in words(sound(at.run()))


def test_no_more_files_are_made(hub: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auth.identity.sign_in.is_live", lambda _db, _session: True)
    me = me_of(hub, "coordinator")
    for _ in range(FEW):
        identity.still(me)
    with pytest.raises(Problem, match=WAIT):
        identity.still(me)


class Asked:
    """One request to the guard from afar, and how it was answered."""

    def __init__(self, path: str, cookies: Mapping[str, str], kind: str = "http") -> None:
        self.first: Message = {"type": "nothing"}
        sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
        scope: Scope = {
            "type": kind,
            "scheme": "http",
            "method": "GET",
            "path": path,
            "headers": [(b"cookie", sent.encode())],
            "client": (AFAR, 1),
        }
        asyncio.run(Guard(PlainTextResponse("here"))(scope, self.receive, self.send))

    async def receive(self) -> Message:
        return {"type": "http.request"}

    async def send(self, message: Message) -> None:
        if self.first["type"] == "nothing":
            self.first = message


def test_files_and_routes_say_when_to_come_again(hub: Cast) -> None:
    cookies = {BROWSER: "mark", SESSION: session_of(hub, "teacher")}
    paths = ("/join/ABC", "/auth/x") * 3
    answers = [Asked(path, cookies).first for path in paths]
    assert [answer["status"] for answer in answers] == [200] * FEW + [429]
    assert Headers(raw=answers[-1]["headers"])["retry-after"] == "50"
    assert Asked("/media/1.png", cookies).first["status"] == 429
    assert Asked("/_stcore/stream", cookies, "websocket").first["type"] == "websocket.close"
    assert Asked("/static/a.js", cookies).first["status"] == 200
    assert Asked("/healthz", cookies).first["status"] == 200
    assert Asked("/join/ABC", {BROWSER: "mark"}).first["status"] == 200


def test_it_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOST", 10**9)
    begun = time.process_time()
    for number in range(10_000):
        pace.wait(number % 50, AFAR)
    assert time.process_time() - begun < 0.5  # 50 µs each; 1 on a desk
