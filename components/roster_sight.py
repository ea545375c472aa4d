"""Who would see a child after an import, and who would leave: each confirmed by itself."""

from collections.abc import Sequence

import streamlit as st

from components import tables
from components.pager import few
from components.text import note
from i18n import _, ngettext
from i18n.dates import format_number
from rules.roster import PEOPLE, RosterPlan, Sight, What

AT_ONCE = 200
NAMED, NAMES_HEIGHT = 40, 160  # more names than these are scrolled


def sight(plan: RosterPlan, key: str) -> bool:
    """Guardians who would gain or lose sight of a child; whether that is confirmed."""
    if not plan.sight:
        return True
    st.subheader(_("Who may see a child"), anchor=False)
    gains = [one for one in plan.sight if one.gains]
    _say(gains, losing=False)
    _say([one for one in plan.sight if not one.gains], losing=True)
    _list(few(plan.sight, f"{key}:sight", AT_ONCE))
    return st.checkbox(
        _("I have checked each of these with the school's records"),
        key=f"{key}:sight:{hash(plan.sight)}",
    )


def _say(found: Sequence[Sight], *, losing: bool) -> None:
    if not found:
        return
    guardians = len({one.keys[0] for one in found})
    if losing:
        told = ngettext(
            "{count} guardian would no longer see a child.",
            "{count} guardians would no longer see a child.",
            guardians,
        )
    else:
        told = ngettext(
            "{count} guardian would see a child whom they do not see now.",
            "{count} guardians would see a child whom they do not see now.",
            guardians,
        )
    st.warning(told.format(count=format_number(guardians)), icon=":material/visibility:")


def _list(found: Sequence[Sight]) -> None:
    header = (_("Guardian"), _("Child"), _("What happens"), _("Row"))
    rows = tuple(
        (
            one.guardian,
            one.child,
            _("Would see the child") if one.gains else _("Would no longer see the child"),
            str(one.source.row) if one.source else "",
        )
        for one in found
    )
    caption = _("Guardians who would gain or lose sight of a child")
    tables.draw(tables.Table(caption, header, rows))


def leavers(plan: RosterPlan, key: str) -> bool:
    """Everybody who would leave, by name; whether that is confirmed where it is many."""
    leaving = plan.where(lambda subject, what, _: what == What.LEAVE and subject in PEOPLE)
    names = tuple(name for _place, name in leaving)
    if not names:
        return True
    st.subheader(_("Who would leave"), anchor=False)
    _warn(plan, len(names))
    with st.container(height=NAMES_HEIGHT if len(names) > NAMED else "content"):
        note(" · ".join(names))
    if not plan.alarming:
        return True
    return st.checkbox(
        _("Yes, all of them have left the school"), key=f"{key}:leavers:{hash(names)}"
    )


def _warn(plan: RosterPlan, count: int) -> None:
    if plan.alarming:
        told = ngettext(
            "{count} of {all} people would leave. That is a lot: is this really everybody's list?",
            "{count} of {all} people would leave. That is a lot: is this really everybody's list?",
            count,
        )
        said = told.format(count=format_number(count), all=format_number(plan.known_people))
        st.error(said, icon=":material/logout:")
        return
    told = ngettext("{count} person would leave.", "{count} people would leave.", count)
    st.warning(told.format(count=format_number(count)), icon=":material/logout:")
