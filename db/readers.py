"""Who reads which rows of a child: the row rules themselves, asked for everybody around the child.

One statement asks every rule for each of them, row by row, so that no second copy of the rules
could say something else. For staff, who read names, another one finds those people first.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    literal,
    select,
    union_all,
)
from sqlalchemy.sql.visitors import replacement_traverse

from db import tables as t
from db.row_rules import (
    GUARDIANSHIP,
    PERSON,
    RULES,
    WithAccess,
    my_children,
    my_teachers,
    whole_school,
)
from rules.people import Role, Status, Viewer

OFFICE = Viewer(0, Role.COORDINATOR)
NOBODY = 0


@dataclass(frozen=True)
class Draft:
    """A row that somebody may still write: the fields that its rule asks for."""

    table: type[t.Table]
    key: str
    fields: tuple[tuple[str, Any], ...]


Asked = tuple[type[t.Table] | Draft, ...]


@lru_cache(maxsize=256)
def around(child_id: int, me: Viewer) -> CompoundSelect[Any]:
    """The guardians and the teachers of a child of mine: role, id, names, relation."""
    named = (PERSON.role, PERSON.id, PERSON.given_name, PERSON.family_name, PERSON.preferred_name)
    child = whole_school(lambda viewer: literal(child_id).in_(my_children(viewer)))
    here = and_(PERSON.status == Status.ACTIVE, child(me))
    teaching = my_teachers(Viewer(child_id, Role.STUDENT))
    return union_all(
        select(*named, GUARDIANSHIP.relation).where(
            PERSON.id == GUARDIANSHIP.guardian_id, GUARDIANSHIP.student_id == child_id, here
        ),
        select(*named, literal("")).where(PERSON.id.in_(teaching), here),
    )


@lru_cache(maxsize=256)
def sight(
    child_id: int, me: Viewer, named: tuple[Viewer, ...], asked: Asked, day: date
) -> CompoundSelect[Any]:
    """Table, key and draft of each row that I see, and whether these read it: the student,
    parents with access, the parent who wrote it, teachers, the office, and those named."""
    return union_all(*(_of(one, child_id, me, named) for one in asked))


def _of(
    one: type[t.Table] | Draft, child_id: int, me: Viewer, named: tuple[Viewer, ...]
) -> Select[Any]:
    table = one.table if isinstance(one, Draft) else one
    columns: Any = table.__table__.c
    author = columns.guardian_id if "guardian_id" in columns else NOBODY
    viewers = (
        Viewer(child_id, Role.STUDENT),
        WithAccess(NOBODY, Role.GUARDIAN, child_id),
        WithAccess(author, Role.GUARDIAN, child_id),
        WithAccess(NOBODY, Role.TEACHER, child_id),
        OFFICE,
        *named,
    )
    if isinstance(one, Draft):
        return _drafted(one, me, viewers)
    return _stored(table, child_id, me, viewers)


def _stored(
    table: type[t.Table], child_id: int, me: Viewer, viewers: tuple[Viewer, ...]
) -> Select[Any]:
    columns = table.__table__.c
    about: list[ColumnElement[Any]] = [literal(table.__table__.name), columns.id, literal("")]
    child = columns.get("student_id", columns.id) == child_id
    return select(*about, *(_yes(RULES[table](viewer)) for viewer in viewers)).where(
        child, RULES[table](me)
    )


def _drafted(one: Draft, me: Viewer, viewers: tuple[Viewer, ...]) -> Select[Any]:
    fields, name = dict(one.fields), one.table.__table__.name

    def given(element: Any, **_: Any) -> Any:
        mine = isinstance(element, Column) and element.table.name == name
        return literal(fields[element.name], element.type) if mine else None

    mine, *theirs = (
        replacement_traverse(RULES[one.table](who), {}, given) for who in (me, *viewers)
    )
    about: list[ColumnElement[Any]] = [literal(name), literal(NOBODY), literal(one.key)]
    return select(*about, *map(_yes, theirs)).where(mine)


def _yes(rule: ColumnElement[bool]) -> ColumnElement[int]:
    return case((rule, 1), else_=0)
