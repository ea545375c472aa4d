"""(being built)"""

import streamlit as st
from auth.visit import visit

me = visit("survey.manage")
st.title("…")
