"""An import, applied as it was previewed: all of it in one transaction, or none."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from sqlalchemy import select

from db import tables as t
from db.commands.base import Tx, command
from db.queries import roster as queries
from i18n import _
from i18n.dates import today
from rules.people import Role
from rules.problems import Problem
from rules.roster import Change, RosterPlan, Subject, Value, What
from rules.roster_decisions import Agreed

Row = TypeVar("Row", bound=t.Table)

ROLES = {
    Subject.STUDENT: Role.STUDENT,
    Subject.GUARDIAN: Role.GUARDIAN,
    Subject.TEACHER: Role.TEACHER,
}
CONTACT = ("email", "phone", "address", "postcode")
CHUNK = 500
Keys = dict[int, int]  # keys of the plan to ids of the hub


@command("roster.apply")
def apply_plan(tx: Tx, plan: RosterPlan, agreed: Agreed) -> dict[str, int]:
    """Make every change of a plan: how many were made, by what was done."""
    check_plan(tx, plan, agreed)
    people = _people(tx, plan)
    classes = _classes(tx, plan)
    _guardianships(tx, plan, people)
    _links(tx, plan, Subject.ENROLMENT, people, classes)
    _links(tx, plan, Subject.TEACHING, people, classes)
    counts = plan.totals
    batch = tx.add(
        t.ImportBatch(
            by_id=tx.me.person_id,
            files=list(plan.files),
            counts=counts,
            fingerprint=plan.fingerprint,
            at=tx.now,
        )
    )
    tx.audit("import", batch.id, **counts)
    return counts


def check_plan(tx: Tx, plan: RosterPlan, agreed: Agreed) -> None:
    """Raise Problem unless the hub is as it was at the preview and all of it was agreed to."""
    if plan.stops and not agreed.leave_out:
        raise Problem(_("Some rows have a problem. Please mend them, or choose to leave them out."))
    if plan.sight and not agreed.sight:
        raise Problem(
            _(
                "Some guardians would gain or lose sight of a child."
                " Please look at their list and confirm it."
            )
        )
    if plan.alarming and not agreed.leavers:
        raise Problem(
            _("Many people would leave. Please confirm that all of them have left the school.")
        )
    if not plan.changes_anything:
        raise Problem(_("There is nothing to change: the hub already has all of this."))
    if queries.snapshot(tx.db).fingerprint != plan.fingerprint:
        raise Problem(
            _(
                "The school's data changed since this preview, so nothing was brought in."
                " Please look at the new preview and confirm it."
            )
        )


def _of(plan: RosterPlan, *subjects: Subject) -> Iterator[Change]:
    """The changes that do something."""
    wanted = frozenset(subjects)
    return (one for one in plan.changes if one.subject in wanted and one.what != What.SAME)


def _rows(tx: Tx, table: type[Row], column: Any, keys: Iterable[int]) -> dict[int, Row]:
    """Rows by key, in a few selects."""
    wanted, found = sorted(keys), dict[int, Row]()
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        rows = tx.db.scalars(select(table).where(column.in_(chunk)))
        found |= {getattr(row, column.key): row for row in rows}
    return found


def _add_all(tx: Tx, rows: dict[int, Any]) -> Keys:
    """Add rows that have a key of the plan; the ids they get."""
    tx.db.add_all(rows.values())
    tx.db.flush()
    return {key: row.id for key, row in rows.items()}


def _people(tx: Tx, plan: RosterPlan) -> Keys:
    changes = list(_of(plan, *ROLES))
    added = [one for one in changes if one.what == What.ADD]
    changed = {one.key: one for one in changes if one.what != What.ADD}
    keys = _add_all(tx, {one.key: _new_person(tx, one) for one in added})
    known = _rows(tx, t.Person, t.Person.id, changed)
    for key, change in changed.items():
        _set(known[key], _without(change.values, CONTACT))
        known[key].version += 1
        known[key].updated_at = tx.now
    contacts = _rows(tx, t.Contact, t.Contact.person_id, changed)
    for change in changes:
        _reach(tx, change, keys.get(change.key, change.key), contacts)
    return keys


def _new_person(tx: Tx, change: Change) -> t.Person:
    values: dict[str, Any] = _without(change.values, CONTACT)
    values.setdefault("given_name", "")
    role = ROLES[change.subject]
    return t.Person(role=role, created_at=tx.now, updated_at=tx.now, **values)


def _reach(tx: Tx, change: Change, person_id: int, contacts: dict[int, t.Contact]) -> None:
    values: dict[str, Any] = {k: v for k, v in change.values.items() if k in CONTACT}
    if not values:
        return
    if person_id in contacts:
        _set(contacts[person_id], values)
    else:
        tx.db.add(t.Contact(person_id=person_id, **values))


def _without(values: dict[str, Value], names: tuple[str, ...]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if name not in names}


def _set(row: t.Table, values: dict[str, Value]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _classes(tx: Tx, plan: RosterPlan) -> Keys:
    changes = list(_of(plan, Subject.CLASS))
    fresh: dict[int, Any] = {}
    for one in changes:
        if one.what == What.ADD:
            values: dict[str, Any] = dict(one.values)
            fresh[one.key] = t.SchoolClass(**values)
    changed = {one.key: one for one in changes if one.what != What.ADD}
    known = _rows(tx, t.SchoolClass, t.SchoolClass.id, changed)
    for key, change in changed.items():
        _set(known[key], change.values)
    return _add_all(tx, fresh)


def _guardianships(tx: Tx, plan: RosterPlan, people: Keys) -> None:
    """Who looks after whom; who may see the child is never touched."""
    changes = list(_of(plan, Subject.GUARDIANSHIP))
    changed = {one.key: one for one in changes if one.what != What.ADD}
    known = _rows(tx, t.Guardianship, t.Guardianship.id, changed)
    for key, change in changed.items():
        _set(known[key], change.values)
        known[key].version += 1
    for change in changes:
        if change.what == What.ADD and change.link:
            guardian, student = (people.get(key, key) for key in change.link)
            values: dict[str, Any] = dict(change.values)
            tx.db.add(t.Guardianship(guardian_id=guardian, student_id=student, **values))


def _links(tx: Tx, plan: RosterPlan, subject: Subject, people: Keys, classes: Keys) -> None:
    table: Any = t.Enrolment if subject == Subject.ENROLMENT else t.TeachingAssignment
    person = "student_id" if subject == Subject.ENROLMENT else "teacher_id"
    changes = list(_of(plan, subject))
    known = _rows(tx, table, table.id, (one.key for one in changes if one.what != What.ADD))
    for change in changes:
        if change.link and change.what == What.ADD:
            person_id, class_id = change.link
            names: dict[str, Any] = {person: people.get(person_id, person_id)}
            if subject == Subject.ENROLMENT:
                names["started_on"] = today()
            tx.db.add(table(class_id=classes.get(class_id, class_id), **names))
        else:
            row: Any = known[change.key]
            row.ended_on = today() if change.what == What.LEAVE else None
