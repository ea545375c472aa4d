"""What is kept from event to event: statements, and answers for as long as nothing changes.

Building a statement costs as much as sending it, and the row rules look at a kept one a single
time. Most events change nothing at all: a box is opened, a tab is chosen, a page is left.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from threading import Lock, local
from typing import Any, Concatenate, ParamSpec, TypeVar, TypeVarTuple

from cachetools import LRUCache, cached
from sqlalchemy import Result, Select, bindparam

from db.session import HubSession
from db.tables import Table
from i18n import current
from i18n.dates import zone

Columns = TypeVarTuple("Columns")
P = ParamSpec("P")
R = TypeVar("R")

MOST = 64  # answers of one query, of all visitors together
REMEMBERED: dict[str, Callable[[], None]] = {}  # how each forgets
UNKNOWN = ""


class _Run(local):
    """Of the thread, as a file that is made later carries a copy of its run's context along."""

    state = UNKNOWN


_run = _Run()
_newest: list[Hashable] = []  # state of which there are answers


@contextmanager
def standing(state: str) -> Iterator[None]:
    """For one run of a page, what its event found the hub in: the newest seal of the log."""
    before, _run.state = _run.state, state
    try:
        yield
    finally:
        _run.state = before


def remembered(
    query: Callable[Concatenate[HubSession, P], R],
) -> Callable[Concatenate[HubSession, P], R]:
    """A query whose answer is given again to the same viewer while nothing has changed.

    Every command leaves an entry in the log, of whichever process; what this one writes besides
    counts too.
    """
    kept = cached(LRUCache(MOST), key=_asked, lock=Lock())(query)

    @wraps(query)
    def answer(db: HubSession, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if _run.state == UNKNOWN or db.info.get("command"):
            return query(db, *args, **kwargs)
        _forget_the_past(_state(db))
        return kept(db, *args, **kwargs)

    REMEMBERED[f"{query.__module__}.{query.__name__}"] = kept.cache_clear
    return answer


def _state(db: HubSession) -> Hashable:
    return _run.state, db.info["since"]


def _asked(db: HubSession, *args: Hashable) -> Hashable:
    who = (db.viewer.person_id, db.viewer.role)
    return _state(db), who, current(), zone(), args


def _forget_the_past(state: Hashable) -> None:
    """Nobody asks for answers of an earlier state again, and some hold names that are gone."""
    if _newest != [state]:
        _newest[:] = [state]
        for forget in REMEMBERED.values():
            forget()


def ask(
    db: HubSession,
    statement: Select[*Columns],
    table: type[Table],
    children: Iterable[int] | None,
) -> Result[*Columns]:
    """The rows of these children, or of every child the viewer may see."""
    if children is None:
        return db.execute(statement)
    return db.execute(_of_some(statement, table), {"children": list(children)})


@cache
def _of_some(statement: Select[*Columns], table: Any) -> Select[*Columns]:
    return statement.where(table.student_id.in_(bindparam("children", expanding=True)))
