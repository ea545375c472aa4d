"""Letters that bring families in: for whom, for whom not and why, then one PDF to print."""

import streamlit as st

from auth.downloads import offer_list
from auth.identity import arrival
from auth.looked import EVERYBODY
from auth.visit import address, visit
from components import letters as drawn
from components.downloads import PDF, download
from components.forms import operation, problems, saved, submit
from components.lists import as_table
from components.tables import draw
from db.commands.letters import make_letters
from db.commands.school import allow_staying
from db.queries.letters import families
from db.session import reading
from exchange.letters_out import letters_pdf
from i18n import _
from i18n.dates import today
from rules.letters import LetterPlan, Sender, new_codes, plan_letters
from rules.lists import file_name
from rules.people import Me

KEY = "roster.letters"
MADE, FORM = "letters_made", "letters"
me = visit(KEY)


def make(me: Me, plan: LetterPlan, sender: Sender) -> None:
    """Print first, then store: nobody's old code ends for a page that could not be made."""
    kept: dict[str, bytes | int] = st.session_state.setdefault(MADE, {})
    codes = new_codes(plan.letters)
    pdf = letters_pdf(plan.letters, list(codes), sender)
    make_letters(me, operation(FORM), list(codes.values()))
    saved(FORM)
    kept.update(pdf=pdf, count=len(codes))


def hand_over(me: Me, pdf: bytes, count: int) -> None:
    """The letters, until somebody says that they have them."""
    drawn.made(count)
    name = file_name(_("Letters to families"), today().isoformat(), "pdf")
    download(_("Download the letters"), lambda: pdf, name, key="letters", kind="primary", mime=PDF)
    if drawn.begin_anew():
        del st.session_state[MADE]
        st.rerun()


st.title(_("Letters to families"), anchor=False)
ready = st.session_state.get(MADE)
if ready:
    hand_over(me, ready["pdf"], ready["count"])
    st.stop()
with reading(me) as db:
    known = families(db)
school, site = arrival().school, address(KEY)
class_id, keep = drawn.whose(known.classes)
plan = plan_letters(known, class_id, school.language, leave_invited=keep)
drawn.summary(plan)
if plan.letters:
    drawn.address(site)
    if drawn.wanted(plan):
        with problems(), st.spinner(_("The letters are being made.")):
            make(me, plan, Sender(school.name, site, today()))
        if st.session_state[MADE]:
            st.rerun()
if plan.without:
    listed = drawn.without(plan.without)
    draw(as_table(listed))
    offer_list(me, EVERYBODY, listed.name, lambda: listed)
staying = drawn.staying(school.stay)
if staying != school.stay:
    submit("stay", lambda op: allow_staying(me, op, staying), _("Saved."))
