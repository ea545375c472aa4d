"""An import, applied as it was previewed: all of it in one transaction, or none."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from db import tables as t
from db.commands.base import Tx, command
from db.commands.roster_beside import BESIDE, change_beside
from db.commands.roster_rows import insert_all, update_all
from db.queries import roster as queries
from i18n import _
from i18n.dates import today
from rules.log import WHOLE_SCHOOL
from rules.pauses import without_pauses
from rules.people import Role, Status
from rules.problems import Problem
from rules.roster import Change, FieldChange, RosterPlan, Subject, What
from rules.roster_decisions import Agreed
from rules.roster_undo import CONTACT, packed

ROLES = {
    Subject.STUDENT: Role.STUDENT,
    Subject.GUARDIAN: Role.GUARDIAN,
    Subject.TEACHER: Role.TEACHER,
}
LINKS: dict[Subject, tuple[type[t.Table], tuple[str, str]]] = {
    Subject.ENROLMENT: (t.Enrolment, ("student_id", "class_id")),
    Subject.TEACHING: (t.TeachingAssignment, ("teacher_id", "class_id")),
    Subject.GUARDIANSHIP: (t.Guardianship, ("guardian_id", "student_id")),
}
Keys = dict[int, int]  # keys of the plan to ids of the hub
Values = dict[str, Any]


@command("roster.apply")
@without_pauses()
def apply_plan(tx: Tx, plan: RosterPlan, agreed: Agreed) -> dict[str, int]:
    """Make every change of a plan: how many were made, by what was done."""
    check_plan(tx, plan, agreed)
    return make_changes(tx, plan)


def make_changes(tx: Tx, plan: RosterPlan) -> dict[str, int]:
    """Make every change of a plan that was checked, and keep what each was for an undo."""
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
    people, classes = _people(tx, plan), _classes(tx, plan)
    done = [*_told(plan, people, *ROLES), *_told(plan, classes, Subject.CLASS)]
    for subject, right in (
        (Subject.GUARDIANSHIP, people),
        (Subject.ENROLMENT, classes),
        (Subject.TEACHING, classes),
    ):
        done += _links(tx, plan, subject, people, right)
    change_beside(tx, {(one.subject, one.key): one.values for one in _of(plan, *BESIDE)})
    done += _told(plan, {}, *BESIDE)
    insert_all(tx, t.ImportChange, ({"batch_id": batch.id, **one} for one in done))
    tx.audit("import", batch.id, *_children(tx, plan, people), counts=counts)
    return counts


def _children(tx: Tx, plan: RosterPlan, people: Keys) -> set[int]:
    """Children whose own row, class or family changed; a new school year is about everybody."""
    if tx.action in WHOLE_SCHOOL:
        return set()
    found = {one.key for one in _of(plan, Subject.STUDENT)}
    found |= {one.link[0] for one in _of(plan, Subject.ENROLMENT) if one.link}
    found |= {one.link[1] for one in _of(plan, Subject.GUARDIANSHIP) if one.link}
    return {people.get(key, key) for key in found}


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
    if queries.fingerprint(tx.db) != plan.fingerprint:
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


def _split(changes: Iterable[Change]) -> tuple[list[Change], list[Change]]:
    """Rows to make, and rows to change."""
    listed = list(changes)
    return (
        [one for one in listed if one.what == What.ADD],
        [one for one in listed if one.what != What.ADD],
    )


def _people(tx: Tx, plan: RosterPlan) -> Keys:
    added, changed = _split(_of(plan, *ROLES))
    made = {"created_at": tx.now, "updated_at": tx.now, "given_name": ""}
    ids = insert_all(
        tx, t.Person, ({**made, "role": ROLES[one.subject], **_own(one)} for one in added)
    )
    keys = dict(zip((one.key for one in added), ids, strict=True))
    values = {one.key: {"updated_at": tx.now, **_own(one)} for one in changed}
    update_all(tx, t.Person, values, counted=True)
    reached = {keys.get(one.key, one.key): _reach(one) for one in (*added, *changed)}
    _contacts(tx, {key: found for key, found in reached.items() if found})
    return keys


def _own(change: Change) -> Values:
    return with_day({name: value for name, value in change.values.items() if name not in CONTACT})


def with_day(values: Values) -> Values:
    """Beside who has left or is back, the day on which they left."""
    if "status" not in values:
        return values
    return {**values, "left_on": today() if values["status"] == Status.LEFT else None}


def _reach(change: Change) -> Values:
    return {name: value for name, value in change.values.items() if name in CONTACT}


def _contacts(tx: Tx, values: Mapping[int, Values]) -> None:
    known = queries.reachable(tx.db)
    insert_all(
        tx, t.Contact, ({"person_id": key, **values[key]} for key in values if key not in known)
    )
    update_all(tx, t.Contact, {key: values[key] for key in values if key in known})


def _classes(tx: Tx, plan: RosterPlan) -> Keys:
    added, changed = _split(_of(plan, Subject.CLASS))
    update_all(tx, t.SchoolClass, {one.key: one.values for one in changed})
    ids = insert_all(tx, t.SchoolClass, (one.values for one in added))
    return dict(zip((one.key for one in added), ids, strict=True))


def _links(tx: Tx, plan: RosterPlan, subject: Subject, left: Keys, right: Keys) -> Iterator[Values]:
    """Who belongs to whom or to which class; who may see a child is never touched."""
    table, (one_id, other_id) = LINKS[subject]
    added, changed = _split(_of(plan, subject))
    started = {"started_on": today()} if subject == Subject.ENROLMENT else {}
    rows = (
        {one_id: left.get(one, one), other_id: right.get(other, other), **started, **change.values}
        for change in added
        if change.link
        for one, other in (change.link,)
    )
    ids = insert_all(tx, table, rows)
    told = {one.key: _ending(one) for one in changed}
    values = {key: {one.field: one.new for one in fields} for key, fields in told.items()}
    update_all(tx, table, values, counted=subject == Subject.GUARDIANSHIP)
    yield from (_row(one, key, one.fields) for one, key in zip(added, ids, strict=True))
    yield from (_row(one, one.key, told[one.key]) for one in changed)


def _ending(change: Change) -> tuple[FieldChange, ...]:
    """A link that ends says so in no field of the plan: its last day is today's."""
    if change.what == What.LEAVE:
        return (FieldChange("ended_on", None, today()),)
    return change.fields


def _told(plan: RosterPlan, keys: Keys, *subjects: Subject) -> Iterator[Values]:
    return (_row(one, keys.get(one.key, one.key), one.fields) for one in _of(plan, *subjects))


def _row(change: Change, key: int, fields: Iterable[FieldChange]) -> Values:
    """What the history keeps of one change."""
    return {
        "subject": change.subject,
        "row_id": key,
        "what": change.what,
        "name": change.name,
        "fields": packed(fields),
    }
