"""What families asked to have put right, as far as the viewer may read it."""

from typing import Any

from sqlalchemy import func, select

from db import tables as t
from db.queries.people import names
from db.session import HubSession
from rules.corrections import About, CorrectionLine, State
from rules.people import Named

OPEN = t.Correction.state == State.OPEN
WAITING = select(func.count(t.Correction.id)).where(OPEN)


def of_child(db: HubSession, child: Named) -> tuple[CorrectionLine, ...]:
    """What the viewer asked about a child, the last first."""
    return _lines(db, t.Correction.student_id == child.id)


def waiting(db: HubSession) -> tuple[CorrectionLine, ...]:
    """What nobody has answered yet, the first first."""
    return _lines(db, OPEN)[::-1]


def answered(db: HubSession) -> tuple[CorrectionLine, ...]:
    """What was answered, the last first."""
    return _lines(db, ~OPEN)


def _lines(db: HubSession, which: Any) -> tuple[CorrectionLine, ...]:
    newest = t.Correction.created_at.desc(), t.Correction.id.desc()
    rows = db.scalars(select(t.Correction).where(which).order_by(*newest)).all()
    people = {one for row in rows for one in (row.student_id, row.author_id, row.answered_by or 0)}
    called = names(db, people)
    return tuple(_line(row, called) for row in rows)


def _line(row: t.Correction, called: dict[int, str]) -> CorrectionLine:
    return CorrectionLine(
        id=row.id,
        child=Named(row.student_id, called.get(row.student_id, "")),
        about=About(row.about),
        words=row.words,
        asked_by=called.get(row.author_id, ""),
        asked_at=row.created_at,
        state=State(row.state),
        reason=row.reason,
        answered_by=called.get(row.answered_by or 0, ""),
        answered_at=row.answered_at,
    )
