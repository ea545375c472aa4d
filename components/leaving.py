"""Leaving the school, as it is drawn."""

from collections.abc import Mapping, Sequence

import streamlit as st

from components import text
from components.pager import few
from components.tables import Table, draw
from i18n import _, ngettext
from i18n.dates import format_day, format_number, today
from rules.leaving import (
    MOST_DAYS,
    MOST_YEARS,
    Keep,
    Leaver,
    Leaving,
    can_still_come_in,
    kept_until,
)
from rules.people import PEOPLE_ROLES, ROLE_NAMES, Named, Role

KEY = "leaving"
AT_ONCE = 20


def who(here: Mapping[Role, Sequence[Named]]) -> Named | None:
    """Who leaves: the kind first, then the name."""
    role = st.segmented_control(
        _("Who leaves"),
        list(PEOPLE_ROLES),
        format_func=lambda one: _(ROLE_NAMES[one]),
        default=Role.STUDENT,
        required=True,
        key=f"{KEY}:role",
    )
    return choice(here[Role(role or Role.STUDENT)], f"{KEY}:who:{role}", _("Name"))


def choice(people: Sequence[Named], key: str, label: str) -> Named | None:
    chosen: Named | None = st.selectbox(
        label,
        people,
        index=None,
        format_func=lambda one: one.name,
        placeholder=_("Choose"),
        key=key,
    )
    return chosen


def plan(found: Leaving, keep: Keep, *, locked: bool) -> bool:
    """What happens, and what does not; whether it is to be done."""
    name = found.person.name
    with st.container(border=True):
        text.block(
            ("h3", _("If {name} leaves today").format(name=name)),
            ("line", _("{name} can't sign in any more, from this moment.").format(name=name)),
            ("line", _ended(found)),
            ("line", _losing(found.with_them)),
            ("line", _keeping(found.staying)),
            ("line", _kept(keep)),
            ("note", _("You can take it back until then: choose the name under “Has left”.")),
        )
        label = _("{name} has left the school").format(name=text.plain(name))
        return st.button(
            label, type="primary", disabled=locked, icon=":material/logout:", key=f"{KEY}:do"
        )


def _ended(found: Leaving) -> str:
    if not found.classes:
        return ""
    return _("No longer in these classes: {classes}.").format(classes=", ".join(found.classes))


def _losing(people: Sequence[Named]) -> str:
    if not people:
        return ""
    told = _("No other child here, so their access ends too: {names}.")
    return told.format(names=", ".join(one.name for one in people))


def _keeping(people: Sequence[Named]) -> str:
    if not people:
        return ""
    told = _("They have another child here and keep their access: {names}.")
    return told.format(names=", ".join(one.name for one in people))


def _kept(keep: Keep) -> str:
    told = ngettext(
        "All that was written is kept for {count} year, until {day}.",
        "All that was written is kept for {count} years, until {day}.",
        keep.years,
    )
    day = format_day(kept_until(today(), keep.years))
    return told.format(count=format_number(keep.years), day=day)


def behind(people: Sequence[Leaver], *, locked: bool) -> bool:
    """Whether guardians who have no child here any more are to lose their access."""
    told = can_still_come_in(len(people))
    with st.container(border=True):
        text.line(told.format(count=format_number(len(people))))
        rows = tuple((one.name, format_day(one.left_on)) for one in people)
        draw(Table(_("When their last child left"), (_("Name"), _("Left on")), rows))
        label = _("End their access")
        return st.button(label, disabled=locked, icon=":material/logout:", key=f"{KEY}:behind")


def listed(people: Sequence[Leaver]) -> None:
    """Who has left, and until when they are kept."""
    shown = few(people, f"{KEY}:left", AT_ONCE)
    header = (_("Name"), _("Who"), _("Left on"), _("Kept until"))
    rows = tuple(
        (one.name, _(ROLE_NAMES[one.role]), format_day(one.left_on), format_day(one.kept_until))
        for one in shown
    )
    draw(Table(_("Since when, and until when they are kept"), header, rows))


def back(person: Named, *, locked: bool) -> bool:
    """Whether somebody who left is here again."""
    label = _("{name} came back").format(name=text.plain(person.name))
    text.note(
        _(
            "Their sign-in works again, in the classes that still run. Guardians who left on the"
            " same day come back with their child."
        )
    )
    return st.button(label, disabled=locked, icon=":material/undo:", key=f"{KEY}:back")


def keep_box(keep: Keep) -> Keep | None:
    """How long what is known is kept, once somebody has changed it."""
    box = st.expander(_("How long we keep it"), key=f"{KEY}:box", on_change="rerun")
    if not box.open:
        return None
    with box, st.form(f"{KEY}:keep", border=False):
        years = st.number_input(
            _("Years after somebody left, or a school year ended"),
            0,
            MOST_YEARS,
            keep.years,
            width=320,
        )
        days = st.number_input(
            _("Days for which the school keeps its backups"),
            0,
            MOST_DAYS,
            keep.backup_days,
            width=320,
        )
        text.note(
            _(
                "The hub makes no backups elsewhere. The days tell when an erased name is gone"
                " from those that you make."
            )
        )
        if st.form_submit_button(_("Save"), icon=":material/check:"):
            return Keep(int(years), int(days))
    return None
