"""An import taken back: all that nobody changed or built on since, in one transaction."""

from collections import defaultdict
from typing import Any

from db import tables as t
from db.commands.base import Tx, command
from db.commands.roster import with_day
from db.commands.roster_beside import change_beside
from db.commands.roster_rows import delete_all, update_all
from db.queries import roster, roster_history
from db.queries.log import children_of
from i18n import _
from rules.pauses import without_pauses
from rules.problems import Problem
from rules.roster import PEOPLE, Subject
from rules.roster_taking_back import Undo
from rules.roster_undo import CONTACT

TABLES: dict[Subject, type[t.Table]] = {
    Subject.ENROLMENT: t.Enrolment,
    Subject.TEACHING: t.TeachingAssignment,
    Subject.GUARDIANSHIP: t.Guardianship,
    Subject.CLASS: t.SchoolClass,
}
Rows = dict[int, dict[str, Any]]


@command("import.undo")
@without_pauses()
def undo_import(tx: Tx, batch_id: int, fingerprint: str) -> dict[str, int]:
    """Take an import back as it was shown: how many rows went back, and how many stay."""
    batch = tx.get(t.ImportBatch, batch_id)
    if batch.undone_at is not None:
        raise Problem(_("This import was undone already."))
    undo = roster_history.undo(tx.db, batch_id)
    if not undo.plan.back:
        raise Problem(_("People have worked with all of this since, so nothing can be undone."))
    if undo.plan.fingerprint != fingerprint:
        raise Problem(
            _(
                "The school's data changed since you looked, so nothing was undone."
                " Please look again at what stays, and confirm it."
            )
        )
    _delete(tx, undo)
    _change(tx, undo)
    update_all(tx, t.ImportChange, {key: {"stayed": True} for key in undo.stayed})
    batch.undone_at, batch.undone_by_id = tx.now, tx.me.person_id
    counts = {"back": len(undo.plan.back), "stays": len(undo.plan.stays)}
    tx.audit("import", batch.id, *children_of(tx.db, "import", batch.id), counts=counts)
    return counts


def _delete(tx: Tx, undo: Undo) -> None:
    """Links first, then people, then classes: nothing may point to what is gone."""
    people = [key for subject in PEOPLE for key in undo.deleted.get(subject, ())]
    for subject, table in TABLES.items():
        if subject != Subject.CLASS:
            delete_all(tx, table, undo.deleted.get(subject, ()))
    delete_all(tx, t.Contact, people)
    delete_all(tx, t.Person, people)
    delete_all(tx, t.SchoolClass, undo.deleted.get(Subject.CLASS, ()))


def _change(tx: Tx, undo: Undo) -> None:
    rows: defaultdict[Subject, Rows] = defaultdict(dict)
    for (subject, key), fields in undo.changed.items():
        rows[subject][key] = {one.field: one.old for one in fields}
    for subject, table in TABLES.items():
        update_all(tx, table, rows[subject], counted=subject == Subject.GUARDIANSHIP)
    people = {key: values for subject in PEOPLE for key, values in rows[subject].items()}
    update_all(
        tx, t.Person, {key: _own(tx, values) for key, values in people.items()}, counted=True
    )
    update_all(
        tx,
        t.Contact,
        {key: _reach(values) for key, values in people.items() if _reach(values)},
    )
    if any(_reach(values) for values in people.values()):
        empty = roster.empty_contacts(tx.db)
        delete_all(tx, t.Contact, (key for key in empty if key in people))
    before = {key: {one.field: one.old for one in fields} for key, fields in undo.changed.items()}
    change_beside(tx, before)


def _own(tx: Tx, values: dict[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in values.items() if name not in CONTACT}
    return {"updated_at": tx.now, **with_day(own)}


def _reach(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in CONTACT}
