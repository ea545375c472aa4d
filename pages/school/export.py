"""(being built)"""

import streamlit as st
from auth.visit import visit

me = visit("school.export")
st.title("…")
