"""An error is a sentence and a reference; the traceback is for the log alone."""

import logging
from collections.abc import Iterator
from secrets import token_hex
from traceback import format_exception, format_tb

import streamlit as st
from sqlalchemy.exc import DBAPIError

from i18n import _

log = logging.getLogger("hub")


def on_script_error(error: Exception) -> bool:
    """Draw the sentence, log the traceback under the same reference."""
    reference = token_hex(4)
    log.error("error %s: %s\n%s", reference, type(error).__name__, _told(error))
    if isinstance(error, DBAPIError):
        st.error(_("The hub can't reach its data just now. Please try again in a minute."))
    else:
        st.error(_("Something went wrong, and nothing was changed. Please reload the page."))
    st.caption(_("If it happens again, tell the school office this reference:"))
    st.text(reference)
    return True


def _told(error: Exception) -> str:
    """Where it happened; a database's own words hold the row they are about, a child's perhaps."""
    if any(isinstance(one, DBAPIError) for one in _chain(error)):
        return "".join(part for one in _chain(error) for part in format_tb(one.__traceback__))
    return "".join(format_exception(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and those it came from."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
