"""(being built)"""

import streamlit as st
from auth.visit import visit

me = visit("roster.people")
st.title("…")
