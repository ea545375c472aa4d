"""Leaving the school: who has left, until when they are kept, and who leaves now."""

import streamlit as st

from auth.confirm import closes_in_time, confirmed
from auth.visit import link, visit
from components import leaving as drawn
from components import text
from components.forms import submit
from db.commands.leaving import come_back, end_left_behind, leave, set_keep
from db.queries import leaving
from db.session import reading
from i18n import _
from rules.leaving import Keep, Leaver
from rules.people import Named

me = visit("rights.leaving")


def offer_leaving(person: Named, keep: Keep, *, locked: bool) -> None:
    with reading(me) as db:
        plan = leaving.leaving(db, person.id)
    if plan and drawn.plan(plan, keep, locked=locked):
        others = [one.id for one in plan.with_them]
        submit(f"leave:{person.id}", lambda op: leave(me, op, person.id, others), _("Recorded."))


def offer_end(people: tuple[Leaver, ...], *, locked: bool) -> None:
    """Guardians whose children left with an import."""
    if people and drawn.behind(people, locked=locked):
        ids = [one.id for one in people]
        submit(f"behind:{ids}", lambda op: end_left_behind(me, op, ids), _("Recorded."))


def offer_return(people: tuple[Leaver, ...], *, locked: bool) -> None:
    named = [Named(one.id, one.name) for one in people]
    chosen = drawn.choice(named, "leaving:left", _("Who comes back?"))
    if chosen and drawn.back(chosen, locked=locked):
        submit(f"back:{chosen.id}", lambda op: come_back(me, op, chosen.id), _("Welcome back."))


def keep_so(chosen: Keep) -> None:
    submit("keep", lambda op: set_keep(me, op, chosen), _("Saved."))


st.title(_("Leaving the school"), anchor=False)
text.line(
    _("Access ends at once. What was written stays for some years, and can be erased earlier.")
)
fresh = confirmed(me, _("To record who leaves or comes back, please type your password again."))
closes_in_time(me)
with reading(me) as db:
    keep = leaving.keep(db)
    here, left = leaving.here(db), leaving.leavers(db, keep.years)
    behind = leaving.left_behind(db, keep.years)
offer_end(behind, locked=not fresh)
text.heading(_("Leaves today"), 2)
person = drawn.who(here)
if person:
    offer_leaving(person, keep, locked=not fresh)
text.heading(_("Has left"), 2)
if left:
    drawn.listed(left)
    offer_return(left, locked=not fresh)
else:
    text.line(_("Nobody has left yet."))
with st.container(horizontal=True):
    link("rights.erasure", _("Erase a person"), icon=":material/person_off:")
    link("rights.retention", _("Old data to erase"), icon=":material/auto_delete:")
chosen = drawn.keep_box(keep)
if chosen is not None:
    keep_so(chosen)
