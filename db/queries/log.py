"""The log, as far as the viewer may read it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import func, or_, select

from db import tables as t
from db.queries.people import names
from db.session import HubSession, content_of
from i18n.dates import begin_of
from rules.log import WHOLE_SCHOOL, Sealed
from rules.log_readers import Child
from rules.log_views import Filter, LogLine
from rules.log_words import actions_of
from rules.people import STAFF, Role, full_name

AT_ONCE = 2_000  # entries in memory
DAY = timedelta(days=1)


def children_of(db: HubSession, subject: str, key: int) -> set[int]:
    """The children that were told of when this was done."""
    entry = t.AuditEntry
    about = (entry.subject == subject, entry.subject_id == key)
    if db.scalar(select(entry.id).where(*about, entry.action.in_(WHOLE_SCHOOL)).limit(1)):
        return set(db.scalars(select(t.Person.id).where(t.Person.role == Role.STUDENT)))
    alone = select(entry.student_id).where(*about, entry.student_id.is_not(None))
    several = (
        select(t.AuditChild.student_id).join(entry, entry.id == t.AuditChild.entry_id).where(*about)
    )
    return {*db.scalars(alone), *db.scalars(several)}


def of_child(
    db: HubSession, child: Child, start: int = 0, size: int | None = None
) -> tuple[LogLine, ...]:
    """Some entries about a child, the newest first; who of the school did them has no name yet."""
    rows = _page(db, _about(child), start, size)
    goals = _goals(db, rows)
    return tuple(replace(_line(row, goals), child=child.name) for row in rows)


def count_of_child(db: HubSession, child: Child) -> int:
    """How many entries there are about a child."""
    return _count(db, _about(child))


def child(db: HubSession, student_id: int) -> Child | None:
    """What is asked of a child before their log is read."""
    row = db.get(t.Person, student_id)
    if row is None or row.role != Role.STUDENT:
        return None
    short = row.preferred_name or row.given_name
    return Child(row.id, short, row.birth_date, row.created_at)


def staff_names(db: HubSession, ids: Collection[int]) -> dict[int, str]:
    """Who of the school these are: a family may know who looked, whoever teaches their child."""
    staff = select(t.Person.id).where(t.Person.id.in_(ids), t.Person.role.in_(STAFF))
    return names(db, set(db.scalars(staff)))


def of_school(
    db: HubSession, wanted: Filter, start: int = 0, size: int | None = None
) -> tuple[LogLine, ...]:
    """What the office asked for, the newest first, with the names that the hub still knows."""
    rows = _page(db, _wanted(wanted), start, size)
    several = _several(db, rows if size else None)
    called = names(db, {row.actor_id for row in rows} | {row.student_id or 0 for row in rows})
    goals = _goals(db, rows)
    return tuple(
        replace(
            _line(row, goals),
            name=called.get(row.actor_id, ""),
            child=called.get(row.student_id or 0, ""),
            children=several.get(row.id, 0),
        )
        for row in rows
    )


def count_of_school(db: HubSession, wanted: Filter) -> int:
    return _count(db, _wanted(wanted))


def everybody(db: HubSession) -> tuple[dict[int, str], dict[int, str]]:
    """Whom the log can be filtered by: everybody who may do something, and the children."""
    rows = db.execute(
        select(
            t.Person.id,
            t.Person.role,
            t.Person.given_name,
            t.Person.family_name,
            t.Person.preferred_name,
        )
        .where(t.Person.role != Role.ERASED)
        .order_by(t.Person.given_name, t.Person.family_name, t.Person.id)
    ).all()
    called = {key: full_name(given, family, known) for key, _role, given, family, known in rows}
    children = {key: called[key] for key, role, *_names in rows if role == Role.STUDENT}
    return called, children


def _about(child: Child) -> list[Any]:
    """Entries about a child, since the child is here: SQLite may give a number to another one."""
    return [_of_student(child.id), t.AuditEntry.at >= child.since]


def _of_student(student_id: int) -> Any:
    several = select(t.AuditChild.entry_id).where(t.AuditChild.student_id == student_id)
    return or_(
        t.AuditEntry.student_id == student_id,
        t.AuditEntry.id.in_(several),
        t.AuditEntry.action.in_(WHOLE_SCHOOL),
    )


def _wanted(wanted: Filter) -> list[Any]:
    entry = t.AuditEntry
    asked = {
        "actor": wanted.actor_id is not None and entry.actor_id == wanted.actor_id,
        "child": wanted.student_id is not None and _of_student(wanted.student_id),
        "kind": wanted.kind is not None and entry.action.in_(actions_of(wanted.kind)),
        "since": wanted.since is not None and entry.at >= begin_of(wanted.since),
        "until": wanted.until is not None and entry.at < begin_of(wanted.until + DAY),
    }
    return [one for one in asked.values() if one is not False]


def _page(db: HubSession, which: list[Any], start: int, size: int | None) -> list[t.AuditEntry]:
    newest = select(t.AuditEntry).where(*which).order_by(t.AuditEntry.id.desc())
    return list(db.scalars(newest.offset(start).limit(size)))


def _count(db: HubSession, which: list[Any]) -> int:
    return db.scalar(select(func.count(t.AuditEntry.id)).where(*which)) or 0


def _goal_of(row: t.AuditEntry) -> int | None:
    goal: int | None = row.subject_id if row.subject == "goal" else row.detail.get("goal")
    return goal


def _goals(db: HubSession, rows: Iterable[t.AuditEntry]) -> dict[int, str]:
    """The titles of the goals, as far as the reader may see them."""
    ids = {_goal_of(row) for row in rows}
    return dict(
        db.execute(select(t.Goal.id, t.Goal.title).where(t.Goal.id.in_(ids - {None}))).all()
    )


def _several(db: HubSession, rows: Iterable[t.AuditEntry] | None) -> dict[int, int]:
    """How many children these entries are about, or all there are."""
    entry = t.AuditChild.entry_id
    counted = select(entry, func.count(t.AuditChild.id)).group_by(entry)
    if rows is not None:
        counted = counted.where(entry.in_({row.id for row in rows}))
    return dict(db.execute(counted).all())


def _line(row: t.AuditEntry, goals: Mapping[int, str]) -> LogLine:
    goal = goals.get(_goal_of(row) or 0, "")
    return LogLine(row.at, row.actor_id, row.role, row.action, goal=goal)


def sealed(db: HubSession) -> Iterator[Sealed]:
    """Every entry in its order, with its seal."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    for entry_id, student_id in db.execute(select(t.AuditChild.entry_id, t.AuditChild.student_id)):
        children[entry_id].append(student_id)
    entries = select(t.AuditEntry).order_by(t.AuditEntry.id)
    for row in db.scalars(entries, execution_options={"yield_per": AT_ONCE}):
        yield Sealed(row.id, row.before, row.hash, content_of(row, children.get(row.id, ())))
