"""(being built)"""

import streamlit as st
from auth.visit import visit

me = visit("goals.class_board")
st.title("…")
