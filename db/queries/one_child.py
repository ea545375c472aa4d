"""All there is about one child that the viewer may see, table by table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from db import tables as t
from db.queries.whole_hub import BY_NAME, shapes
from db.session import HubSession
from i18n import _
from rules.people import Role
from rules.problems import NotFound
from rules.whole_hub import Plain, Shape, TableOut

POINTED = ("class", "question", "survey")  # as far as the child's rows point to them
TOLD = frozenset((*POINTED, "contact", "person", "teaching_assignment"))
NOT_TOLD = frozenset(("account", "erasure", "import_batch", "import_change", "setting"))
NAMES = frozenset(("id", "role", "given_name", "family_name", "preferred_name"))
PERSON, ENTRY, ACTOR, REMOVED = "person", "audit_entry", "actor_id", "removed_at"


def one_child(db: HubSession, child_id: int) -> list[TableOut]:
    """The tables that hold anything about the child; of other people the names alone."""
    child = select(t.Person.id).where(t.Person.id == child_id, t.Person.role == Role.STUDENT)
    if db.scalars(child).first() is None:
        raise NotFound(_("This child is no longer there, or is not yours to see."))
    story = _Story(db)
    for shape in shapes():
        if shape.name not in TOLD | NOT_TOLD:
            story.add(shape.name, *_of(BY_NAME[shape.name], child_id))
    story.add(ENTRY, _told_of(child_id, story.pointed[ENTRY]))
    for name in POINTED:
        story.add(name, BY_NAME[name].id.in_(story.pointed[name]))  # type: ignore[attr-defined]
    story.add("teaching_assignment", t.TeachingAssignment.class_id.in_(story.pointed["class"]))
    story.add("contact", t.Contact.person_id.in_(_reached(db, child_id)))
    story.add(PERSON, t.Person.id.in_(story.pointed[PERSON] | {child_id}))
    story.hide(child_id)
    return [TableOut(shape, story.rows[shape.name]) for shape in shapes() if shape.name in story]


def _told_of(child_id: int, several: set[Any]) -> ColumnElement[bool]:
    """Entries of the log about the child, alone or among others."""
    return or_(t.AuditEntry.student_id == child_id, t.AuditEntry.id.in_(several))


def _reached(db: HubSession, child_id: int) -> set[int]:
    """Whose contact details are told: the child's, and to a family those of whoever reads."""
    return {child_id} if db.viewer.is_staff else {child_id, db.viewer.person_id}


def _of(table: Any, child_id: int) -> Iterable[ColumnElement[bool]]:
    """The child's rows that stand: what was taken back is shown to nobody."""
    yield table.student_id == child_id
    if hasattr(table, REMOVED):
        yield table.removed_at.is_(None)


class _Story:
    """Rows as they are gathered, and the keys that they point to."""

    def __init__(self, db: HubSession) -> None:
        self.db = db
        self.shapes: dict[str, Shape] = {shape.name: shape for shape in shapes()}
        self.rows: dict[str, list[Sequence[Plain]]] = {}
        self.pointed: defaultdict[str, set[Any]] = defaultdict(set)

    def __contains__(self, name: str) -> bool:
        return bool(self.rows.get(name))

    def add(self, name: str, *which: ColumnElement[bool]) -> None:
        shape, table = self.shapes[name], BY_NAME[name]
        columns = [getattr(table, field.name) for field in shape.fields]
        asked = select(*columns).where(*which).order_by(columns[shape.key])
        found: list[Sequence[Plain]] = [tuple(row) for row in self.db.execute(asked)]
        self.rows[name] = found
        for place, field in enumerate(shape.fields):
            target = PERSON if field.name == ACTOR else field.points_to
            if target:
                self.pointed[target] |= {row[place] for row in found} - {None}

    def hide(self, child_id: int) -> None:
        """Of everybody but the child, the names are enough."""
        shape = self.shapes[PERSON]
        self.rows[PERSON] = [
            row
            if row[shape.key] == child_id
            else [
                value if field.name in NAMES else None
                for value, field in zip(row, shape.fields, strict=True)
            ]
            for row in self.rows[PERSON]
        ]
