"""The second step of a sign-in, as it is drawn."""

from collections.abc import Sequence

import streamlit as st

from components.text import block, line, note
from i18n import _, ngettext
from i18n.dates import day_of, format_day, format_number
from rules.accounts import grouped
from rules.second_factor import Second

LONGEST = 40  # letters of a recovery code with its dashes and then some


def heading(*, due: bool) -> None:
    """What it is for; first of all for a coordinator whose school asks for it."""
    st.subheader(_("A second step at sign-in"), anchor=False)
    if due:
        st.warning(
            _("Your school asks this of every coordinator. Set it up, and the hub opens."),
            icon=":material/lock:",
        )
    line(
        _(
            "After your password you type six digits from an app on your phone. Whoever learns"
            " your password still can't sign in as you."
        )
    )


def begin(*, locked: bool) -> bool:
    """Whether it is to be set up."""
    icon = ":material/phonelink_lock:"
    return st.button(_("Set it up"), icon=icon, type="primary", disabled=locked)


def picture(address: str, secret: str, username: str) -> None:
    """The square for the app's camera, and the same to type."""
    import segno  # the sign-in page needs none

    qr = segno.make(address, error="m").svg_data_uri(scale=4, border=4, light="#fff")
    told = _("Square code for your authenticator app")
    line(_("1. Open an authenticator app on your phone, and have it read this square."))
    block(("drawn", f'<img class="hub-qr" src="{qr}" alt="{told}" width="220" height="220">'))
    note(_("Can't it read it? Type this key for the account {name}:").format(name=username))
    st.code(secret, language=None, wrap_lines=True, width=480)
    line(_("2. Type the six digits that the app shows now."))


def digits_form(key: str, label: str, *, recovery: bool) -> str | None:
    """The digits, or a recovery code where one will do, once somebody sent them."""
    with st.form(key, width=480, clear_on_submit=True):
        typed = st.text_input(
            _("Six digits or a recovery code") if recovery else _("Six digits"),
            autocomplete="one-time-code",
            max_chars=LONGEST,
        )
        return typed if st.form_submit_button(label, type="primary") else None


def recovery_codes(codes: Sequence[str]) -> bool:
    """The one time they are shown; whether they are kept."""
    st.success(_("It is on. Here are your recovery codes: they are shown only now."))
    line(_("Without your phone each of them opens the hub once. Print them, or write them down."))
    st.code("\n".join(map(grouped, codes)), language=None, width=480)
    return st.button(_("I have kept them"), type="primary", icon=":material/check:")


def state(second: Second) -> None:
    """Since when it is on, and what is left."""
    assert second.on_since is not None
    day = format_day(day_of(second.on_since))
    left = ngettext("{count} recovery code left", "{count} recovery codes left", second.codes_left)
    codes = left.format(count=format_number(second.codes_left))
    block(("line", _("On since {day}.").format(day=day)), ("note", f"{codes}."))


def choices(*, locked: bool) -> str | None:
    """'codes' for new ones, 'off' to turn it off."""
    with st.container(horizontal=True):
        codes = st.button(_("Make new recovery codes"), icon=":material/password:", disabled=locked)
        off = st.button(_("Turn it off"), icon=":material/lock_open:", disabled=locked)
    return "codes" if codes else "off" if off else None


def of_somebody(key: str, *, locked: bool) -> bool:
    """Whether the office turns it off for somebody."""
    note(_("Types six digits after the password. Lost the phone and the recovery codes?"))
    label = _("Turn off their second step")
    return st.button(label, key=key, icon=":material/lock_open:", disabled=locked)


def of_every_coordinator(now: bool, *, locked: bool) -> bool:
    """Whether the school asks it of every coordinator, as switched just now."""
    told = _("Ask every coordinator of the school for a second step")
    return st.toggle(told, value=now, key=f"second:required:{now}", disabled=locked)
