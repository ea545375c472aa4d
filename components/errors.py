"""An error is a sentence and a reference; the traceback is for the log alone."""

import logging
import time
from collections.abc import Iterator
from secrets import token_hex
from traceback import format_tb
from typing import Any

import streamlit as st
from sqlalchemy.exc import DBAPIError

from i18n import _

log = logging.getLogger("hub")


def on_script_error(error: Exception) -> bool:
    """Draw the sentence, log the traceback under the same reference."""
    reference = noted(error)
    if isinstance(error, DBAPIError):
        st.error(_("The hub can't reach its data just now. Please try again in a minute."))
    else:
        st.error(_("Something went wrong, and nothing was changed. Please reload the page."))
    st.caption(_("If it happens again, tell the school office this reference:"))
    st.text(reference)
    return True


def noted(error: BaseException) -> str:
    """The reference under which the log tells where it happened."""
    reference = token_hex(4)
    log.error("error %s: %s\n%s", reference, type(error).__name__, told(error))
    return reference


def told(error: BaseException | None) -> str:
    """Where it happened and what kind it is; its own words may hold a row, a child's perhaps."""
    return "\n".join(
        "".join(format_tb(one.__traceback__)) + type(one).__name__ for one in _chain(error)
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and those it came from."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


class Entry(logging.LogRecord):
    """A line of a log, whoever writes it: an error's kind and place, and no line that is forged."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.exc_info and self.exc_info[1]:
            self.exc_text = told(
                self.exc_info[1]
            )  # what formatters would otherwise make themselves

    def getMessage(self) -> str:  # noqa: N802
        return super().getMessage().replace("\r", "").replace("\n", "\n    ")


def start_log() -> None:
    """Every log of this process, Streamlit's and the server's too, with the time in UTC."""
    logging.setLogRecordFactory(Entry)
    logging.Formatter.converter = time.gmtime
    logging.Formatter.default_msec_format = "%s.%03d"
    logging.basicConfig(format="%(asctime)sZ %(levelname)s %(name)s: %(message)s")
