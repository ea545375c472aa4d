"""What somebody of the school looks at, or takes away, is told to the families it is about."""

from collections.abc import Callable, Collection
from functools import partial

import streamlit as st

from db.commands.log import look, read_answers, take_children, take_school
from i18n.dates import now
from rules.accounts import new_token
from rules.people import Me

LOOKED = "looked"
About = Collection[int] | None  # ids of children; None is the whole school
EVERYBODY: About = None
NOBODY: About = ()


def looked(me: Me, child_id: int, page: str) -> None:
    """A child's page, seen by the school: written once an hour, before anything is drawn."""
    if me.is_staff:
        _once(f"{page}:{child_id}", partial(look, me), child_id, page)


def looked_at_answers(me: Me, survey_id: int) -> None:
    """What the families of the whole school said in the survey."""
    _once(f"answers:{survey_id}", partial(read_answers, me), survey_id)


def _once(what: str, write: Callable[..., None], *values: int | str) -> None:
    """A page runs at every touch: the tab remembers, and other tabs meet the form's key."""
    mark = f"{what}:{now():%Y-%m-%dT%H}"
    known: set[str] = st.session_state.setdefault(LOOKED, set())
    if mark not in known:
        write(f"look:{mark}", *values)
        known.add(mark)


def taken(me: Me, about: About, what: str) -> None:
    """A file on its way out: which children it holds."""
    if me.is_staff and about is None:
        take_school(me, new_token(), what)
    elif me.is_staff and about:
        take_children(me, new_token(), set(about), what)
