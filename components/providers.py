"""Accounts elsewhere, as they are drawn: the ways in, and what is linked."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from components.text import block, note, plain
from i18n import N_, _
from i18n.dates import day_of, format_day, format_when
from rules.providers import ONLY_WAY, Linked, Provider, host_of, label_of

FAILED, LATE, REFUSED = "failed", "late", "refused"
TOLD = {
    FAILED: N_(
        "Signing in with that account didn't work just now. Please try again, or use your"
        " username and password."
    ),
    LATE: N_("This took too long. Please sign in again."),
    REFUSED: N_(
        "That account doesn't open the hub here. Please ask the school office to look at your"
        " e-mail address: it has to be in their list, and nobody else may have the same one. Until"
        " then, use your username and password."
    ),
}


def refusal(key: str) -> None:
    """Why somebody who came from a provider is still here."""
    st.error(_(TOLD[key]))


def buttons(offered: Sequence[Provider]) -> str | None:
    """The provider somebody chose just now."""
    note(_("Or with an account that you have already:"))
    chosen = None
    for one in offered:
        label = _("Sign in with {provider}").format(provider=plain(one.label))
        if st.button(label, key=f"provider:{one.name}", width="stretch"):
            chosen = one.name
    return chosen


def of_somebody() -> None:
    """Above the accounts of somebody, as the office sees them."""
    note(_("Accounts elsewhere, linked to this one. Unlink what is lost or not theirs."))


Wanted = tuple[Literal["unlink", "relink"], int]


def linked(
    found: Sequence[Linked], offered: Sequence[Provider], *, locked: bool, only_way: bool = False
) -> Wanted | None:
    """What opens somebody's account from elsewhere; what is to be unlinked, or linked again."""
    names = {one.host: one.label for one in offered}
    wanted: Wanted | None = None
    for one in found:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            name = names.get(host_of(one.issuer)) or label_of(one.issuer)
            block(("line", f"{name} · {one.email}"), ("note", _since(one)))
            if one.ended:
                pressed = st.button(_("Link it again"), key=f"relink:{one.id}", disabled=locked)
                wanted = ("relink", one.id) if pressed else wanted
            elif not only_way:
                pressed = st.button(_("Unlink"), key=f"unlink:{one.id}", disabled=locked)
                wanted = ("unlink", one.id) if pressed else wanted
    if only_way:
        note(_(ONLY_WAY))
    return wanted


def _since(one: Linked) -> str:
    if one.ended:
        day = format_day(day_of(one.ended))
        return _("Unlinked on {day}. It opens nothing any more.").format(day=day)
    return _("Linked on {day}, last used {seen}").format(
        day=format_day(day_of(one.since)), seen=format_when(one.used)
    )
