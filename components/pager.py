"""A long list, a few at a time."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from components.text import note
from i18n import _
from i18n.dates import format_number

T = TypeVar("T")


def few(items: Sequence[T], key: str, size: int) -> Sequence[T]:
    """The items of the page that is open, and the way to the others."""
    start = first_of(len(items), key, size)
    return items[start : start + size]


def first_of(count: int, key: str, size: int) -> int:
    """Where the page that is open begins, and the way to the others."""
    if count <= size:
        return 0
    last = (count - 1) // size
    place = f"page:{key}"
    page = min(int(st.session_state.get(place, 0)), last)
    with st.container(horizontal=True, vertical_alignment="center"):
        step = _step(key, page, last)
        note(
            _("{first} to {last} of {all}").format(
                first=format_number(page * size + 1),
                last=format_number(min((page + 1) * size, count)),
                all=format_number(count),
            )
        )
    if step:
        st.session_state[place] = page + step
        st.rerun()
    return page * size


def _step(key: str, page: int, last: int) -> int:
    back = st.button(
        _("Back"), icon=":material/chevron_left:", disabled=page == 0, key=f"back:{key}"
    )
    more = st.button(
        _("More"), icon=":material/chevron_right:", disabled=page == last, key=f"more:{key}"
    )
    return int(more) - int(back)
