"""An error is a sentence and a reference; the traceback is for the log alone."""

import logging
from secrets import token_hex

import streamlit as st
from sqlalchemy.exc import DBAPIError

from i18n import _

log = logging.getLogger("hub")


def on_script_error(error: Exception) -> bool:
    """Draw the sentence, log the traceback under the same reference."""
    reference = token_hex(4)
    log.error("error %s", reference, exc_info=_without_values(error))
    if isinstance(error, DBAPIError):
        st.error(_("The hub can't reach its data just now. Please try again in a minute."))
    else:
        st.error(_("Something went wrong, and nothing was changed. Please reload the page."))
    st.caption(_("If it happens again, tell the school office this reference:"))
    st.text(reference)
    return True


def _without_values(error: Exception) -> Exception:
    """A database error without the row it was about."""
    if isinstance(error, DBAPIError):
        error.hide_parameters = True
    return error
