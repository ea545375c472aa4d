"""The imports that were made: who, when, which file, what changed."""

import streamlit as st

from auth.visit import link, visit
from components import roster_history as drawn
from db.queries import roster
from db.session import reading
from i18n import _

KEY = "roster.history"

me = visit(KEY)
st.title(_("Earlier imports"), anchor=False)
with reading(me) as db:
    imports = roster.past_imports(db)
if not imports:
    st.info(_("Nothing was imported yet."))
    link("roster.upload", _("Import roster"), icon=":material/upload_file:")
    st.stop()
past = drawn.choose(imports)
drawn.about(past)
