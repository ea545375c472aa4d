"""Forms: an operation key each, problems as sentences, and a notice after saving."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from secrets import token_urlsafe

import streamlit as st
from sqlalchemy.exc import DBAPIError

from components.text import sentence
from i18n import _
from rules.problems import Problem

log = logging.getLogger("hub")


def operation(form: str) -> str:
    """The key of this form's next save; the same until something is saved."""
    return st.session_state.setdefault(f"op:{form}", token_urlsafe(16))  # type: ignore[no-any-return]


def saved(form: str, notice: str = "") -> None:
    """After a command: a new key, a notice for the next run."""
    st.session_state.pop(f"op:{form}", None)
    if notice:
        st.session_state["notice"] = notice


def show_notice() -> None:
    """What was just saved, once."""
    notice = st.session_state.pop("notice", None)
    if notice:
        st.toast(sentence(notice), icon=":material/check_circle:")


@contextmanager
def problems() -> Iterator[None]:
    """Show what a person can mend as a sentence; what was typed stays in the form."""
    try:
        yield
    except Problem as problem:
        st.error(sentence(problem.sentence))
    except DBAPIError as error:
        log.warning("not saved: %s", type(error.orig).__name__)
        st.error(
            _("The hub can't reach its data just now. What you typed is still here: try again.")
        )


def submit(form: str, command: Callable[[str], object], notice: str) -> None:
    """Run a command with the form's key, then draw the page anew; or say what is wrong."""
    done = False
    with problems():
        command(operation(form))
        done = True
    if done:
        saved(form, notice)
        st.rerun()
