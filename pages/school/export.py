"""Everything out: to read, to move or keep, or all there is about one child."""

from functools import partial

import streamlit as st

from auth.confirm import closes_in_time, confirmed
from auth.looked import EVERYBODY, taken
from auth.visit import visit
from components import export as drawn
from components.downloads import download
from db.queries import exports, people, roster
from db.queries.one_child import one_child
from db.queries.school import school
from db.queries.whole_hub import tables
from db.session import reading
from exchange.exports import export
from exchange.whole_hub_out import whole_hub
from exchange.workbooks_out import workbook
from i18n import _
from i18n.dates import today
from rules.lists import file_name
from rules.people import Me, Role
from rules.permissions import EXPORT, check_fresh

me = visit("school.export")


def everything(me: Me) -> bytes:
    """What the reader may see, in words; read at the click."""
    seen = [one.id for one in children]
    _check(me)
    taken(me, EVERYBODY if me.role == Role.COORDINATOR else seen, "all")
    with reading(me) as db:
        return export(roster.snapshot(db), exports.export(db))


def hub(me: Me) -> bytes:
    """Every table, to move the hub or to keep it."""
    _check(me)
    taken(me, EVERYBODY, "hub")
    with reading(me) as db:
        return workbook(whole_hub(tables(db)))


def _check(me: Me) -> None:
    """For the whole school, the password was given just now."""
    if me.role == Role.COORDINATOR:
        check_fresh(me, EXPORT)


def child(me: Me, child_id: int) -> bytes:
    """Every row about one child."""
    taken(me, [child_id], "child")
    with reading(me) as db:
        return workbook(whole_hub(one_child(db, child_id)))


st.title(_("Export"), anchor=False)
with reading(me) as db:
    name, children = school(db).name, people.children(db)
day = today().isoformat()
drawn.contents(whole_school=me.role == Role.COORDINATOR)
why = _("This file holds the whole school. Is it you? Please type your password again.")
may_take = me.role != Role.COORDINATOR or confirmed(me, why)
if may_take:
    closes_in_time(me)
    label = _("Download the workbook")
    download(label, partial(everything, me), file_name(name, day), key="export", kind="primary")
chosen = drawn.one_child(children)
if chosen:
    label = _("Download all about this child")
    download(label, partial(child, me, chosen.id), file_name(chosen.name, day), key="child")
if me.role == Role.COORDINATOR:
    drawn.whole_hub(locked=not may_take)
if me.role == Role.COORDINATOR and may_take:
    whole = file_name(_("{school} whole hub").format(school=name), day)
    download(_("Download the whole hub"), partial(hub, me), whole, key="hub")
