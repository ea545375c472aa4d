"""What guardians allow, and what counts: the last answers of those who may answer today."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import and_, select

from db import tables as t
from db.queries.custody import allowed
from db.session import HubSession
from rules.consents import Asked, ChildConsents, Said, Subject, history, what_counts
from rules.custody import Right
from rules.goal_views import ChildHead
from rules.people import Named, Status, full_name

Counts = Mapping[Subject, bool | None]
Last = defaultdict[int, dict[tuple[Subject, int], Said]]  # by child; then by question and guardian
TIE = and_(
    t.Guardianship.guardian_id == t.Consent.guardian_id,
    t.Guardianship.student_id == t.Consent.student_id,
)


def of_child(db: HubSession, child_id: int, counts: Counts) -> tuple[Asked, ...]:
    """Each question to the viewer, a guardian, with what they said."""
    rows = db.scalars(
        select(t.Consent)
        .where(t.Consent.student_id == child_id, t.Consent.guardian_id == db.viewer.person_id)
        .order_by(t.Consent.id)
    )
    said: defaultdict[str, list[Said]] = defaultdict(list)
    for row in rows:
        said[row.subject].append(Said(row.agreed, row.said_at))
    return tuple(Asked(one, history(said[one]), counts[one]) for one in Subject)


def counts(db: HubSession, child_id: int) -> Counts:
    """What the school goes by for a child, whoever said it."""
    return _counted(_last(db, {child_id})[child_id])


def of_children(db: HubSession, heads: Iterable[ChildHead]) -> tuple[ChildConsents, ...]:
    """What counts for each of these children and who said what: one statement for all."""
    known = sorted(heads, key=lambda head: (head.class_name, head.name))
    last = _last(db, {head.id for head in known})
    return tuple(_of_child(head, last[head.id]) for head in known)


def _of_child(head: ChildHead, last: Mapping[tuple[Subject, int], Said]) -> ChildConsents:
    return ChildConsents(Named(head.id, head.name), head.class_name, _counted(last), _said(last))


def _last(db: HubSession, ids: Collection[int]) -> Last:
    """The last answer of every guardian who may see and write for the child today."""
    person = t.Person
    rows = db.execute(
        select(t.Consent, person.given_name, person.family_name, person.preferred_name)
        .join(t.Guardianship, TIE)
        .join(person, person.id == t.Consent.guardian_id)
        .where(
            t.Consent.student_id.in_(ids),
            person.status == Status.ACTIVE,
            allowed(Right.READ),
            allowed(Right.WRITE),
        )
        .order_by(t.Consent.said_at, t.Consent.id)
    )
    found: Last = defaultdict(dict)
    for row, given, family, preferred in rows:
        if row.subject in set(Subject):
            by = Named(row.guardian_id, full_name(given, family, preferred))
            key = (Subject(row.subject), row.guardian_id)
            found[row.student_id][key] = Said(row.agreed, row.said_at, by)
    return found


def _counted(last: Mapping[tuple[Subject, int], Said]) -> Counts:
    return {
        one: what_counts(said.agreed for (subject, _), said in last.items() if subject is one)
        for one in Subject
    }


def _said(last: Mapping[tuple[Subject, int], Said]) -> dict[Subject, tuple[Said, ...]]:
    found: defaultdict[Subject, list[Any]] = defaultdict(list)
    for (subject, _guardian), said in last.items():
        found[subject].append(said)
    return {one: tuple(found[one]) for one in Subject if found[one]}
