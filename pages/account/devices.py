"""One's own sign-in: where it is open, and ending it there."""

from functools import partial

import streamlit as st

from auth.identity import arrival
from auth.passwords import hashed
from auth.visit import visit
from components import account
from components.forms import problems, submit
from db.commands.accounts import choose_first_password, end_session, end_sessions
from db.queries.sign_in import has_password, sessions
from db.session import reading
from i18n import _
from rules.accounts import check_password
from rules.devices import SignedIn

KEY = "account.devices"
me = visit(KEY)


def sign_out(one: SignedIn, op: str) -> None:
    end_session(me, op, one.id)


def choose_password() -> None:
    """For somebody who came in by a letter and stayed."""
    typed = account.first_password()
    if typed is None:
        return
    username, password, again = typed
    with problems():
        check_password(password, again, username, me.name, arrival().school.name)
        secret = hashed(password)
        done = _("Kept. From now on you can sign in with it.")
        submit("first_password", lambda op: choose_first_password(me, op, username, secret), done)


st.title(_("My sign-in"), anchor=False)
with reading(me) as db:
    found, can_return = sessions(db, me.person_id), has_password(db, me.account_id)
if not can_return:
    choose_password()
for one in account.devices(found, me.session_id):
    submit(f"{KEY}:{one.id}", partial(sign_out, one), _("Signed out there."))
if account.all_others(len(found) - 1):
    done = _("Signed out everywhere else.")
    submit(KEY, lambda op: end_sessions(me, op, me.person_id, me.session_id), done)
