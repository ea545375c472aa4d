"""The hub's own routes: the hand-off that sets the cookie, leaving, and health."""

import tomllib
from functools import cache
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from auth.cookies import (
    BROWSER,
    SESSION,
    browser,
    cookie,
    forget_provider,
    is_https,
    name_of,
)
from db.commands import accounts
from db.queries import school as schools
from db.queries import sign_in
from db.session import reading
from rules.accounts import CODE_LENGTH, fingerprint, new_token, plain_code
from rules.devices import device
from rules.menu import BY_KEY
from rules.people import SYSTEM

HANDOFF_PATH = "/auth/handoff"
LEAVE_PATH = "/auth/leave"
HEALTH = "/healthz"


async def hand_off(request: Request) -> Response:
    """Spend the code of a checked password: a cookie, then home."""
    code = request.query_params.get("code", "")
    here = browser(cookie(request.scope, BROWSER))
    agent = request.headers.get("user-agent", "")
    token, seconds = await run_in_threadpool(spend, code, here, agent)
    response = RedirectResponse("/", status_code=303)
    if seconds:
        https = is_https(request.scope)
        await run_in_threadpool(_end, cookie(request.scope, SESSION))
        response.set_cookie(
            name_of(SESSION, https=https),
            token,
            max_age=seconds,
            httponly=True,
            samesite="lax",
            secure=https,
        )
        forget_provider(request, response)
    return response


def spend(code: str, here: str, agent: str) -> tuple[str, int | None]:
    """The token of a new session and the seconds it lasts, None for a code that is no good."""
    token = new_token()
    marks = (fingerprint(code), here, fingerprint(token), device(agent))
    return token, accounts.sign_in(SYSTEM, new_token(), *marks)


async def leave(request: Request) -> Response:
    """End the session in every tab."""
    https = is_https(request.scope)
    await run_in_threadpool(_end, cookie(request.scope, SESSION))
    response = RedirectResponse("/", status_code=303)
    response.delete_cookie(name_of(SESSION, https=https), secure=https)
    forget_provider(request, response)
    return response


def _end(token: str | None) -> None:
    if not token:
        return
    with reading(SYSTEM) as db:
        me = sign_in.live_session(db, fingerprint(token))
    if me is not None:
        accounts.end_session(me, new_token(), me.session_id)


async def join(request: Request) -> Response:
    """The short address of a letter: to the page that asks before it spends the code."""
    code = plain_code(request.path_params["code"])[:CODE_LENGTH]
    return RedirectResponse(f"/{BY_KEY['entry.join'].url}?code={code}", status_code=303)


async def healthz(_request: Request) -> Response:
    """200 with the version when the database answers, 503 when it does not."""
    state = await run_in_threadpool(_database)
    code = 200 if state == "ok" else 503
    return JSONResponse({"version": _version(), "database": state}, status_code=code)


def _database() -> str:
    try:
        with reading(SYSTEM) as db:
            schools.school(db)
    except SQLAlchemyError:
        return "away"
    return "ok"


@cache
def _version() -> str:
    project = Path(__file__).parents[1] / "pyproject.toml"
    return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"])


ROUTES = (
    Route(HANDOFF_PATH, hand_off),
    Route(LEAVE_PATH, leave),
    Route("/join/{code}", join),
    Route(HEALTH, healthz),
)
