"""Who is here: the cookie, asked of the database on every event."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256

import streamlit as st
from db.queries import school as schools
from db.queries import sign_in
from db.session import reading
from i18n import best, use
from i18n.dates import use_zone
from rules.accounts import fingerprint
from rules.people import SYSTEM, Me
from rules.school import School
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string

COOKIE = "hub_session"
BROWSER_COOKIE = "_streamlit_xsrf"


@dataclass(frozen=True)
class Arrival:
    """One event: the school, and who came."""

    school: School
    me: Me | None


_arrival: ContextVar[Arrival | None] = ContextVar("arrival", default=None)


def token() -> str | None:
    """The session token of this browser."""
    return st.context.cookies.get(COOKIE)


def browser(cookie: str | None) -> str:
    """A fingerprint of the browser: Streamlit masks its cookie anew on every answer."""
    secret, _ = decode_xsrf_token_string(cookie or "")
    return sha256(secret or b"").hexdigest()


def ask() -> Arrival:
    """Ask the database who this is, and speak their language."""
    here = token()
    with reading(SYSTEM) as db:
        school = schools.school(db)
        me = sign_in.live_session(db, fingerprint(here)) if here else None
    use(_language(school, me))
    use_zone(school.zone)
    return Arrival(school, me)


def _language(school: School, me: Me | None) -> str:
    if me is not None:
        return me.language or school.language
    chosen = st.query_params.get("lang") or st.session_state.get("lang")
    return chosen or best(st.context.headers.get("Accept-Language"))


@contextmanager
def arriving(arrival: Arrival) -> Iterator[None]:
    """Let the page of this run know who came; a fragment, which skips main, asks again."""
    mark = _arrival.set(arrival)
    try:
        yield
    finally:
        _arrival.reset(mark)


def arrival() -> Arrival:
    return _arrival.get() or ask()
