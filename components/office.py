"""A coordinator's home, as it is drawn."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from components.lists import Offer, as_table
from components.people import PLURALS
from components.tables import Table, draw
from i18n import _
from rules.lists import Column, Listed, Type
from rules.office import Need, Office
from rules.people import ROLE_NAMES, Role


def need_card(need: Need, key: str, *, first: bool) -> bool:
    """One thing to do; whether its button was pressed."""
    kind: Literal["primary", "secondary"] = "primary" if first else "secondary"
    with st.container(border=True, height="stretch"):
        st.text(need.sentence)
        return st.button(need.action, key=key, width="stretch", type=kind)


def needs(found: Sequence[Need]) -> str | None:
    """What needs the coordinator; the page that was chosen."""
    if not found:
        st.success(_("Nothing is waiting for you. Enjoy the day."), icon=":material/check_circle:")
        return None
    st.subheader(_("Needs you"), anchor=False)
    chosen = None
    with st.grid(min_column_width=280):
        for number, need in enumerate(found):
            if need_card(need, f"need:{number}", first=number == 0):
                chosen = need.page
    return chosen


def without_cookies() -> None:
    """What is weaker where the hub's cookies don't come through."""
    st.info(
        _(
            "This hub's cookies don't come through here. People stay signed in all the same, but "
            "less safely: a server of your own is better."
        ),
        icon=":material/shield:",
    )


def counts(office: Office, offer: Offer) -> None:
    """Who has come in, as a small table."""
    listed = _counts(office)
    draw(as_table(listed))
    offer(listed.name, lambda: listed)
    if office.families:
        st.text(
            _("{answered} of {families} children's families have answered the survey.").format(
                answered=office.answered, families=office.families
            )
        )


def _counts(office: Office) -> Listed:
    headers = (_("In the hub"), _("Joined"), _("Not invited yet"))
    columns = (Column(_("Who")), *(Column(header, Type.NUMBER) for header in headers))
    rows = [
        (
            _(PLURALS[role]),
            office.people.get(role, 0),
            office.joined.get(role, 0),
            max(office.not_invited.get(role, 0), 0),
        )
        for role in PLURALS
    ]
    return Listed(_("Who is here"), columns, rows)


def demo(sign_ins: tuple[tuple[str, str, str], ...]) -> None:
    """Who else can be tried in a demo school, and what not to put into it."""
    st.warning(
        _("This is a demo school and its passwords are known. Put no real child's data here."),
        icon=":material/explore:",
    )
    header = (_("Who"), _("Username"), _("Password"))
    rows = tuple((_(ROLE_NAMES[Role(role)]), name, word) for role, name, word in sign_ins)
    draw(Table(_("Look at the school through other eyes"), header, rows))
