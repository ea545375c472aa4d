"""What an address asks for by its number: one's own, or nothing and a line in the server's log."""

import logging
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

import streamlit as st

from auth.identity import arrival
from rules.goal_views import ChildHead


class Numbered(Protocol):
    @property
    def id(self) -> int: ...


One = TypeVar("One", bound=Numbered)

log = logging.getLogger("hub")


def number(name: str) -> int | None:
    """The number at this name in the address."""
    value = st.query_params.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def own(name: str, mine: Iterable[One]) -> One | None:
    """The one that the address names; None for somebody else's, or where it names none."""
    wanted = number(name)
    found = next((one for one in mine if one.id == wanted), None)
    if found is None and name in st.query_params:
        refused(name)
    return found


def refused(name: str) -> None:
    """Whoever asks for a number of somebody else leaves a line in the log."""
    me = arrival().me
    who = me.person_id if me else "unknown"
    log.warning("refused %s %s: person %s", name, number(name), who)


def own_child(children: Sequence[ChildHead]) -> ChildHead | None:
    """The child of the address, else the one seen last; None for a child of somebody else."""
    if "child" in st.query_params:
        return own("child", children)
    last = st.session_state.get("child")
    return next((one for one in children if one.id == last), next(iter(children), None))
