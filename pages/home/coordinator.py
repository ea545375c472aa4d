"""Home of a coordinator: what needs me today?"""

import streamlit as st

from auth.visit import go, visit
from components import office as drawn
from db.queries.office import office
from db.session import reading
from i18n import _
from rules.office import needs

me = visit("home.coordinator")
with reading(me) as db:
    seen = office(db)
st.title(_("Hello, {name}").format(name=me.name), anchor=False)
page = drawn.needs(needs(seen))
if page is not None:
    go(page)
drawn.counts(seen)
