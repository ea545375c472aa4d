"""Sign-in by streamlit-authenticator's form and bcrypt check over accounts in the database."""

import secrets
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, ClassVar

import streamlit as st
from streamlit_authenticator import Authenticate
from streamlit_authenticator.models import authentication_model, cookie_model

from auth import identity, kept
from auth.cookies import browser
from auth.guesses import claim, forgive
from auth.passwords import NOBODY, matches
from auth.routes import HANDOFF_PATH, LEAVE_PATH, spend
from auth.second_factor import was_right
from auth.visit import go
from components.leave import leave_to
from db.commands import accounts
from db.commands.second_factor import pass_second
from db.queries.sign_in import credential, credential_of
from db.session import reading
from i18n import _
from rules.accounts import fingerprint, new_token
from rules.guesses import Guess, too_many
from rules.people import SYSTEM, Me

WAITS = "waits_for_digits"
LEFT_BEHIND = ("authentication_status", "username", "name", "email", "roles", "logout")


@dataclass(frozen=True)
class Waiting:
    """A hand-off that waits for the second step."""

    code: str
    account_id: int


class NoCookies:
    """In place of the authenticator's cookie reader, which the hub has no use for.

    It is a frame with a script of its own, and answers with a rerun that undid a first click.
    """

    cookies: ClassVar[dict[str, str]] = {}


cookie_model.stx = SimpleNamespace(CookieManager=NoCookies)
authentication_model.Hasher.check_pw = matches


class Accounts(MutableMapping[str, dict[str, Any]]):
    """The authenticator's usernames: one account is loaded when its password is checked.

    Every name is there, so that an unknown one takes as long as a known one.
    """

    def __init__(self) -> None:
        self.asked: dict[str, dict[str, Any]] = {}
        self.wait = 0

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> dict[str, Any]:
        if name not in self.asked:
            self.asked[name] = self._load(name)
        return self.asked[name]

    def _load(self, name: str) -> dict[str, Any]:
        self.wait = claim(Guess.PASSWORD, name)
        with reading(SYSTEM) as db:
            known = credential(db, name)
        if known is None or self.wait:
            return {"password": NOBODY}
        return {"password": known.password_hash, "account_id": known.account_id}

    def __setitem__(self, name: str, value: dict[str, Any]) -> None:
        self.asked[name] = value

    def __delitem__(self, name: str) -> None:
        self.asked.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self.asked)

    def __len__(self) -> int:
        return len(self.asked)


def sign_in_form() -> None:
    """The form; a right password leaves for the hand-off, a wrong one says so."""
    known = Accounts()
    form = Authenticate(
        {"usernames": {}}, "unused", secrets.token_hex(), 0, auto_hash=False, login_sleep_time=0
    )
    form.authentication_controller.authentication_model.credentials["usernames"] = known
    form.login(
        fields={
            "Form name": _("Sign in"),
            "Username": _("Username"),
            "Password": _("Password"),
            "Login": _("Sign in"),
        },
        key="sign_in",
    )
    name, status = st.session_state.get("username"), st.session_state.get("authentication_status")
    for key in LEFT_BEHIND:
        st.session_state.pop(key, None)
    if status and name:
        forgive(Guess.PASSWORD, name)
        enter(known[name]["account_id"])
    elif known.wait:
        st.error(too_many(known.wait))
    elif status is False:
        st.error(_("This username and password don't match. Please try again."))


def enter(account_id: int, identity_id: int | None = None) -> None:
    """Go through the hand-off, which sets the cookie of this browser, or has its page keep one."""
    code = new_token()
    marks = (fingerprint(code), this_browser(), identity_id)
    if accounts.hand_off(SYSTEM, new_token(), account_id, *marks):
        st.session_state[WAITS] = Waiting(code, account_id)
        go("entry.second_step")
    _finish(code)


def _finish(code: str) -> None:
    if identity.mark():
        leave_to(f"{HANDOFF_PATH}?code={code}", key="hand_off")
    else:
        agent = st.context.headers.get("User-Agent", "")
        token, _seconds = spend(code, this_browser(), agent)
        kept.give(token)
        st.rerun()


def leave(me: Me) -> None:
    """Sign out in every tab."""
    if identity.mark():
        leave_to(LEAVE_PATH, key="leave")
    else:
        accounts.end_session(me, new_token(), me.session_id)
        st.rerun()


def waiting() -> Waiting | None:
    """Whoever gave a right password here, and not yet the code after it."""
    found: Waiting | None = st.session_state.get(WAITS)
    return found


def enter_with(step: Waiting, typed: str) -> None:
    """Go on with the six digits or a recovery code, or say that it is wrong."""
    with reading(SYSTEM) as db:
        username = credential_of(db, step.account_id).username
    code_hash = fingerprint(step.code)
    if was_right(username, lambda: pass_second(SYSTEM, new_token(), code_hash, typed)):
        st.session_state.pop(WAITS)
        _finish(step.code)


def this_browser() -> str:
    """A fingerprint of the browser that asks."""
    return browser(identity.mark())
