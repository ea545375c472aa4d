"""Rows that go for good, and an empty one that keeps their number: nobody else ever gets it."""

from collections.abc import Collection, Mapping
from typing import Any

from db import tables as t
from db.commands.base import Tx
from db.commands.roster_rows import delete_all, update_all
from db.queries.erasure import PERSON, gone_with, texts
from db.queries.whole_hub import BY_NAME
from i18n import _
from rules.people import Role, Status
from rules.problems import Problem
from rules.traces import Term, Text, without

EMPTY: dict[str, Any] = {
    "role": Role.ERASED,
    "given_name": "",
    "family_name": "",
    "status": Status.LEFT,
    "school_ref": None,
    "preferred_name": None,
    "birth_date": None,
    "grade": None,
    "home_language": None,
    "ui_language": None,
    "left_on": None,
}
Places = Collection[tuple[str, Any, str]]


def erase_people(
    tx: Tx,
    ids: Collection[int],
    terms: tuple[Term, ...],
    leave: Places | None,
    seen: Places | None = None,
) -> tuple[dict[str, int], int]:
    """Everything about these people: how many rows of each table went, how many texts were left.

    Texts to `leave` keep a part of a name; without a list, all do where nothing is sure. `seen` are
    those that somebody looked at, with their marks; other ones stop everything.
    """
    with tx.db.as_hub():
        gone = gone_with(tx.db, ids)
        found = list(texts(tx.db, terms, gone))
        if seen is not None and {_as_seen(text) for text, _value in found} != set(seen):
            raise Problem(
                _(
                    "Somebody wrote or changed a text with this name since you looked, so nothing"
                    " was erased. Please look again."
                )
            )
        kept = [_take_out(tx, text, value, terms, leave) for text, value in found]
        _delete(tx, gone)
        update_all(
            tx, t.Person, {key: {**EMPTY, "updated_at": tx.now} for key in ids}, counted=True
        )
    return {name: len(keys) for name, keys in gone.items() if name != PERSON}, sum(kept)


def _as_seen(text: Text) -> tuple[str, Any, str]:
    return text.table, text.key, f"{text.column}:{text.mark}"


def seen_of(looked: Collection[Text]) -> Places:
    return {_as_seen(text) for text in looked}


def _take_out(
    tx: Tx, text: Text, value: Any, terms: tuple[Term, ...], leave: Places | None
) -> bool:
    """The name out of somebody else's words, unless they were left; whether they were."""
    left = not text.sure and (leave is None or text.place in leave)
    out = tuple(one for one in terms if one.sure) if left or text.sure else terms
    table = BY_NAME[text.table]
    if text.table == "import_change":
        delete_all(tx, table, [text.key])  # type: ignore[list-item]
    elif out:
        counted = "version" in table.__table__.c
        new = {text.key: {text.column: without(out, value)}}
        update_all(tx, table, new, counted=counted)  # type: ignore[arg-type]
    return left


def _delete(tx: Tx, gone: Mapping[str, Collection[Any]]) -> None:
    """Nothing may point to what is gone: those that point go first."""
    for table in reversed(t.metadata.sorted_tables):
        if table.name != PERSON and table.name in gone:
            delete_all(tx, BY_NAME[table.name], gone[table.name])
