"""Who may write a row, beside seeing it: the limits of commands, as rules of the database too."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from db import tables as t
from db.row_rules import RESTRICTION, RULES, Rule, day_of, in_force
from rules.custody import Right
from rules.people import Role, Viewer

OFFICE = (Role.COORDINATOR, Role.SYSTEM)

# Whoever could write these would let themselves in: the rules look children up in them.
GRANTING = (t.Enrolment, t.Guardianship, t.Restriction, t.TeachingAssignment)
# Added for others to read; of the settings, the log's newest seal.
UNSEEN = (t.AuditEntry, t.AuditChild, t.Operation, t.ImportBatch, t.Setting)


def may_add(table: type[t.Table]) -> Rule:
    """Rows that a viewer may add."""

    def rule(viewer: Viewer) -> ColumnElement[bool]:
        if viewer.role in OFFICE or issubclass(table, UNSEEN):
            return true()
        return may_change(table)(viewer)

    return rule


def may_change(table: type[t.Table]) -> Rule:
    """Rows that a viewer may change into one another, or take away."""

    def rule(viewer: Viewer) -> ColumnElement[bool]:
        seen = RULES[table](viewer)
        if viewer.role in OFFICE:
            return seen
        return false() if issubclass(table, GRANTING) else and_(seen, _custody(table, viewer))

    return rule


def _custody(table: Any, viewer: Viewer) -> ColumnElement[bool]:
    """A guardian changes nothing about a child for whom they may only read."""
    if viewer.role is not Role.GUARDIAN or "student_id" not in table.__table__.columns:
        return true()
    limits = (RESTRICTION.guardian_id == viewer.person_id, *_only_reads(viewer))
    barred = select(RESTRICTION.student_id).where(*limits)
    return or_(table.student_id.is_(None), table.student_id.not_in(barred))


def _only_reads(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    return in_force(RESTRICTION, Right.WRITE, day_of(viewer))
