"""The imports that were made: what each changed, and what of it can be taken back."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import func, select

from db import tables as t
from db.queries.roster import snapshot
from db.queries.school import setting
from db.session import HubSession
from rules.pauses import without_pauses
from rules.roster import Subject, What
from rules.roster_known import KnownBeside
from rules.roster_taking_back import WHY, Recorded, Undo, take_back
from rules.roster_undo import Done, UndoPlan, unpacked
from rules.year_changes import SCHOOL_ROW

LINKING = (t.Contact, t.Enrolment, t.TeachingAssignment, t.Guardianship)


def done(
    db: HubSession, batch_id: int, *, start: int = 0, limit: int | None = None
) -> tuple[Done, ...]:
    """What an import changed, in the order in which it did."""
    change = t.ImportChange
    rows = db.execute(
        select(change.subject, change.what, change.name, change.fields, change.stayed)
        .where(change.batch_id == batch_id)
        .order_by(change.id)
        .offset(start)
        .limit(limit)
    )
    return tuple(
        Done(Subject(subject), What(what), name, unpacked(fields), stayed)
        for subject, what, name, fields, stayed in rows
    )


def changes_of(db: HubSession, batch_id: int) -> int:
    """How many rows an import changed."""
    change = t.ImportChange
    return db.scalar(select(func.count(change.id)).where(change.batch_id == batch_id)) or 0


def undo_plan(db: HubSession, batch_id: int) -> UndoPlan:
    """What an undo of this import would take back, and what stays."""
    return undo(db, batch_id).plan


@without_pauses()
def undo(db: HubSession, batch_id: int) -> Undo:
    """What an undo shows, and what it does."""
    recorded = _recorded(db, batch_id)
    return take_back(batch_id, recorded, snapshot(db), _used(db), _beside(db, recorded))


def _beside(db: HubSession, recorded: Iterable[Recorded]) -> dict[tuple[Subject, int], KnownBeside]:
    """Goals, surveys and the school as they are now, if a new school year changed them."""
    subjects = {one.subject for one in recorded}
    found: dict[tuple[Subject, int], KnownBeside] = {}
    if Subject.GOAL in subjects:
        for key, state in db.execute(select(t.Goal.id, t.Goal.state)):
            found[Subject.GOAL, key] = KnownBeside(key, state)
    if Subject.SURVEY in subjects:
        for key, state in db.execute(select(t.Survey.id, t.Survey.state)):
            found[Subject.SURVEY, key] = KnownBeside(key, state)
    if Subject.SCHOOL in subjects:
        year = setting(db, "school.year") or ""
        found[Subject.SCHOOL, SCHOOL_ROW] = KnownBeside(SCHOOL_ROW, school_year=year)
    return found


def _recorded(db: HubSession, batch_id: int) -> list[Recorded]:
    change = t.ImportChange
    rows = db.execute(
        select(change.id, change.subject, change.what, change.row_id, change.name, change.fields)
        .where(change.batch_id == batch_id)
        .order_by(change.id)
    )
    return [
        Recorded(key, Subject(subject), What(what), row_id, name, unpacked(fields))
        for key, subject, what, row_id, name, fields in rows
    ]


def _used(db: HubSession) -> dict[int, str]:
    """People that something points to, but for classes and families; with the table that does."""
    found: dict[int, str] = {}
    for name, column in _pointers():
        for person_id in db.scalars(select(column).group_by(column)):
            found.setdefault(person_id, name)
    return found


@cache
def _pointers() -> tuple[tuple[str, Any], ...]:
    """What says most of what somebody did comes first."""
    found = (
        (table.__table__.name, getattr(table, column.key))
        for table in t.ALL
        if table not in LINKING
        for column in table.__table__.columns
        if any(one.target_fullname == "person.id" for one in column.foreign_keys)
    )
    return tuple(sorted(found, key=lambda pointer: pointer[0] not in WHY))
