"""Erase a person: a second look, the password, the name once more; and the proof afterwards."""

import streamlit as st

from auth.confirm import closes_in_time, confirmed
from auth.visit import link, visit
from components import erasure as drawn
from components import text
from components.downloads import download
from components.forms import problems, submit
from db.commands.erasure import erase, prove
from db.queries import erasure, leaving
from db.session import reading
from i18n import _
from i18n.dates import day_of
from rules.erasure import Erased, LookedAt
from rules.erasure_proof import proof_text
from rules.lists import file_name
from rules.people import SYSTEM
from rules.traces import typed

LOOKED = "erase:looked"
me = visit("rights.erasure")


def look(person_id: int) -> LookedAt | None:
    """Looks through every table, so once, and not at every touch."""
    kept: LookedAt | None = st.session_state.get(LOOKED)
    if kept is not None and kept.person.id == person_id:
        return kept
    if st.button(_("Look at what goes"), icon=":material/visibility:", type="primary"):
        with st.spinner(_("Looking through everything…")), reading(SYSTEM) as db:
            st.session_state[LOOKED] = erasure.looked_at(db, person_id)
        st.rerun()
    return None


def offer(found: LookedAt, *, locked: bool) -> None:
    drawn.second_look(found)
    decided = drawn.decide(found, locked=locked)
    if decided is not None:
        person = found.person.id
        submit(f"erase:{person}", lambda op: gone(op, found, decided), _("Erased."))


def gone(op: str, found: LookedAt, decided: drawn.Decided) -> None:
    """Erase, then show that nothing is left; the page forgets the names with it."""
    key = erase(me, op, found.person.id, decided.typed, found.texts, decided.leave)
    prove(me, [key], found.terms, sum(one.place in decided.leave for one in found.asked))
    for name in (LOOKED, "erase:ticked", "erase:all"):
        st.session_state.pop(name, None)


def show(one: Erased, backup_days: int) -> None:
    drawn.proof(one, backup_days)
    name = file_name(
        _("Proof of erasure {number}").format(number=one.id), day_of(one.at).isoformat(), "txt"
    )
    made = proof_text(one, backup_days).encode()
    download(_("Download the proof"), lambda: made, name, key="proof", mime="text/plain")
    names = drawn.look_again(one)
    if names:
        with problems():
            prove(me, [one.id], typed(names), one.texts_left)
            st.rerun()


st.title(_("Erase a person"), anchor=False)
text.line(
    _("Everything about somebody goes for good, and you get a proof. Only who has left can go.")
)
fresh = confirmed(me, _("To erase somebody, please type your password again."))
closes_in_time(me)
with reading(me) as db:
    keep = leaving.keep(db)
    people, erased = leaving.leavers(db, keep.years), erasure.erased(db)
if people:
    person = drawn.who(people)
    seen = look(person.id) if person else None
    if seen:
        offer(seen, locked=not fresh)
else:
    text.line(_("Nobody has left, so nobody can be erased."))
    link("rights.leaving", _("Leaving the school"), icon=":material/logout:")
if erased:
    one = drawn.listed(erased)
    if one:
        show(one, keep.backup_days)
