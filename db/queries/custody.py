"""What guardians may do for a child today, and what is recorded about it."""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select

from db import tables as t
from db.row_rules import in_force
from db.session import HubSession
from i18n.dates import today
from rules.custody import Custody, RestrictionLine, Right, standing
from rules.people import full_name


def allowed(right: Right) -> ColumnElement[bool]:
    """Whether the guardian of a Guardianship has this right today, as far as staff may know.

    For lists of the office: who gets a letter, whose answers are waited for.
    """
    return ~(
        select(t.Restriction.id)
        .where(
            *in_force(t.Restriction, right, today()),
            t.Restriction.guardian_id == t.Guardianship.guardian_id,
            t.Restriction.student_id == t.Guardianship.student_id,
        )
        .exists()
    )


# Whether the viewer, a guardian, may read about a Person without writing; see `mine`.
READS_ONLY = (
    select(t.Restriction.id)
    .where(
        *in_force(t.Restriction, Right.WRITE, bindparam("day")),
        t.Restriction.student_id == t.Person.id,
        t.Restriction.guardian_id == bindparam("me"),
    )
    .exists()
)


def mine(db: HubSession) -> dict[str, Any]:
    """The values of READS_ONLY."""
    return {"day": today(), "me": db.viewer.person_id}


def read_only(db: HubSession) -> frozenset[int]:
    """Children for whom the viewer, a guardian, may not write, whether they see them or not."""
    row = t.Restriction
    limits = (*in_force(row, Right.WRITE, today()), row.guardian_id == db.viewer.person_id)
    return frozenset(db.scalars(select(row.student_id).where(*limits)))


def custody(db: HubSession, student_id: int) -> tuple[Custody, ...]:
    """Every guardian of a child with what is limited now or will be."""
    limits = _limits(db, student_id)
    rows = db.execute(
        select(t.Guardianship, t.Person.given_name, t.Person.family_name)
        .join(t.Person, t.Person.id == t.Guardianship.guardian_id)
        .where(t.Guardianship.student_id == student_id)
        .order_by(t.Guardianship.id)
    )
    return tuple(
        Custody(
            row.id,
            full_name(given, family),
            row.relation,
            standing(limits[row.guardian_id], today()),
        )
        for row, given, family in rows
    )


def _limits(db: HubSession, student_id: int) -> defaultdict[int, list[RestrictionLine]]:
    found: defaultdict[int, list[RestrictionLine]] = defaultdict(list)
    rows = db.execute(
        select(t.Restriction, t.Person.given_name, t.Person.family_name)
        .outerjoin(t.Person, t.Person.id == t.Restriction.created_by)
        .where(t.Restriction.student_id == student_id, t.Restriction.removed_at.is_(None))
        .order_by(t.Restriction.id)
    )
    for row, given, family in rows:
        by = full_name(given or "", family or "")
        line = RestrictionLine(
            row.id, Right(row.right), row.started_on, row.ended_on, row.reference, by
        )
        found[row.guardian_id].append(line)
    return found
