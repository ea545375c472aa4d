"""Forms: an operation key each, problems as sentences, and a notice after saving."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import token_urlsafe

import streamlit as st
from sqlalchemy.exc import DBAPIError

from components.text import sentence
from i18n import N_, _
from rules.problems import Problem

log = logging.getLogger("hub")


NOTICE = "notice"
BACK = N_("Welcome back. What you had not sent is in its form again.")

_forms: ContextVar[dict[str, str] | None] = ContextVar("forms", default=None)


def _of_this_tab() -> dict[str, str]:
    """Operation keys and the notice, in a plain dict.

    Touching session state may end a run for the next one; between a commit and what is remembered
    of it nothing may, or the next save would be taken for a repetition.
    """
    kept: dict[str, str] = st.session_state.setdefault("forms", {})
    _forms.set(kept)
    return kept


def operation(form: str) -> str:
    """The key of this form's next save; the same until something is saved."""
    return _of_this_tab().setdefault(form, token_urlsafe(16))


def saved(form: str, notice: str = "") -> None:
    """After a command: a new key, a notice for the next run."""
    kept = _forms.get()
    if kept is None:
        kept = _of_this_tab()
    kept.pop(form, None)
    if notice:
        kept[NOTICE] = notice


def begun() -> dict[str, str]:
    """The keys of the forms of this tab, to go on with them in another."""
    return {form: key for form, key in _of_this_tab().items() if form != NOTICE}


def go_on(forms: Mapping[str, str]) -> None:
    """These forms again: what one of them has saved already is not saved twice.

    It is asked before anybody knows who is here, so it is said in their language later.
    """
    _of_this_tab().update({**forms, NOTICE: BACK})


def show_notice() -> None:
    """What was just saved, once."""
    notice = _of_this_tab().pop(NOTICE, None)
    if notice:
        st.toast(sentence(_(BACK) if notice == BACK else notice), icon=":material/check_circle:")


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
        saved(form, notice)
        done = True
    if done:
        st.rerun()
