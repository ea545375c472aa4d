"""Before Streamlit: no file, upload or resumed page without a live sign-in, and strict headers."""

import logging
import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit import get_option

from auth import files, pace, tabs
from auth.cookies import BROWSER, SESSION, cookie, is_https, mark_for
from auth.proxies import believed
from auth.routes import HEALTH, LEAVE_PATH
from components.errors import noted
from db.queries import sign_in
from db.session import reading
from rules.accounts import fingerprint
from rules.people import SYSTEM

log = logging.getLogger("hub")

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def _inline() -> str:
    """The hashes of the scripts inside Streamlit's own page, which the policy must name."""
    page = Path(streamlit.__file__).parent / "static/index.html"
    scripts = INLINE.findall(page.read_text("utf-8"))
    return " ".join(f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'" for s in scripts)


MEDIA = "/media/"
UPLOADS = "/_stcore/upload_file/"
PRIVATE = (MEDIA, UPLOADS, "/_stcore/metrics")
OURS = (*PRIVATE, "/auth/", "/join/", HEALTH)  # nobody keeps a copy of these answers
NOT_FROM_ELSEWHERE = (*PRIVATE, LEAVE_PATH)
TWO_ENDS = {"content-length", "transfer-encoding"}
HOST = re.compile(r"[A-Za-z0-9.:\[\]-]+")
RESUME = b"sec-websocket-protocol"
OWNER = b"x-hub-account"
RawHeaders = list[tuple[bytes, bytes]]
HEADERS = {
    "content-security-policy": (
        f"default-src 'self'; script-src 'self' blob: {_inline()}; "
        "style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' SOCKETS blob:; "
        "worker-src 'self' blob:; frame-ancestors 'self'; base-uri 'none'; form-action 'self'; "
        "object-src 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
ONLY_HTTPS = {"strict-transport-security": "max-age=31536000; includeSubDomains"}
UNKEPT = {"cache-control": "no-store"}


class Guard:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            scope = believed(scope)
        if scope["type"] == "websocket":
            if _is_foreign(scope) or await _too_fast(scope):
                await WebSocketClose()(scope, receive, send)
                return
            scope = {**scope, "headers": _with_owner(scope["headers"], await _account(scope))}
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        else:
            await self._answer(scope, receive, _with_headers(scope, send))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What breaks outside a page is a sentence and a reference, too."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            app = await _refusal(scope) or self.app
            await app(scope, receive, sending)
        except Exception as error:
            if begun:
                raise
            sentence = f"Something went wrong. Reference: {noted(error)}"
            await PlainTextResponse(sentence, status_code=500)(scope, receive, send)


async def _refusal(scope: Scope) -> ASGIApp | None:
    """The answer to what may not pass."""
    if TWO_ENDS.issubset(Headers(scope=scope).keys()):  # a proxy may have taken the other one
        return _no(scope, 400, "This request has two ends.", connection="close")
    if _from_elsewhere(scope):
        return _no(scope, 403, "This was asked for by the page of another site.")
    if not scope["path"].startswith(OURS):
        return None
    seconds = await _too_fast(scope)
    if seconds:
        again = {"retry-after": str(seconds)}
        return PlainTextResponse("Too much at once: wait a minute.", 429, again)
    if not scope["path"].startswith(PRIVATE):
        return None
    if not await _may_have_files(scope):
        return _no(scope, 403, "Please sign in.")
    if scope["path"].startswith(MEDIA) and not await _is_theirs(scope):
        return _no(scope, 404, "There is no such file.")
    if not _fits(scope):
        return _no(scope, 413, "Too much at once: reload the page.")
    return None


def _no(scope: Scope, status: int, sentence: str, **headers: str) -> ASGIApp:
    """A refusal, which the log knows of; of the address, what tells nothing about anybody."""
    kind = next((start for start in NOT_FROM_ELSEWHERE if scope["path"].startswith(start)), "")
    log.warning("refused %s: %s %s", status, scope["method"], kind)
    return PlainTextResponse(sentence, status_code=status, headers=headers)


def _is_foreign(scope: Scope) -> bool:
    """Whether a page at another address opens the socket: Streamlit lets in all of this machine.

    A hosting service that gives the hub another name says so in Streamlit's own settings.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is None or not get_option("server.enableCORS"):
        return False
    known = origin in get_option("server.corsAllowedOrigins")
    foreign = not known and urlsplit(origin).netloc != headers.get("host", "")
    if foreign:
        log.warning("refused a socket to the page of another site")
    return foreign


def _from_elsewhere(scope: Scope) -> bool:
    """Whether another site's page asks for what only the hub's own pages have reason to."""
    site = Headers(scope=scope).get("sec-fetch-site", "")
    return scope["path"].startswith(NOT_FROM_ELSEWHERE) and site in ("cross-site", "same-site")


async def _may_have_files(scope: Scope) -> bool:
    """Whether somebody is signed in; where no cookie comes through, in the tab that uploads."""
    if cookie(scope, BROWSER) or not scope["path"].startswith(UPLOADS):
        return await _account(scope) is not None
    token_hash = tabs.tab(_upload(scope)[0]).token_hash
    return await run_in_threadpool(_account_of, token_hash) is not None


async def _is_theirs(scope: Scope) -> bool:
    """Whether whoever asks for a file is who made it: an address is soon copied."""
    account = await _account(scope)
    return account is not None and files.is_for(account, PurePosixPath(scope["path"]).stem)


def _fits(scope: Scope) -> bool:
    """Whether an upload leaves room for others; one that is taken away makes room."""
    method, headers = scope["method"], Headers(scope=scope)
    if not scope["path"].startswith(UPLOADS) or method not in ("PUT", "POST", "DELETE"):
        return True
    key, file = _upload(scope)
    if method == "DELETE":
        tabs.tab(key).held.pop(file, None)
        return True
    return tabs.tab(key).takes(file, int(headers.get("content-length", tabs.MOST_HELD + 1)))


def _upload(scope: Scope) -> tuple[str, str]:
    """The tab and the file of an upload's address."""
    key, _slash, file = scope["path"].removeprefix(UPLOADS).partition("/")
    return key, file


async def _too_fast(scope: Scope) -> int:
    """Count this; the seconds to wait. Health is asked for by programs, also without a database."""
    account = None if scope["path"] == HEALTH else await _account(scope)
    address, _port = scope.get("client") or ("", 0)
    return pace.wait(account, address)


async def _account(scope: Scope) -> int | None:
    """The account that is signed in here."""
    token = cookie(scope, SESSION)
    return await run_in_threadpool(_account_of, fingerprint(token)) if token else None


def _account_of(token_hash: str) -> int | None:
    with reading(SYSTEM) as db:
        me = sign_in.live_session(db, token_hash)
    return me.account_id if me else None


def _with_owner(headers: RawHeaders, account: int | None) -> RawHeaders:
    """Whose page this is: server.trustedUserHeaders has Streamlit refuse it to anybody else."""
    known = [(name, value) for name, value in headers if name.lower() != OWNER]
    if account is not None:
        return [*known, (OWNER, str(account).encode())]
    return [(name, _without_resume(value) if name == RESUME else value) for name, value in known]


def _without_resume(protocols: bytes) -> bytes:
    """The third entry names an open page to take over; a stranger starts a new one."""
    return b",".join(protocols.split(b",")[:2])


@lru_cache(maxsize=32)
def _headers(host: str) -> dict[str, str]:
    """An older browser doesn't count the page's own socket as 'self': it is named."""
    known = host if HOST.fullmatch(host) else ""
    sockets = f"ws://{known} wss://{known}" if known else ""
    return {name: value.replace("SOCKETS", sockets) for name, value in HEADERS.items()}


def _with_headers(scope: Scope, send: Send) -> Send:
    mark, own = mark_for(scope), _headers(Headers(scope=scope).get("host", ""))
    if is_https(scope):
        own = own | ONLY_HTTPS
    unkept = UNKEPT if scope["path"].startswith(OURS) else {}

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(unkept)
            for name, value in own.items():
                headers.setdefault(name, value)
            if mark:
                headers.append("set-cookie", mark)
        await send(message)

    return answer
