"""One's own sign-in: where it is open, and ending it there."""

from functools import partial

import streamlit as st

from auth.visit import visit
from components import account
from components.forms import submit
from db.commands.accounts import end_session, end_sessions
from db.queries.sign_in import sessions
from db.session import reading
from i18n import _
from rules.accounts import SESSIONS
from rules.devices import SignedIn

KEY = "account.devices"
me = visit(KEY)


def sign_out(one: SignedIn, op: str) -> None:
    end_session(me, op, one.id)


st.title(_("My sign-in"), anchor=False)
with reading(me) as db:
    found = sessions(db, me.person_id)
for one in account.devices(found, me.session_id, SESSIONS[me.role]):
    submit(f"{KEY}:{one.id}", partial(sign_out, one), _("Signed out there."))
if account.all_others(len(found) - 1):
    done = _("Signed out everywhere else.")
    submit(KEY, lambda op: end_sessions(me, op, me.person_id, me.session_id), done)
