"""Who is here: the cookie, asked of the database on every event."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial

import streamlit as st

from auth import files, kept, pace, tabs, unsent
from auth.cookies import BROWSER, SESSION, name_of
from auth.proxies import PROTO
from components.downloads import Owner, owned_by, without_files
from db.commands.accounts import still_here
from db.queries import school as schools
from db.queries import sign_in
from db.queries.kept import UNKNOWN, standing
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
    """One event: the school, who came, and the mark of the browser where cookies reach the hub.

    Some events nobody made: a tab looks by itself whether its owner is still signed in.
    """

    school: School
    me: Me | None
    mark: str | None
    looked: bool = False


_arrival: ContextVar[Arrival | None] = ContextVar("arrival", default=None)


def token() -> str | None:
    """The session token of this browser."""
    return _cookie(SESSION) or kept.token()


def mark() -> str | None:
    """The mark of this browser; None where no cookie reaches the hub."""
    return _cookie(BROWSER)


def _cookie(name: str) -> str | None:
    https = st.context.headers.get(PROTO) == "https"  # as the guard has written it
    return st.context.cookies.get(name_of(name, https=https))


LOOKS = "looks"


def looks() -> None:
    """The next event comes from the tab, of itself: nobody is there."""
    st.session_state[LOOKS] = True


def ask() -> Arrival:
    """Ask the database who this is, and speak their language."""
    here, browser = token(), mark()
    with reading(SYSTEM) as db:
        me = sign_in.live_session(db, fingerprint(here)) if here else None
        with standing(me.state if me else UNKNOWN):
            school = schools.school(db)
    looked = st.session_state.pop(LOOKS, False)
    if me is not None and not looked:
        still_here(me)
    if not browser:
        tabs.remember(fingerprint(here or ""))
    without_files(not browser)
    owned_by(Owner(partial(still, me), partial(files.give, me.account_id)) if me else None)
    _forget_others(me)
    use(_language(school, me))
    use_zone(school.zone)
    if pace.wait(me.account_id if me else None, st.context.ip_address):
        st.warning(pace.too_fast())
        st.stop()
    return Arrival(school, me, browser, looked)


def _forget_others(me: Me | None) -> None:
    """Nothing that one account typed is left for the next one in the same tab."""
    owner = me.account_id if me else None
    had = st.session_state.setdefault(OWNER, owner)
    if had == owner:
        return
    if had is not None:
        unsent.leave(had)
    stays = (OWNER, *kept.STAY) if owner else (OWNER, *kept.STAY, unsent.LEFT)
    for key in set(st.session_state) - set(stays):
        st.session_state.pop(key, None)
    st.session_state[OWNER] = owner  # at last: a run that is broken off here begins again


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
    if pace.wait(me.account_id, None):
        raise Problem(pace.too_fast())
    return me


@contextmanager
def arriving(arrival: Arrival) -> Iterator[None]:
    """Let the page of this run know who came; a fragment, which skips main, asks again."""
    before = _arrival.set(arrival)
    try:
        with standing(arrival.me.state if arrival.me else UNKNOWN):
            yield
    finally:
        _arrival.reset(before)


def arrival() -> Arrival:
    came = _arrival.get()
    if came is None:
        came = ask()
        if came.me is None:
            st.rerun()  # the whole page, which the fragment is no part of any more
    return came


def access_ended() -> bool:
    """Whether somebody who was signed in here may not come in any more: they alone are told."""
    here, left = token(), unsent.left()
    with reading(SYSTEM) as db:
        account = left.account_id if left else sign_in.account_of(db, fingerprint(here or ""))
        return account is not None and not sign_in.may_enter(db, account)
