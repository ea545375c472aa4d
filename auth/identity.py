"""Who is here: the cookie, asked of the database on every event."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial

import streamlit as st

from auth import files, kept, tabs
from auth.cookies import BROWSER, SESSION, name_of, spoken_as_https
from components.downloads import Owner, owned_by, without_files
from db.commands.accounts import still_here
from db.queries import school as schools
from db.queries import sign_in
from db.session import reading
from i18n import _, best, use
from i18n.dates import use_zone
from rules.accounts import fingerprint
from rules.people import SYSTEM, Me
from rules.problems import Problem
from rules.school import School

OWNER = "owner"


@dataclass(frozen=True)
class Arrival:
    """One event: the school, who came, and the mark of the browser where cookies reach the hub."""

    school: School
    me: Me | None
    mark: str | None


_arrival: ContextVar[Arrival | None] = ContextVar("arrival", default=None)


def token() -> str | None:
    """The session token of this browser."""
    return _cookie(SESSION) or kept.token()


def mark() -> str | None:
    """The mark of this browser; None where no cookie reaches the hub."""
    return _cookie(BROWSER)


def _cookie(name: str) -> str | None:
    own = bool(st.get_option("server.sslCertFile"))
    https = spoken_as_https(st.context.headers.get("X-Forwarded-Proto"), own=own)
    return st.context.cookies.get(name_of(name, https=https))


def ask() -> Arrival:
    """Ask the database who this is, and speak their language."""
    here, browser = token(), mark()
    with reading(SYSTEM) as db:
        school = schools.school(db)
        me = sign_in.live_session(db, fingerprint(here)) if here else None
    if me is not None:
        still_here(me)
    if not browser:
        tabs.remember(fingerprint(here or ""))
    without_files(not browser)
    owned_by(Owner(partial(still, me), partial(files.give, me.account_id)) if me else None)
    _forget_others(me)
    use(_language(school, me))
    use_zone(school.zone)
    return Arrival(school, me, browser)


def _forget_others(me: Me | None) -> None:
    """Nothing that one account typed is left for the next one in the same tab."""
    owner = me.account_id if me else None
    if st.session_state.setdefault(OWNER, owner) != owner:
        stays = {key: st.session_state[key] for key in kept.STAY if key in st.session_state}
        st.session_state.clear()
        st.session_state.update({OWNER: owner, **stays})


def _language(school: School, me: Me | None) -> str:
    if me is not None:
        chosen = me.language
    else:
        chosen = st.query_params.get("lang") or st.session_state.get("lang") or ""
    return chosen or best(st.context.headers.get("Accept-Language"), school.language)


def still(me: Me) -> Me:
    """The same person, for a file that is made long after the page was drawn."""
    with reading(SYSTEM) as db:
        if not sign_in.is_live(db, me.session_id):
            raise Problem(_("You have signed out. Please sign in again."))
    return me


@contextmanager
def arriving(arrival: Arrival) -> Iterator[None]:
    """Let the page of this run know who came; a fragment, which skips main, asks again."""
    before = _arrival.set(arrival)
    try:
        yield
    finally:
        _arrival.reset(before)


def arrival() -> Arrival:
    return _arrival.get() or ask()
