"""A text file that does not say how its letters are written: its names, read in each way."""

import streamlit as st

from components.text import plain
from i18n import _
from rules.roster_encodings import ENCODINGS, Encoding, EncodingChoice


def ask_encoding(choice: EncodingChoice, key: str) -> str:
    """The way in which the names of the file look right."""
    options = {one.code: _label(one) for one in choice.options}
    codes = list(options)
    return st.radio(
        _("In which line do the names in {file} look right?").format(file=plain(choice.file)),
        codes,
        index=codes.index(choice.chosen),
        format_func=options.__getitem__,
        captions=[_(ENCODINGS[one.code]) for one in choice.options],
        key=f"{key}:{choice.file}",
    )


def _label(one: Encoding) -> str:
    return plain(" · ".join(one.samples))
