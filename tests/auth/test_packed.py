"""Files that are the same for everybody are packed once, and hold nothing of anybody."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
import streamlit
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from auth.packed import Packed
from tests.fixtures.served import Served

LETTERS = "the same for all " * 500
FILE = "/static/js/index.1a2b.js"


class Files:
    """What is asked of the files behind; each answer may be another one."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: Callable[[], Response] = lambda: PlainTextResponse(LETTERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(Request(scope).url.path)
        await self.answer()(scope, receive, send)


class Browser:
    """Asks an app for addresses."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def ask(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        return asyncio.run(self._ask(method, path, headers))

    async def _ask(self, method: str, path: str, headers: dict[str, str]) -> httpx.Response:
        there = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=there, base_url="http://hub") as client:
            return await client.request(method, path, headers=headers)


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def browser(files: Files) -> Browser:
    packed = Packed(files)

    async def marking(scope: Scope, receive: Receive, send: Send) -> None:
        """As the guard adds its mark to an answer."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", f"mark={len(files.asked)}")
            await send(message)

        await packed(scope, receive, sending)

    return Browser(marking)


def test_a_file_is_packed_once_and_whole(browser: Browser, files: Files) -> None:
    answers = [browser.ask(FILE) for _ in range(3)]
    assert [answer.text for answer in answers] == [LETTERS] * 3
    assert {answer.headers["content-encoding"] for answer in answers} == {"gzip"}
    assert {answer.headers["vary"] for answer in answers} == {"Accept-Encoding"}
    assert files.asked == [FILE]


def test_what_is_added_for_one_browser_is_nobody_elses(browser: Browser) -> None:
    assert [len(browser.ask(FILE).headers.get_list("set-cookie")) for _ in range(3)] == [1, 1, 1]


def test_whoever_goes_away_leaves_the_file_whole_for_the_next(tmp_path: Path) -> None:
    """Starlette ends a file's answer half-way, without a fault, when its reader has gone."""
    file = tmp_path / "index.js"
    file.write_text(LETTERS * 100)
    begun = asyncio.Event()

    async def files(scope: Scope, receive: Receive, send: Send) -> None:
        async def telling(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.body":
                begun.set()

        await FileResponse(file)(scope, receive, telling)

    async def gone() -> Message:
        await begun.wait()
        return {"type": "http.disconnect"}

    async def nowhere(_message: Message) -> None:
        pass

    async def leaving(scope: Scope, receive: Receive, send: Send) -> None:
        await packed(scope, gone, nowhere)
        await PlainTextResponse("gone")(scope, receive, send)

    packed = Packed(files)
    Browser(leaving).ask(FILE)
    assert begun.is_set()
    assert Browser(packed).ask(FILE).text == file.read_text()


@pytest.mark.parametrize(
    "headers",
    [
        {"accept-encoding": "identity"},
        {"range": "bytes=0-9"},
        {"if-none-match": "x"},
        {"if-modified-since": "Mon, 23 Nov 2026 10:00:00 GMT"},
    ],
    ids=str,
)
def test_whoever_asks_for_less_is_passed_on(
    browser: Browser, files: Files, headers: dict[str, str]
) -> None:
    browser.ask(FILE)
    for _ in range(2):
        assert "content-encoding" not in browser.ask(FILE, **headers).headers
    assert files.asked == [FILE] * 3


@pytest.mark.parametrize("path", ["/", "/media/1", "/auth/login", "/staticky"])
def test_nothing_else_is_kept(browser: Browser, files: Files, path: str) -> None:
    for _ in range(2):
        browser.ask(path)
    browser.ask(FILE, "POST")
    assert files.asked == [path, path, FILE]


def _refused() -> Response:
    return PlainTextResponse(LETTERS, status_code=404)


def _small() -> Response:
    return PlainTextResponse("small")


def _somebodys() -> Response:
    return PlainTextResponse(LETTERS, headers={"set-cookie": "whose=mine"})


@pytest.mark.parametrize("answer", [_refused, _small, _somebodys])
def test_what_may_change_is_asked_again(
    browser: Browser, files: Files, answer: Callable[[], Response]
) -> None:
    files.answer = answer
    first, again = browser.ask(FILE), browser.ask(FILE)
    assert first.text == again.text
    assert len(files.asked) == 2


def test_the_hub_sends_streamlits_files_so(served: Served) -> None:
    folder = Path(streamlit.__file__).parent / "static"
    largest = max(folder.rglob("*.js"), key=lambda file: file.stat().st_size)
    address = f"{served.url}/{largest.relative_to(folder).as_posix()}"
    for _ in range(2):
        answer = httpx.get(address)
        assert answer.content == largest.read_bytes()
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert int(answer.headers["content-length"]) < largest.stat().st_size / 2
