"""Home of a coordinator: what needs me today?"""

import streamlit as st
from auth.visit import visit
from i18n import _

me = visit("home.coordinator")
st.title(_("Hello, {name}").format(name=me.name), anchor=False)
