"""The hub's two cookies: the session, and a mark of the browser that a hand-off is bound to.

Streamlit's own _streamlit_xsrf can't be that mark: on a first visit two of its answers set two
different ones, and the page may have connected with the first.
"""

from hashlib import sha256
from secrets import token_urlsafe

from starlette.datastructures import Headers
from starlette.requests import Request, cookie_parser
from starlette.responses import Response
from starlette.types import Scope

SESSION = "hub_session"
BROWSER = "hub_browser"
OF_PROVIDER = "_streamlit_user"  # and the pieces of it where it is long
TOKENS = f"{OF_PROVIDER}_tokens"  # which no browser is given
KEPT = 400 * 24 * 3600  # seconds: the longest that browsers keep a cookie


def name_of(name: str, *, https: bool) -> str:
    """Over https, a name that no other address of the same domain can set."""
    return f"__Host-{name}" if https else name


def cookie(scope: Scope, name: str) -> str | None:
    """The value a browser sent, or None."""
    sent = cookie_parser(Headers(scope=scope).get("cookie", ""))
    return sent.get(name_of(name, https=is_https(scope)))


def is_https(scope: Scope) -> bool:
    """Whether the browser speaks https, to this server or to a proxy that the guard believed."""
    return scope["scheme"] in ("https", "wss")


def mark_for(scope: Scope) -> str | None:
    """A new mark, as a header, for a browser that asks for a page without having one."""
    asks_for_page = "text/html" in Headers(scope=scope).get("accept", "")
    if not asks_for_page or cookie(scope, BROWSER):
        return None
    https = is_https(scope)
    secure = "; Secure" if https else ""
    given = f"{name_of(BROWSER, https=https)}={token_urlsafe(16)}"
    return f"{given}; Path=/; Max-Age={KEPT}; HttpOnly; SameSite=Lax{secure}"


def browser(mark: str | None) -> str:
    """What is stored of a browser's mark."""
    return sha256((mark or "").encode()).hexdigest()


def forget_provider(request: Request, response: Response) -> None:
    """Have the browser forget what a provider said of it: it has been heard."""
    for name in request.cookies:
        if name.startswith(OF_PROVIDER):
            response.delete_cookie(name)
