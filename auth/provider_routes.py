"""Around Streamlit's own routes to a provider: nothing more is open than the way there and back."""

import logging
import re

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from auth.cookies import OF_PROVIDER, TOKENS, forget_provider, is_https
from rules.providers import BACK, CALLBACK, LASTS

LOGIN, LOGOUT = "/auth/login", "/auth/logout"
FAILED = f"/?{BACK}=failed"
AGE = re.compile(r"Max-Age=[1-9]\d*")

log = logging.getLogger("hub")


class ProviderRoutes:
    """ASGI middleware, inside the guard."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in (LOGIN, CALLBACK, LOGOUT):
            await self.app(scope, receive, send)
        elif scope["path"] == LOGOUT or not await run_in_threadpool(_any_offered):
            await PlainTextResponse("Not found.", status_code=404)(scope, receive, send)
        else:
            await self._pass(scope, receive, send)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What Streamlit answers; a way that led nowhere ends on the sign-in page."""
        sent: list[Message] = []

        async def keep(message: Message) -> None:
            sent.append(message)

        try:
            await self.app(scope, receive, keep)
        except Exception as error:
            log.warning("Signing in with a provider: %s", type(error).__name__)
            sent.clear()
        if not sent or not _led_on(scope, sent[0]):
            response = RedirectResponse(FAILED, status_code=303)
            forget_provider(Request(scope), response)  # an answer to an earlier question
            await response(scope, receive, send)
            return
        _shorten(scope, sent[0])
        for message in sent:
            await send(message)


def _any_offered() -> bool:
    """The sign-in page is loaded with it, which the start doesn't wait for."""
    from auth.providers import offered

    return bool(offered())


def _led_on(scope: Scope, start: Message) -> bool:
    """Whether the browser goes to the provider, or comes from it with an answer."""
    headers = MutableHeaders(scope=start)
    if scope["path"] == LOGIN:
        return start["status"] == 302 and headers["location"].startswith("http")
    return any(
        cookie.startswith(f"{OF_PROVIDER}=") and AGE.search(cookie)
        for cookie in headers.getlist("set-cookie")
    )


def _shorten(scope: Scope, start: Message) -> None:
    """Its word is kept as long as it is good for, not Streamlit's 30 days; no token is."""
    secure = b"; Secure" if is_https(scope) else b""
    start["headers"] = [
        (name, _short(value) + secure if value.startswith(OF_PROVIDER.encode()) else value)
        for name, value in start["headers"]
        if not value.startswith(TOKENS.encode())
    ]


def _short(cookie: bytes) -> bytes:
    age = f"Max-Age={int(LASTS.total_seconds())}"
    return AGE.sub(age, cookie.decode("latin-1")).encode("latin-1")
