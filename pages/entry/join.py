"""Join with a code: press a button, say whose child it is, choose a password."""

from collections.abc import Callable

import streamlit as st

from auth.guesses import claim, forgive
from auth.passwords import hashed
from auth.sign_in import enter
from auth.visit import link, visit_unsigned
from components import join as drawn
from components.entry import new_sign_in
from components.forms import operation, problems, saved
from components.frame import language_of_a_guest
from components.text import heading
from db.commands.accounts import join, stay
from db.queries.invitations import invited
from db.session import reading
from i18n import _
from i18n.dates import today
from rules.accounts import check_password, fingerprint, plain_code
from rules.guesses import Guess, too_many
from rules.invitations import Invited
from rules.people import SYSTEM
from rules.school import last_day

CODE = "code"  # in the address that a letter's picture leads to
INVITATION, MINE = "invitation", "my_child"

came = visit_unsigned("entry.join")


def ask_for_code() -> None:
    """Nothing is looked up before a button is pressed, and then as often as one may guess."""
    code = drawn.code(came.school.name, st.query_params.get(CODE, ""))
    if code is None:
        link("entry.sign_in", _("I have a password already"), icon=":material/login:")
        st.stop()
    invitation = fingerprint(plain_code(code))
    if wait := claim(Guess.CODE, invitation):
        st.error(too_many(wait))
        st.stop()
    st.session_state[INVITATION] = invitation
    st.session_state.pop(MINE, None)
    st.rerun()


def look_up() -> Invited:
    """Whom the code is for; a code that opens nothing ends the run."""
    with reading(SYSTEM) as db:
        person = invited(db, st.session_state[INVITATION])
    if person is None:
        st.session_state.pop(INVITATION)
        st.query_params.pop(CODE, None)
        st.error(
            _(
                "This code was used, has expired or is mistyped. "
                "Please ask the school for a new one."
            )
        )
        st.button(_("Try another code"))
        st.stop()
    return person


def ask_for_child(person: Invited) -> None:
    """A letter in the wrong bag stays as good as it was."""
    if st.session_state.get(MINE) is None:
        drawn.as_in_the_letter(person.language)
        answer = drawn.is_this_your_child(person.child, person.class_name)
        if answer is None:
            st.stop()
        st.session_state[MINE] = answer
        st.rerun()
    if not st.session_state[MINE]:
        if drawn.not_their_child():
            st.session_state.pop(MINE)
            st.rerun()
        st.stop()


def come_in(make: Callable[[str, str], int]) -> None:
    """Spend the code, and go on as the account that it made."""
    invitation = st.session_state[INVITATION]
    account = make(operation("join"), invitation)
    st.session_state.pop(INVITATION)
    saved("join")
    forgive(Guess.CODE, invitation)
    enter(account)


def choose_to_stay() -> None:
    """Without a password, on this device alone, where the school allows it."""
    if drawn.stays(last_day(came.school.year, today())):
        with problems():
            come_in(lambda op, code: stay(SYSTEM, op, code))


def choose_password(person: Invited) -> None:
    typed = new_sign_in("join", _("Join"))
    if typed is None:
        return
    username, password, again = typed
    with problems():
        check_password(password, again, username, person.name, came.school.name)
        come_in(lambda op, code: join(SYSTEM, op, code, username, hashed(password)))


with st.container(horizontal_alignment="center"), st.container(width=640):
    language_of_a_guest("join_language")
    heading(_("Join {school}").format(school=came.school.name))
    if INVITATION not in st.session_state:
        ask_for_code()
    person = look_up()
    if person.child:
        ask_for_child(person)
    drawn.hello(person.name)
    if person.child and came.school.stay:
        choose_to_stay()
    choose_password(person)
