"""Set-up, sign-in and joining, as they are drawn."""

from zoneinfo import available_timezones

import streamlit as st

from components.second_factor import digits_form
from components.text import note
from i18n import LANGUAGES, _, current
from i18n.dates import today
from rules.school import SchoolDraft, school_year


def unlock_form() -> str | None:
    """The code somebody typed, once they sent it."""
    st.text(_("Whoever starts the hub sets it up. Type the code from the window that runs it."))
    with st.form("unlock", width=480):
        code = st.text_input(_("Set-up code"), autocomplete="off", max_chars=80)
        return code if st.form_submit_button(_("Unlock"), type="primary") else None


def two_choices() -> str | None:
    """'demo' or 'own'."""
    st.text(_("Look around first, or begin with your school. It takes about five minutes."))
    demo, own = st.columns(2)
    with demo.container(border=True, height="stretch"):
        st.subheader(_("Look around first"))
        st.text(
            _("A made-up school with 60 children, their goals, a year of check-ins and families.")
        )
        look = st.button(_("Open the demo school"), type="primary", icon=":material/explore:")
    with own.container(border=True, height="stretch"):
        st.subheader(_("Start with my school"))
        st.text(_("Your school's name, your own account, then your roster from any spreadsheet."))
        start = st.button(_("Set up my school"), icon=":material/school:")
    return "demo" if look else "own" if start else None


def school_form() -> tuple[SchoolDraft, str] | None:
    """What somebody typed about their school, and the password a second time."""
    with st.form("school", width=640):
        name = st.text_input(_("Name of your school"), max_chars=120)
        left, right = st.columns(2)
        zone = left.selectbox(
            _("Time zone"), sorted(available_timezones()), index=None, placeholder=_("Choose")
        )
        year = right.text_input(_("School year"), value=school_year(today()), max_chars=20)
        language = st.segmented_control(
            _("Language of the school"),
            list(LANGUAGES),
            format_func=lambda code: LANGUAGES[code],
            default=current(),
        )
        st.subheader(_("Your own account"))
        left, right = st.columns(2)
        given = left.text_input(_("Given name"), max_chars=120)
        family = right.text_input(_("Family name"), max_chars=120)
        username = st.text_input(_("Username"), max_chars=64)
        password, again = two_passwords()
        if not st.form_submit_button(_("Set up my school"), type="primary"):
            return None
    draft = SchoolDraft(
        name, zone or "", language or current(), year, given, family, username, password
    )
    return draft, again


def two_passwords(label: str = "") -> tuple[str, str]:
    """A new password, typed twice."""
    left, right = st.columns(2)
    return (
        left.text_input(
            label or _("Password"),
            type="password",
            help=_("At least 12 letters. Three words you can remember do well."),
            autocomplete="new-password",
        ),
        right.text_input(_("Password again"), type="password", autocomplete="new-password"),
    )


def second_form() -> str | None:
    """The code that follows the password, once somebody sent it."""
    st.text(_("Open the authenticator app on your phone, and type the six digits it shows."))
    typed = digits_form("second_step", _("Sign in"), recovery=True)
    note(_("No phone at hand? One of your recovery codes does as well. Or ask the school office."))
    return typed


def new_sign_in(form: str, button: str) -> tuple[str, str, str] | None:
    """A username and a password twice, once they were sent."""
    with st.form(form, width=640):
        username = st.text_input(_("Choose a username"), max_chars=64, autocomplete="username")
        note(_("For example your first name and your family name with a dot between them."))
        password, again = two_passwords()
        if not st.form_submit_button(button, type="primary"):
            return None
    return username, password, again
