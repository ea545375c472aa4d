"""Erasing one person for good, and the proof that nothing is left."""

from collections.abc import Collection, Sequence
from typing import Any

from db import tables as t
from db.commands.base import Tx, command
from db.commands.erasing import Places, erase_people, seen_of
from db.queries.erasure import stands, terms_for
from db.session import reading
from db.tables.base import utc_now
from db.traces import clean, copies_with, kind, searched
from i18n import _
from rules.accounts import new_token
from rules.erasure import NOT_LEFT, check_typed, proof_of
from rules.people import SYSTEM, Me, Role, Status, Viewer, full_name
from rules.problems import Problem
from rules.traces import Found, Term, Text, words_of


@command("person.erase")
def erase(tx: Tx, person_id: int, typed: str, looked: Sequence[Text], leave: Places) -> int:
    """Somebody who has left is erased, as it was shown: the key of the erasure."""
    row = tx.get(t.Person, person_id)
    if row.status != Status.LEFT or row.role == Role.ERASED:
        raise Problem(_(NOT_LEFT))
    check_typed(full_name(row.given_name, row.family_name, row.preferred_name), typed)
    role = row.role
    with tx.db.as_hub():
        terms = terms_for(tx.db, [person_id])
    counts, left = erase_people(tx, [person_id], terms, leave, seen_of(looked))
    kept = note_erasure(tx, person_id, role, counts, left)
    tx.audit("person", person_id, erasure=kept, rows=sum(counts.values()))
    return kept


def note_erasure(tx: Tx, person_id: int, role: str, counts: dict[str, int], left: int) -> int:
    """That it was done; not to whom."""
    row = t.Erasure(
        erased_id=person_id,
        role=role,
        actor_id=tx.me.person_id,
        at=tx.now,
        counts=counts,
        texts_left=left,
    )
    return tx.add(row).id


@command("person.prove")
def keep_proof(tx: Tx, erasure_ids: Collection[int], proof: dict[str, Any]) -> None:
    """What a search found, kept with the erasures that it was for."""
    for key in erasure_ids:
        row = tx.get(t.Erasure, key)
        row.proof = proof
        row.proved_at = tx.now if proof["proven"] else None
    tx.audit("erasure", min(erasure_ids, default=None), proven=proof["proven"])


def prove(
    me: Viewer, erasure_ids: Collection[int], terms: tuple[Term, ...], texts_left: int
) -> bool:
    """Write the database anew, look everywhere, and keep what was found; no transaction is open
    while the file is written. Whatever stops it, it can be done again."""
    cleaned = clean()
    with reading(SYSTEM) as db:
        where, columns, rows = stands(db, terms)
    files, control = searched(terms)
    found = Found(
        terms, where, columns, rows, files, control, copies_with(terms), cleaned, texts_left
    )
    by = me.name if isinstance(me, Me) else ""
    keep_proof(me, new_token(), erasure_ids, proof_of(found, utc_now(), by, kind()))
    words_of.cache_clear()
    return found.proven
