"""One's own sign-in: where it is open, what else opens it, its second step."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from auth.confirm import confirmed, is_right
from auth.identity import arrival
from auth.passwords import hashed
from auth.providers import links
from auth.second_factor import CODES, stays, was_right
from auth.visit import visit
from components import account
from components import second_factor as drawn
from components.forms import problems, saved, submit
from db.commands import second_factor as steps
from db.commands.accounts import change_password as to_another_password
from db.commands.accounts import choose_first_password, end_session, end_sessions
from db.queries.providers import linked
from db.queries.second_factor import second
from db.queries.sign_in import credential_of, has_password, sessions
from db.session import reading
from i18n import _
from rules.accounts import SESSIONS, check_password, fingerprint, new_token
from rules.devices import SignedIn
from rules.people import Role
from rules.permissions import is_fresh, may
from rules.providers import Linked
from rules.second_factor import Second, address, is_due, new_recovery_codes

KEY = "account.devices"
ENDING = "second_step_ends"  # in this tab
me = visit(KEY)
came = arrival()
school = came.school


def second_step() -> None:
    """The section of those whom the hub offers it."""
    with reading(me) as db:
        mine, username = second(db, me.account_id), credential_of(db, me.account_id).username
    drawn.heading(due=is_due(school, me))
    if CODES in st.session_state:
        if drawn.recovery_codes(st.session_state[CODES]):
            st.session_state.pop(CODES)
            st.rerun()
        return
    locked = not is_fresh(me)
    if mine.on_since:
        change(mine, username, locked=locked)
    elif mine.secret and not locked:
        set_up(mine.secret, username)
    elif drawn.begin(locked=locked):
        submit("second", lambda op: steps.start(me, op), "")
    if me.role == Role.COORDINATOR and mine.on_since:
        require(locked=locked)
    confirmed(me, _("To change this, please type your password again."))


def set_up(secret: str, username: str) -> None:
    drawn.picture(address(secret, username, school.name), secret, username)
    typed = drawn.digits_form("second:first", _("Turn it on"), recovery=False)
    codes = new_recovery_codes()
    hashes = [fingerprint(code) for code in codes]
    if typed and was_right(username, lambda: steps.confirm(me, new_token(), typed, hashes)):
        st.session_state[CODES] = codes
        st.rerun()


def change(mine: Second, username: str, *, locked: bool) -> None:
    drawn.state(mine)
    chosen = drawn.choices(locked=locked)
    if chosen == "codes":
        renew_codes()
    if chosen == "off":
        st.session_state[ENDING] = True
    if locked or ENDING not in st.session_state:
        return
    typed = drawn.digits_form("second:off", _("Turn it off now"), recovery=True)
    if typed and was_right(username, lambda: steps.turn_off(me, new_token(), typed)):
        st.session_state.pop(ENDING)
        saved("second", _("Turned off."))
        st.rerun()


def renew_codes() -> None:
    """Each time by itself: codes that were made but not shown would be nobody's."""
    codes = new_recovery_codes()
    with problems():
        steps.renew_codes(me, new_token(), [fingerprint(code) for code in codes])
        st.session_state[CODES] = codes
        st.rerun()


def require(*, locked: bool) -> None:
    wanted = drawn.of_every_coordinator(school.second_factor, locked=locked)
    if wanted != school.second_factor:
        submit("second:all", lambda op: steps.require(me, op, wanted), _("Saved."))


def sign_out(one: SignedIn, op: str) -> None:
    end_session(me, op, one.id)


def devices() -> bool:
    """Where they are signed in: whether there is a password to come back with."""
    with reading(me) as db:
        found, has_one = sessions(db, me.person_id), has_password(db, me.account_id)
        elsewhere = linked(db, me.person_id)
    ways = [one for one in elsewhere if not one.ended]
    if not has_one and may(me, "account.first_password"):
        choose_password(alone=not ways)
    lasts = SESSIONS[me.role] if has_one or ways else None
    for one in account.devices(found, me.session_id, lasts):
        submit(f"{KEY}:{one.id}", partial(sign_out, one), _("Signed out there."))
    if account.all_others(len(found) - 1):
        done = _("Signed out everywhere else.")
        submit(KEY, lambda op: end_sessions(me, op, me.person_id, me.session_id), done)
    if elsewhere:
        drawn_elsewhere(elsewhere, only_way=not has_one and len(ways) == 1)
    return has_one


def change_password() -> None:
    """The one there is now is asked for, however short ago it was given."""
    typed = account.another_password()
    if typed is None:
        return
    now, password, again = typed
    with reading(me) as db:
        username = credential_of(db, me.account_id).username
    with problems():
        check_password(password, again, username, me.name, school.name)
        if is_right(me, now):
            secret = hashed(password)
            done = _("Changed. Please use the new one from now on.")
            submit("password", lambda op: to_another_password(me, op, secret), done)


def drawn_elsewhere(found: Sequence[Linked], *, only_way: bool) -> None:
    """The accounts of providers; the second step below asks staff for the password."""
    account.elsewhere()
    links(me, found, only_way=only_way)
    if not only_way and not may(me, "second.start"):
        confirmed(me, _("To change this, please type your password again."))


def choose_password(*, alone: bool) -> None:
    """For somebody who came in by a letter and stayed, or from a provider."""
    typed = account.first_password(alone=alone)
    if typed is None:
        return
    username, password, again = typed
    with problems():
        check_password(password, again, username, me.name, school.name)
        secret = hashed(password)
        done = _("Kept. From now on you can sign in with it.")
        submit("first_password", lambda op: choose_first_password(me, op, username, secret), done)


st.title(_("My sign-in"), anchor=False)
can_return = not stays(came) and devices()
if may(me, "second.start"):
    second_step()
if can_return:
    change_password()
