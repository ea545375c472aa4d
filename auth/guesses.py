"""Guesses of whoever is here: counted for what is guessed, for the browser and for the address."""

import streamlit as st

from auth import identity
from auth.cookies import browser
from db.commands import guesses
from rules.accounts import new_token
from rules.guesses import Guess, home
from rules.people import SYSTEM


def claim(kind: Guess, subject: str) -> int:
    """Count one more guess: 0 when it may be tried, otherwise the seconds until one may be."""
    return guesses.claim_guess(SYSTEM, new_token(), kind, subject, *_whence())


def forgive(kind: Guess, subject: str) -> None:
    """It was right."""
    guesses.clear_guesses(SYSTEM, new_token(), kind, subject, *_whence())


def _whence() -> tuple[str, str]:
    """The address behind the proxies that the host trusts, and the browser; "" for unknown."""
    mark = identity.mark()
    return home(st.context.ip_address or ""), browser(mark) if mark else ""
