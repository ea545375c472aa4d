"""One's own sign-in, as it is drawn: the devices one is signed in on."""

from collections.abc import Iterator, Sequence

import streamlit as st

from components.entry import new_sign_in, two_passwords
from components.text import block, line, note
from i18n import _, ngettext
from i18n.dates import format_number, format_span, format_when
from rules.accounts import Lasts
from rules.devices import SignedIn


def devices(found: Sequence[SignedIn], here: int, lasts: Lasts | None) -> Iterator[SignedIn]:
    """Each device, this one first; those that are to be signed out just now."""
    st.subheader(_("Where you are signed in"), anchor=False)
    if lasts:
        told = _("You are signed out after {idle} without use, and after {longest} at the longest.")
        note(told.format(idle=format_span(lasts.idle), longest=format_span(lasts.longest)))
    for one in sorted(found, key=lambda one: one.id != here):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            mine = _("This device") if one.id == here else ""
            block(
                ("line", one.device or _("Unknown device")), ("note", mine), ("note", _since(one))
            )
            if mine:
                continue
            if st.button(_("Sign out there"), key=f"end:{one.id}", icon=":material/logout:"):
                yield one


def _since(one: SignedIn) -> str:
    return _("Since {since}, last used {seen}").format(
        since=format_when(one.since), seen=format_when(one.seen)
    )


def all_others(count: int) -> bool:
    """Whether every other device is to be signed out."""
    if not count:
        line(_("You are signed in nowhere else."))
        return False
    note(_("You see a device that you don't know? Sign out everywhere else, and tell the school."))
    return st.button(_("Sign out everywhere else"), icon=":material/logout:")


def everywhere(count: int, key: str) -> bool:
    """Whether somebody is to be signed out on all their devices, as the office wants."""
    if not count:
        return False
    told = ngettext("Signed in on {count} device.", "Signed in on {count} devices.", count).format(
        count=format_number(count)
    )
    note(told)
    return st.button(_("Sign out everywhere"), key=key, icon=":material/logout:")


def another_password() -> tuple[str, str, str] | None:
    """The password there is and a new one twice, once somebody sent them."""
    box = st.expander(_("Change my password"), icon=":material/password:")
    with box, st.form("another_password", border=False, width=640):
        now = st.text_input(
            _("The password you have now"),
            type="password",
            autocomplete="current-password",
            max_chars=200,
        )
        password, again = two_passwords(_("The new password"))
        note(_("On your other devices you are signed out."))
        if not st.form_submit_button(_("Change it"), type="primary"):
            return None
    return now, password, again


def first_password(*, alone: bool) -> tuple[str, str, str] | None:
    """A username and a password twice, from somebody who came in without."""
    st.subheader(_("Choose a password"), anchor=False)
    if alone:
        told = _(
            "You are signed in on this device only. With a password you come in from others, too."
        )
    else:
        told = _("With a password you also come in without the account of a provider.")
    note(told)
    return new_sign_in("first_password", _("Keep this password"))


def elsewhere() -> None:
    """Above the accounts of providers that sign somebody in."""
    st.subheader(_("Accounts that sign you in"), anchor=False)
    note(_("Whoever can open one of these comes in as you. Unlink what you no longer use."))
