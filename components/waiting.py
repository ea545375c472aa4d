"""Waiting for work that a process does, so that it can be seen and broken off."""

import time
from collections.abc import Callable

import streamlit as st

LOOK_EVERY = 0.2  # seconds
KEPT_BACK = 0.99  # of the bar, until it is really done


def wait(finished: Callable[[], bool], words: str) -> None:
    """Say that it takes a while; a click elsewhere ends the wait, not the work."""
    with st.spinner(words):
        while not finished():
            st.session_state["waits"] = True  # touched: here a newer run takes over
            time.sleep(LOOK_EVERY)


def watch(finished: Callable[[], bool], done: Callable[[], int], total: int, words: str) -> None:
    """The same with a bar, where it is known how far the work is."""
    bar = st.progress(0.0, words)
    while not finished():
        bar.progress(min(done() / max(total, 1), KEPT_BACK), words)
        time.sleep(LOOK_EVERY)
    bar.progress(1.0, words)
