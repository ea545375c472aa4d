"""Old data to erase: a look at what would go today, and the button that does it."""

import streamlit as st

from auth.confirm import closes_in_time, confirmed
from auth.visit import visit
from components import retention as drawn
from components.forms import submit
from db.commands.retention import do
from db.queries import leaving, retention
from db.session import reading
from db.tables.base import utc_now
from i18n import _
from rules.people import SYSTEM

me = visit("rights.retention")

st.title(_("Old data to erase"), anchor=False)
with reading(SYSTEM) as db:
    keep = leaving.keep(db)
    due = retention.due(db, utc_now(), keep.years)
drawn.intro(keep)
drawn.listed(due)
fresh = not due.anything or confirmed(me, _("To erase this, please type your password again."))
closes_in_time(me)
if drawn.do(due, locked=not fresh):
    submit("retention", lambda op: do(me, op, due), _("The old data is gone."))
