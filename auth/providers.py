"""Accounts elsewhere: Streamlit's st.login goes there, and what comes back opens the hub once."""

import logging
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAuthError

from auth.guesses import claim, forgive
from auth.sign_in import enter
from components import providers as drawn
from components.forms import submit
from db.commands.providers import match, relink, unlink
from db.queries.providers import is_spent
from db.session import reading
from i18n import _
from i18n.dates import now
from rules.accounts import new_token
from rules.guesses import Guess, too_many
from rules.people import SYSTEM, Me
from rules.permissions import is_fresh
from rules.providers import (
    BACK,
    Linked,
    Provider,
    Token,
    faults,
    label_of,
    providers,
    speaks_for_itself,
    token_of,
)

TRIED, TOLD = "provider_tried", "provider_told"  # of this tab

log = logging.getLogger("hub")


def offered() -> tuple[Provider, ...]:
    """The providers that whoever runs the hub has set up."""
    auth = settings()
    for fault in faults(auth):
        _say_once(fault)
    return providers(auth)


def settings() -> Mapping[str, Any]:
    """What the secrets say of signing in elsewhere."""
    found = st.secrets.get("auth", {}) if st.secrets.load_if_toml_exists() else {}
    return found if isinstance(found, Mapping) else {}


@cache
def _say_once(fault: str) -> None:
    log.warning("Signing in with a provider is not offered: %s.", fault)


def came_back() -> bool:
    """Whether somebody has just come from a provider and goes on from here; if not, why."""
    if st.query_params.pop(BACK, None):
        st.session_state[TOLD] = drawn.FAILED
    who = token_of(_user()) if offered() else None
    if who is not None and st.session_state.get(TRIED) != who:
        st.session_state[TRIED] = who
        if _enters(who):
            return True
    if TOLD in st.session_state:
        drawn.refusal(st.session_state[TOLD])
    return False


def _user() -> Mapping[str, Any]:
    return st.user


def _enters(who: Token) -> bool:
    """An answer that was used has no say: who signed out here has signed out."""
    with reading(SYSTEM) as db:
        spent = is_spent(db, who.issuer, who.subject, who.at)
    if spent or not _is_heard(who):
        return False
    subject = f"{who.issuer} {who.subject}"
    if wait := claim(Guess.PROVIDER, subject):
        st.error(too_many(wait))
        return False
    found = match(SYSTEM, new_token(), who)
    if isinstance(found, str):
        log.warning("An account of %s was not let in: %s.", label_of(who.issuer), found)
        st.session_state[TOLD] = drawn.REFUSED
        return False
    forgive(Guess.PROVIDER, subject)
    enter(*found)
    return True


def _is_heard(who: Token) -> bool:
    """Whether the answer is its provider's own, and not an old one."""
    if not speaks_for_itself(settings(), _user()):
        log.warning("A provider answered in the name of another one.")
        st.session_state[TOLD] = drawn.FAILED
    elif who.is_late(now()):
        st.session_state[TOLD] = drawn.LATE
    else:
        st.session_state.pop(TOLD, None)
        return True
    return False


def buttons() -> None:
    """One for each provider."""
    found = offered()
    chosen = drawn.buttons(found) if found else None
    if chosen is None:
        return
    try:
        st.login(chosen)
    except StreamlitAuthError as error:
        log.warning("Signing in with %s: %s", chosen, error)
        drawn.refusal(drawn.FAILED)


def links(me: Me, found: Sequence[Linked], *, only_way: bool = False) -> None:
    """What opens somebody's account from elsewhere: unlinked, or linked again."""
    wanted = drawn.linked(found, offered(), locked=not is_fresh(me), only_way=only_way)
    if wanted is None:
        return
    what, key = wanted
    if what == "unlink":
        submit(
            f"link:{key}",
            lambda op: unlink(me, op, key),
            _("Unlinked, and signed out where it was used."),
        )
    else:
        submit(f"link:{key}", lambda op: relink(me, op, key), _("Linked again."))
