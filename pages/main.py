"""What runs on each event: who is here, which pages they get."""

from contextlib import suppress
from typing import Literal

import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from auth import kept
from auth.addresses import addresses, in_sections
from auth.identity import arriving, ask
from auth.others import hear_others
from auth.second_factor import stays
from auth.sign_in import leave
from auth.visit import back_to, opened
from components.forms import show_notice
from components.frame import LEAVE, account, frame, one_moment
from components.style import style
from db.commands.accounts import choose_language
from i18n import current
from rules.accounts import new_token

came = ask()
frame(came.school.name)
style(roomy=came.me is None or not came.me.is_staff)
role = came.me.role if came.me else None
pages = addresses(role, current(), is_set_up=came.school.is_set_up, due=stays(came))
where: Literal["sidebar", "hidden"] = "sidebar" if came.me else "hidden"
chosen = st.navigation(in_sections(pages), position=where, expanded=True)
back_to(pages)
if came.me is not None:
    choice = account(came.me.name, came.me.role)
    if choice == LEAVE:
        leave(came.me)
    elif choice is not None:
        choose_language(came.me, new_token(), choice)
        st.rerun()
show_notice()
is_known = came.mark is not None or kept.token() is not None
if is_known:
    hear_others(came)
if came.mark is None:
    kept.exchange(live=came.me is not None)
# A page that stops has ended all the same: otherwise Streamlit keeps the dialogs of the run before,
# and the second click of a double click would save in one that is closed.
with arriving(came), opened(pages), suppress(StopException):
    if is_known:
        chosen.run()
    else:
        one_moment()
