"""What was typed and not sent when a session ended: for its owner alone, once they are back.

docs/decisions/unsent.md says where it is kept, and how long.
"""

import re
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

import streamlit as st

from components.forms import begun, go_on

LEFT, HEARD, GO = "left_page", "left_heard", "left_address"
LASTS = 12 * 3600  # seconds: a school's day
MOST, MOST_LETTERS = 500, 50_000
STRANGE = re.compile(r"[^a-zA-Z0-9_-]")


@dataclass(frozen=True)
class Left:
    """A page as it was when its owner's session ended, by the keys of its fields."""

    account_id: int
    address: tuple[str, Mapping[str, str]]
    forms: Mapping[str, str]
    fields: Mapping[str, object]
    texts: Mapping[str, str] = field(default_factory=dict)
    at: float = 0.0


_kept: OrderedDict[str, Left] = OrderedDict()


def leave(account_id: int) -> None:
    """Note what this tab shows, before it is emptied."""
    known = left()
    if known is None or known.account_id != account_id:
        st.session_state[LEFT] = _leaving(account_id)


def _leaving(account_id: int) -> Left:
    url = (st.context.url or "").rpartition("/")[2]
    fields = {
        key: value if _was_chosen(value) else None  # of words, none: they come from the browser
        for key, value in st.session_state.to_dict().items()
        if _was_chosen(value) or value is None or type(value) is str
    }
    return Left(account_id, (url, st.query_params.to_dict()), begun(), fields)


def left() -> Left | None:
    """The page that this tab showed before."""
    found: Left | None = st.session_state.get(LEFT)
    return found


def keep(mark: str, texts: Mapping[str, str]) -> None:
    """The words that stood in the fields of the page that this tab showed before, if any did."""
    page = left()
    if page is not None and sum(map(len, texts.values())) <= MOST_LETTERS:
        _keep(page, mark, texts)
    st.session_state[HEARD] = mark


def heard() -> str:
    """The mark of the last tab that said something here."""
    return str(st.session_state.get(HEARD, ""))


def _keep(page: Left, mark: str, texts: Mapping[str, str]) -> None:
    boxes = {_box(key): key for key, value in page.fields.items() if value is None}
    words = {boxes[box]: text for box, text in texts.items() if box in boxes and text.strip()}
    if words:
        beside = _beside(page.fields, words)
        _kept[mark] = replace(page, texts=words, fields=beside, at=time.monotonic())
    while len(_kept) > MOST or (_kept and _is_old(next(iter(_kept.values())))):
        _kept.popitem(last=False)


def take_back(account_id: int | None, mark: str) -> None:
    """Fill the fields again, for who typed in them; for anybody else it is gone."""
    page = _kept.get(mark)
    if page and page.account_id == account_id and not _is_old(page):
        st.session_state.update({**page.fields, **page.texts, GO: page.address})
        go_on(page.forms)
    st.session_state[HEARD] = mark
    _kept.pop(mark, None)


def _is_old(page: Left) -> bool:
    return time.monotonic() - page.at > LASTS


def _box(key: str) -> str:
    """The class that Streamlit gives to what has this key."""
    return f"st-key-{STRANGE.sub('-', key.strip())}"


def _beside(fields: Mapping[str, object], words: Iterable[str]) -> dict[str, object]:
    """What was chosen in the same forms: a form's fields have keys that begin alike."""
    forms = {key.rpartition(":")[0] for key in words} - {""}
    return {
        key: value
        for key, value in fields.items()
        if value is not None and key.rpartition(":")[0] in forms
    }


def _was_chosen(value: object) -> bool:
    if isinstance(value, list | tuple):
        return all(map(_was_chosen, value))
    return isinstance(value, int | float | date | StrEnum) and not isinstance(value, bool)
